// What waits to be sent, above the composer of its conversation.

import type { OfflineTexts } from "../../i18n/texts";
import { conversation } from "../../chat/tools/page";
import { element } from "../../ui/elements";
import type { Item, Told, Wish } from "../told";

type Texts = OfflineTexts;
type Tell = (wish: Wish) => void;

/** What was sent into a new conversation from this page, which does not show it. */
let sent: Item[] = [];
let path = location.pathname;

/** Shows what the worker told. */
export function show({ items, queued, sent: now }: Told, texts: Texts, wish: Tell): void {
  if (path !== location.pathname) sent = [];
  path = location.pathname;
  if (queued) takeFromComposer(queued);
  // Only one that is shown here as waiting: another tab sends as well.
  if (now && isNew(now)) sent.push(now);
  const box = document.querySelector<HTMLElement>(".box:has(> form.composer)");
  if (!box) return;
  const here = items.filter((item) => item.conversation === (conversation() ?? ""));
  const entries = [...sent.map((item) => done(item, texts)), ...here.map((item) => entry(item, texts, wish))];
  box.querySelector(":scope > .outbox")?.remove();
  if (entries.length > 0) {
    const list = element("ul", { class: "plain" }, ...entries);
    box.prepend(element("div", { class: "outbox", "aria-label": texts.outbox, role: "status" }, list));
  }
}

/** Whether it made the conversation that it is in, from the page of new ones. */
function isNew(item: Item): boolean {
  return location.pathname === "/" && new URLSearchParams(item.body).get("conversation") === "";
}

/** It is the worker's now. The composer says that the server cannot be reached: what waits says it better. */
function takeFromComposer(item: Item): void {
  const form = document.querySelector<HTMLFormElement>("form.composer");
  const area = form?.querySelector("textarea");
  if (!form || !area || item.conversation !== (conversation() ?? "")) return;
  if (area.value === item.content) area.value = "";
  const box = form.parentElement;
  box?.classList.add("is-kept");
  document.addEventListener("submit", () => box?.classList.remove("is-kept"), { capture: true, once: true });
}

function entry(item: Item, texts: Texts, wish: Tell): HTMLElement {
  const actions: HTMLElement[] = [];
  const button = (text: string, act: () => void) => {
    const made = element("button", { type: "button", class: "text-button" }, text);
    made.addEventListener("click", act);
    actions.push(made);
  };
  if (item.state !== "waiting" && item.state !== "log_in") button(texts.outbox_again, () => wish({ type: "again", key: item.key }));
  button(texts.outbox_take_back, () => {
    giveBack(item.content);
    wish({ type: "drop", key: item.key });
  });
  const notes = {
    waiting: texts.outbox_waiting,
    log_in: texts.outbox_log_in,
    unsure: texts.outbox_unsure,
    refused: texts.outbox_refused,
  };
  return row(item, notes[item.state], actions);
}

function done(item: Item, texts: Texts): HTMLElement {
  return row(item, texts.outbox_sent, [element("a", { class: "text-button", href: `/c/${item.conversation}` }, texts.outbox_open)]);
}

function row(item: Item, note: string, actions: HTMLElement[]): HTMLElement {
  const text = element("span", { class: "outbox-text" }, item.content);
  return element("li", {}, text, element("span", { class: "outbox-note" }, note), ...actions);
}

/** Into the composer, before what is being written. */
function giveBack(text: string): void {
  const area = document.querySelector<HTMLTextAreaElement>("form.composer textarea");
  if (!area) return;
  area.value = [text, area.value].filter(Boolean).join("\n\n");
  area.dispatchEvent(new Event("input", { bubbles: true }));
  area.focus();
}
