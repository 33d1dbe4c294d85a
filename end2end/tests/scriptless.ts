// Pages as a browser without JavaScript gets them, for browsers whose scripts Playwright cannot switch off (Firefox by
// WebDriver BiDi): a proxy that takes every script out of them.
import { type IncomingMessage, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

const scripts = /<script\b[^>]*>[\s\S]*?<\/script>|<link rel="modulepreload"[^>]*>|<link rel="preload"[^>]*as="(fetch|script)"[^>]*>|<\/?noscript>/g;

async function text(message: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

/** Starts the proxy before the server at `url`; resolves to its own address and what ends it. */
export async function withoutScripts(url: string): Promise<{ url: string; stop: () => void }> {
  const proxy = createServer((asked, answer) => {
    // The name that was asked for stays: the server compares it with where a form comes from.
    const options = { method: asked.method, headers: { ...asked.headers, "accept-encoding": "identity" } };
    const passed = request(new URL(asked.url ?? "/", url), options, async (got) => {
      if (!got.headers["content-type"]?.startsWith("text/html")) {
        answer.writeHead(got.statusCode ?? 502, got.headers);
        got.pipe(answer);
        return;
      }
      const page = (await text(got)).replace(scripts, "");
      const { "content-length": _, "transfer-encoding": __, ...headers } = got.headers;
      answer.writeHead(got.statusCode ?? 502, headers).end(page);
    });
    passed.once("error", () => answer.destroy());
    asked.pipe(passed);
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const stop = () => {
    proxy.close();
    proxy.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, stop };
}
