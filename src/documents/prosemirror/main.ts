// ProseMirror, which is JavaScript and holds the text that is edited, as Rust sees it (src/documents/editor/prosemirror.rs). It looks
// for nothing outside the place that it is given, asks the server for nothing, and says nothing but what it is told.

import { dropCursor } from "prosemirror-dropcursor";
import { gapCursor } from "prosemirror-gapcursor";
import { closeHistory, history } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { Fragment, type Mark, type Node } from "prosemirror-model";
import { getMatchHighlights, search, SearchQuery, setSearchState } from "prosemirror-search";
import { EditorState, Selection, TextSelection, type Transaction } from "prosemirror-state";
import { tableEditing } from "prosemirror-tables";
import { EditorView } from "prosemirror-view";
import { commands, keys, markdownRules, namesOf } from "./commands";
import { Growth } from "./growth";
import { parseBlocks, parseMarkdown, writeBlocks, writeFresh, writeMarkdown } from "./markdown";
import { piecesIn, type PieceTexts, proposalPlugin, propose, textOf } from "./proposal";
import { childrenOf, element, mayLeadTo, schema } from "./schema";

/** The kinds of quotes with a meaning, as Markdown writes them. */
const ALERTS = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];
/** Characters around a part that are sent with it. */
const AROUND = 600;

/** What an editor is made with. */
interface Settings extends PieceTexts {
  markdown: string;
  language: string;
  label: string;
  isEditable: boolean;
  /** The names of alerts, in the order of `ALERTS`. */
  alerts: string[];
  onChange(isLoaded: boolean, accepted?: string): void;
  onState(names: string, pieces: number): void;
  onCommand(name: string): void;
}

/** Makes an editor; lets the browser handle other events in between. */
export async function create(place: HTMLElement, settings: Settings): Promise<Editor> {
  const doc = parseMarkdown(settings.markdown);
  await new Promise((resolve) => setTimeout(resolve));
  return new Editor(place, doc, settings);
}

class Editor {
  private readonly view: EditorView;
  private growth: Growth | undefined;
  private written: { doc: Node; markdown: string } | undefined;
  private told = "";
  /** The part that is being revised, and its text: to see whether it is still the same when the answer comes. */
  private revised = { id: 0, from: 0, to: 0, isInline: false, text: "" };

  constructor(place: HTMLElement, doc: Node, private readonly settings: Settings) {
    const { language, label, isEditable, alerts, onChange, onCommand } = settings;
    const plugins = [keymap(keys(onCommand)), markdownRules(), history(), gapCursor(), dropCursor(), tableEditing(), search(), proposalPlugin(settings)];
    const view = new EditorView(place, {
      state: EditorState.create({ doc, plugins }),
      attributes: { class: "prose is-editor", role: "textbox", "aria-multiline": "true", "aria-label": label, lang: language },
      editable: () => isEditable,
      dispatchTransaction: (change: Transaction) => {
        view.updateState(view.state.apply(change));
        this.tell();
        if (change.docChanged) onChange(!!change.getMeta("isLoaded"), change.getMeta("accepted") as string | undefined);
      },
      handleClickOn(_view, _position, node, at, event) {
        // The box of a task is drawn before its text.
        if (!view.editable || node.type !== schema.nodes.list_item || !(event.target as Element).matches("li.task")) return false;
        view.dispatch(view.state.tr.setNodeMarkup(at, undefined, { checked: !node.attrs.checked }));
        return true;
      },
      nodeViews: {
        raw_inline: ({ attrs }) => {
          const kind = /^\[!(\w+)\]/.exec(attrs.source as string)?.[1] ?? "";
          const name = alerts[ALERTS.indexOf(kind)];
          return { dom: element(name ? ["b", { class: `alert-name is-${kind.toLowerCase()}` }, name] : ["code", { class: "raw" }, attrs.source]) };
        },
      },
    });
    this.view = view;
    this.tell();
  }

  /** Says what holds where the cursor is, when that is another than before. */
  private tell() {
    const { state } = this.view;
    const [names, pieces] = [namesOf(state), piecesIn(state).length];
    const told = `${names} ${pieces}`;
    if (told !== this.told) this.settings.onState(names, pieces);
    this.told = told;
  }

  destroy(): void {
    this.growth?.end();
    this.view.destroy();
  }

  markdown(): string {
    const { doc } = this.view.state;
    // Reading costs a walk over the blocks; many ask between two changes.
    if (this.written?.doc !== doc) this.written = { doc, markdown: writeMarkdown(doc) };
    return this.written.markdown;
  }

  /** What stands in its blocks, between which is what no text has. */
  text(): string {
    const { doc } = this.view.state;
    return doc.textBetween(0, doc.content.size, "\0");
  }

