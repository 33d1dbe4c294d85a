// The pages that a person read last. They are theirs: kept for one account, and gone when it is logged in no longer. That
// pages are `no-store` is for caches, which know nothing of log-ins.

import { ACCOUNT, KEPT_PAGES as PREFIX, NOBODY } from "../names";
import { have, languages, offlinePage, prune, version } from "./shell";

/** Conversations that are kept. */
const COUNT_MAX = 30;
/** A session that was not used for so long has ended (src/auth/session.rs): 30 days, in ms. */
const LIFETIME = 30 * 24 * 60 * 60 * 1000;
/** What is remembered of a page beside what a browser needs of it. */
const [AT, TITLE, LANGUAGE, BUILD] = ["kept-at", "kept-title", "kept-language", "kept-build"];
/** What of an answer belongs to its page. The policy holds the nonce that the page's scripts have. */
const HEADERS = ["content-type", "content-security-policy", "referrer-policy", "x-content-type-options"];

/** Counts how often all was taken away: what was asked for before comes too late. */
let wipes = 0;
/** One at a time: what is kept must not come between what is taken away. */
const alone = <T>(act: () => Promise<T>) => navigator.locks.request("supbot-kept", act) as Promise<T>;

export function isKept({ pathname, search }: URL): boolean {
  return search === "" && (pathname === "/" || /^\/c\/[0-9a-f-]{36}$/.test(pathname));
}

/** The account whose pages are kept here. */
export async function owner(): Promise<string | undefined> {
  return (await caches.keys()).find((name) => name.startsWith(PREFIX))?.slice(PREFIX.length);
}

/** What is kept from now on is this account's, unless it is known whose it is: a page may be older than a log-out. */
export function belong(account: string): Promise<void> {
  return alone(async () => {
    if (!(await owner())) await caches.open(PREFIX + account);
  });
}

/** Takes all pages away but those of an account. */
export function wipe(but?: string): Promise<void> {
  wipes++;
  return alone(() => forget(but));
}

async function forget(but?: string): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== PREFIX + but);
  await Promise.all(others.map((name) => caches.delete(name)));
}

/** Asks for a page, and keeps it when it is one to be read again. `turned` is told when it is another account's than before. */
export class Visit {
  private readonly wipes = wipes;
  /** What was said after this may be missing in the answer, however late it comes. */
  private readonly at = Date.now();

  constructor(
    private readonly url: URL,
    private readonly turned: (account: string | undefined) => Promise<void>,
  ) {}

  /** Looks whose an answer is, before anybody sees it. */
  async see(answer: Response): Promise<void> {
    const said = answer.headers.get(ACCOUNT);
    // Not from our server, or one that does not know; or of a time before somebody logged out.
    if (said === null || this.wipes !== wipes) return;
    const account = said === NOBODY ? undefined : said;
    await alone(async () => {
      if ((await owner()) === account) return;
      await forget(account);
      await this.turned(account);
      if (account) await caches.open(PREFIX + account);
    });
  }

  /** Keeps it. */
  async keep(answer: Response): Promise<void> {
    const account = answer.headers.get(ACCOUNT);
    const isGone = answer.status === 404;
    const isPage = answer.status === 200 && !answer.redirected && /^text\/html/.test(answer.headers.get("content-type") ?? "");
    if (!account || !isKept(this.url) || !(isPage || isGone)) return;
    const html = await answer.text();
    await alone(async () => {
      if (this.wipes !== wipes || !(await caches.has(PREFIX + account))) return;
      const cache = await caches.open(PREFIX + account);
      const kept = await cache.match(this.url.pathname);
      if (Number(kept?.headers.get(AT)) > this.at) return;
      await cache.delete(this.url.pathname);
      if (isPage) await cache.put(this.url.pathname, page(html, answer.headers, this.at));
      await trim(cache);
    });
    if (isPage) await have(html);
  }
}

/** Whether a page was asked for, and kept, after a time. */
export async function isKeptSince(path: string, since: number): Promise<boolean> {
  const account = await owner();
  const kept = account && (await caches.match(path, { cacheName: PREFIX + account }));
  return !!kept && Number(kept.headers.get(AT)) >= since;
}

function page(html: string, said: Headers, at: number): Response {
  const headers = new Headers({ [AT]: String(at), [BUILD]: version, "cache-control": "no-store" });
  for (const name of HEADERS) headers.set(name, said.get(name) ?? "");
  const title = /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? "";
  headers.set(TITLE, encodeURIComponent(title.replace(/ · Supbot$/, "")));
  headers.set(LANGUAGE, /<html lang="?(\w+)/.exec(html)?.[1] ?? "");
  return new Response(html, { headers });
}

/** The oldest conversations go. */
async function trim(cache: Cache): Promise<void> {
  const pages = await cache.keys();
  const conversations = pages.filter(({ url }) => new URL(url).pathname !== "/");
  await Promise.all(conversations.slice(0, -COUNT_MAX).map((request) => cache.delete(request)));
}

/** Forgets the builds that nothing here needs. */
export async function pruneBuilds(): Promise<void> {
  await prune(new Set((await all()).map(({ answer }) => answer.headers.get(BUILD) ?? "")));
}

interface Kept {
  path: string;
  answer: Response;
}

/** What is kept, the newest first. */
async function all(): Promise<Kept[]> {
  const account = await owner();
  if (!account) return [];
  const cache = await caches.open(PREFIX + account);
  const found: Kept[] = [];
  for (const request of await cache.keys()) {
    const answer = await cache.match(request);
    const isOld = Date.now() - Number(answer?.headers.get(AT)) > LIFETIME;
    if (answer && !isOld) found.unshift({ path: new URL(request.url).pathname, answer });
  }
  return found;
}

/** A page as it was read, which says so; none when it is not here. */
export async function stored(path: string): Promise<Response | undefined> {
  const found = (await all()).find((kept) => kept.path === path)?.answer;
  if (!found) return undefined;
  const html = (await found.text()).replace("<head>", `<head><meta name="kept-at" content="${found.headers.get(AT)}">`);
  return new Response(html, { headers: found.headers });
}

/** The page for what is not here, with a list of what is. */
export async function instead(): Promise<Response> {
  const kept = await all();
  const language = languageOf(kept[0]?.answer.headers.get(LANGUAGE) ?? navigator.language);
  const answer = await offlinePage(language);
  if (!answer) return Response.error();
  const format = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
  const entry = ({ path, answer }: Kept) => {
    const at = new Date(Number(answer.headers.get(AT)));
    // The title comes from HTML, and is escaped as it was there.
    const title = decodeURIComponent(answer.headers.get(TITLE) ?? "");
    const time = `<time class="form-note" datetime="${at.toISOString()}">${format.format(at)}</time>`;
    return `<li><a class="row" href="${path}"><span>${title}</span></a>${time}</li>`;
  };
  const list = kept.filter(({ path }) => path !== "/").map(entry).join("");
  const html = (await answer.text()).replace(/<ul[^>]*id="kept-list"[^>]*>/, (start) => start + list);
  const headers = new Headers({ "cache-control": "no-store" });
  for (const name of HEADERS) headers.set(name, answer.headers.get(name) ?? "");
  return new Response(html, { status: 503, headers });
}

/** The language of a tag, the first where it is none of ours. */
function languageOf(tag: string): string {
  return languages.find((language) => tag.startsWith(language)) ?? languages[0] ?? "";
}
