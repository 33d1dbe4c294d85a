// What stays on a device of somebody's: every name holds the account that it belongs to, and one function takes all of it
// away. The worker has its own way to do so, while it runs (worker/main.ts).

import { ACCOUNT, KEPT_PAGES, NOBODY, OUTBOX } from "./names";

/** Choices of this browser, whoever uses it (src/keys/bindings.ts); cookies hold the others. */
const CHOICES = ["keys"];

/** The name under which something of an account is kept in localStorage. */
export function deviceName(kind: "draft" | "document", account: string, what: string): string {
  return `supbot-${kind} ${account} ${what}`;
}

/** Takes everything away that belongs to an account, after the server has said that nobody is logged in. */
export async function forgetAfterAccount(): Promise<void> {
  // This page may be older than a log-in in another tab.
  const answer = await fetch("/login", { method: "HEAD" }).catch(() => undefined);
  if (answer?.headers.get(ACCOUNT) === NOBODY) await forgetAll();
}

/** Takes everything away but choices. */
export async function forgetAll(): Promise<void> {
  attempt(() => {
    for (const name of Object.keys(localStorage)) if (!CHOICES.includes(name)) localStorage.removeItem(name);
  });
  attempt(() => sessionStorage.clear());
  await Promise.allSettled([forgetPages(), forgetOutbox()]);
}

async function forgetPages(): Promise<void> {
  // There are none where the connection is not a secure one.
  if (!("caches" in globalThis)) return;
  const names = (await caches.keys()).filter((name) => name.startsWith(KEPT_PAGES));
  await Promise.all(names.map((name) => caches.delete(name)));
}

async function forgetOutbox(): Promise<void> {
  await new Promise<void>((resolve) => {
    const request = indexedDB.deleteDatabase(OUTBOX);
    // A worker that has it open closes it; one of an older build empties it itself.
    request.onsuccess = request.onerror = request.onblocked = () => resolve();
  });
}

/** Storage may be forbidden, which throws: then there is nothing. */
export function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
