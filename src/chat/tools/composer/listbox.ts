// A list under a text area that keeps the focus: the one who writes goes through it with the arrows or the mouse. The text
// area stays a text box (a textarea may have no other role, ARIA in HTML §4) that names the list and its active option.

import { formatText } from "../../../ui/texts";
import { element } from "../../../ui/elements";

/** Something to choose. */
export interface Option {
  title: string;
  /** What is typed to get it; empty: it has no word of its own. */
  command: string;
  /** What it is. */
  kind: string;
  hint: string;
}

const ID = "slash-list";

/** The open list. */
export class Listbox<O extends Option> {
  private readonly list: HTMLElement;
  private readonly said = element("p", { class: "slash-said", role: "status" });
  private options: O[] = [];
  private active = 0;

  constructor(
    readonly area: HTMLTextAreaElement,
    label: string,
    private readonly count: string,
    choose: (option: O) => void,
  ) {
    this.list = element("div", { class: "slash", id: ID, role: "listbox", "aria-label": label });
    this.list.hidden = true;
    // The text area keeps the focus, and a syllable that is being composed.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const at = [...this.list.children].findIndex((child) => child.contains(event.target as Node));
      const option = this.options[at];
      if (option) choose(option);
    });
    area.closest(".box")?.append(this.list, this.said);
  }

  /** The option that Enter chooses; none while nothing is shown. */
  get chosen(): O | undefined {
    return this.list.hidden ? undefined : this.options[this.active];
  }

  /** Shows these options, or nothing when there are none. */
  show(options: O[]): void {
    this.options = options;
    this.list.replaceChildren(...options.map((option, at) => row(option, at)));
    this.list.hidden = options.length === 0;
    this.said.classList.remove("is-wrong");
    this.said.textContent = options.length ? formatText(this.count, { n: options.length }) : "";
    const attributes = { "aria-controls": ID, "aria-haspopup": "listbox", "aria-autocomplete": "list" };
    for (const [name, value] of Object.entries(attributes)) {
      if (options.length) this.area.setAttribute(name, value);
      else this.area.removeAttribute(name);
    }
    this.activate(0);
  }

  /** Says why nothing comes of it. */
  tell(sentence: string): void {
    this.show([]);
    this.said.textContent = sentence;
    this.said.classList.add("is-wrong");
  }

  /** Makes the option that many places further the active one, around the ends. */
  move(by: number): void {
    this.activate((this.active + by + this.options.length) % this.options.length);
  }

  close(): void {
    this.show([]);
    this.list.remove();
    this.said.remove();
  }

  private activate(at: number): void {
    this.active = at;
    for (const [n, child] of [...this.list.children].entries()) child.setAttribute("aria-selected", String(n === at));
    const child = this.list.children[at];
    if (child) this.area.setAttribute("aria-activedescendant", child.id);
    else this.area.removeAttribute("aria-activedescendant");
    child?.scrollIntoView({ block: "nearest" });
  }
}

function row({ title, command, kind, hint }: Option, at: number): HTMLElement {
  const word = command ? [element("code", {}, `/${command}`)] : [];
  const head = element("span", { class: "slash-head" }, element("b", {}, title), ...word, element("small", {}, kind));
  const rest = hint ? [element("span", { class: "slash-hint" }, hint)] : [];
  return element("div", { id: `${ID}-${at}`, role: "option" }, head, ...rest);
}
