// The keys of every page, its palette, and what keeps the focus. It is loaded by the first key that is meant for it
// (loader.ts), and with the tools of the chat.

import { dismissToast, isInToast, prepareToasts } from "../ui/toast";
import { deedOf, keysOf, tellKeys } from "./bindings";
import { chordOf, isPlain } from "./chords";
import { focusedLink, remove, removeLookedAt } from "./conversations";
import { run } from "./deeds";
import { keepFocus } from "./focus";
import { isVisible, visible } from "./page";
import { isPaletteOpen, openPalette } from "./palette";

/** Does what the event asks for that the script was loaded by. */
export function begin(event?: Event): void {
  if (event instanceof KeyboardEvent) press(event);
  else if (event) void openPalette();
}

/** Does what keys are for; says whether they are for anything. */
function press(event: KeyboardEvent): boolean {
  const chord = chordOf(event);
  if (!chord) return false;
  const deed = deedOf(chord);
  if (document.querySelector("dialog:modal")) return deed === "palette" && isPaletteOpen() && run(deed);
  if (chord === "Escape" && leave()) return true;
  if (chord === "Delete" && focusedLink()) {
    removeLookedAt();
    return true;
  }
  return !!deed && !isWriting(event, chord) && run(deed);
}

/**
 * Tells whether the keys belong to the text field that has the focus: those without Ctrl or Cmd do, and Undo. A field that was
 * just hidden has the focus until the next frame, but nobody writes in it.
 */
function isWriting({ target }: KeyboardEvent, chord: string): boolean {
  const isText = target instanceof Element && target.matches(":read-write, select") && isVisible(target);
  if (!isText || chord.endsWith("Escape")) return false;
  const hasText = !(target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement) || target.value !== "";
  return isPlain(chord) || (hasText && (!chord.startsWith("^") || chord === keysOf("undo")));
}

/** Esc closes what is open first; says whether anything was. */
function leave(): boolean {
  if (document.querySelector(":popover-open") || document.activeElement?.closest(".ask-editor")) return true;
  if (isInToast()) return dismissToast();
  const menu = document.querySelector<HTMLDetailsElement>("details.menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary")?.focus();
    return true;
  }
  const drawer = document.querySelector<HTMLInputElement>("#drawer:checked");
  if (drawer) {
    drawer.checked = false;
    drawer.focus();
    return true;
  }
  return !visible(".send.is-stop") && dismissToast();
}

// Replaces the listeners with which the page has waited (loader.ts).
window.onkeydown = (event) => {
  const isTaken = (event.isComposing || event.keyCode === 229) && !event.ctrlKey && !event.metaKey;
  if (event.defaultPrevented || isTaken) return;
  // Leaves Esc to the browser, which closes its own dialogs by it.
  if (press(event) && event.key !== "Escape") event.preventDefault();
};
window.onclick = (event) => {
  const isPlainClick = !event.defaultPrevented && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (!isPlainClick || !(event.target instanceof Element) || !event.target.closest('.side [href="/search"]')) return;
  event.preventDefault();
  void openPalette();
};
document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  const id = new FormData(form).get("id");
  if (form.getAttribute("action") !== "/rpc/delete_conversation" || typeof id !== "string") return;
  event.preventDefault();
  form.closest("details")?.removeAttribute("open");
  void remove(id);
});

function prepare(): void {
  tellKeys();
  prepareToasts();
  keepFocus();
}

// Waits for the whole page: what is put into one that is still being read stands between its parts, where the client does not
// look for it.
if (document.readyState === "loading") addEventListener("DOMContentLoaded", prepare);
else prepare();
