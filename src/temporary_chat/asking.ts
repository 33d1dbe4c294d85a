// The way to the server and back.

import type { Problem } from "../rest/schemas";
import { eventsOf } from "../ui/event_stream";

/** What the server tells of an answer (src/temporary_chat/answer_stream.rs). */
export type Told =
  | { type: "update"; finished: string[]; kept: number; rest: string; added: string }
  | { type: "waiting"; reason: string }
  | { type: "done"; blocks: string[]; added: string; notice: string | null };

/** Has the last message answered; fails with a sentence for the person. An aborted signal ends the model's work too. */
export async function ask(asked: object, take: (told: Told) => void, signal: AbortSignal): Promise<void> {
  const headers = { "content-type": "application/json" };
  const answer = await fetch("/events/temporary", { method: "POST", headers, body: JSON.stringify(asked), signal });
  if (!answer.ok || !answer.body) {
    const problem = (await answer.json().catch(() => ({}))) as Partial<Problem>;
    throw new Error(problem.title ?? answer.statusText);
  }
  for await (const { data } of eventsOf(answer.body)) {
    const told = JSON.parse(data) as Told;
    take(told);
    if (told.type === "done") return;
  }
  throw new TypeError("the stream has ended");
}
