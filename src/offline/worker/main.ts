// Stands between the pages and the network: asks the server first, and answers from what it has kept only where there is no
// network. Streams, server functions and the API bypass it, except a message that is sent.

import { ACCOUNT, NOBODY } from "../names";
import type { Wish } from "../told";
import { dropOthers } from "./box";
import { forgetPrepared, prepare, take } from "./intent";
import { Visit, belong, instead, isKept, isKeptSince, pruneBuilds, stored, wipe } from "./kept";
import { SEND, again, flush, isSync, send, takeBack } from "./outbox";
import { scope } from "./scope";
import { file, install, isPlain, plain } from "./shell";

const LOG_OUT = "/rpc/log_out";
/** Forms that end a log-in. */
const LEAVING = [LOG_OUT, "/rpc/delete_account"];

scope.addEventListener("install", (event) => {
  void scope.skipWaiting();
  event.waitUntil(install());
});

scope.addEventListener("activate", (event) => {
  const start = async () => {
    // Requests the page while the worker is still starting.
    await scope.registration.navigationPreload?.enable();
    await pruneBuilds();
    await scope.clients.claim();
  };
  event.waitUntil(start());
});

scope.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== scope.location.origin) return;
  if (request.mode === "navigate" && request.method === "GET") {
    event.respondWith(open(event, url));
  } else if (request.mode === "navigate") {
    // Leaves other forms to the browser: their files may be large.
    if (url.pathname.startsWith("/rpc/")) event.respondWith(submit(request, url));
  } else if (request.method === "POST" && url.pathname === SEND) {
    event.respondWith(send(request));
  } else if (request.method !== "GET") {
    return;
  } else if (url.pathname.startsWith("/pkg/") && !url.pathname.startsWith("/pkg/vendor/")) {
    event.respondWith(file(request));
  } else if (isPlain(url.pathname)) {
    event.respondWith(plain(request));
  } else {
    const answer = take(request);
    if (answer) event.respondWith(answer);
  }
});

/** A page: as the server has it now; without a network as it was read last. */
async function open(event: FetchEvent, url: URL): Promise<Response> {
  const { request } = event;
  const visit = new Visit(url, turn);
  let answer: Response;
  try {
    const preloaded = (await event.preloadResponse) as Response | undefined;
    // Where others say that there is no network, Firefox gives an answer that is an error.
    answer = preloaded && preloaded.type !== "error" ? preloaded : await fetch(request);
  } catch {
    return (await stored(url.pathname)) ?? (await instead());
  }
  await visit.see(answer);
  // Believes only the server that nobody is logged in: anybody can link to any address.
  if (request.destination === "document" && answer.headers.get(ACCOUNT) === NOBODY) await leave();
  // Keeps no page that was prefetched: nobody has read it yet.
  if (!request.headers.has("sec-purpose") && isKept(url)) event.waitUntil(visit.keep(answer.clone()));
  return answer;
}

/** A form that leads to a page. */
async function submit(request: Request, { pathname }: URL): Promise<Response> {
  forgetPrepared();
  // Deletes the pages even where the server cannot be reached.
  if (LEAVING.includes(pathname)) await wipe();
  try {
    const answer = await fetch(request);
    // Leaves the end of an account to the next page (device.ts), since the server may have refused it.
    if (pathname === LOG_OUT && answer.status < 500) await dropOthers();
    return answer;
  } catch {
    return instead();
  }
}

/** Nobody is logged in: no page of anybody's stays. What was not sent yet waits for its account, unless this is a log-out: then
 * the page takes it away (device.ts). */
async function leave(): Promise<void> {
  forgetPrepared();
  await wipe();
}

/** Another account is logged in, or none: what others have not sent yet goes when there is another. */
async function turn(account: string | undefined): Promise<void> {
  forgetPrepared();
  if (account) await dropOthers(account);
}

scope.addEventListener("message", (event) => {
  event.waitUntil(fulfil(event.data as Wish));
});

async function fulfil(wish: Wish): Promise<void> {
  switch (wish.type) {
    case "begin":
      return begin(wish.account);
    case "read":
      return read(new URL(wish.path, scope.location.origin), wish.since);
    case "prepare":
      return prepare(wish.id, scope.location.origin);
    case "flush":
      return flush();
    case "again":
      return again(wish.key);
    case "drop":
      return takeBack(wish.key);
  }
}

/** How old the page for new chats may be, in ms: its list of conversations grows old. */
const DAY = 24 * 60 * 60 * 1000;

/** A page was there before the worker was: it says whose it is, and a new chat is begun without a network too. */
async function begin(account: string | undefined): Promise<void> {
  if (account) await belong(account);
  await flush();
  await read(new URL("/", scope.location.origin), Date.now() - DAY);
}

/** Keeps a page that the client put together itself, as the server writes it. */
async function read(url: URL, since: number): Promise<void> {
  if (!isKept(url) || (await isKeptSince(url.pathname, since))) return;
  const visit = new Visit(url, turn);
  try {
    const answer = await fetch(url, { headers: { accept: "text/html" } });
    await visit.see(answer);
    await visit.keep(answer);
  } catch {
    // Without a network what was kept before stays.
  }
}

scope.addEventListener("sync", (event) => {
  if (isSync(event.tag)) event.waitUntil(flush());
});
