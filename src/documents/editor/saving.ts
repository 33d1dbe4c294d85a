// Saving while somebody types: what is typed is first kept in the browser, then on the server, and nothing is overwritten.

import { formatText } from "../../ui/texts";
import { deviceName, forgetOthers } from "../../offline/device";
import type { Document as ApiDocument, Problem } from "../../rest/schemas";
import { button, element } from "../../ui/elements";
import { type Page } from "./page";

/** After the last change. */
const PAUSE_MS = 1000;
/** While somebody types without a pause. */
const PATIENCE_MS = 5000;
/** Between two tries when the server cannot be reached. */
const RETRY_MS = [2000, 5000, 15000];
/** What browsers still send when a page is left (Fetch §4.6: 64 KiB). */
const LEAVING_BYTES = 60_000;

/** What saving needs of the editor. */
export interface Text {
  /** The document as Markdown. */
  read(): string;
  /** Replaces all of it by what is stored; it can be undone. */
  replace(markdown: string): void;
}

type Stored = Pick<ApiDocument, "content" | "revision">;

export class Saving {
  private revision: number;
  /** What the server has. */
  private stored: string;
  private timer = 0;
  private firstChange = 0;
  private running: Promise<void> | undefined;
  private failures = 0;
  private hasConflict = false;
  private accepted: string | undefined;
  private readonly key: string;
  private readonly state = document.getElementById("save-state");
  /** Called when the server has something new. */
  onSaved: () => void = () => {};

  constructor(
    private readonly page: Page,
    private readonly text: Text,
  ) {
    this.revision = page.revision;
    this.stored = page.content;
    this.key = deviceName("document", page.account, page.id);
    forgetOthers(page.account);
    window.addEventListener("beforeunload", (event) => {
      if (this.isDirty()) event.preventDefault();
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.leave();
      else void this.refresh();
    });
    window.addEventListener("focus", () => void this.refresh());
    window.addEventListener("online", () => void this.save("autosave"));
    this.rescue();
  }

  /** The revision that the server has. */
  get base(): number {
    return this.revision;
  }

  isDirty(): boolean {
    return this.text.read() !== this.stored;
  }

  /** Something was typed. `accepted` names the model whose proposal was taken over. */
  changed(accepted?: string) {
    this.accepted = accepted ?? this.accepted;
    if (this.hasConflict) return this.keep();
    this.show(this.page.texts.unsaved);
    const now = Date.now();
    this.firstChange ||= now;
    clearTimeout(this.timer);
    const wait = accepted ? 0 : Math.min(PAUSE_MS, Math.max(0, this.firstChange + PATIENCE_MS - now));
    this.timer = window.setTimeout(() => void this.save("autosave"), wait);
    if (wait < PAUSE_MS) this.keep();
  }

  /** Saves what there is; returns when the server has it, or has refused it. */
  async save(how: "autosave" | "manual"): Promise<void> {
    clearTimeout(this.timer);
    await this.running;
    if (this.hasConflict) return;
    if (how === "autosave" && !this.isDirty()) {
      // It was taken back.
      this.forget();
      return this.show(this.page.texts.saved);
    }
    this.running = this.send(how).finally(() => (this.running = undefined));
    await this.running;
  }

  /** The document was written by somebody else, whom this page has watched. */
  adopt(stored: Stored) {
    this.revision = stored.revision;
    this.stored = stored.content;
  }

  private async send(how: "autosave" | "manual") {
    const content = this.text.read();
    const accepted = this.accepted;
    this.firstChange = 0;
    this.keep();
    this.show(this.page.texts.saving);
    const body = accepted
      ? { content, revision: this.revision, accepted }
      : { content, revision: this.revision, autosave: how === "autosave" };
    let answer: Response;
    try {
      answer = await this.request("PATCH", "", body);
    } catch {
      return this.retry(this.page.texts.offline);
    }
    if (answer.ok) {
      this.revision = ((await answer.json()) as Stored).revision;
      this.stored = content;
      this.failures = 0;
      this.accepted = undefined;
      this.forget();
      this.show(this.isDirty() ? this.page.texts.unsaved : this.page.texts.saved);
      if (this.isDirty()) this.changed();
      return this.onSaved();
    }
    if (answer.status === 409) return this.conflict(content);
    const reason = await reasonOf(answer, this.page);
    const notSaved = formatText(this.page.texts.not_saved, { reason });
    // A full disk or a busy server may be better in a while; what is refused stays refused until it is changed.
    if (answer.status >= 500 || answer.status === 429) return this.retry(notSaved);
    this.show(notSaved, true);
  }

