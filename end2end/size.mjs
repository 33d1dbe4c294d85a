// What goes over the wire, and what the server takes to itself, beside what may: node size.mjs. Fails when something is over its
// budget; `make size` calls it.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { ask, events, signUp } from "./account.mjs";
import { dist, folder, launchBrowser, removeFolders, start } from "./release.mjs";

/** What is built for tests leaves the last optimisations out: it has longer tables of addresses, and is larger. */
const isRelease = readFileSync(join(dist, "kind"), "utf8").trim() === "release";

const server = await start({ SUPBOT_PROVIDERS: "scripted", SUPBOT_DATA_DIR: folder() });
const { cookie } = await signUp(server.url, "size");
const sent = await ask(server.url, cookie, "hello");
const reply = await fetch(`${server.url}/events/replies/${sent.reply.id}`, { headers: { cookie } });
for await (const { data } of events(reply)) if (data.done) break;
const browser = await launchBrowser();

/** Bytes of a page's first load, with everything that it brings by itself. */
async function load(path, cookies) {
  const context = await browser.newContext({ baseURL: server.url });
  if (cookies) {
    const [name, value] = cookies.split("=");
    await context.addCookies([{ name, value, url: server.url }]);
  }
  const page = await context.newPage();
  const client = await context.newCDPSession(page);
  await client.send("Network.enable");
  let bytes = 0;
  client.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  await page.goto(path, { waitUntil: "networkidle" });
  await context.close();
  return bytes;
}

/** Bytes of a file of the site as it is sent. */
function file(extension) {
  const pkg = join(dist, "site/pkg");
  const names = readdirSync(pkg).filter((name) => name.startsWith("supbot.") && name.endsWith(`.${extension}.br`));
  if (names.length === 0) throw new Error(`the client has no .${extension}.br`);
  return names.reduce((sum, name) => sum + statSync(join(pkg, name)).size, 0);
}

/** Bytes that a server has to itself before its first page: heap, stacks, tables of addresses. */
async function ownMemory() {
  const settings = { SUPBOT_PROVIDERS: "openai", OPENAI_BASE_URL: "http://127.0.0.1:9/v1", SUPBOT_DATA_DIR: folder() };
  const idle = await start(settings, false);
  const status = readFileSync(`/proc/${idle.child.pid}/status`, "utf8");
  await idle.stop();
  return Number(status.match(/RssAnon:\s+(\d+) kB/)[1]) * 1024;
}

const rows = [
  ["first load of a chat", 300, await load(`/c/${sent.conversation}`, cookie)],
  ["first load of the log-in", 60, await load("/login")],
  ["the client (WASM, brotli)", 250, file("wasm")],
  ["the style of every page (brotli)", 10, file("css")],
  ["the server's own memory, idle", isRelease ? 8_000 : 12_000, await ownMemory()],
];
if (isRelease) rows.push(["the program", 75_000, statSync(join(dist, "supbot")).size]);
let isOver = false;
for (const [what, budget, bytes] of rows) {
  const fits = bytes <= budget * 1000;
  isOver ||= !fits;
  console.log(`${what.padEnd(36)} ${(bytes / 1000).toFixed(1).padStart(7)} kB  of ${String(budget).padStart(5)}  ${fits ? "ok" : "OVER"}`);
}
await browser.close();
await server.stop();
removeFolders();
process.exitCode = isOver ? 1 : 0;
