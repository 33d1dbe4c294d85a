// The page of the chat, as its tools see it.

import type { ChatToolsTexts } from "../../i18n/texts";
import { texts as textsOf } from "../../ui/texts";

/** The texts of the tools, in the language of the page. */
export type Texts = ChatToolsTexts;

/** The texts; they are fetched once. */
export function texts(): Promise<Texts> {
  return textsOf("chat-tools");
}

/** The id of the account that the page was made for; none for a visitor. */
export function person(): string | undefined {
  return document.querySelector<HTMLElement>("script[data-person]")?.dataset.person;
}

/** Starts the client, on a page that it takes over, and waits until it answers: until then everything must be as the server
 * wrote it (src/app/start.ts). */
export function started(): Promise<void> {
  const isTakenOver = document.querySelector("script[data-texts=common]");
  if (!isTakenOver || document.body.hasAttribute("data-hydrated")) return Promise.resolve();
  dispatchEvent(new Event("begin"));
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!document.body.hasAttribute("data-hydrated")) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(document.body, { attributes: true });
  });
}

/** Loads a style sheet, once; resolves when it is there, or cannot be loaded. */
function loadStyle(address: string): Promise<void> {
  if (document.querySelector(`link[href="${CSS.escape(address)}"]`)) return Promise.resolve();
  return new Promise((resolve) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    link.onload = link.onerror = () => resolve();
    document.head.append(link);
  });
}

/** What the page says of where things are (src/app/start.rs). */
function addresses(): DOMStringMap {
  return document.querySelector<HTMLElement>("script[data-style]")?.dataset ?? {};
}

/** Loads the style sheet of the tools. */
export async function styled(): Promise<void> {
  const { style } = addresses();
  if (style) await loadStyle(style);
}

/** How long the page is let change before it is looked at again, in ms: a reply that grows changes it at every word. */
const PAUSE = 200;

/** Calls `look` now, and soon after whatever changes on the page. */
export function onChange(look: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      look();
    }, PAUSE);
  };
  const changed = { childList: true, subtree: true, attributes: true, attributeFilter: ["aria-busy"] };
  new MutationObserver(soon).observe(document.body, changed);
  look();
}

/** The conversation that the page shows; none while there is none. */
export function conversation(): string | undefined {
  return /^\/c\/([0-9a-f-]+)/.exec(location.pathname)?.[1];
}
