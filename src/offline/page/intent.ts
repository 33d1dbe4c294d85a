// Which conversation a person is about to open. Links to other pages are the browser's own matter (src/offline/prefetch.rs).

import type { Wish } from "../told";
import { isOffline } from "./network";

/** A pointer that leaves a link sooner only passes over it, in ms. */
const REST = 60;

/** What the client follows itself, and is not there yet. */
const LINK = 'a[href^="/c/"]:not([rel~="external"], [aria-current])';

export function watchIntent(wish: (wish: Wish) => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = ({ type, target }: Event) => {
    clearTimeout(timer);
    const link = target instanceof Element && target.closest<HTMLAnchorElement>(LINK);
    const id = link && /^\/c\/([0-9a-f-]{36})$/.exec(link.pathname)?.[1];
    if (!id || link.search || isOffline()) return;
    timer = setTimeout(() => wish({ type: "prepare", id }), type === "pointerover" ? REST : 0);
  };
  for (const type of ["pointerover", "focusin", "touchstart"]) document.addEventListener(type, look, { passive: true });
}
