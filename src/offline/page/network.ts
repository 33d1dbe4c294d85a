// Whether there is a network, and the bar that says so.

import type { OfflineTexts } from "../../i18n/texts";
import { formatText } from "../../ui/texts";
import { element } from "../../ui/elements";

/** Between two looks whether the server is there again, in ms. */
const LOOK_EVERY = 5_000;

/** When this page was read, if it is not from now: the worker says so of what it kept. */
const keptAt = Number(document.querySelector<HTMLMetaElement>('meta[name="kept-at"]')?.content ?? "0");
const returned: (() => void)[] = [];
let bar: HTMLElement | undefined;
let timer: ReturnType<typeof setInterval> | undefined;

/** Whether the page goes without the server, as far as it knows. */
export function isOffline(): boolean {
  return bar !== undefined;
}

/** Calls `act` each time there is a network again. */
export function onReturn(act: () => void): void {
  returned.push(act);
}

export function watchNetwork(texts: OfflineTexts): void {
  const format = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  const leave = (text: string) => {
    bar ??= document.body.appendChild(element("p", { class: "offline-bar", role: "status" }));
    bar.textContent = text;
    timer ??= setInterval(() => void look(), LOOK_EVERY);
  };
  addEventListener("offline", () => leave(texts.offline_live));
  addEventListener("online", () => void look());
  if (keptAt) leave(formatText(texts.offline_kept_at, { time: format.format(keptAt) }));
  else if (!navigator.onLine) leave(texts.offline_live);
}

/** A network is not yet the server. */
async function look(): Promise<void> {
  if (!bar || !navigator.onLine) return;
  const answer = await fetch("/healthz", { cache: "no-store" }).catch(() => undefined);
  if (!answer?.ok || !bar) return;
  clearInterval(timer);
  timer = undefined;
  bar.remove();
  bar = undefined;
  for (const act of returned) act();
}
