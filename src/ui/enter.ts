// One press of Enter sends once, whatever an input method does with it.
//
// Browsers and systems tell of an Enter that ends the composition of a syllable in different orders (UI Events §5.2.7, §7.3.1):
//   Chrome: keydown 229, compositionend, keydown 13 (macOS, Windows, ibus)
//   Firefox: compositionend, keydown 13; or keydown 229, compositionend, and the line break that follows
//   Safari: compositionend, keydown 229, and the line break that follows
// The key press that the input method has taken is never one that sends. If what it becomes is a line break, that one is: an
// input method that chooses a word with Enter (Japanese, Chinese) breaks no line with it.

/** Where Enter sends. */
const AREAS = "form.composer textarea, form.ask-editor textarea";

/** An Enter that the input method has taken, and whether it would send. */
let taken: { area: HTMLTextAreaElement; sends: boolean } | undefined;
/** Whether this press of Enter has sent already. */
let hasSent = false;

/** Whether people here send with Ctrl+Enter (src/settings/appearance.rs). */
const needsCtrl = () => document.documentElement.dataset.send === "ctrl";

function areaOf(event: Event): HTMLTextAreaElement | undefined {
  const { target } = event;
  return target instanceof HTMLTextAreaElement && target.matches(AREAS) ? target : undefined;
}

const isEnter = ({ key, code }: KeyboardEvent) => key === "Enter" || code === "Enter" || code === "NumpadEnter";

function sends({ shiftKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return !shiftKey && (!needsCtrl() || ctrlKey || metaKey);
}

function onKey(event: KeyboardEvent): void {
  const area = areaOf(event);
  if (!area) return;
  if (!isEnter(event)) {
    taken = undefined;
    hasSent = false;
    return;
  }
  if (event.isComposing || event.keyCode === 229) {
    taken = { area, sends: sends(event) };
    return;
  }
  taken = undefined;
  if (hasSent || event.repeat) {
    // The second half of a press that has sent, or a key that is held.
    event.preventDefault();
    event.stopImmediatePropagation();
  } else if (sends(event)) {
    hasSent = true;
  } else {
    // It breaks the line; who sends on Enter must not see it.
    event.stopImmediatePropagation();
  }
}

function onInput(event: InputEvent): void {
  const area = areaOf(event);
  if (!area || taken?.area !== area || !["insertLineBreak", "insertParagraph"].includes(event.inputType)) return;
  const { sends } = taken;
  taken = undefined;
  if (!sends) return;
  event.preventDefault();
  if (hasSent) return;
  hasSent = true;
  const send = () => area.form?.requestSubmit();
  // What is still composed would be written once more into the empty area.
  if (event.isComposing) area.addEventListener("compositionend", () => setTimeout(send), { once: true });
  else send();
}

/** Watches over every place where Enter sends. What sends on `keydown` goes on to do so; it hears of each press once. */
export function watchEnter(): void {
  addEventListener("keydown", onKey, true);
  addEventListener("beforeinput", onInput, true);
  const released = () => (hasSent = false);
  addEventListener("keyup", (event) => isEnter(event) && released(), true);
  // Where the key is released is not known then.
  addEventListener("blur", released);
}
