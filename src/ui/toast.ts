// A message that comes and goes, with a way to undo what it tells of. It waits while somebody looks at it or has the focus in
// it; what it says is said by screen readers too.

import { element } from "./elements";

/** How long it stays, in milliseconds: long enough to be read and reached. */
const STAYS = 10_000;

interface Undo {
  label: string;
  /** What is told of the keys that undo too. */
  keys?: string;
  act(): void;
}

let place: HTMLElement | undefined;
let newest: Toast | undefined;

class Toast {
  private readonly before = document.activeElement;
  private timer: ReturnType<typeof setTimeout> | undefined;
  readonly shown: HTMLElement;

  constructor(
    text: string,
    readonly undo?: Undo,
  ) {
    this.shown = element("div", { class: "toast" }, element("span", {}, text));
    if (undo) {
      const button = element("button", { type: "button", class: "text-button" }, undo.label);
      if (undo.keys) button.setAttribute("aria-keyshortcuts", undo.keys);
      button.addEventListener("click", () => this.take());
      this.shown.append(button);
    }
    for (const event of ["pointerenter", "focusin"]) this.shown.addEventListener(event, () => clearTimeout(this.timer));
    for (const event of ["pointerleave", "focusout"]) this.shown.addEventListener(event, () => this.wait());
    this.wait();
  }

  private wait(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.shown.matches(":hover, :focus-within")) this.wait();
      else this.close();
    }, STAYS);
  }

  /** Undoes what it tells of. */
  take(): void {
    this.close();
    this.undo?.act();
  }

  /** Goes; the focus goes back to where it was. */
  close(): void {
    clearTimeout(this.timer);
    const hadFocus = this.shown.contains(document.activeElement);
    this.shown.remove();
    if (newest === this) newest = undefined;
    if (hadFocus && this.before instanceof HTMLElement && this.before.isConnected) this.before.focus();
  }
}

/** Makes the place of toasts, so that a screen reader knows it before there is something to say. */
export function prepareToasts(): void {
  if (place) return;
  place = element("div", { class: "toasts", role: "status" });
  document.body.append(place);
}

/** Shows a message in place of the one before. */
export function toast(text: string, undo?: Undo): void {
  prepareToasts();
  newest?.close();
  newest = new Toast(text, undo);
  place?.append(newest.shown);
}

/** Undoes what the message on the page tells of; says whether there was anything. */
export function takeToast(): boolean {
  if (!newest?.undo) return false;
  newest.take();
  return true;
}

/** Takes the message away; says whether there was one. */
export function dismissToast(): boolean {
  const was = newest;
  was?.close();
  return !!was;
}

/** Whether the focus is in it. */
export function isInToast(): boolean {
  return !!newest?.shown.contains(document.activeElement);
}
