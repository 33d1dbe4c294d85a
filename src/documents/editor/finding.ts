// Find and replace.

import { formatText } from "../../ui/texts";
import { findNext, getMatchHighlights, replaceAll, replaceNext, SearchQuery, setSearchState } from "prosemirror-search";
import type { EditorView } from "prosemirror-view";
import { button, element } from "../../ui/elements";
import { type Page } from "./page";

export class Finding {
  readonly dom: HTMLElement;
  private readonly words: HTMLInputElement;
  private readonly other: HTMLInputElement;
  private readonly count = element("small", { role: "status" });

  constructor(
    private readonly page: Page,
    private readonly view: EditorView,
  ) {
    const { texts } = page;
    this.words = element("input", { type: "search", "aria-label": texts.find, placeholder: texts.find });
    this.other = element("input", { "aria-label": texts.replace, placeholder: texts.replace });
    const act = (command: typeof findNext) => () => {
      this.search();
      command(this.view.state, this.view.dispatch, this.view);
      this.tell();
    };
    this.dom = element("div", { class: "finding", role: "search", hidden: "" }, this.words, this.count, button(texts.find_next, "text-button", act(findNext)), this.other, button(texts.replace, "text-button", act(replaceNext)), button(texts.replace_all, "text-button", act(replaceAll)), button(texts.close, "text-button", () => this.close()));
    this.words.addEventListener("input", () => this.search());
    this.dom.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
      if (event.key === "Enter" && !event.isComposing && event.target === this.words) act(findNext)();
    });
  }

  open() {
    const { state } = this.view;
    const { from, to } = state.selection;
    const selected = state.doc.textBetween(from, to, " ");
    if (selected && selected.length < 100) this.words.value = selected;
    this.dom.hidden = false;
    this.words.focus();
    this.words.select();
    this.search();
  }

  private close() {
    this.dom.hidden = true;
    this.words.value = "";
    this.search();
    this.view.focus();
  }

  private search() {
    const query = new SearchQuery({ search: this.words.value, replace: this.other.value, literal: true });
    this.view.dispatch(setSearchState(this.view.state.tr, query));
    this.tell();
  }

  private tell() {
    const found = getMatchHighlights(this.view.state).find().length;
    this.count.textContent = this.words.value ? formatText(this.page.texts.find_count, { n: found }) : "";
  }
}