  private retry(notice: string) {
    this.show(notice, true);
    const wait = RETRY_MS[Math.min(this.failures++, RETRY_MS.length - 1)];
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.save("autosave"), wait);
  }

  /** Somebody else was faster: both texts stay, and the person chooses. */
  private async conflict(mine: string) {
    const { texts } = this.page;
    this.hasConflict = true;
    this.keep();
    this.show(texts.unsaved, true);
    const kept = await this.request("POST", "/versions", { content: mine }).catch(() => undefined);
    const version = kept?.ok ? ((await kept.json()) as { id: string }).id : undefined;
    const notice = element("div", { class: "draft-notice is-wrong", role: "alert", id: "conflict-notice" }, element("span", {}, texts.conflict));
    const settle = async (takeTheirs: boolean) => {
      const theirs = await this.fetchStored();
      if (!theirs) return this.show(texts.offline, true);
      this.adopt(theirs);
      this.hasConflict = false;
      notice.remove();
      if (takeTheirs) this.text.replace(theirs.content);
      await this.save("manual");
    };
    notice.append(
      button(texts.keep_mine, "button", () => void settle(false)),
      button(texts.keep_theirs, "button is-quiet", () => void settle(true)),
    );
    if (version) {
      const href = `/documents/${this.page.id}/conflict?mine=${version}`;
      notice.append(element("a", { href, target: "_blank", rel: "noopener" }, texts.compare));
    }
    document.getElementById("conflict-notice")?.remove();
    document.getElementById("document-editor")?.before(notice);
  }

  /** Another tab or device may have saved; what nobody has touched here follows it. */
  private async refresh() {
    if (this.isDirty() || this.running || this.hasConflict) return;
    const stored = await this.fetchStored();
    if (!stored || stored.revision === this.revision || this.isDirty() || this.running) return;
    this.adopt(stored);
    this.text.replace(stored.content);
    this.forget();
    this.onSaved();
  }

  private async fetchStored(): Promise<Stored | undefined> {
    const answer = await this.request("GET", "").catch(() => undefined);
    return answer?.ok ? ((await answer.json()) as Stored) : undefined;
  }

  private leave() {
    if (!this.isDirty() || this.hasConflict) return;
    this.keep();
    if (this.text.read().length * 3 < LEAVING_BYTES) void this.save("autosave");
  }

  /** Keeps the text in this browser until the server has it. */
  private keep() {
    try {
      const kept: Stored = { content: this.text.read(), revision: this.revision };
      localStorage.setItem(this.key, JSON.stringify(kept));
    } catch {
      // Full or forbidden: then it is on the page alone.
    }
  }

  private forget() {
    try {
      localStorage.removeItem(this.key);
    } catch {
      // It was never there.
    }
  }

  /** Brings back what an earlier page could not save. When the document has changed since, saving says so. */
  private rescue() {
    let kept: Stored | undefined;
    try {
      kept = JSON.parse(localStorage.getItem(this.key) ?? "null") ?? undefined;
    } catch {
      return;
    }
    if (!kept || typeof kept.content !== "string" || kept.content === this.stored || this.page.status === "generating") return this.forget();
    this.revision = kept.revision;
    this.text.replace(kept.content);
    this.show(this.page.texts.rescued);
    this.timer = window.setTimeout(() => void this.save("autosave"), PAUSE_MS);
  }

  private request(method: string, path: string, body?: unknown): Promise<Response> {
    return callDocument(this.page.id, method, path, body);
  }

  private show(notice: string, isWrong = false) {
    if (!this.state || this.state.textContent === notice) return;
    this.state.textContent = notice;
    this.state.classList.toggle("is-wrong", isWrong);
  }
}

/** Calls the API of a document with the cookie of the page. */
export function callDocument(id: string, method: string, path: string, body?: unknown, init: RequestInit = {}): Promise<Response> {
  const text = body === undefined ? undefined : JSON.stringify(body);
  return fetch(`/api/v1/documents/${id}${path}`, {
    method,
    headers: text === undefined ? {} : { "content-type": "application/json" },
    body: text,
    keepalive: text !== undefined && text.length * 3 < LEAVING_BYTES,
    ...init,
  });
}

/** Why something was refused, as a sentence. */
export async function reasonOf(answer: Response, page: Page): Promise<string> {
  const problem = (await answer.json().catch(() => ({}))) as Partial<Problem>;
  const reason = page.errors[problem.code ?? ""] ?? page.texts.failed;
  return formatText(reason, { seconds: answer.headers.get("retry-after") ?? "" });
}
