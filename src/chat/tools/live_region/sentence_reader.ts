// What a screen reader says of an answer that is being written: whole sentences, each once.

import { formatText } from "../../../ui/texts";
import type { Texts } from "../page";

/** Selects elements in which sentences end: none goes on from one into the next. */
const UNITS = "p, li, h1, h2, h3, h4, h5, h6, dt, dd, td, th, .fence, .table, details";

/** A part of a block, in the order of reading. */
interface Unit {
  text: string;
  /** Whether it is said as it is, as soon as it is there. */
  isWhole: boolean;
}

/** How far an answer was read. */
export class Reading {
  /** Units that were read to their ends, and how much of the next one. */
  private unit = 0;
  private offset = 0;
  /** The units of blocks that do not change any more. */
  private readonly finished = new WeakMap<Element, Unit[]>();

  constructor(
    private readonly said: Texts,
    private readonly sentencesOf: (text: string) => string[],
  ) {}

  /** What is new in the blocks of an answer, in sentences; of what is still being written the last one is left for later. */
  next(prose: Element, isRunning: boolean): string[] {
    const read: string[] = [];
    let first = 0;
    for (const block of prose.querySelectorAll(":scope > .block")) {
      const isOpen = block.classList.contains("open");
      if (isOpen && !isRunning) continue;
      // What is being written may begin with blocks that will be finished: a unit keeps its number, whichever block it is in.
      const units = isOpen ? this.unitsOf(block) : (this.finished.get(block) ?? this.unitsOf(block));
      if (!isOpen) this.finished.set(block, units);
      read.push(...this.of(units, first, isOpen));
      first += units.length;
    }
    return read;
  }

  private of(units: Unit[], first: number, isOpen: boolean): string[] {
    const read: string[] = [];
    while (this.unit >= first && this.unit < first + units.length) {
      const { text, isWhole } = units[this.unit - first];
      const isGrowing = isOpen && this.unit === first + units.length - 1;
      const sentences = isWhole ? [text].slice(this.offset && 1) : this.sentencesOf(text.slice(this.offset));
      if (isGrowing && !isWhole) sentences.pop();
      read.push(...sentences.map((sentence) => sentence.trim()).filter((sentence) => /[\p{L}\p{N}]/u.test(sentence)));
      this.offset += sentences.join("").length;
      if (isGrowing) break;
      this.unit += 1;
      this.offset = 0;
    }
    return read;
  }

  private unitsOf(block: Element): Unit[] {
    const units: Unit[] = [];
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let before: Element | null | undefined;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const unit = outermost(node.parentElement, block) ?? node.parentElement?.closest(UNITS);
      // Within a line of text a break is a blank; the length must stay.
      const text = (node.nodeValue ?? "").replace(/\s/g, " ");
      if (unit !== before) {
        before = unit;
        const whole = unit && this.nameOf(unit);
        if (whole !== "") units.push({ text: whole ?? text, isWhole: whole !== undefined });
      } else if (units.length && !units[units.length - 1].isWhole && this.nameOf(unit) === undefined) {
        units[units.length - 1].text += text;
      }
    }
    return units.filter(({ text }) => text.trim());
  }

  /** What is said in place of code, tables and thoughts; nothing for what is read. */
  private nameOf(unit: Element | null | undefined): string | undefined {
    if (unit?.matches("details")) return "";
    if (unit?.matches(".table")) return this.said.announce_table;
    if (!unit?.matches(".fence")) return undefined;
    const language = unit.querySelector(".fence-head b")?.textContent ?? "";
    return formatText(this.said.announce_code, { language }).replace(/, \./, ".");
  }
}

/** What is not read word by word, around a text. */
function outermost(element: Element | null | undefined, block: Element): Element | undefined {
  const around = element?.closest(".fence, .table, details");
  return around && block.contains(around) ? around : undefined;
}

/** Cuts a text into sentences, in the language of the page. */
export function segmenter(language: string): (text: string) => string[] {
  const sentences = new Intl.Segmenter(language, { granularity: "sentence" });
  return (text) => [...sentences.segment(text)].map(({ segment }) => segment);
}
