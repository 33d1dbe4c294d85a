// Asking a model for another wording of the selection or of the whole document.

import { formatText } from "../../ui/texts";
import { Fragment } from "prosemirror-model";
import type { EditorState } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { blocksBetween, parseBlocks, writeBlocks, writeInline } from "./markdown";
import type { Proposal } from "../../rest/schemas";
import { button, element } from "../../ui/elements";
import { eventsOf } from "../../ui/event_stream";
import { type Page } from "./page";
import { accept, piecesOf, proposalKey, propose, reject } from "./proposal";
import { callDocument, reasonOf, type Saving } from "./saving";

/** Characters around a selection that are sent with it. */
const AROUND = 600;

/** A part of the document that is being revised. */
interface Part {
  from: number;
  to: number;
  isInline: boolean;
  markdown: string;
  /** To see whether it is still the same when the answer comes. */
  text: string;
}

export class Revising {
  readonly dom: HTMLElement;
  private readonly what = element("span", { class: "revising-what" });
  private readonly instruction: HTMLTextAreaElement;
  private readonly model: HTMLSelectElement;
  private readonly asking: HTMLElement;
  private readonly waiting: HTMLElement;
  private readonly written = element("p", { class: "revising-written" });
  private readonly settling: HTMLElement;
  private readonly count = element("span");
  private readonly notice = element("p", { class: "form-error", role: "alert" });
  private running: AbortController | undefined;

