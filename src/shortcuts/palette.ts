// Where one goes and what one does, by name: a combobox with its list in a dialog (ARIA practices, "Editable Combobox With
// List Autocomplete"). The focus stays where one writes.

import { formatText } from "../ui/texts";
import { element } from "../ui/elements";
import { type Entry, actions, everywhere, find, newDocuments, recent } from "./finding";
import { type Texts, texts } from "./page";

/** How long is waited for more to be typed before the server is asked, in milliseconds. */
const PAUSE = 140;
const LIST = "palette-list";

let open: Palette | undefined;

/** Opens it, or closes it when it is open. */
export async function openPalette(): Promise<void> {
  if (open) {
    open.close();
    return;
  }
  if (document.querySelector("dialog:modal")) return;
  const said = await texts();
  open ??= new Palette(said);
}

/** Whether it is open. */
export function isPaletteOpen(): boolean {
  return !!open;
}

class Palette {
  private readonly input: HTMLInputElement;
  private readonly list: HTMLElement;
  private readonly status = element("p", { class: "palette-status", role: "status" });
  private readonly dialog: HTMLDialogElement;
  private shown: Entry[] = [];
  private found: Entry[] = [];
  private formats: Entry[] = [];
  private active = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asking: AbortController | undefined;
  private chosen: Entry | undefined;

  constructor(private readonly said: Texts) {
    this.input = element("input", {
      type: "text",
      role: "combobox",
      "aria-label": said.palette,
      "aria-expanded": "true",
      "aria-controls": LIST,
      "aria-autocomplete": "list",
      placeholder: said.palette_hint,
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      enterkeyhint: "go",
      maxlength: "1000",
    });
    this.list = element("div", { id: LIST, class: "palette-list", role: "listbox", "aria-label": said.palette_results });
    const close = element("button", { type: "button", class: "text-button" }, said.close);
    const head = element("div", { class: "palette-head" }, this.input, close);
    this.dialog = element("dialog", { class: "palette", "aria-label": said.palette }, head, this.status, this.list);
    close.addEventListener("click", () => this.close());
    this.listen();
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.input.focus();
    this.ask(0);
    newDocuments(said).then(
      (formats) => {
        this.formats = formats;
        this.show(this.active);
      },
      () => undefined,
    );
  }

  close(): void {
    this.dialog.close();
  }

  private listen(): void {
    this.input.addEventListener("input", () => this.ask(PAUSE));
    this.dialog.addEventListener("keydown", (event) => this.key(event));
    // Where one writes keeps the focus, and a syllable that is being composed.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", ({ target }) => {
      const at = [...this.list.children].findIndex((child) => child.contains(target as Node));
      if (this.shown[at]) this.choose(this.shown[at]);
    });
    this.dialog.addEventListener("click", ({ target }) => {
      if (target === this.dialog) this.close();
    });
    this.dialog.addEventListener("close", () => {
      clearTimeout(this.timer);
      this.asking?.abort();
      this.dialog.remove();
      open = undefined;
      // By now the focus is back where it was.
      this.chosen?.act();
    });
  }

  private key(event: KeyboardEvent): void {
    // Keys that an input method has taken are its own (UI Events §7.3.1).
    if (event.isComposing || event.keyCode === 229 || event.target !== this.input) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const last = this.shown.length - 1;
    const steps: Record<string, number> = {
      ArrowDown: this.active === last ? 0 : this.active + 1,
      ArrowUp: this.active === 0 ? last : this.active - 1,
      PageDown: Math.min(this.active + 8, last),
      PageUp: Math.max(this.active - 8, 0),
    };
    if (event.key in steps) this.activate(steps[event.key]);
    else if (event.key === "Enter" && this.shown[this.active]) this.choose(this.shown[this.active]);
    else return;
    event.preventDefault();
  }

  private choose(entry: Entry): void {
    this.chosen = entry;
    this.close();
  }

  /** Shows what is known at once, and asks the server for the rest; an answer that comes after another question is none. */
  private ask(pause: number): void {
    clearTimeout(this.timer);
    this.asking?.abort();
    const asking = (this.asking = new AbortController());
    const words = this.input.value.trim();
    if (!words) this.found = [];
    this.show(0);
    this.status.textContent = this.said.palette_searching;
    this.list.setAttribute("aria-busy", "true");
    this.timer = setTimeout(() => {
      const answer = words ? find(words, this.said, asking.signal) : recent(this.said, asking.signal);
      answer.then(
        (found) => this.take(found, asking),
        () => this.take(undefined, asking),
      );
    }, pause);
  }

  private take(found: Entry[] | undefined, asking: AbortController): void {
    if (asking.signal.aborted) return;
    this.found = found ?? [];
    this.list.removeAttribute("aria-busy");
    // What a person has gone to already stays where it is.
    const chosen = this.active > 0 ? this.shown[this.active] : undefined;
    this.show(0);
    if (chosen) this.activate(Math.max(0, this.shown.findIndex(({ title, kind }) => title === chosen.title && kind === chosen.kind)));
    const count = this.shown.length - (this.input.value.trim() ? 1 : 0);
    this.status.textContent = !found ? this.said.palette_failed : count ? formatText(this.said.palette_count, { n: count }) : this.said.palette_nothing;
  }

  private show(active: number): void {
    const words = this.input.value.trim();
    const known = actions(words, words ? this.formats : [], this.said);
    // Before anything is typed one goes back to where one was; words name an action before they stand in a text.
    this.shown = words ? [...known, ...this.found, everywhere(words, this.said)] : [...this.found, ...known];
    this.list.replaceChildren(...this.shown.map(row));
    this.activate(active);
  }

  private activate(at: number): void {
    this.active = at;
    for (const [n, child] of [...this.list.children].entries()) child.setAttribute("aria-selected", String(n === at));
    const child = this.list.children[at];
    if (child) this.input.setAttribute("aria-activedescendant", child.id);
    else this.input.removeAttribute("aria-activedescendant");
    child?.scrollIntoView({ block: "nearest" });
  }
}

function row({ title, kind, hint, keys }: Entry, at: number): HTMLElement {
  const parts = [element("span", { class: "palette-title" }, title), element("small", {}, kind)];
  if (keys) parts.push(element("kbd", {}, keys));
  if (hint) parts.push(element("span", { class: "palette-hint" }, hint));
  return element("div", { id: `${LIST}-${at}`, role: "option", class: "palette-row" }, ...parts);
}
