// What is being written survives a reload and a way through other conversations; it goes when it was sent.

import { forgetAfterAccount, forgetOthers } from "../../../offline/device";
import { draftName, keep, read } from "./draft_storage";

/** How long a draft waits for more to be written before it is kept, in milliseconds. */
const PAUSE = 300;

/** Keeps drafts for whom the page is for. What others have left on the device is taken away. */
export function keepDrafts(person: string | undefined): void {
  if (!person) {
    void forgetAfterAccount();
    return;
  }
  forgetOthers(person);
  const drafts = new Map<HTMLTextAreaElement, Draft>();
  let sent: { name: string; text: string } | undefined;

  const look = () => {
    for (const [area, draft] of drafts) {
      if (area.isConnected) continue;
      draft.keepNow();
      drafts.delete(area);
    }
    // A first question leads to its conversation: whether the composer was emptied before it went is not certain.
    if (sent && wasAsked(sent.text)) {
      if (read(sent.name) === sent.text) keep(sent.name, "");
      sent = undefined;
    }
    // What is written in a temporary chat is kept nowhere.
    for (const form of document.querySelectorAll<HTMLFormElement>("form.composer:has(input[name=conversation])")) {
      const area = form.querySelector("textarea");
      const conversation = form.querySelector<HTMLInputElement>("input[name=conversation]")?.value ?? "";
      if (area && !drafts.has(area)) drafts.set(area, new Draft(area, draftName(person, conversation)));
    }
  };
  document.addEventListener(
    "submit",
    (event) => {
      const draft = [...drafts.values()].find(({ area }) => area.form === event.target);
      if (!draft) return;
      draft.keepNow();
      if (draft.name === draftName(person, "")) sent = { name: draft.name, text: draft.area.value };
    },
    true,
  );
  // The page may be gone for good, or its process be ended while nobody looks at it.
  addEventListener("pagehide", () => drafts.forEach((draft) => draft.keepNow()));
  addEventListener("visibilitychange", () => drafts.forEach((draft) => draft.keepNow()));
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  look();
}

/** Whether the newest stored question on the page is this one. */
function wasAsked(text: string): boolean {
  const last = [...document.querySelectorAll(".ask-place .ask-text")].at(-1);
  return last?.textContent?.trim() === text.trim();
}

/** What is in one composer. */
class Draft {
  private waiting: number | undefined;

  constructor(
    readonly area: HTMLTextAreaElement,
    readonly name: string,
  ) {
    // Keeps what was typed before this script was there.
    if (area.value === "") area.value = read(name);
    else this.changed();
    area.addEventListener("input", this.changed);
    // The client empties the composer when the server has the message, and fills it in with quotes and examples: no event
    // tells of either.
    const value = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value");
    Object.defineProperty(area, "value", {
      configurable: true,
      get: () => value?.get?.call(area) as string,
      set: (text: string) => {
        value?.set?.call(area, text);
        this.changed();
      },
    });
  }

  private readonly changed = (): void => {
    clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => this.keepNow(), PAUSE);
    // What was sent or deleted must not come back, however soon the page goes.
    if (this.area.value === "") this.keepNow();
  };

  /** Keeps what has changed since it was kept last. */
  keepNow(): void {
    if (this.waiting === undefined) return;
    clearTimeout(this.waiting);
    this.waiting = undefined;
    keep(this.name, this.area.value);
  }
}
