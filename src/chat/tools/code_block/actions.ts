// What a model can be asked about a block of code, by one press.

import { formatText } from "../../../ui/texts";
import { element } from "../../../ui/elements";
import { type Texts, ask, fenced } from "../page";
import type { Block } from "./blocks";

/** What can be asked: how it is called, and how it is said. */
const actions = (words: Texts) => [
  [words.code_explain, words.ask_explain],
  [words.code_faults, words.ask_faults],
  [words.code_tests, words.ask_tests],
  [words.code_comments, words.ask_comments],
  [words.code_faster, words.ask_faster],
];

/** What code can be translated to. */
const LANGUAGES = ["Python", "JavaScript", "TypeScript", "Rust", "Go", "Java", "Kotlin", "Swift", "C", "C++", "C#", "Ruby", "PHP", "SQL", "Bash"];

/** How far the list stays from the edge of the page, in pixels. */
const MARGIN = 8;

/** Opens the list of a block below its button. Escape, or a press elsewhere, closes it and leads back to the button. */
export function openActions(button: HTMLElement, block: Block, words: Texts): void {
  const box = element("div", { class: "code-actions", popover: "auto", role: "dialog", "aria-label": words.code_actions });
  const send = (question: string) => {
    box.hidePopover();
    ask(`${question}\n\n${fenced(block.code, block.language)}`);
  };
  for (const [name, question] of actions(words)) {
    const item = element("button", { type: "button" }, name);
    item.addEventListener("click", () => send(question));
    box.append(item);
  }
  const select = element("select", { "aria-label": words.code_translate_to });
  LANGUAGES.forEach((language) => select.append(element("option", {}, language)));
  const form = element("form", {}, select, element("button", {}, words.code_translate));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(formatText(words.ask_translate, { language: select.value }));
  });
  box.append(form);
  box.addEventListener("keydown", (event) => move(box, event));
  box.addEventListener("toggle", (event) => {
    button.setAttribute("aria-expanded", String((event as ToggleEvent).newState === "open"));
    if ((event as ToggleEvent).newState === "closed") box.remove();
  });
  document.body.append(box);
  box.showPopover();
  place(box, button);
  box.querySelector("button")?.focus();
}

/** Below the button, or above it where there is more room. */
function place(box: HTMLElement, button: HTMLElement): void {
  const at = button.getBoundingClientRect();
  const left = Math.min(at.right - box.offsetWidth, innerWidth - box.offsetWidth - MARGIN);
  const below = at.bottom + box.offsetHeight + MARGIN < innerHeight;
  box.style.left = `${Math.max(MARGIN, left)}px`;
  box.style.top = `${Math.max(MARGIN, below ? at.bottom + 4 : at.top - box.offsetHeight - 4)}px`;
}

function move(box: HTMLElement, event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.target instanceof HTMLSelectElement) return;
  event.preventDefault();
  const items = [...box.querySelectorAll("button")];
  const at = items.indexOf(document.activeElement as HTMLButtonElement);
  items[(at + step + items.length) % items.length].focus();
}
