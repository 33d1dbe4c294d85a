// A page that cannot ask the server: it must not lose what it shows, and its links must lead to what is kept.

import { isOffline, onReturn } from "./network";

/** The client would ask the server for what a link leads to; the worker has whole pages. */
export function takeOverLinks(): void {
  const follow = (event: MouseEvent) => {
    const link = event.target instanceof Element && event.target.closest<HTMLAnchorElement>("a[href]");
    // The browser follows it itself.
    if (link && isOffline() && link.origin === location.origin) event.stopPropagation();
  };
  document.addEventListener("click", follow, true);
}

/** When a page comes into view the client reads everything again, and would show that it got nothing. */
export function takeOverVisits(): void {
  let isLate = false;
  const hold = (event: Event) => {
    if (document.hidden || !isOffline()) return;
    event.stopPropagation();
    isLate = true;
  };
  document.addEventListener("visibilitychange", hold, true);
  onReturn(() => {
    if (isLate) document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    isLate = false;
  });
}
