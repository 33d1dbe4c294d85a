// A message that could not be sent is kept, and sent when there is a network: once, since the server takes its key once.

import type { Item, Told } from "../told";
import { drop, items, put } from "./box";
import { owner } from "./kept";
import { scope } from "./scope";

/** What the page's composer posts to (src/chat/api.rs). */
export const SEND = "/rpc/send_message";
/** The server knows a key for a day (src/rest/idempotency.rs). What may have come is sent by itself for so long, in ms. */
const SURE = 20 * 60 * 60 * 1000;
const TAG = "outbox";
/** What the page is answered: AppError::Unreachable. */
const unreachable = () => new Response('"unreachable"', { status: 503, headers: { "content-type": "application/json" } });

/** Sends what a composer posts, or keeps it. */
export async function send(request: Request): Promise<Response> {
  const body = await request.clone().text();
  const form = new URLSearchParams(body);
  const account = await owner();
  // Another wording of an earlier question stays in its own form, and there is nobody to keep it for.
  if (form.get("after") || !account) return fetch(request);
  const [conversation, content] = [form.get("conversation") ?? "", form.get("content") ?? ""];
  const item: Item = { key: crypto.randomUUID(), account, conversation, content, body, at: Date.now(), state: "waiting" };
  // What was written before comes before it.
  if ((await items()).some(isBefore(item))) {
    await flush();
    if ((await items()).some(isBefore(item))) return queue(item);
  }
  try {
    return await post(item);
  } catch {
    note(item);
    return queue(item);
  }
}

const isWaiting = ({ state }: Item) => state === "waiting" || state === "log_in";
const isBefore = ({ account, conversation }: Item) => (other: Item) =>
  other.account === account && other.conversation === conversation && isWaiting(other);

async function queue(item: Item): Promise<Response> {
  await put(item);
  await tell({ queued: item });
  // Not every browser has it, and a person may have forbidden it: then it is sent when a page is opened.
  await scope.registration.sync?.register(TAG).catch(() => undefined);
  return unreachable();
}

export function isSync(tag: string): boolean {
  return tag === TAG;
}

/** A device that knows it has no network has sent nothing; else the message may have come and its answer been lost. */
function note(item: Item): void {
  if (navigator.onLine) item.tried ??= Date.now();
}

function post({ key, account, body }: Item): Promise<Response> {
  const headers = {
    accept: "application/json",
    "content-type": "application/x-www-form-urlencoded",
    "idempotency-key": key,
    "supbot-account": account,
  };
  return fetch(SEND, { method: "POST", headers, body });
}

/** Sends what waits, one after the other, whoever asks for it: another tab that does so as well waits, and finds nothing. */
export async function flush(): Promise<void> {
  await navigator.locks.request("supbot-outbox", async () => {
    for (const item of await items()) {
      if (isWaiting(item) && !(await tryOnce(item))) break;
    }
  });
  await tell({});
}

/** Sends one; false when the others had better wait too. */
async function tryOnce(item: Item): Promise<boolean> {
  if (item.account !== (await owner())) return true;
  if (item.tried && Date.now() - item.tried > SURE) {
    await put({ ...item, state: "unsure" });
    return true;
  }
  let answer: Response;
  try {
    answer = await post(item);
  } catch {
    note(item);
    await put(item);
    return false;
  }
  if (answer.ok) {
    const { conversation } = (await answer.json()) as { conversation: string };
    await drop(item.key);
    await tell({ sent: { ...item, conversation } });
    return true;
  }
  // The server has too much to do: later.
  if ([408, 409, 425, 429].includes(answer.status) || answer.status >= 500) return false;
  await put({ ...item, state: answer.status === 401 ? "log_in" : "refused" });
  return answer.status !== 401;
}

/** Sends one again that a person has looked at, under a new key. */
export async function again(key: string): Promise<void> {
  const item = (await items()).find((item) => item.key === key);
  if (!item) return;
  await put({ ...item, key: crypto.randomUUID(), state: "waiting", tried: undefined });
  await drop(key);
  await flush();
}

/** Forgets one. */
export async function takeBack(key: string): Promise<void> {
  await drop(key);
  await tell({});
}

/** Tells every page what there is. What is another account's is nobody's business here. */
async function tell(news: Partial<Told>): Promise<void> {
  const account = await owner();
  const mine = (await items()).filter((item) => item.account === account);
  const told: Told = { type: "outbox", items: mine, ...news };
  for (const client of await scope.clients.matchAll({ type: "window" })) client.postMessage(told);
}
