// Starts the client of a page, which can be read without it: when a person turns to the page, when there is
// something live on it ("begin" says so) or something to write in, or else a while later. It stands in the page itself (start.rs).

export {};

/** Where the files are; the client only where it takes the page over, and the editor only on the page of a document. */
declare const FILES: Record<"client" | "wasm" | "area" | "tools" | "editor", string | null>;

/** What cargo-leptos builds of the client. */
interface Client {
  default(options: { module_or_path: WebAssembly.Module }): Promise<unknown>;
  hydrate(): void;
}

const { client, wasm, area, tools, editor } = FILES;
/** How long to wait, in ms: after a failure, and for a person to turn to the page. */
const [RETRY_AFTER, WAITS_FOR] = [3000, 5000];
const written = new Promise((resolve) => addEventListener("DOMContentLoaded", resolve));
const missed: HTMLElement[] = [];
let brought: Promise<[Client, WebAssembly.Module, unknown, unknown] | void> | undefined;
let isStarted = false;
let isThere = false;
let hasTurned = false;
let tries = 0;

/** Waits before it reports, since it is no error when the page is left meanwhile, and counts the tries: browsers remember that a
 * script could not be loaded, by its address. */
function failed(error: unknown): void {
  tries++;
  setTimeout(() => {
    brought = undefined;
    hasTurned = false;
    reportError(error);
  }, RETRY_AFTER);
}

const again = (address: string) => (tries ? `${address}?${tries}` : address);

/** Compiles the client beside the page, as it comes. */
function bring(script: string, module: string): NonNullable<typeof brought> {
  return (brought ??= Promise.all([
    import(again(script)) as Promise<Client>,
    WebAssembly.compileStreaming(fetch(module)),
    written,
    // What the client asks for first: here it is asked for again when that fails.
    area && fetch(area).then((answer) => answer.arrayBuffer()),
  ]).catch(failed));
}

/** Waits until the page answers in the browser: its own code comes after that of every page. */
function answering(): Promise<void> {
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!("hydrated" in document.body.dataset)) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(document.body, { attributes: true });
  });
}

async function start(): Promise<void> {
  const parts = client && wasm && !isStarted && (await bring(client, wasm));
  if (!parts || isStarted) return;
  isStarted = true;
  const [{ default: begin, hydrate }, module_or_path] = parts;
  await begin({ module_or_path });
  const there = answering();
  hydrate();
  await there;
  isThere = true;
  // Waits until the client has done all that it does first.
  setTimeout(() => missed.forEach((button) => button.click()));
}

/** The tools of the chat come with its first page, or with that of a temporary one. */
function bringTools(): void {
  if (tools && hasTurned && /^\/(c\/.*|temporary)?$/.test(location.pathname)) import(again(tools)).catch(failed);
}

function turn(): void {
  if (hasTurned) return;
  hasTurned = true;
  bringTools();
  void start();
}

for (const sign of ["pointermove", "pointerdown", "wheel", "keydown", "focusin", "dragenter"]) addEventListener(sign, turn, { passive: true });
addEventListener("begin", start);
// The client has shown another page (src/browser/arrival.rs).
addEventListener("arrived", bringTools);
if (client && wasm) {
  // Lets the style sheet show the buttons that only the client knows, and presses them again when it is there.
  document.documentElement.dataset.live = "";
  const miss = (event: MouseEvent) => {
    const button = !isThere && (event.target as Element).closest<HTMLElement>("main button[type=button]");
    if (!button) return;
    missed.push(button);
    turn();
  };
  addEventListener("click", miss, true);
  void written.then(() => document.querySelector(".reply[aria-busy=true]") && start());
  // Waits for the first picture, which a person looks at. A frame is only the beginning of one (src/ui/assets.rs).
  addEventListener("load", () =>
    new PerformanceObserver((seen, observer) => {
      if (!seen.getEntriesByName("first-contentful-paint").length) return;
      observer.disconnect();
      void bring(client, wasm);
      if (!editor) return void setTimeout(start, WAITS_FOR);
      // The client asks for it, and is not waited for.
      const link = document.createElement("link");
      document.head.append(Object.assign(link, { rel: "modulepreload", href: editor }));
      void start();
    }).observe({ type: "paint", buffered: true }),
  );
}
// Starts at once where there may be a draft to restore, or where another key sends.
try {
  if (localStorage.length || document.documentElement.dataset.send) turn();
} catch {}
