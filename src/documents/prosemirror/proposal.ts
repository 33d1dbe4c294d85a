// A proposal as pieces in the text: what would go is struck out, what would come stands beside it, and each piece is
// accepted or rejected. Nothing changes before.

import { ChangeSet, simplifyChanges } from "prosemirror-changeset";
import { type Fragment, type Node, Slice } from "prosemirror-model";
import { type Command, type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from "prosemirror-state";
import { Decoration, DecorationSet, type EditorView } from "prosemirror-view";
import { writeFresh } from "./markdown";
import { childrenOf, element } from "./schema";

/** One change. */
interface Piece {
  id: number;
  from: number;
  to: number;
  /** What stands there now, to see whether somebody has changed it. */
  before: string;
  slice: Slice;
  added: string;
  /** Who has proposed it. */
  model: string;
}

/** What the buttons of a piece do, in the language of the page. */
export type PieceTexts = Record<"accept" | "reject", string>;

const key = new PluginKey<readonly Piece[]>("proposal");

/** The pieces that are neither accepted nor rejected. */
export function piecesIn(state: EditorState): readonly Piece[] {
  return key.getState(state) ?? [];
}

/** The text of a range, to see whether it is still the same. */
export function textOf(doc: Node, from: number, to: number): string {
  return doc.textBetween(from, to, "\n", "\ufffc");
}

/** The pieces by which a range becomes `nodes`. Blocks that stay are not touched, and those that change are compared word by word. */
function piecesOf(state: EditorState, from: number, to: number, nodes: Fragment, model: string): Piece[] {
  const change = state.tr;
  const $from = state.doc.resolve(from);
  if ($from.depth === 0 || !$from.parent.inlineContent) replaceBlocks(change, from, to, childrenOf({ content: nodes }));
  else if (nodes.firstChild?.isInline ?? true) change.replaceWith(from, to, nodes);
  else change.replaceRange(from, to, new Slice(nodes, 0, 0));
  if (!change.docChanged) return [];
  const set = ChangeSet.create(state.doc).addSteps(change.doc, change.mapping.maps, null);
  return simplifyChanges(set.changes, change.doc).map(({ fromA, toA, fromB, toB }, id) => ({
    id,
    from: fromA,
    to: toA,
    before: textOf(state.doc, fromA, toA),
    slice: change.doc.slice(fromB, toB),
    added: textOf(change.doc, fromB, toB),
    model,
  }));
}

/** Replaces only the blocks that differ: the longest common run of blocks stays as it is. */
function replaceBlocks(change: Transaction, from: number, to: number, fresh: readonly Node[]) {
  const old: Node[] = [];
  const borders = [from];
  change.doc.nodesBetween(from, to, (node, at) => {
    if (at >= from && at + node.nodeSize <= to) borders[old.push(node)] = at + node.nodeSize;
    return false;
  });
  const write = (node: Node) => writeFresh([node]);
  let [a, b] = [old.length, fresh.length];
  // From the end, so that positions before it stay.
  for (const [i, j] of [...commonBlocks(old.map(write), fresh.map(write)).reverse(), [-1, -1]]) {
    const come = fresh.slice(j + 1, b);
    if (a - i - 1 === come.length) {
      for (let k = a - 1; k > i; k--) change.replaceWith(borders[k], borders[k + 1], come[k - i - 1]);
    } else {
      change.replaceWith(borders[i + 1], borders[a], come);
    }
    [a, b] = [i, j];
  }
}

/** The places of blocks that are in both lists, in order: the longest such run. */
function commonBlocks(old: string[], fresh: string[]): [number, number][] {
  const lengths = Array.from({ length: old.length + 1 }, () => new Uint32Array(fresh.length + 1));
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = fresh.length - 1; j >= 0; j--) {
      lengths[i][j] = old[i] === fresh[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < old.length && j < fresh.length; ) {
    if (old[i] === fresh[j]) pairs.push([i++, j++]);
    else if (lengths[i + 1][j] >= lengths[i][j + 1]) i++;
    else j++;
  }
  return pairs;
}

/** Keeps the pieces where they belong while somebody types beside them. */
export function proposalPlugin(texts: PieceTexts): Plugin<readonly Piece[]> {
  return new Plugin<readonly Piece[]>({
    key,
    state: {
      init: () => [],
      apply(change, before, _, state) {
        const pieces = (change.getMeta(key) as readonly Piece[] | undefined) ?? before;
        if (!change.docChanged) return pieces;
        const moved = pieces.map((piece) => {
          const from = change.mapping.map(piece.from, 1);
          return { ...piece, from, to: Math.max(from, change.mapping.map(piece.to, -1)) };
        });
        // What a person has changed meanwhile is theirs.
        return moved.filter(({ from, to, before }) => textOf(state.doc, from, to) === before);
      },
    },
    props: {
      decorations(state) {
        const marks = piecesIn(state).flatMap((piece) => [
          Decoration.inline(piece.from, piece.to, { nodeName: "del", class: "piece" }),
          Decoration.widget(piece.to, (view) => widget(view, piece, texts), { side: 1, key: `${piece.id} ${piece.added}`, ignoreSelection: true }),
        ]);
        return marks.length ? DecorationSet.create(state.doc, marks) : null;
      },
    },
  });
}

/** What comes in place of a piece, and the buttons that settle it. */
function widget(view: EditorView, { id, before, added }: Piece, texts: PieceTexts): HTMLElement {
  const button = (face: string, label: string, command: Command) => {
    const attributes = { type: "button", class: "piece-button", title: label, "aria-label": `${label}: ${added || before}` };
    const made = element(["button", attributes, face]);
    // The selection stays.
    made.addEventListener("mousedown", (event) => event.preventDefault());
    made.addEventListener("click", () => {
      command(view.state, view.dispatch);
      view.focus();
    });
    return made;
  };
  const buttons = [button("✓", texts.accept, settle(true, id)), button("✕", texts.reject, settle(false, id))];
  return element(["span", { class: "piece", contenteditable: "false" }, ...(added ? [["ins", added]] : []), ...buttons]);
}

/** Makes a piece, or all of them, part of the text in one step back; or forgets them. */
export function settle(isAccepted: boolean, id?: number): Command {
  return (state, dispatch) => {
    const isTaken = (piece: Piece) => id === undefined || piece.id === id;
    const taken = piecesIn(state).filter(isTaken).sort((a, b) => b.from - a.from);
    const change = state.tr.setMeta(key, piecesIn(state).filter((piece) => !isTaken(piece)));
    if (isAccepted) {
      for (const { from, to, slice } of taken) change.replace(from, to, slice);
      change.setMeta("accepted", taken[0]?.model).scrollIntoView();
    }
    dispatch?.(change);
    return taken.length > 0;
  };
}

/** Shows how a range would become `nodes`, in place of an earlier proposal; says in how many pieces. */
export function propose(view: EditorView, from: number, to: number, nodes: Fragment, model: string): number {
  const { state } = view;
  const pieces = piecesOf(state, from, to, nodes, model);
  // A selection would hide what is struck out and what is new.
  const change = state.tr.setSelection(TextSelection.near(state.doc.resolve(state.selection.from)));
  view.dispatch(change.setMeta(key, pieces));
  return pieces.length;
}
