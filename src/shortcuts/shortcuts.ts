// All keys in a dialog, where others can be given to each action.

import { formatText } from "../ui/texts";
import { element } from "../ui/elements";
import { DEEDS, type Deed, bind, deedOf, isReserved, keysOf, resetAll } from "./bindings";
import { chordOf, shown } from "./chords";
import { names } from "./deeds";
import { type Texts, texts } from "./page";

let isOpen = false;

export async function openShortcuts(): Promise<void> {
  if (isOpen || document.querySelector("dialog:modal")) return;
  isOpen = true;
  const said = await texts().catch(() => undefined);
  if (said) new Shortcuts(said);
  else isOpen = false;
}

class Shortcuts {
  private readonly status = element("p", { class: "keys-status", role: "status" });
  private readonly rows = new Map<Deed, { keys: HTMLElement; change: HTMLButtonElement }>();
  private readonly dialog: HTMLDialogElement;
  /** What gets the keys that are pressed next. */
  private waiting: Deed | undefined;

  constructor(private readonly said: Texts) {
    const rows = DEEDS.map((deed) => this.row(deed));
    const reset = element("button", { type: "button", class: "button is-quiet" }, said.keys_reset);
    const close = element("button", { type: "button", class: "button" }, said.close);
    this.dialog = element(
      "dialog",
      { class: "keys", "aria-labelledby": "keys-title" },
      element("h2", { id: "keys-title" }, said.keys),
      element("p", { class: "form-note" }, said.keys_about),
      element("ul", { class: "plain" }, ...rows),
      element("div", { class: "keys-foot" }, this.status, reset, close),
    );
    reset.addEventListener("click", () => {
      resetAll();
      this.refresh();
      this.status.textContent = said.keys_were_reset;
    });
    close.addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("keydown", (event) => this.key(event), true);
    this.dialog.addEventListener("focusout", () => this.leave());
    this.dialog.addEventListener("close", () => {
      isOpen = false;
      this.dialog.remove();
    });
    this.refresh();
    document.body.append(this.dialog);
    this.dialog.showModal();
    // The list is read from its beginning; its foot is in sight.
    close.focus({ preventScroll: true });
  }

  private row(deed: Deed): HTMLElement {
    const keys = element("kbd");
    const change = element("button", { type: "button", class: "text-button" });
    change.addEventListener("click", () => this.wait(deed));
    this.rows.set(deed, { keys, change });
    return element("li", { class: "keys-row" }, element("span", {}, names(this.said)[deed]), keys, change);
  }

  private refresh(): void {
    for (const [deed, { keys, change }] of this.rows) {
      const now = shown(keysOf(deed));
      keys.textContent = now;
      change.textContent = this.said.key_change;
      const label = formatText(this.said.key_change_of, { action: names(this.said)[deed], keys: now });
      change.setAttribute("aria-label", label);
      change.removeAttribute("aria-pressed");
    }
  }

  private wait(deed: Deed): void {
    this.waiting = deed;
    this.rows.get(deed)?.change.setAttribute("aria-pressed", "true");
    this.status.textContent = this.said.key_press;
  }

  private leave(): void {
    if (!this.waiting) return;
    this.waiting = undefined;
    this.status.textContent = "";
    this.refresh();
  }

  private key(event: KeyboardEvent): void {
    if (!this.waiting) return;
    const chord = chordOf(event);
    event.preventDefault();
    event.stopPropagation();
    if (!chord) return;
    const deed = this.waiting;
    const isStop = deed === "key_stop";
    // Esc leaves it, but for the one action that it is made for.
    if (chord === "Escape" && !isStop) {
      this.leave();
      return;
    }
    const owner = deedOf(chord);
    const say = (sentence: string, action: Deed) =>
      formatText(sentence, { keys: shown(chord), action: names(this.said)[action] });
    if (isReserved(chord)) this.status.textContent = say(this.said.key_reserved, deed);
    else if (owner && owner !== deed) this.status.textContent = say(this.said.key_taken, owner);
    else {
      bind(deed, chord);
      this.leave();
      this.status.textContent = say(this.said.key_changed, deed);
    }
  }
}
