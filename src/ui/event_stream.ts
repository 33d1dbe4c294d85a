// Server-sent events of an answer to a request that is no GET, which EventSource cannot make.

import { type EventSourceMessage, EventSourceParserStream } from "eventsource-parser/stream";

/** The events as they come. Not every browser can go through a stream by itself. */
export async function* eventsOf(body: NonNullable<Response["body"]>): AsyncGenerator<EventSourceMessage> {
  const reader = body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream()).getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    yield value;
  }
}
