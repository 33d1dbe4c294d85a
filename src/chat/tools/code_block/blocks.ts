// The blocks of code of replies: each gets its buttons. Only blocks that will not be written again are touched.

import { element } from "../../../ui/elements";
import { joined } from "../artifacts/bundle";
import { type Texts, conversation, texts } from "../page";
import { run } from "../code_runner/sandbox";
import { kindOf } from "../code_runner/runtime";
import { openActions } from "./actions";

const HEADS = ".reply .block:not(.open) .fence-head:not(.has-tools)";

/** Puts buttons on blocks of code that have none yet. */
export function decorateCode(): void {
  const heads = document.querySelectorAll<HTMLElement>(HEADS);
  if (!heads.length) return;
  heads.forEach((head) => head.classList.add("has-tools"));
  void texts().then((words) => heads.forEach((head) => decorate(head, words)));
}

/** A block of code. */
export interface Block {
  fence: HTMLElement;
  code: string;
  /** The word of its language; empty: none is named. */
  language: string;
}

function decorate(head: HTMLElement, words: Texts): void {
  const fence = head.closest<HTMLElement>(".fence");
  const code = fence?.querySelector("code");
  if (!fence || !code) return;
  const language = /language-(\S+)/.exec(code.className)?.[1] ?? "";
  const block: Block = { fence, code: code.textContent ?? "", language };
  const actions = element("button", { type: "button", class: "code-button", "aria-haspopup": "dialog", "aria-label": words.code_actions }, "⋯");
  actions.addEventListener("click", () => openActions(actions, block, words));
  const copy = head.querySelector(".copy");
  const kind = kindOf(language, block.code);
  if (kind) {
    const start = element("button", { type: "button", class: "code-button" }, words.run);
    start.addEventListener("click", () => void runBlock(block, words));
    head.insertBefore(start, copy);
  }
  head.insertBefore(actions, copy);
}

/** Runs a block, in place of what it showed when it ran before. */
async function runBlock(block: Block, words: Texts): Promise<void> {
  const kind = kindOf(block.language, block.code);
  if (!kind) return;
  const message = block.fence.closest(".reply")?.id.replace(/^m-/, "");
  const id = conversation();
  const code = kind === "page" && id && message ? await joined(block.code, id, message) : block.code;
  const shown = run({ kind, code, asked: block.code, language: block.language }, words);
  if (block.fence.nextElementSibling?.classList.contains("run")) block.fence.nextElementSibling.remove();
  block.fence.after(shown);
}
