// Keeps the files of the client, by build. Fetches each once, since it never changes, and keeps those of an older build while a
// page of that build is kept.

import { scope } from "./scope";

/** The files of the chat's tools and of the offline page (scripts/bundle.mjs). */
declare const CHAT_FILES: string[];

const PREFIX = "shell ";
const { version, client, languages } = scope.BUILD;
const OWN = PREFIX + version;
/** Files without a hash in their names: fetched each time, and kept for when there is no answer. */
const PLAIN = ["/favicon.svg", "/icon-192.png", "/texts/chat-tools"];

/** The address that the offline page of a language is kept under. */
const offlineAddress = (language: string) => `/offline?${language}`;

export { languages, version };

/** Fetches all of them. Fails without those that every page needs; without the others a page does less. */
export async function install(): Promise<void> {
  const cache = await caches.open(OWN);
  await cache.addAll(client);
  const pages = languages.map(async (language) => {
    // Asks without cookies: the page must be the same for everybody.
    const answer = await fetch("/offline", { credentials: "omit", headers: { "accept-language": language } });
    if (answer.ok) await cache.put(offlineAddress(language), answer);
  });
  await Promise.allSettled([...pages, ...[...CHAT_FILES, ...PLAIN].map((address) => cache.add(address))]);
}

/** Finds the offline page. */
export function offlinePage(language: string): Promise<Response | undefined> {
  return caches.match(offlineAddress(language));
}

/** Answers with a file whose name has a hash. */
export async function file(request: Request): Promise<Response> {
  const kept = await caches.match(request.url, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(request);
  // Keeps no part of a file (206) as the whole.
  if (answer.status === 200) await (await caches.open(OWN)).put(request.url, answer.clone());
  return answer;
}

export function isPlain(path: string): boolean {
  return PLAIN.includes(path);
}

/** Answers with a file that may have changed. */
export async function plain(request: Request): Promise<Response> {
  try {
    const answer = await fetch(request);
    if (answer.status === 200) await (await caches.open(OWN)).put(request.url, answer.clone());
    return answer;
  } catch (error) {
    const kept = await caches.match(request.url, { ignoreVary: true });
    if (kept) return kept;
    throw error;
  }
}

/** Fetches those files that a page names and that are not kept yet. */
export async function have(html: string): Promise<void> {
  const names = new Set([...html.matchAll(/\/pkg\/[\w.-]+\.(?:js|wasm|bin|css)/g)].map(([name]) => name));
  await Promise.allSettled([...names].map((name) => file(new Request(name))));
}

/** Deletes every build that is not in `kept`. */
export async function prune(kept: Set<string>): Promise<void> {
  const builds = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== OWN);
  await Promise.all(builds.filter((name) => !kept.has(name.slice(PREFIX.length))).map((name) => caches.delete(name)));
}
