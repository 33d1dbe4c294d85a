// An OpenAI-compatible service for measurements: as many tokens as the question says, at the pace and in the shape that it
// says. It runs in a process of its own, so that reading does not slow writing.
import { createServer } from "node:http";

/** The text of a token by its number: paragraphs, one block of code, or one paragraph. */
const shapes = {
  text: (word, number) => (number % 50 === 49 ? `${word}\n\n` : `${word} `),
  code: (word, number) => (number === 0 ? "```rust\n" : number % 10 === 9 ? `${word}\n` : `${word} `),
  paragraph: (word) => `${word} `,
};
let open = 0;

const server = createServer(async (request, response) => {
  request.socket.setNoDelay(true);
  if (request.url.endsWith("/models")) {
    response.setHeader("content-type", "application/json");
    return response.end('{"object":"list","data":[{"id":"bench","object":"model"}]}');
  }
  let body = "";
  for await (const chunk of request) body += chunk;
  const [, tokens, perSecond, size] = body.match(/tokens=(\d+) rate=(\d+) size=(\d+)/)?.map(Number) ?? [0, 3, 1000, 4];
  const shape = shapes[body.match(/shape=(\w+)/)?.[1] ?? "text"];
  open++;
  response.once("close", () => open--);
  response.setHeader("content-type", "text/event-stream");
  let written = 0;
  const began = performance.now();
  const text = `${"word ".repeat(200)}`.slice(0, size - 1);
  const write = () => {
    // Whatever is due by now: a timer that is late must not slow the stream.
    const due = perSecond === 0 ? tokens : Math.min(tokens, 1 + Math.floor(((performance.now() - began) / 1000) * perSecond));
    for (; written < due; written++) {
      const content = written === 0 ? shape(text, 0) : shape(text, written).slice(-size);
      response.write(`data: {"choices":[{"delta":{"content":${JSON.stringify(content)}}}]}\n\n`);
    }
    if (response.destroyed) return;
    if (written < tokens) return setTimeout(write, 1000 / perSecond);
    response.end(
      `data: {"choices":[{"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":${tokens}}}\n\ndata: [DONE]\n\n`,
    );
  };
  write();
});
server.listen(0, "127.0.0.1", () => process.send(server.address().port));
process.on("message", () => process.send(open)); // how many answers are being read
process.on("disconnect", () => process.exit());
