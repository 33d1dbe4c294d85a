// The focus is never lost: when what has it goes, as a button of an answer that is stopped, it goes to what a person with a
// keyboard turns to next.

import { composer, isVisible, visible } from "./page";

/** Where the focus was. */
interface Place {
  element: HTMLElement;
  /** The message, by its id and by its place among the others. */
  message: string;
  index: number;
  /** What a button is called. */
  name: string;
  isInSiblings: boolean;
  isInComposer: boolean;
  /** The button of the menu that it is in. */
  summary?: HTMLElement | null;
}

/** What can take the focus inside a message. */
const FOCUSABLE = ".message-actions :is(button:not(:disabled), a[href])";
const MESSAGES = ".thread .column > article";

let last: Place | undefined;
let isChecking = false;

/** Begins to look after it. */
export function keepFocus(): void {
  remember(document.activeElement);
  document.addEventListener("focusin", ({ target }) => remember(target));
  const changed = { childList: true, subtree: true, attributes: true, attributeFilter: ["hidden", "open", "disabled", "data-side"] };
  const observer = new MutationObserver(() => {
    if (isChecking) return;
    isChecking = true;
    // Once the page is laid out anew the browser has taken the focus from what cannot be seen.
    requestAnimationFrame(() => setTimeout(check));
  });
  observer.observe(document.documentElement, changed);
}

function remember(target: EventTarget | null): void {
  if (!(target instanceof HTMLElement) || target === document.body) return;
  const message = target.closest<HTMLElement>(MESSAGES);
  last = {
    element: target,
    message: message?.id ?? "",
    index: message ? [...document.querySelectorAll(MESSAGES)].indexOf(message) : -1,
    name: nameOf(target),
    isInSiblings: !!target.closest(".siblings"),
    isInComposer: !!target.closest("form.composer"),
    summary: target.closest("details")?.querySelector("summary"),
  };
}

function nameOf(element: Element): string {
  return element.getAttribute("aria-label") ?? element.textContent ?? "";
}

function check(): void {
  isChecking = false;
  const { activeElement } = document;
  if (!last || (activeElement && activeElement !== document.body)) return;
  const { element } = last;
  // It is there: somebody has pressed beside it.
  if (isVisible(element) && !element.matches(":disabled")) return;
  home(last)?.focus();
}

/** Where the focus goes; nothing while that is not there yet. */
function home(place: Place): HTMLElement | undefined | null {
  if (place.element !== place.summary && isVisible(place.summary)) return place.summary;
  return inMessage(place) ?? composer() ?? (place.isInComposer ? undefined : document.getElementById("content"));
}

function inMessage({ message, index, name, isInSiblings }: Place): HTMLElement | undefined {
  if (!message) return undefined;
  const there = document.getElementById(message);
  if (there) return named(there, name) ?? visible(FOCUSABLE, there);
  if (isInSiblings) {
    // Another one stands in its place.
    const other = document.querySelectorAll(MESSAGES)[index];
    return other && (named(other, name) ?? visible(".siblings button:not(:disabled)", other));
  }
  return visible(".undo button");
}

function named(message: Element, name: string): HTMLElement | undefined {
  return [...message.querySelectorAll<HTMLElement>(FOCUSABLE)].find((button) => nameOf(button) === name && isVisible(button));
}
