// Tells the worker what is being read: the client puts pages together itself, which the worker does not see.

import { onChange } from "../../chat/tools/page";
import type { Wish } from "../told";
import { isOffline, onReturn } from "./network";

/** A page that stays as it is for so long is read, in ms. */
const PAUSE = 1_500;

export function watchReading(wish: (wish: Wish) => void): void {
  let told: string | undefined;
  // The worker has seen the page that the browser came with.
  let since = performance.timeOrigin;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = () => {
    const now = signature();
    if (now === undefined || now === told || isOffline()) return;
    wish({ type: "read", path: location.pathname, since });
    told = now;
    since = Date.now();
  };
  const look = () => {
    const now = signature();
    if (now === told) return;
    // What the worker has seen was not whole.
    if (now === undefined) since = Date.now();
    clearTimeout(timer);
    timer = setTimeout(tell, PAUSE);
  };
  onChange(look);
  onReturn(look);
}

/** What is on the page; none while it changes. */
function signature(): string | undefined {
  const articles = [...document.querySelectorAll(".thread article")];
  if (articles.some((article) => article.ariaBusy === "true")) return undefined;
  return [location.pathname, document.title, articles.length, articles.at(-1)?.id].join("\n");
}
