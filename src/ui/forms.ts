// The forms of the pages of accounts. Each form works without this: then the server answers
// with a whole page, which cannot bring a password back.

import { forgetAfterAccount } from "../offline/device";

const IS_WRONG = '[aria-invalid="true"], .form-error:not([hidden])';

/**
 * Sends a form and stays: what is wrong is put in place, with everything that was typed. When nothing is wrong the page is
 * left for the one that the server names.
 */
async function send(form: HTMLFormElement): Promise<void> {
  const body = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
  const answer = await fetch(form.action, { method: "POST", body, headers: { accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const selector = `form[action="${form.getAttribute("action")}"]`;
  const answered = page.querySelector<HTMLFormElement>(selector);
  if (!answered?.querySelector(IS_WRONG)) return location.assign(answer.url);
  for (const field of form.querySelectorAll<HTMLInputElement>("input")) {
    const again = [...answered.querySelectorAll("input")].find(({ name }) => name === field.name);
    if (again) again.value = field.value;
  }
  form.replaceWith(document.adoptNode(answered));
  answered.querySelector<HTMLElement>("[autofocus]")?.focus();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !("stay" in form.dataset)) return;
  event.preventDefault();
  if (form.ariaBusy === "true") return;
  form.ariaBusy = "true";
  send(form)
    // The browser says better than a script that a server cannot be reached.
    .catch(() => form.submit())
    .finally(() => (form.ariaBusy = null));
});

// The pages of log-in and sign-up: whoever was logged in before is so no longer.
if (document.querySelector(".gate")) void forgetAfterAccount();
