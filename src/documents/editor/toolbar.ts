// The marks that a person can give the text, as buttons and as keys.

import { formatText } from "../../ui/texts";
import { baseKeymap, chainCommands, exitCode, setBlockType, toggleMark, wrapIn } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { InputRule, inputRules, textblockTypeInputRule, wrappingInputRule } from "prosemirror-inputrules";
import type { MarkType } from "prosemirror-model";
import { liftListItem, sinkListItem, splitListItem, wrapInList } from "prosemirror-schema-list";
import type { Command, EditorState, Plugin } from "prosemirror-state";
import { addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, goToNextCell, isInTable } from "prosemirror-tables";
import type { EditorView } from "prosemirror-view";
import { button, element } from "../../ui/elements";
import { type Page } from "./page";
import { mayLeadTo, schema } from "./schema";

const { nodes, marks } = schema;

/** Makes list items tasks, and tasks items. */
const toggleTask: Command = (state, dispatch) => {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth--) {
    const item = $from.node(depth);
    if (item.type !== nodes.list_item) continue;
    const checked = item.attrs.checked === null ? false : null;
    dispatch?.(state.tr.setNodeMarkup($from.before(depth), undefined, { ...item.attrs, checked }));
    return true;
  }
  return wrapInList(nodes.bullet_list)(state, dispatch);
};

const insertRule: Command = (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodes.horizontal_rule.create()).scrollIntoView());
  return true;
};

const insertTable: Command = (state, dispatch) => {
  if (isInTable(state)) return false;
  const row = (type: typeof nodes.table_cell) => nodes.table_row.create(null, [1, 2, 3].map(() => type.createAndFill()!));
  const table = nodes.table.create(null, [row(nodes.table_header), row(nodes.table_cell), row(nodes.table_cell)]);
  dispatch?.(state.tr.replaceSelectionWith(table).scrollIntoView());
  return true;
};

const insertBreak = chainCommands(exitCode, (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
  return true;
});

/** What the keys do; `more` comes first. */
export function keys(more: Record<string, Command>): Record<string, Command> {
  const headings = Object.fromEntries([1, 2, 3, 4].map((level) => [`Mod-Alt-${level}`, setBlockType(nodes.heading, { level })]));
  return {
    ...baseKeymap,
    ...headings,
    "Mod-Alt-0": setBlockType(nodes.paragraph),
    "Mod-z": undo,
    "Mod-y": redo,
    "Mod-Shift-z": redo,
    "Mod-b": toggleMark(marks.strong),
    "Mod-i": toggleMark(marks.em),
    "Mod-Shift-x": toggleMark(marks.strike),
    "Mod-e": toggleMark(marks.code),
    "Mod-Shift-7": wrapInList(nodes.ordered_list),
    "Mod-Shift-8": wrapInList(nodes.bullet_list),
    "Mod-Shift-9": toggleTask,
    "Mod-Shift-b": wrapIn(nodes.blockquote),
    "Shift-Enter": insertBreak,
    Enter: chainCommands(splitListItem(nodes.list_item, { checked: null }), baseKeymap.Enter),
    Tab: chainCommands(goToNextCell(1), sinkListItem(nodes.list_item)),
    "Shift-Tab": chainCommands(goToNextCell(-1), liftListItem(nodes.list_item)),
    "Mod-]": sinkListItem(nodes.list_item),
    "Mod-[": liftListItem(nodes.list_item),
    ...more,
  };
}

