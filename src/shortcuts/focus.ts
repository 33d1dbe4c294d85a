// Keeps the focus from getting lost: when its element goes, such as the Stop button of an answer, moves it to what a person with
// a keyboard uses next.

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

/** Begins to watch over the focus. */
export function keepFocus(): void {
  remember(document.activeElement);
  document.addEventListener("focusin", ({ target }) => remember(target));
  const changed = { childList: true, subtree: true, attributes: true, attributeFilter: ["hidden", "open", "disabled", "data-side"] };
  const observer = new MutationObserver(() => {
    if (isChecking) return;
    isChecking = true;
    // Waits for the next layout: only then has the browser taken the focus from what is hidden.
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
  // Leaves an element alone that is still there: the person has clicked beside it.
  if (isVisible(element) && !element.matches(":disabled")) return;
  home(last)?.focus();
}

/** Finds where the focus goes; nothing while that is not there yet. */
function home(place: Place): HTMLElement | undefined | null {
  if (place.element !== place.summary && isVisible(place.summary)) return place.summary;
  return inMessage(place) ?? composer() ?? (place.isInComposer ? undefined : document.getElementById("content"));
}

function inMessage({ message, index, name, isInSiblings }: Place): HTMLElement | undefined {
  if (!message) return undefined;
  const there = document.getElementById(message);
  if (there) return named(there, name) ?? visible(FOCUSABLE, there);
  if (isInSiblings) {
    // Looks at the sibling that was put in its place.
    const other = document.querySelectorAll(MESSAGES)[index];
    return other && (named(other, name) ?? visible(".siblings button:not(:disabled)", other));
  }
  return visible(".undo button");
}

function named(message: Element, name: string): HTMLElement | undefined {
  return [...message.querySelectorAll<HTMLElement>(FOCUSABLE)].find((button) => nameOf(button) === name && isVisible(button));
}
