// The files of the client, by build. They never change, and so are asked for once; those of an older build stay while a page
// of it is kept.

import { scope } from "./scope";

/** What the tools of the chat and the page for what cannot be had consist of (scripts/bundle.mjs). */
declare const CHAT_FILES: string[];

const PREFIX = "shell ";
const { version, client, languages } = scope.BUILD;
const OWN = PREFIX + version;
/** What has no hash in its name: asked for each time, and kept for when there is no answer. */
const PLAIN = ["/favicon.svg", "/icon-192.png", "/texts/chat-tools"];

/** The address that the offline page of a language is kept under. */
const offlineAddress = (language: string) => `/offline?${language}`;

export { languages, version };

/** Fetches all of it. What every page needs must come; without the rest a page does less. */
export async function install(): Promise<void> {
  const cache = await caches.open(OWN);
  await cache.addAll(client);
  const pages = languages.map(async (language) => {
    // Nobody's: it must be the same for whoever is logged in.
    const answer = await fetch("/offline", { credentials: "omit", headers: { "accept-language": language } });
    if (answer.ok) await cache.put(offlineAddress(language), answer);
  });
  await Promise.allSettled([...pages, ...[...CHAT_FILES, ...PLAIN].map((address) => cache.add(address))]);
}

/** The page for what cannot be had. */
export function offlinePage(language: string): Promise<Response | undefined> {
  return caches.match(offlineAddress(language));
}

/** A file whose name has a hash. */
export async function file(request: Request): Promise<Response> {
  const kept = await caches.match(request.url, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(request);
  // A part of a file is no file.
  if (answer.status === 200) await (await caches.open(OWN)).put(request.url, answer.clone());
  return answer;
}

export function isPlain(path: string): boolean {
  return PLAIN.includes(path);
}

/** A file that may have changed. */
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

/** Sees to it that all files that a page names are here. */
export async function have(html: string): Promise<void> {
  const names = new Set([...html.matchAll(/\/pkg\/[\w.-]+\.(?:js|wasm|css)/g)].map(([name]) => name));
  await Promise.allSettled([...names].map((name) => file(new Request(name))));
}

/** Forgets the builds that no page of `kept` is of. */
export async function prune(kept: Set<string>): Promise<void> {
  const builds = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== OWN);
  await Promise.all(builds.filter((name) => !kept.has(name.slice(PREFIX.length))).map((name) => caches.delete(name)));
}
