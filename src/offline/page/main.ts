// What a page of the chat does where there is no network, and for the time when there is none. It comes after the page
// (src/offline/script.rs); the client knows nothing of it.

import { pageTexts } from "../../ui/texts";
import { onChange, person, started } from "../../chat/tools/page";
import type { Item, Told, Wish } from "../told";
import { watchIntent } from "./intent";
import { isOffline, onReturn, watchNetwork } from "./network";
import { watchReading } from "./reading";
import { takeOverLinks, takeOverVisits } from "./stored";

const data = document.querySelector<HTMLElement>("script[data-worker]")?.dataset ?? {};
const texts = pageTexts("offline");
/** How often what could not be sent is tried again while a page shows it, in ms. */
const RETRY_EVERY = 30_000;

watchNetwork(texts);
takeOverLinks();
takeOverVisits();
if (data.worker !== undefined && "serviceWorker" in navigator) void work();

async function work(): Promise<void> {
  const { serviceWorker } = navigator;
  let [waiting, path] = [undefined as Item[] | undefined, location.pathname];
  serviceWorker.addEventListener("message", ({ data }) => void take(data as Told));
  // Where it is forbidden, pages are as without it.
  await serviceWorker.register("/service-worker.js").catch(() => undefined);
  const { active } = await serviceWorker.ready;
  const wish = (wish: Wish) => (serviceWorker.controller ?? active)?.postMessage(wish);
  const flush = () => wish({ type: "flush" });
  wish({ type: "begin", account: person() });
  onReturn(flush);
  setInterval(() => {
    if (waiting && !isOffline() && !document.hidden) flush();
  }, RETRY_EVERY);
  watchReading(wish);
  watchIntent(wish);

  // The client has led to another conversation.
  onChange(() => {
    if (waiting && path !== location.pathname) void take({ type: "outbox", items: waiting });
  });

  async function take(told: Told): Promise<void> {
    const had = waiting;
    path = location.pathname;
    waiting = told.items.length > 0 ? told.items : undefined;
    if (!had && !waiting && !told.sent && !told.queued) return;
    const [{ show }] = await Promise.all([import("./outbox"), started()]);
    show(told, texts, wish);
  }
}
