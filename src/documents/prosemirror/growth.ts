// A draft on its way: the model's words come straight into the editor.

import type { EditorView } from "prosemirror-view";
import { parseBlocks } from "./markdown";

/** So many blocks at the end may still change: the one that is written, and one that it may belong to. */
const OPEN_BLOCKS = 2;
/** So near below what is seen, in pixels, the end is still followed. */
const NEAR = 80;

/** Shows a text that grows. Blocks that are finished are never read again. */
export class Growth {
  private text = "";
  /** Where the source of the open blocks begins. */
  private openFrom = 0;
  /** Where they stand in the document. */
  private position = 0;
  private frame = 0;

  constructor(private readonly view: EditorView) {}

  add(text: string): void {
    this.text += text;
    this.frame ||= requestAnimationFrame(() => this.show());
  }

  /** Shows nothing more: what is still to be shown is in what comes in its place. */
  end(): void {
    cancelAnimationFrame(this.frame);
  }

  private show() {
    this.frame = 0;
    const blocks = parseBlocks(this.text.slice(this.openFrom));
    if (!blocks.length) return;
    const { state, dom } = this.view;
    const isAtEnd = dom.getBoundingClientRect().bottom < innerHeight + NEAR;
    const change = state.tr.replaceWith(this.position, state.doc.content.size, blocks.map((block) => block.node));
    this.view.dispatch(change.setMeta("addToHistory", false).setMeta("isLoaded", true));
    const finished = blocks.slice(0, -OPEN_BLOCKS);
    for (const { node } of finished) this.position += node.nodeSize;
    if (finished.length) this.openFrom += blocks[finished.length].start;
    if (isAtEnd) dom.scrollIntoView({ block: "end" });
  }
}
