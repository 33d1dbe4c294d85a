// The way to the server and back.

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
    const problem = (await answer.json().catch(() => ({}))) as { title?: string };
    throw new Error(problem.title ?? answer.statusText);
  }
  let rest = "";
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) throw new TypeError("the stream has ended");
    const events = (rest + value).split("\n\n");
    rest = events.pop() ?? "";
    for (const event of events) {
      const data = /^data: (.*)$/m.exec(event)?.[1];
      if (!data) continue;
      const told = JSON.parse(data) as Told;
      take(told);
      if (told.type === "done") return;
    }
  }
}
