// A proposal as pieces in the text: what would go is struck out, what would come stands beside it, and each piece is
// accepted or rejected. Nothing changes before.

import { ChangeSet, simplifyChanges } from "prosemirror-changeset";
import { type Fragment, type Node, Slice } from "prosemirror-model";
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from "prosemirror-state";
import { Decoration, DecorationSet, type EditorView } from "prosemirror-view";
import { writeFresh } from "./markdown";
import { button, element } from "../../ui/elements";
import { type Page } from "./page";

/** One change. */
export interface Piece {
  id: number;
  from: number;
  to: number;
  /** What stands there now, to see whether somebody has changed it. */
  before: string;
  slice: Slice;
  added: string;
}

interface Proposed {
  pieces: readonly Piece[];
  model: string;
}

type Step = { propose: Proposed } | { settle: readonly number[] };

export const proposalKey = new PluginKey<Proposed>("proposal");
const NOTHING: Proposed = { pieces: [], model: "" };
const textOf = (doc: Node, from: number, to: number) => doc.textBetween(from, to, "\n", "\ufffc");

/** The pieces by which a range becomes `nodes`. Blocks that stay are not touched, and those that change are compared word by word. */
export function piecesOf(state: EditorState, from: number, to: number, nodes: Fragment): Piece[] {
  const change = state.tr;
  const $from = state.doc.resolve(from);
  if ($from.depth > 0 && $from.parent.inlineContent) {
    if (nodes.firstChild?.isInline ?? true) change.replaceWith(from, to, nodes);
    else change.replaceRange(from, to, new Slice(nodes, 0, 0));
  } else {
    replaceBlocks(change, from, to, nodes);
  }
  if (!change.docChanged) return [];
  const set = ChangeSet.create(state.doc).addSteps(change.doc, change.mapping.maps, null);
  return simplifyChanges(set.changes, change.doc).map(({ fromA, toA, fromB, toB }, id) => ({
    id,
    from: fromA,
    to: toA,
    before: textOf(state.doc, fromA, toA),
    slice: change.doc.slice(fromB, toB),
    added: textOf(change.doc, fromB, toB),
  }));
}

/** Replaces only the blocks that differ: the longest common run of blocks stays as it is. */
function replaceBlocks(change: Transaction, from: number, to: number, nodes: Fragment) {
  const old: { node: Node; at: number }[] = [];
  change.doc.nodesBetween(from, to, (node, at) => {
    if (at >= from && at + node.nodeSize <= to) old.push({ node, at });
    return false;
  });
  const fresh: Node[] = [];
  nodes.forEach((node) => void fresh.push(node));
  const same = commonBlocks(old.map(({ node }) => writeFresh([node])), fresh.map((node) => writeFresh([node])));
  let [a, b] = [old.length, fresh.length];
  // From the end, so that positions before it stay.
  for (const [i, j] of [...same.reverse(), [-1, -1]]) {
    const [gone, come] = [old.slice(i + 1, a), fresh.slice(j + 1, b)];
    const paired = gone.length === come.length;
    const start = gone[0]?.at ?? (i >= 0 ? old[i].at + old[i].node.nodeSize : from);
    if (paired) {
      for (let k = gone.length - 1; k >= 0; k--) change.replaceWith(gone[k].at, gone[k].at + gone[k].node.nodeSize, come[k]);
    } else {
      const last = gone[gone.length - 1];
      change.replaceWith(start, last ? last.at + last.node.nodeSize : start, come);
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
export function proposalPlugin(page: Page): Plugin<Proposed> {
  return new Plugin<Proposed>({
    key: proposalKey,
    state: {
      init: () => NOTHING,
      apply(change, proposed, _, state) {
        const step = change.getMeta(proposalKey) as Step | undefined;
        if (step && "propose" in step) return step.propose;
        if (!proposed.pieces.length) return proposed;
        const settled = new Set(step?.settle ?? []);
        const left = proposed.pieces.filter((piece) => !settled.has(piece.id));
        const moved = left.map((piece) => ({ ...piece, from: change.mapping.map(piece.from, 1), to: Math.max(change.mapping.map(piece.from, 1), change.mapping.map(piece.to, -1)) }));
        // What a person has changed meanwhile is theirs.
        return { ...proposed, pieces: moved.filter((piece) => textOf(state.doc, piece.from, piece.to) === piece.before) };
      },
    },
    props: {
      decorations(state) {
        const { pieces } = proposalKey.getState(state) ?? NOTHING;
        if (!pieces.length) return null;
        const marks = pieces.flatMap((piece) => [
          Decoration.inline(piece.from, piece.to, { nodeName: "del", class: "piece" }),
          Decoration.widget(piece.to, (view) => widget(view, piece, page), { side: 1, key: `piece-${piece.id}`, ignoreSelection: true }),
        ]);
        return DecorationSet.create(state.doc, marks);
      },
    },
  });
}

function widget(view: EditorView, piece: Piece, page: Page): HTMLElement {
  const { texts } = page;
  const settle = (face: string, label: string, command: (view: EditorView, ids: readonly number[]) => void) => {
    const made = button(face, "piece-button", () => command(view, [piece.id]));
    made.setAttribute("aria-label", `${label}: ${piece.added || piece.before}`);
    made.title = label;
    return made;
  };
  const added = piece.added ? [element("ins", {}, piece.added)] : [];
  return element("span", { class: "piece", contenteditable: "false" }, ...added, settle("✓", texts.accept, accept), settle("✕", texts.reject, reject));
}

/** Makes pieces part of the text, all in one step back. */
export function accept(view: EditorView, ids: readonly number[]) {
  const { pieces, model } = proposalKey.getState(view.state) ?? NOTHING;
  const change = view.state.tr;
  const taken = pieces.filter((piece) => ids.includes(piece.id)).sort((a, b) => b.from - a.from);
  for (const piece of taken) change.replace(piece.from, piece.to, piece.slice);
  change.setMeta(proposalKey, { settle: ids } satisfies Step).setMeta("accepted", model);
  view.dispatch(change.scrollIntoView());
  view.focus();
}

/** Forgets pieces. */
export function reject(view: EditorView, ids: readonly number[]) {
  view.dispatch(view.state.tr.setMeta(proposalKey, { settle: ids } satisfies Step));
  view.focus();
}

/** Shows a proposal; one that was there before is forgotten. */
export function propose(view: EditorView, pieces: readonly Piece[], model: string) {
  const { tr: change } = view.state;
  // A selection would hide what is struck out and what is new.
  change.setSelection(TextSelection.near(change.doc.resolve(view.state.selection.from)));
  view.dispatch(change.setMeta(proposalKey, { propose: { pieces, model } } satisfies Step));
}
