// Tells people who hear the page what becomes of answers: that one begins, its sentences when they are whole, and how it ended.
// The answers themselves are no live regions: they would be read word by word.

import { formatText } from "../../../ui/texts";
import { element } from "../../../ui/elements";
import { type Texts, onChange, texts } from "../page";
import { Reading, segmenter } from "./sentence_reader";

/** Between two announcements, in milliseconds: what comes meanwhile is said in one. */
const PAUSE = 1000;
/** How long after a question an answer that is whole already is one to it, in milliseconds. */
const QUICK = 10_000;

/** Begins to tell of the answers on this page. */
export async function announceReplies(): Promise<void> {
  const said = await texts();
  const teller = new Teller(said);
  onChange(() => teller.look());
}

/** An answer that is being written. */
interface Running {
  reading: Reading;
  /** What was said last of why there is nothing to read. */
  notice: string | undefined;
}

class Teller {
  private readonly region = element("p", { class: "visually-hidden", role: "status", id: "said-of-replies" });
  private readonly running = new Map<string, Running>();
  private readonly sentencesOf = segmenter(document.documentElement.lang);
  private waiting: string[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private names = 0;
  private isFirstLook = true;
  private readonly known = new Set<string>();
  /** When something was asked last. */
  private asked = -Infinity;

  constructor(private readonly said: Texts) {
    document.body.append(this.region);
    const asks = "form.composer, form.ask-editor";
    document.addEventListener("submit", ({ target }) => {
      if ((target as Element).matches(asks)) this.asked = performance.now();
    }, true);
    // An answer may fail before the page is looked at.
    const changed = { childList: true, subtree: true, attributes: true, attributeFilter: ["aria-busy"] };
    new MutationObserver(() => this.beginAll()).observe(document.body, changed);
  }

  look(): void {
    const byName = this.beginAll();
    const last = [...byName.keys()].at(-1);
    const isAnswer = last !== undefined && !this.known.has(last) && performance.now() - this.asked < QUICK;
    if (isAnswer && !this.isFirstLook && !this.running.has(last)) this.begin(last, byName.get(last));
    for (const name of byName.keys()) this.known.add(name);
    for (const [name, running] of this.running) {
      const reply = byName.get(name);
      const prose = reply?.querySelector(".prose");
      // Somebody has left the page of an answer: it goes on without being told of.
      if (!reply || !prose) this.running.delete(name);
      else this.follow(name, running, reply, prose);
    }
    this.isFirstLook = false;
  }

  /** Begins with those that are being written; gives all, by their names. */
  private beginAll(): Map<string, HTMLElement> {
    const replies = [...document.querySelectorAll<HTMLElement>("article.reply[aria-busy]")];
    // One of a temporary chat has no id.
    for (const reply of replies) reply.dataset.said ??= reply.id || `reply-${this.names++}`;
    const byName = new Map(replies.map((reply) => [reply.dataset.said ?? "", reply]));
    for (const [name, reply] of byName) {
      if (reply.getAttribute("aria-busy") === "true" && !this.running.has(name)) this.begin(name, reply);
    }
    return byName;
  }

  private begin(name: string, reply: HTMLElement | undefined): void {
    if (!reply) return;
    const reading = new Reading(this.said, this.sentencesOf);
    const prose = reply.querySelector(".prose");
    // What was there when the page came can be read like any text.
    if (this.isFirstLook && prose) reading.next(prose, true);
    this.running.set(name, { reading, notice: noticeOf(reply) });
    this.say(this.said.announce_begin);
  }

  private follow(name: string, running: Running, reply: HTMLElement, prose: Element): void {
    const isRunning = reply.getAttribute("aria-busy") === "true";
    const sentences = running.reading.next(prose, isRunning);
    const notice = noticeOf(reply);
    if (!isRunning) {
      this.running.delete(name);
      this.say(...sentences, this.endOf(reply, notice));
      return;
    }
    // That it waits for its turn, or that the connection is lost.
    if (notice && notice !== running.notice) sentences.push(notice);
    running.notice = notice;
    this.say(...sentences);
  }

  private endOf(reply: HTMLElement, notice: string | undefined): string {
    if (!notice) return this.said.announce_end;
    const isFailure = !!reply.querySelector(".reply-notice.is-wrong");
    return isFailure ? formatText(this.said.announce_failed, { reason: notice }) : notice;
  }

  private say(...sentences: string[]): void {
    this.waiting.push(...sentences);
    if (this.waiting.length && this.timer === undefined) this.tell();
  }

  private tell(): void {
    this.timer = undefined;
    if (!this.waiting.length) return;
    this.region.textContent = this.waiting.join(" ");
    this.waiting = [];
    this.timer = setTimeout(() => this.tell(), PAUSE);
  }
}

/** Why there is nothing to read yet, or no more. */
function noticeOf(reply: HTMLElement): string | undefined {
  const notice = reply.querySelector<HTMLElement>(".reply-notice");
  return (!notice?.hidden && notice?.textContent?.trim()) || undefined;
}
