// What can be done to the text: by name, by key, and while it is typed.

import { baseKeymap, chainCommands, exitCode, setBlockType, toggleMark, wrapIn } from "prosemirror-commands";
import { redo, redoDepth, undo, undoDepth } from "prosemirror-history";
import { InputRule, inputRules, textblockTypeInputRule, wrappingInputRule } from "prosemirror-inputrules";
import type { MarkType, Node, NodeType } from "prosemirror-model";
import { liftListItem, sinkListItem, splitListItem, wrapInList } from "prosemirror-schema-list";
import { findNext, replaceAll, replaceNext } from "prosemirror-search";
import type { Command, EditorState, Plugin } from "prosemirror-state";
import { addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, goToNextCell, isInTable } from "prosemirror-tables";
import { settle } from "./proposal";
import { schema } from "./schema";

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

const insert = (make: () => Node): Command => (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(make()).scrollIntoView());
  return true;
};

const makeTable = () => {
  const row = (type: NodeType) => nodes.table_row.create(null, [1, 2, 3].map(() => type.createAndFill()!));
  return nodes.table.create(null, [row(nodes.table_header), row(nodes.table_cell), row(nodes.table_cell)]);
};

/** By the names that Rust knows them by (src/documents/editor/prosemirror.rs). */
export const commands: Record<string, Command> = {
  strong: toggleMark(marks.strong),
  em: toggleMark(marks.em),
  strike: toggleMark(marks.strike),
  code: toggleMark(marks.code),
  paragraph: setBlockType(nodes.paragraph),
  ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((level) => [`heading_${level}`, setBlockType(nodes.heading, { level })])),
  code_block: setBlockType(nodes.code_block),
  bullet_list: wrapInList(nodes.bullet_list),
  ordered_list: wrapInList(nodes.ordered_list),
  task_list: toggleTask,
  blockquote: wrapIn(nodes.blockquote),
  horizontal_rule: insert(() => nodes.horizontal_rule.create()),
  table: (state, dispatch) => !isInTable(state) && insert(makeTable)(state, dispatch),
  add_row: addRowAfter,
  add_column: addColumnAfter,
  delete_row: deleteRow,
  delete_column: deleteColumn,
  delete_table: deleteTable,
  undo,
  redo,
  find_next: findNext,
  replace_next: replaceNext,
  replace_all: replaceAll,
  accept_all: settle(true),
  reject_all: settle(false),
};

/** What the keys do; `onCommand` hears of those that Rust answers. */
export function keys(onCommand: (name: string) => void): Record<string, Command> {
  const told = (name: string): Command => () => {
    onCommand(name);
    return true;
  };
  return {
    ...baseKeymap,
    ...Object.fromEntries([1, 2, 3, 4].map((level) => [`Mod-Alt-${level}`, commands[`heading_${level}`]])),
    "Mod-Alt-0": commands.paragraph,
    "Mod-z": undo,
    "Mod-y": redo,
    "Mod-Shift-z": redo,
    "Mod-b": commands.strong,
    "Mod-i": commands.em,
    "Mod-Shift-x": commands.strike,
    "Mod-e": commands.code,
    "Mod-Shift-7": commands.ordered_list,
    "Mod-Shift-8": commands.bullet_list,
    "Mod-Shift-9": commands.task_list,
    "Mod-Shift-b": commands.blockquote,
    "Shift-Enter": chainCommands(exitCode, insert(() => nodes.hard_break.create())),
    Enter: chainCommands(splitListItem(nodes.list_item, { checked: null }), baseKeymap.Enter),
    Tab: chainCommands(goToNextCell(1), sinkListItem(nodes.list_item)),
    "Shift-Tab": chainCommands(goToNextCell(-1), liftListItem(nodes.list_item)),
    "Mod-]": sinkListItem(nodes.list_item),
    "Mod-[": liftListItem(nodes.list_item),
    "Mod-s": told("save"),
    "Mod-f": told("find"),
    "Mod-j": told("revise"),
    "Mod-k": told("link"),
  };
}

/** Marks of Markdown that become what they mean while they are typed. */
export function markdownRules(): Plugin {
  const mark = (pattern: RegExp, type: MarkType) =>
    new InputRule(pattern, (state, { 0: match, 1: inner }, start, end) => {
      const source = match.trimStart();
      const from = start + match.length - source.length;
      const signs = (source.length - inner.length) / 2;
      const change = state.tr.delete(from + signs + inner.length, end).delete(from, from + signs);
      return change.addMark(from, from + inner.length, type.create()).removeStoredMark(type);
    });
  return inputRules({
    rules: [
      wrappingInputRule(/^\s*>\s$/, nodes.blockquote),
      wrappingInputRule(/^\s*([-+*])\s$/, nodes.bullet_list),
      wrappingInputRule(/^(\d+)\.\s$/, nodes.ordered_list, (match) => ({ order: Number(match[1]) }), (match, node) => node.childCount + (node.attrs.order as number) === Number(match[1])),
      textblockTypeInputRule(/^```(\w*)\s$/, nodes.code_block, (match) => ({ params: match[1] })),
      textblockTypeInputRule(/^(#{1,6})\s$/, nodes.heading, (match) => ({ level: match[1].length })),
      mark(/(?:^|\s)\*\*([^*\s][^*]*)\*\*$/, marks.strong),
      // What is no text has no form in code.
      mark(/(?:^|\s)`([^`\ufffc]+)`$/, marks.code),
    ],
  });
}

/** What holds where the cursor is: names of marks, of the blocks around it, and of what can be done. */
export function namesOf(state: EditorState): string {
  const { from, to, $from, empty } = state.selection;
  const here = state.storedMarks ?? $from.marks();
  const isMarked = (type: MarkType) => (empty ? type.isInSet(here) : state.doc.rangeHasMark(from, to, type));
  const names = Object.values(marks).filter(isMarked).map((type) => type.name);
  for (let depth = 1; depth <= $from.depth; depth++) {
    const { type, attrs } = $from.node(depth);
    names.push(type === nodes.heading ? `heading_${attrs.level}` : type.name);
    if (type === nodes.list_item && attrs.checked !== null) names.push("task_list");
  }
  if (!empty) names.push("selection");
  if (undoDepth(state)) names.push("undo");
  if (redoDepth(state)) names.push("redo");
  return names.join(" ");
}