  replace(markdown: string, isLoaded: boolean): void {
    this.growth?.end();
    this.growth = undefined;
    const { state } = this.view;
    const change = closeHistory(state.tr).replaceWith(0, state.doc.content.size, parseMarkdown(markdown).content);
    if (isLoaded) change.setMeta("addToHistory", false);
    this.view.dispatch(change.setMeta("isLoaded", true));
  }

  append(text: string): void {
    (this.growth ??= new Growth(this.view)).add(text);
  }

  setEditable(isEditable: boolean): void {
    this.view.setProps({ editable: () => isEditable });
  }

  focus(isAtEnd: boolean): void {
    const { state } = this.view;
    if (isAtEnd) this.view.dispatch(state.tr.setSelection(Selection.atEnd(state.doc)));
    this.view.focus();
  }

  run(name: string): boolean {
    const isAllowed = this.view.editable || name === "find_next";
    return isAllowed && commands[name](this.view.state, this.view.dispatch, this.view);
  }

  private linked(): Mark | undefined {
    const { doc, selection } = this.view.state;
    let mark: Mark | undefined;
    doc.nodesBetween(selection.from, selection.to, (node) => void (mark ??= schema.marks.link.isInSet(node.marks)));
    return mark;
  }

  link(): string | undefined {
    return this.linked()?.attrs.href as string | undefined;
  }

  setLink(href: string | undefined): boolean {
    const { tr: change, selection } = this.view.state;
    const { from, to, empty, $from } = selection;
    const mark = this.linked();
    if (href !== undefined && (empty || !mayLeadTo(href))) return false;
    if (href !== undefined) change.addMark(from, to, schema.marks.link.create({ href }));
    // Where nothing is selected, the link that the cursor is in.
    else if (empty && mark) change.removeMark($from.start(), $from.end(), mark);
    else change.removeMark(from, to, schema.marks.link);
    this.view.dispatch(change);
    return change.docChanged;
  }

  outline(): { level: number; text: string; position: number }[] {
    const headings: ReturnType<Editor["outline"]> = [];
    this.view.state.doc.descendants(({ type, attrs, textContent, isTextblock }, position) => {
      if (type === schema.nodes.heading && textContent.trim()) headings.push({ level: attrs.level as number, text: textContent, position });
      return !isTextblock;
    });
    return headings;
  }

  goTo(position: number): void {
    const { tr: change } = this.view.state;
    const place = change.doc.resolve(Math.min(position + 1, change.doc.content.size));
    this.view.dispatch(change.setSelection(TextSelection.near(place)).scrollIntoView());
    this.view.focus();
  }

  find(text: string, replacement: string): number {
    const query = new SearchQuery({ search: text, replace: replacement, literal: true });
    this.view.dispatch(setSearchState(this.view.state.tr, query));
    return getMatchHighlights(this.view.state).find().length;
  }

  selectedText(): string {
    const { doc, selection } = this.view.state;
    return doc.textBetween(selection.from, selection.to, " ");
  }

  /** The words that are selected in one block, or the blocks that the selection touches; or the whole. */
  part(isWhole: boolean): { id: number; markdown: string; before: string; after: string; isWhole: boolean } {
    const { doc, selection } = this.view.state;
    const { $from, $to, empty } = selection;
    const isAll = isWhole || empty;
    const isInline = !isAll && $from.sameParent($to) && $from.parent.inlineContent && !$from.parent.type.spec.code;
    const [from, to] = isAll ? [0, doc.content.size] : isInline ? [$from.pos, $to.pos] : [$from.before(1), $to.after(1)];
    const content = doc.slice(from, to).content;
    const markdown = isInline ? writeFresh([schema.node("paragraph", null, content)]) : writeBlocks(childrenOf({ content }));
    const id = this.revised.id + 1;
    this.revised = { id, from, to, isInline, text: textOf(doc, from, to) };
    const before = doc.textBetween(0, from, "\n").slice(-AROUND);
    const after = doc.textBetween(to, doc.content.size, "\n").slice(0, AROUND);
    return { id, markdown, before, after, isWhole: isAll };
  }

  /** Says in how many pieces; nothing when the part is no longer what it was. */
  propose(id: number, markdown: string, model: string): number | undefined {
    const { doc } = this.view.state;
    const { from, to, isInline, text, ...known } = this.revised;
    if (id !== known.id || to > doc.content.size || textOf(doc, from, to) !== text) return undefined;
    const nodes = parseBlocks(markdown).map((block) => block.node);
    // An answer of several blocks to a few words of one takes the place of these words, between what stands around them.
    const isLine = isInline && nodes.length === 1 && nodes[0].isTextblock;
    return propose(this.view, from, to, isLine ? nodes[0].content : Fragment.from(nodes), model);
  }
}
