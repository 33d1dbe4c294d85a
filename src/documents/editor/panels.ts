// Beside the text: its outline, its size, and what it lacks of its format.

import { TextSelection } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { button, element } from "../../ui/elements";
import { type Page } from "./page";

/** A panel is brought up to date when nobody has typed for so long. */
const PAUSE_MS = 300;

/** A number as Korean and English write it: asking the browser's `Intl` would cost a quarter of what the editor's start does. */
const grouped = (value: number) => String(value).replaceAll(/\B(?=(\d{3})+$)/g, ",");

export class Panels {
  private readonly outline = element("ol", { class: "plain outline" });
  private readonly counts = element("dl", { class: "counts" });
  private timer = 0;

  constructor(
    private readonly page: Page,
    private readonly view: EditorView,
    private readonly fill: () => void,
  ) {
    const { texts } = page;
    const place = document.getElementById("document-panels");
    place?.replaceChildren(
      element("section", { class: "document-panel" }, element("h2", {}, texts.outline), this.outline),
      element("section", { class: "document-panel" }, element("h2", {}, texts.counts), this.counts),
    );
    this.update();
    this.offerFill();
  }

  /** Something has changed. */
  changed() {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.update(), PAUSE_MS);
  }

  /** Has the server compare what it has with the format; the list is the page's own. */
  async check() {
    const answer = await fetch(location.pathname).catch(() => undefined);
    if (!answer?.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.getElementById("document-check");
    const shown = document.getElementById("document-check");
    if (!found || !shown) return;
    shown.replaceChildren(...found.childNodes);
    this.offerFill();
  }

  private offerFill() {
    const shown = document.getElementById("document-check");
    const lacks = shown?.querySelector("li.is-missing, li.is-short:not(:last-child)");
    if (lacks) shown?.append(button(this.page.texts.fill, "button is-quiet", this.fill));
  }

  private update() {
    const { doc } = this.view.state;
    const { texts } = this.page;
    const entries: HTMLElement[] = [];
    let words = 0;
    let characters = 0;
    let bare = 0;
    doc.descendants((node, position) => {
      if (node.type.name === "heading" && node.textContent.trim()) {
        const go = button(node.textContent, "row", () => this.goTo(position));
        entries.push(element("li", { class: `level-${node.attrs.level}` }, go));
      }
      if (!node.isTextblock) return true;
      const text = node.textBetween(0, node.content.size, " ", (leaf) => leaf.type.spec.leafText?.(leaf) ?? "");
      characters += [...text].length;
      bare += [...text.replaceAll(/\s/g, "")].length;
      words += text.split(/\s+/).filter(Boolean).length;
      return false;
    });
    this.outline.replaceChildren(...(entries.length ? entries : [element("li", { class: "form-note" }, texts.outline_empty)]));
    const count = (name: string, value: number) => [element("dt", {}, name), element("dd", {}, grouped(value))];
    this.counts.replaceChildren(...count(texts.characters, characters), ...count(texts.characters_bare, bare), ...count(texts.words, words));
  }

  private goTo(position: number) {
    const { state } = this.view;
    this.view.dispatch(state.tr.setSelection(TextSelection.near(state.doc.resolve(position + 1))).scrollIntoView());
    this.view.focus();
  }
}
