// A temporary chat: what is said stands in this page's memory and nowhere else. The server is sent all of it with each
// question, and keeps none of it.

import { pageTexts } from "../ui/texts";
import { watchEnter } from "../ui/enter";
import { element } from "../ui/elements";
import { type Told, ask } from "./asking";

interface Turn {
  role: "user" | "assistant";
  content: string;
}

/** How long a button says that it has copied, in milliseconds. */
const SAYS_COPIED = 1600;

const texts = pageTexts("temporary-chat");
const form = document.querySelector<HTMLFormElement>("#temporary-form");
const area = form?.querySelector("textarea");
const [stop, send] = form?.querySelectorAll<HTMLButtonElement>(".send") ?? [];
const thread = document.querySelector<HTMLElement>(".thread");
const said = document.getElementById("temporary-said");
const refused = document.getElementById("temporary-error");

const turns: Turn[] = [];
let running: AbortController | undefined;

/** An answer while it is written. */
class Reply {
  private readonly prose = element("div", { class: "prose is-growing" });
  private readonly open = element("div", { class: "block open" });
  private readonly notice = element("p", { class: "reply-notice" }, texts.writing);
  private html = "";
  text = "";
  readonly article = element("article", { class: "reply", "aria-label": "Supbot", "aria-busy": "true" }, this.prose, this.notice);

  constructor() {
    this.prose.append(this.open);
  }

  take(told: Told): void {
    switch (told.type) {
      case "waiting":
        this.notice.textContent = told.reason;
        break;
      case "update":
        this.notice.hidden = true;
        this.text += told.added;
        for (const html of told.finished) this.open.before(block(html));
        this.html = this.html.slice(0, told.kept) + told.rest;
        this.open.innerHTML = this.html;
        break;
      case "done":
        this.text += told.added;
        this.prose.replaceChildren(...told.blocks.map(block));
        this.end(told.notice ?? "", told.notice !== null);
    }
  }

  /** Nothing more comes; the notice says why, if it is not whole. */
  end(notice: string, isWrong: boolean): void {
    this.article.setAttribute("aria-busy", "false");
    this.prose.classList.remove("is-growing");
    this.notice.textContent = notice;
    this.notice.hidden = notice === "";
    this.notice.classList.toggle("is-wrong", isWrong);
    if (this.text.trim() === "") return;
    const copy = element("button", { type: "button", class: "text-button" }, texts.copy);
    copy.addEventListener("click", () => copyText(copy, this.text));
    this.article.append(element("div", { class: "message-actions" }, copy));
  }
}

/** A finished block. The HTML is the server's own, which makes it safe (src/markup). */
function block(html: string): HTMLElement {
  const made = element("div", { class: "block" });
  made.innerHTML = html;
  return made;
}

async function submit(question: string): Promise<void> {
  const asked = element("div", { class: "ask-place" }, element("div", { class: "ask" }, element("p", { class: "ask-text" }, question)));
  const article = element("article", { "aria-label": texts.you }, asked);
  const reply = new Reply();
  document.getElementById("temporary-hello")?.remove();
  said?.append(article, reply.article);
  if (said) said.hidden = false;
  thread?.scrollTo({ top: 0 });
  turns.push({ role: "user", content: question });
  running = new AbortController();
  showRunning();
  try {
    const model = form?.querySelector("select")?.value ?? "";
    await ask({ model, messages: turns }, (told) => reply.take(told), running.signal);
  } catch (error) {
    if (running.signal.aborted) reply.end(texts.stopped, false);
    else if (reply.text) reply.end(texts.unreachable, true);
    else giveBack(question, [article, reply.article], error instanceof TypeError ? texts.unreachable : (error as Error).message);
  }
  if (reply.text.trim()) turns.push({ role: "assistant", content: reply.text });
  else if (turns.at(-1)?.role === "user") turns.pop();
  running = undefined;
  showRunning();
}

/** Gives a question that was not answered at all back to the person. */
function giveBack(question: string, articles: HTMLElement[], reason: string): void {
  for (const article of articles) article.remove();
  if (area && area.value === "") area.value = question;
  tell(reason);
}

function tell(reason: string): void {
  if (!refused) return;
  refused.textContent = reason;
  refused.hidden = reason === "";
}

function showRunning(): void {
  if (stop) stop.hidden = !running;
  if (send) send.disabled = !!running;
}

function copyText(button: HTMLElement, text: string): void {
  const label = button.textContent;
  void navigator.clipboard.writeText(text);
  if (label === texts.copied) return;
  button.textContent = texts.copied;
  setTimeout(() => (button.textContent = label), SAYS_COPIED);
}

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  const question = area?.value ?? "";
  if (running || !area || question.trim() === "") return;
  area.value = "";
  tell("");
  void submit(question);
});
watchEnter();
area?.addEventListener("keydown", (event) => {
  // The Enter that ends a composition belongs to the input method (UI Events §7.3.1).
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  form?.requestSubmit();
});
stop?.addEventListener("click", () => running?.abort());
said?.addEventListener("click", ({ target }) => {
  const copy = target instanceof Element ? target.closest<HTMLElement>("button.copy") : null;
  const code = copy?.closest(".fence")?.querySelector("pre code");
  if (copy && code) copyText(copy, code.textContent ?? "");
});
// Firefox says so when the page is left meanwhile, which is no error.
void import("../shortcuts/main").catch(() => {});
if (area && send) {
  // As the client says it of its pages (src/browser/document.rs, src/app/start.ts): what needs a script is shown now.
  document.body.dataset.hydrated = document.documentElement.dataset.live = "";
  area.disabled = false;
  send.disabled = false;
  // Whoever has gone somewhere meanwhile stays there.
  if (document.activeElement === document.body) area.focus();
}
