// The conversation that a person is about to open: asked for while the pointer still rests on its link, and handed to the
// client when it asks. It is used once, and within moments, or not at all.

/** What the client asks for a conversation (src/chat/api.rs). */
const OPEN = "/rpc/open_conversation";
/** What is older is asked for anew, in ms. */
const LIFETIME = 3_000;

let prepared: { url: string; at: number; answer: Promise<Response> } | undefined;

/** Asks for a conversation. */
export function prepare(id: string, origin: string): void {
  // As the client writes it, to the letter.
  const url = `${origin}${OPEN}?id=${id}&`;
  if (prepared?.url === url && isFresh()) return;
  const answer = fetch(url, { headers: { accept: "application/json" } });
  answer.catch(() => undefined);
  prepared = { url, at: Date.now(), answer };
}

/** What was asked for already. */
export function take(request: Request): Promise<Response> | undefined {
  if (prepared?.url !== request.url) return undefined;
  const { answer } = prepared;
  const had = isFresh();
  prepared = undefined;
  return had ? answer.catch(() => fetch(request)) : undefined;
}

/** It may be somebody's who has logged out. */
export function forgetPrepared(): void {
  prepared = undefined;
}

function isFresh(): boolean {
  return prepared !== undefined && Date.now() - prepared.at < LIFETIME;
}
