// What code that runs tells: what it writes to the console, and what goes wrong.

import { element } from "../../../ui/elements";
import type { Texts } from "../page";

/** Lines that are shown. */
const LINES_MAX = 1000;
/** Characters of a line. */
const LINE_MAX = 10_000;
/** Characters of errors that a model is told. */
const ERRORS_MAX = 4000;

export type Level = "log" | "warn" | "error";

/** The list of lines; hidden while there is none. */
export class Console {
  readonly list: HTMLDivElement;
  /** What is called when there is an error. */
  onError: () => void = () => {};
  private count = 0;
  private wrong: string[] = [];

  constructor(private readonly words: Texts) {
    this.list = element("div", { class: "run-console", role: "log", "aria-label": words.run_console, tabindex: "0" });
    this.list.hidden = true;
  }

  /** Adds a line; false when there may be no more. */
  add(level: Level, text: string): boolean {
    this.list.hidden = false;
    this.count += 1;
    if (this.count > LINES_MAX) {
      this.list.append(element("p", { class: "is-warn" }, this.words.run_console_cut));
      return false;
    }
    const line = text.slice(0, LINE_MAX);
    this.list.append(element("p", { class: `is-${level}` }, line));
    this.list.scrollTop = this.list.scrollHeight;
    if (level === "error") {
      this.wrong.push(line);
      this.onError();
    }
    return true;
  }

  /** Every error so far. */
  errors(): string {
    return this.wrong.join("\n").slice(0, ERRORS_MAX);
  }

  clear(): void {
    this.list.replaceChildren();
    this.list.hidden = true;
    this.count = 0;
    this.wrong = [];
  }
}
