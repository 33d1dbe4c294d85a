// The page, as the keys see it: its sentences, and how to get elsewhere.

import type { ShortcutsTexts } from "../i18n/texts";
import { element } from "../ui/elements";
import { texts as textsOf } from "../ui/texts";

/** The texts of the keys, in the language of the page. */
export type Texts = ShortcutsTexts;

/** What the script cannot know by itself (src/shortcuts/mod.rs). */
interface Addresses {
  style: string | null;
  choose_language: string;
  log_out: string;
  /** Each language's name for itself, by its tag. */
  languages: Record<string, string>;
}

let styled: Promise<unknown> | undefined;

/** The texts, when the style sheet is there too. */
export async function texts(): Promise<Texts> {
  const said = await textsOf("shortcuts");
  await (styled ??= loadStyle());
  return said;
}

export function addresses(): Addresses {
  return JSON.parse(document.querySelector<HTMLElement>("script[data-keys]")?.dataset.keys ?? "{}") as Addresses;
}

function loadStyle(): Promise<unknown> {
  return new Promise((resolve) => {
    const link = element("link", { rel: "stylesheet", href: addresses().style ?? "" });
    link.onload = link.onerror = resolve;
    document.head.append(link);
  });
}

/** Where a person writes to a model, when the page has it. */
export function composer(): HTMLTextAreaElement | null {
  return document.querySelector("form.composer textarea:not(:disabled)");
}

export function isVisible(element: Element | null | undefined): element is HTMLElement {
  return element instanceof HTMLElement && element.isConnected && element.checkVisibility({ visibilityProperty: true });
}

/** The first element that fits and can be seen. */
export function visible(selector: string, within: ParentNode = document): HTMLElement | undefined {
  return [...within.querySelectorAll<HTMLElement>(selector)].find(isVisible);
}

/** The conversation that the page shows. */
export function conversation(): string | undefined {
  return idIn(location.pathname);
}

/** The conversation that an address leads to. */
export function idIn(path: string): string | undefined {
  return /^\/c\/([0-9a-f-]{36})/.exec(path)?.[1];
}

/** Goes to a page as a link does: where the client runs, without loading it whole. */
export function go(path: string): void {
  const link = element("a", { href: path });
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
}

/** Posts a form as if its page was there. */
export function post(action: string, values: Record<string, string>): void {
  const fields = Object.entries(values).map(([name, value]) => element("input", { type: "hidden", name, value }));
  const form = element("form", { method: "post", action }, ...fields);
  form.hidden = true;
  document.body.append(form);
  form.submit();
}

/** Asks the server. */
export async function call<T>(path: string, method = "GET", signal?: AbortSignal): Promise<T | undefined> {
  const answer = await fetch(`/api/v1/${path}`, { method, signal });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.status === 204 ? undefined : ((await answer.json()) as T);
}