  constructor(
    private readonly page: Page,
    private readonly view: EditorView,
    private readonly saving: Saving,
  ) {
    const { texts } = page;
    const names: [action: string, name: string][] = [
      ["rewrite", texts.rewrite],
      ["shorten", texts.shorten],
      ["expand", texts.expand],
      ["correct", texts.correct],
      ["polite", texts.polite],
      ["plain", texts.plain],
      ["formal", texts.formal],
      ["korean", texts.korean],
      ["english", texts.english],
      ["continue", texts.go_on],
    ];
    const actions = names.map(([action, name]) => button(name, "chip", () => void this.revise({ action })));
    this.instruction = element("textarea", { rows: "1", maxlength: "4000", "aria-label": texts.instruction, placeholder: texts.instruction });
    const ask = () => {
      const instruction = this.instruction.value.trim();
      if (instruction) void this.revise({ instruction });
    };
    this.instruction.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      ask();
    });
    const models = page.models.map(({ id, name }) => element("option", { value: id }, name));
    this.model = element("select", { class: "revising-model", "aria-label": texts.model }, ...models);
    this.model.value = page.model ?? "";
    this.model.hidden = models.length < 2;
    this.asking = element("div", { class: "revising-asking" }, element("div", { class: "chips" }, this.what, ...actions), element("div", { class: "revising-row" }, this.instruction, this.model, button(texts.propose, "button", ask)));
    this.waiting = element("div", { class: "revising-row", hidden: "", role: "status" }, element("span", {}, texts.proposing), this.written, button(texts.cancel, "button is-quiet", () => this.running?.abort()));
    const all = () => (proposalKey.getState(this.view.state)?.pieces ?? []).map((piece) => piece.id);
    this.settling = element("div", { class: "revising-row", hidden: "" }, this.count, button(texts.accept_all, "button", () => accept(this.view, all())), button(texts.reject_all, "button is-quiet", () => reject(this.view, all())));
    this.dom = element("div", { class: "revising", role: "group", "aria-label": texts.revise, hidden: "" }, this.asking, this.waiting, this.settling, this.notice);
    this.update();
  }

  toggle() {
    this.dom.hidden = !this.dom.hidden;
    if (!this.dom.hidden) this.instruction.focus({ preventScroll: true });
    this.update();
  }

  /** Shows what would be revised, and what is proposed. */
  update() {
    const { state } = this.view;
    this.what.textContent = state.selection.empty ? this.page.texts.revise_document : this.page.texts.revise_selection;
    const count = proposalKey.getState(state)?.pieces.length ?? 0;
    this.count.textContent = formatText(this.page.texts.proposal, { n: count });
    this.settling.hidden = count === 0;
    this.asking.hidden = count > 0 || !!this.running;
    this.waiting.hidden = !this.running;
  }

  /** Has the sections that are missing proposed. */
  async fill() {
    await this.saving.save("autosave");
    await this.ask(wholeOf(this.view.state), "/fill", {});
  }

  private async revise(order: { action?: string; instruction?: string }) {
    const { state } = this.view;
    const part = state.selection.empty ? wholeOf(state) : partOf(state);
    const before = state.doc.textBetween(0, part.from, "\n").slice(-AROUND);
    const after = state.doc.textBetween(part.to, state.doc.content.size, "\n").slice(0, AROUND);
    await this.ask(part, "/revise", { ...order, selection: { text: part.markdown, before, after } });
  }

  private async ask(part: Part, path: string, order: object) {
    if (this.running) return;
    const { texts } = this.page;
    this.dom.hidden = false;
    this.notice.textContent = "";
    this.written.textContent = "";
    this.running = new AbortController();
    this.update();
    try {
      const proposal = await this.read(path, { ...order, model: this.model.value || undefined }, this.running.signal);
      this.place(part, proposal);
      this.instruction.value = "";
    } catch (error) {
      const wasStopped = this.running.signal.aborted;
      const reason = error instanceof TypeError ? texts.unreachable : (error as Error).message;
      if (!wasStopped) this.notice.textContent = reason === texts.proposal_stale ? reason : formatText(texts.proposal_failed, { reason });
    } finally {
      this.running = undefined;
      this.update();
    }
  }

  /** Reads the words as they come, to the proposal at their end. */
  private async read(path: string, body: unknown, signal: AbortSignal): Promise<Proposal> {
    const headers = { "content-type": "application/json", accept: "text/event-stream" };
    const answer = await callDocument(this.page.id, "POST", path, body, { headers, signal, keepalive: false });
    if (!answer.ok || !answer.body) throw new Error(await reasonOf(answer, this.page));
    for await (const { event, data } of eventsOf(answer.body)) {
      if (event === "delta") {
        this.written.textContent += (JSON.parse(data) as { text: string }).text;
        this.written.scrollLeft = this.written.scrollWidth;
      }
      if (event === "error") throw new Error((JSON.parse(data) as { message?: string }).message ?? this.page.texts.failed);
      if (event === "proposal") return JSON.parse(data) as Proposal;
    }
    throw new TypeError("the stream has ended");
  }

  /** Puts the proposal where the part is, if that is still what it was. */
  private place(part: Part, proposal: Proposal) {
    const { state } = this.view;
    const { texts } = this.page;
    if (part.to > state.doc.content.size || state.doc.textBetween(part.from, part.to, "\n", "\ufffc") !== part.text) {
      throw new Error(texts.proposal_stale);
    }
    const nodes = parseBlocks(proposal.text).map((block) => block.node);
    const isLine = nodes.length === 1 && nodes[0].isTextblock;
    // An answer of several blocks to a few words of one takes the place of these words, between what stands around them.
    const content = part.isInline && isLine ? nodes[0].content : Fragment.from(nodes);
    const pieces = piecesOf(state, part.from, part.to, content);
    if (!pieces.length) this.notice.textContent = texts.proposal_none;
    propose(this.view, pieces, proposal.model);
  }
}

function wholeOf(state: EditorState): Part {
  return rangeOf(state, 0, state.doc.content.size);
}

/** The words that are selected in one block, or the blocks that the selection touches. */
function partOf(state: EditorState): Part {
  const { $from, $to, from, to } = state.selection;
  if ($from.sameParent($to) && $from.parent.inlineContent && !$from.parent.type.spec.code) {
    const markdown = writeInline($from.parent.slice($from.parentOffset, $to.parentOffset).content);
    return { from, to, isInline: true, markdown, text: state.doc.textBetween(from, to, "\n", "\ufffc") };
  }
  return rangeOf(state, $from.before(1), $to.after(1));
}

function rangeOf(state: EditorState, from: number, to: number): Part {
  const markdown = writeBlocks(blocksBetween(state.doc, from, to));
  return { from, to, isInline: false, markdown, text: state.doc.textBetween(from, to, "\n", "\ufffc") };
}
