// Changes are taken, or not, as soon as a person says so; the result follows, and can be copied.

import { formatText } from "../../ui/texts";
import type { CodeFix } from "../../rest/schemas";

/** Makes the controls of the changes act at once. */
export function decide(id: string) {
  const form = document.querySelector<HTMLFormElement>("#code-hunks");
  if (!form) return;
  const address = `/api/v1/code-fixes/${id}`;
  const boxes = [...form.querySelectorAll<HTMLInputElement>('input[name="accepted[]"]')];
  let order: Promise<unknown> = Promise.resolve();
  const send = (changed: HTMLInputElement[]) => {
    const numbers = (isAccepted: boolean) => changed.filter((box) => box.checked === isAccepted).map((box) => Number(box.value));
    const body = JSON.stringify({ accepted: numbers(true), rejected: numbers(false) });
    // One after another, so that the last word is the last one stored.
    order = order.then(async () => {
      const headers = { "content-type": "application/json" };
      const answer = await fetch(address, { method: "PATCH", headers, body }).catch(() => undefined);
      // The page as it is stored says what is wrong.
      if (!answer?.ok) return location.reload();
      show((await answer.json()) as CodeFix);
    });
  };
  const mark = () => {
    for (const box of boxes) box.closest(".diff-hunk")?.classList.toggle("is-rejected", !box.checked);
    const taken = document.getElementById("code-taken");
    const count = boxes.filter((box) => box.checked).length;
    if (taken) taken.textContent = formatText(taken.dataset.text ?? "", { n: count, all: boxes.length });
  };
  for (const box of boxes) {
    box.addEventListener("change", () => {
      mark();
      send([box]);
    });
  }
  for (const button of form.querySelectorAll<HTMLButtonElement>('button[name="all"]')) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      for (const box of boxes) box.checked = button.value === "accept";
      mark();
      send(boxes);
    });
  }
  sendOnWhatIsTaken(() => order);
  // Nothing is left to save.
  form.querySelector<HTMLElement>(".code-save")?.setAttribute("hidden", "");
  mark();
  offerCopies(address);
}

/** Shows the result as it is now. */
function show(fix: CodeFix) {
  for (const { id, result } of fix.files) {
    const place = document.querySelector(`[data-file="${id}"] pre`);
    if (place) place.textContent = result;
  }
}

/** What is sent on is the result as it is when a person turns to that, unless they have written something there. */
function sendOnWhatIsTaken(stored: () => Promise<unknown>) {
  const place = document.querySelector<HTMLDetailsElement>(".code-on");
  place?.addEventListener("toggle", async () => {
    const area = place.querySelector("textarea");
    if (!place.open || !area || area.value !== area.defaultValue) return;
    await stored();
    const page = await fetch(location.href).then((answer) => answer.text(), () => "");
    const fresh = new DOMParser().parseFromString(page, "text/html").querySelector<HTMLTextAreaElement>("#code-on");
    if (fresh) area.defaultValue = fresh.defaultValue;
  });
}

function offerCopies(address: string) {
  for (const row of document.querySelectorAll<HTMLElement>("[data-file]")) {
    const button = row.querySelector<HTMLButtonElement>(".code-copy");
    if (!button) continue;
    button.hidden = false;
    const label = button.textContent;
    button.addEventListener("click", async () => {
      const answer = await fetch(`${address}/files/${row.dataset.file}`).catch(() => undefined);
      if (!answer?.ok) return;
      await navigator.clipboard.writeText(await answer.text());
      button.textContent = button.dataset.done ?? "";
      setTimeout(() => (button.textContent = label), 2000);
    });
  }
}
