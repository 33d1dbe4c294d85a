// What goes over the wire, and what the server takes to itself, beside what may: node size.mjs. Fails when something is over its
// budget; `make size` calls it.
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";
import { ask, events, signUp } from "./account.mjs";
import { dist, folder, launchBrowser, removeFolders, start } from "./release.mjs";

/** What is built for tests leaves the last optimisations out: it has longer tables of addresses, and is larger. */
const isRelease = readFileSync(join(dist, "kind"), "utf8").trim() === "release";

const server = await start({ SUPBOT_PROVIDERS: "scripted", SUPBOT_DATA_DIR: folder() });
const { cookie } = await signUp(server.url, "size");
const question = await ask(server.url, cookie, "hello");
const reply = await fetch(`${server.url}/events/replies/${question.reply.id}`, { headers: { cookie } });
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
function file(extension, start = "supbot.") {
  const pkg = join(dist, "site/pkg");
  const names = readdirSync(pkg).filter((name) => name.startsWith(start) && name.endsWith(`.${extension}.br`));
  if (names.length === 0) throw new Error(`the client has no .${extension}.br`);
  return names.reduce((sum, name) => sum + statSync(join(pkg, name)).size, 0);
}

/** What the pages of each area of the client weigh beside the client itself, and what of it no other area has
 * (scripts/join-client.mjs). */
const areas = JSON.parse(readFileSync(join(dist, "areas.json"), "utf8"));

/** Bytes that a server has to itself before its first page: heap, stacks, tables of addresses. */
async function ownMemory() {
  const settings = { SUPBOT_PROVIDERS: "openai", OPENAI_BASE_URL: "http://127.0.0.1:9/v1", SUPBOT_DATA_DIR: folder() };
  const idle = await start(settings, false);
  const status = readFileSync(`/proc/${idle.child.pid}/status`, "utf8");
  await idle.stop();
  return Number(status.match(/RssAnon:\s+(\d+) kB/)[1]) * 1024;
}

/** A PNG of so many pixels each way, each of four colours: 196 MB for 7,000. */
function picture(side) {
  const chunk = (name, data) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const [length, sum] = [data.length, crc32(body)].map((number) => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(number);
      return bytes;
    });
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 6, 0, 0, 0]);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  const mark = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const pixels = deflateSync(Buffer.alloc((4 * side + 1) * side, 0));
  return Buffer.concat([mark, chunk("IHDR", header), chunk("IDAT", pixels), chunk("IEND", Buffer.alloc(0))]);
}

/** Bytes by which the server grows at most while it takes the largest picture. */
async function pictureMemory() {
  const file = picture(7_000);
  const kb = (field) => Number(readFileSync(`/proc/${server.child.pid}/status`, "utf8").match(new RegExp(`${field}:\\s+(\\d+) kB`))[1]);
  // The highest so far is forgotten: proc_pid_clear_refs(5).
  writeFileSync(`/proc/${server.child.pid}/clear_refs`, "5");
  const before = kb("VmRSS");
  const headers = { cookie, "content-type": "application/octet-stream", origin: server.url };
  const answer = await fetch(`${server.url}/api/v1/attachments?name=large.png`, { method: "POST", body: file, headers });
  if (answer.status !== 201) throw new Error(`the picture: ${answer.status} ${await answer.text()}`);
  return (kb("VmHWM") - before) * 1024;
}

const rows = [
  ["first load of a chat", 385, await load(`/c/${question.conversation}`, cookie)],
  ["first load of the log-in", 15, await load("/login")],
  ["the client with chats (WASM, brotli)", 330, file("wasm") + areas.chat.bytes],
  ...Object.keys(areas).filter((name) => name !== "chat").map((name) => [`the area ${name} alone`, name === "writing" ? 100 : 60, areas[name].own_bytes]),
  ["ProseMirror (brotli)", 120, file("js", "prosemirror-")],
  ["the style of every page (brotli)", 10, file("css")],
  ["the server's own memory, idle", isRelease ? 8_000 : 12_000, await ownMemory()],
  ["the server's growth by a picture", 20_000, await pictureMemory()],
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
