// The menu of a conversation, as the server writes it (src/chat/components/conversation_menu.rs): its form is sent without leaving the page.

import { element } from "../../ui/elements";
import { texts } from "./page";

const FORM = ".menu-form.is-kept";

export function keepMenu(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches(FORM)) return;
    event.preventDefault();
    void send(form);
  });
  document.addEventListener("toggle", ({ target }) => {
    if (target instanceof HTMLDetailsElement && target.open) takeTitle(target);
  }, true);
}

async function send(form: HTMLFormElement): Promise<void> {
  const body = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
  const answer = await fetch(form.action, { method: "POST", body, headers: { accept: "application/json" } }).catch(() => undefined);
  form.querySelector(".form-error")?.remove();
  if (answer?.ok) {
    // The page learns of the new title as every other one does.
    const menu = form.closest("details");
    if (menu) menu.open = false;
  } else if (answer) {
    // Sent by the browser, it is answered with a page that says what is wrong.
    form.submit();
  } else {
    form.append(element("p", { class: "form-error", role: "alert" }, (await texts()).not_saved));
  }
}

/** It may have been named anew since the page is there. */
function takeTitle(menu: HTMLDetailsElement): void {
  const field = menu.querySelector<HTMLInputElement>(`${FORM} [name=title]`);
  const title = menu.closest(".bar")?.querySelector("h1")?.textContent;
  if (field && title && field.value === field.defaultValue) field.value = field.defaultValue = title;
}
