// A draft on its way: the model's words come straight into the editor.

import type { EditorView } from "prosemirror-view";
import { parseBlocks } from "./markdown";

/** So many blocks at the end may still change: the one that is written, and one that it may belong to. */
const OPEN_BLOCKS = 2;

/** Shows a text that grows. Blocks that are finished are never read again. */
export class Growth {
  private text = "";
  /** Where the source of the open blocks begins. */
  private openFrom = 0;
  /** Where they stand in the document. */
  private position = 0;
  private frame = 0;

  constructor(private readonly view: EditorView) {}

  add(text: string) {
    this.text += text;
    this.frame ||= requestAnimationFrame(() => this.show());
  }

  private show() {
    this.frame = 0;
    const blocks = parseBlocks(this.text.slice(this.openFrom));
    if (!blocks.length) return;
    const { state } = this.view;
    const isAtEnd = isScrolledToEnd(this.view.dom);
    const change = state.tr.replaceWith(this.position, state.doc.content.size, blocks.map((block) => block.node));
    this.view.dispatch(change.setMeta("addToHistory", false).setMeta("isLoaded", true));
    for (const [index, block] of blocks.slice(0, -OPEN_BLOCKS).entries()) {
      this.position += block.node.nodeSize;
      if (index + 1 === blocks.length - OPEN_BLOCKS) this.openFrom += blocks[index + 1].start;
    }
    if (isAtEnd) scroller(this.view.dom).scrollTo({ top: Number.MAX_SAFE_INTEGER });
  }
}

function scroller(dom: Element): Element {
  return dom.closest(".document-page") ?? document.documentElement;
}

function isScrolledToEnd(dom: Element): boolean {
  const { scrollTop, scrollHeight, clientHeight } = scroller(dom);
  return scrollHeight - scrollTop - clientHeight < 80;
}

/** Follows a draft to its end; says whether it ended well. The browser connects again by itself where it was. */
export function follow(id: string, growth: Growth): Promise<boolean> {
  return new Promise((resolve) => {
    const events = new EventSource(`/api/v1/documents/${id}/events`);
    const end = (isGood: boolean) => {
      events.close();
      resolve(isGood);
    };
    events.addEventListener("delta", (event) => growth.add((JSON.parse(event.data) as { text: string }).text));
    events.addEventListener("done", (event) => end((JSON.parse(event.data) as { status: string }).status === "complete"));
    events.addEventListener("error", (event) => {
      // Those of the connection have no data.
      if (event instanceof MessageEvent || events.readyState === EventSource.CLOSED) end(false);
    });
  });
}
