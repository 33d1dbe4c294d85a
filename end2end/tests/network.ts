// A network between a browser and a server, where tests need what Playwright cannot do in every browser: a proxy that is cut,
// loses what it carries, or takes the scripts out of pages (Firefox by WebDriver BiDi cannot be kept from running them, and
// what its workers ask for cannot be held back).
import { type IncomingMessage, type Server, type ServerResponse, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

/** What becomes of a request: it is answered, nobody hears of its answer, or it does not arrive. */
export type Fate = "answered" | "unheard" | "lost";

export class Network {
  /** Decides over each request, by its path. */
  fate: (path: string) => Fate = () => "answered";
  /** What becomes of each page. */
  edit?: (html: string) => string;
  private port = 0;
  private readonly proxy: Server;

  private constructor(private readonly server: string) {
    this.proxy = createServer((asked, answer) => this.carry(asked, answer));
  }

  /** Stands before the server at the address `server`. */
  static async before(server: string): Promise<Network> {
    const network = new Network(server);
    await network.mend();
    return network;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Ends every connection, and lets none be made. */
  cut(): void {
    this.proxy.close();
    this.proxy.closeAllConnections();
  }

  /** Lets connections be made, at the same address as before. */
  async mend(): Promise<void> {
    if (this.proxy.listening) return;
    await new Promise<void>((resolve) => this.proxy.listen(this.port, "127.0.0.1", resolve));
    this.port = (this.proxy.address() as AddressInfo).port;
  }

  private carry(asked: IncomingMessage, answer: ServerResponse): void {
    const path = asked.url ?? "/";
    const fate = this.fate(path);
    if (fate === "lost") {
      answer.destroy();
      return;
    }
    // The name that was asked for stays: the server compares it with where a form comes from.
    const headers = this.edit ? { ...asked.headers, "accept-encoding": "identity" } : asked.headers;
    const answerWith = async (got: IncomingMessage) => {
      if (fate === "unheard") {
        await text(got);
        answer.destroy();
      } else if (this.edit && got.headers["content-type"]?.startsWith("text/html")) {
        const page = this.edit(await text(got));
        const { "content-length": _, "transfer-encoding": __, ...rest } = got.headers;
        answer.writeHead(got.statusCode ?? 502, rest).end(page);
      } else {
        answer.writeHead(got.statusCode ?? 502, got.headers);
        got.pipe(answer);
        got.once("error", () => answer.destroy());
      }
    };
    const passed = request(new URL(path, this.server), { method: asked.method, headers }, (got) => {
      answerWith(got).catch(() => answer.destroy());
    });
    passed.once("error", () => answer.destroy());
    // A stream of events is not read on when nobody listens.
    answer.once("close", () => passed.destroy());
    asked.pipe(passed);
  }
}

async function text(message: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

const scripts = /<script\b[^>]*>[\s\S]*?<\/script>|<\/?noscript>/g;

/** A page as a browser without JavaScript gets it. */
export function withoutScripts(html: string): string {
  return html.replace(scripts, "");
}