/** Marks of Markdown that become what they mean while they are typed. */
export function markdownRules(): Plugin {
  const mark = (pattern: RegExp, type: MarkType) =>
    new InputRule(pattern, (state, match, start, end) => {
      const from = end - match[0].trimStart().length + 1;
      if (from <= start) return null;
      const inner = match[1];
      const at = start + match[0].indexOf(match[0].trimStart());
      return state.tr.replaceWith(at, end, schema.text(inner, [type.create()])).removeStoredMark(type);
    });
  return inputRules({
    rules: [
      wrappingInputRule(/^\s*>\s$/, nodes.blockquote),
      wrappingInputRule(/^\s*([-+*])\s$/, nodes.bullet_list),
      wrappingInputRule(/^(\d+)\.\s$/, nodes.ordered_list, (match) => ({ order: Number(match[1]) }), (match, node) => node.childCount + (node.attrs.order as number) === Number(match[1])),
      textblockTypeInputRule(/^```(\w*)\s$/, nodes.code_block, (match) => ({ params: match[1] })),
      textblockTypeInputRule(/^(#{1,6})\s$/, nodes.heading, (match) => ({ level: match[1].length })),
      mark(/(?:^|\s)\*\*([^*\s][^*]*)\*\*$/, marks.strong),
      mark(/(?:^|\s)`([^`]+)`$/, marks.code),
    ],
  });
}

const isMarked = (state: EditorState, type: MarkType) => {
  const { from, to, empty, $from } = state.selection;
  return empty ? !!type.isInSet(state.storedMarks ?? $from.marks()) : state.doc.rangeHasMark(from, to, type);
};

/** The buttons above the text. */
export class Toolbar {
  readonly dom: HTMLElement;
  private readonly style: HTMLSelectElement;
  private readonly pressed: [HTMLButtonElement, MarkType][] = [];
  private readonly tableTools: HTMLElement;

  constructor(
    private readonly page: Page,
    private readonly view: EditorView,
    more: HTMLElement[],
  ) {
    const { texts } = page;
    const styles = [texts.paragraph, ...[1, 2, 3, 4].map((level) => formatText(texts.heading, { n: level }))];
    this.style = element("select", { "aria-label": texts.block_style, title: texts.block_style });
    this.style.append(...styles.map((name, level) => element("option", { value: String(level) }, name)));
    this.style.addEventListener("change", () => {
      const level = Number(this.style.value);
      this.run(level ? setBlockType(nodes.heading, { level }) : setBlockType(nodes.paragraph));
    });
    const tool = (label: string, face: string, command: Command, key = "") => {
      const made = button(face, "tool", () => this.run(command));
      made.setAttribute("aria-label", label);
      made.title = key ? `${label} (${key})` : label;
      return made;
    };
    const marked = (label: string, face: string, type: MarkType, key: string) => {
      const made = tool(label, face, toggleMark(type), key);
      made.classList.add(`is-${type.name}`);
      this.pressed.push([made, type]);
      return made;
    };
    const link = button(texts.link, "tool is-word", () => this.askForLink());
    link.title = `${texts.link} (Ctrl+K)`;
    this.pressed.push([link, marks.link]);
    this.tableTools = element(
      "span",
      { class: "tools", hidden: "" },
      tool(texts.row_add, "↓+", addRowAfter),
      tool(texts.column_add, "→+", addColumnAfter),
      tool(texts.row_remove, "↓−", deleteRow),
      tool(texts.column_remove, "→−", deleteColumn),
      tool(texts.table_remove, "▦−", deleteTable),
    );
    this.dom = element(
      "div",
      { class: "toolbar", role: "toolbar", "aria-label": texts.toolbar },
      element(
        "div",
        { class: "toolbar-row" },
        this.style,
        element("span", { class: "tools" }, marked(texts.bold, "B", marks.strong, "Ctrl+B"), marked(texts.italic, "I", marks.em, "Ctrl+I"), marked(texts.strike, "S", marks.strike, "Ctrl+Shift+X"), marked(texts.code, "‹›", marks.code, "Ctrl+E"), link),
        element("span", { class: "tools" }, tool(texts.bullets, "•", wrapInList(nodes.bullet_list), "Ctrl+Shift+8"), tool(texts.numbers, "1.", wrapInList(nodes.ordered_list), "Ctrl+Shift+7"), tool(texts.tasks, "☑", toggleTask, "Ctrl+Shift+9"), tool(texts.quote, "❝", wrapIn(nodes.blockquote), "Ctrl+Shift+B"), tool(texts.code_block, "{ }", setBlockType(nodes.code_block)), tool(texts.table, "▦", insertTable), tool(texts.rule, "―", insertRule)),
        this.tableTools,
        element("span", { class: "tools" }, tool(texts.undo, "↶", undo, "Ctrl+Z"), tool(texts.redo, "↷", redo, "Ctrl+Y")),
      ),
      element("span", { class: "tools is-last" }, ...more),
    );
    this.update();
  }

  /** Shows what holds where the cursor is. */
  update() {
    const { state } = this.view;
    const block = state.selection.$from.parent;
    this.style.value = block.type === nodes.heading ? String(Math.min(block.attrs.level as number, 4)) : "0";
    for (const [made, type] of this.pressed) made.setAttribute("aria-pressed", String(isMarked(state, type)));
    this.tableTools.hidden = !isInTable(state);
  }

  /** Asks where the selection is to lead; a link that is there already is taken off. */
  askForLink() {
    const { state } = this.view;
    if (isMarked(state, marks.link)) return this.run(toggleMark(marks.link));
    if (state.selection.empty) return;
    const { texts } = this.page;
    const input = element("input", { type: "url", required: "", placeholder: "https://", "aria-label": texts.link_prompt });
    const form = element("form", { method: "dialog" }, element("label", { class: "field" }, texts.link_prompt, input), element("button", { class: "button" }, texts.link));
    const dialog = element("dialog", { class: "dialog", "aria-label": texts.link }, form);
    form.addEventListener("submit", () => {
      if (mayLeadTo(input.value)) this.run(toggleMark(marks.link, { href: input.value }));
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      this.view.focus();
    });
    document.body.append(dialog);
    dialog.showModal();
  }

  private run(command: Command) {
    command(this.view.state, this.view.dispatch, this.view);
    this.view.focus();
  }
}
