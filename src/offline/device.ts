// Names what an account keeps on a device, and deletes it: every name holds the id of its account. The worker, while it runs,
// deletes what is in its own caches and database (worker/main.ts).

import { ACCOUNT, KEPT_PAGES, LEFT, NOBODY, OUTBOX } from "./names";

/** Choices of this browser, whoever uses it (src/shortcuts/bindings.ts); cookies hold the others. */
const CHOICES = ["keys"];
/** What was not sent yet: drafts of questions, and documents that could not be saved. */
const UNSENT = /^supbot-(?:draft|document) (\S+) /;

/** The name under which something of an account is kept in localStorage. */
export function deviceName(kind: "draft" | "document", account: string, what: string): string {
  return `supbot-${kind} ${account} ${what}`;
}

/**
 * Takes away what belongs to an account, after the server has said that nobody is logged in: everything after a log-out. A
 * session that has ended elsewhere takes no work away: what was not sent yet waits for its account.
 */
export async function forgetAfterAccount(): Promise<void> {
  // This page may be older than a log-in in another tab.
  const answer = await fetch("/login", { method: "HEAD" }).catch(() => undefined);
  if (answer?.headers.get(ACCOUNT) !== NOBODY) return;
  const hasLeft = document.cookie.split("; ").some((cookie) => cookie.startsWith(`${LEFT}=`));
  forgetStored((name) => hasLeft || !UNSENT.test(name));
  attempt(() => sessionStorage.clear());
  await Promise.allSettled([forgetPages(), hasLeft && forgetOutbox()]);
  if (hasLeft) forgetLeft();
}

/** Takes away what other accounts have not sent, on a page of `account`. Their messages are the worker's to take away. */
export function forgetOthers(account: string): void {
  forgetStored((name) => (UNSENT.exec(name)?.[1] ?? account) !== account);
  forgetLeft();
}

function forgetStored(isForgotten: (name: string) => boolean): void {
  attempt(() => {
    for (const name of Object.keys(localStorage)) if (!CHOICES.includes(name) && isForgotten(name)) localStorage.removeItem(name);
  });
}

function forgetLeft(): void {
  document.cookie = `${LEFT}=; Path=/; Max-Age=0`;
}

async function forgetPages(): Promise<void> {
  // Does without the caches where the connection is not secure.
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
