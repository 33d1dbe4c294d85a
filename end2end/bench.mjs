// Measures dist/supbot and prints each figure as minimum / median / maximum beside its target:
// node bench.mjs [PART...]. `make bench` measures all parts.
import { spawn } from "node:child_process";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { cpus } from "node:os";
import { join } from "node:path";
import { ask, events, signUp } from "./account.mjs";
import { benchApi } from "./bench-api.mjs";
import { benchOpening, benchPaste, benchRendering } from "./bench-chat.mjs";
import { benchDocuments } from "./bench-documents.mjs";
import { benchInteraction } from "./bench-interaction.mjs";
import { benchQuestions } from "./bench-questions.mjs";
import { benchSearch } from "./bench-search.mjs";
import { benchStreams } from "./bench-streams.mjs";
import { benchTransfer } from "./bench-transfer.mjs";
import { dist, folder, launchBrowser, removeFolders, start } from "./release.mjs";

/** What has missed its target. */
const missed = [];

/** Prints one line: what, the target of the median (the most it may be, or `{ least }`), the figures. */
function report(what, unit, target, values) {
  const sorted = [...values].sort((a, b) => a - b);
  const value = (at) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))];
  const figure = (at) => value(at).toFixed(Math.abs(value(0.5)) < 2 ? 2 : 1);
  const isMet = target === undefined || (target.least === undefined ? value(0.5) <= target : value(0.5) >= target.least);
  const wanted = target === undefined ? "" : target.least === undefined ? `  (target <= ${target})` : `  (target >= ${target.least})`;
  if (!isMet) missed.push(what.trim());
  const met = target === undefined ? "" : isMet ? "  ok" : "  NOT MET";
  console.log(`${what}: ${figure(0)} / ${figure(0.5)} / ${figure(1)} ${unit}${wanted}${met}`);
}

/** What a page that watches a reply is told. */
async function* replyEvents(url, cookie, reply) {
  yield* events(await fetch(`${url}/events/replies/${reply}`, { headers: { cookie } }));
}

async function benchStart() {
  for (const [name, same] of [["new", false], ["existing", true]]) {
    const existing = folder();
    const times = [];
    for (let run = 0; run < 10 + Number(same); run++) {
      const server = await start({ SUPBOT_PROVIDERS: "scripted", SUPBOT_DATA_DIR: join(same ? existing : folder(), "data") });
      if (!same || run > 0) times.push(server.healthyAfter);
      await server.stop();
    }
    report(`start to /healthz, ${name} data folder`, "ms", 40, times);
  }
}

async function benchMemory() {
  const idle = await start({ SUPBOT_PROVIDERS: "openai", OPENAI_BASE_URL: "http://127.0.0.1:9/v1", SUPBOT_DATA_DIR: folder() }, false);
  const fresh = readFileSync(`/proc/${idle.child.pid}/status`, "utf8");
  const kb = (field) => Number(fresh.match(new RegExp(`${field}:\\s+(\\d+) kB`))[1]) / 1000;
  report("resident memory, idle before a page", "MB", 25, [kb("VmRSS")]);
  report("  of it the program's own (not mapped from its file)", "MB", 6, [kb("RssAnon")]);
  await idle.stop();
  const server = await start({ SUPBOT_PROVIDERS: "local", SUPBOT_DATA_DIR: folder(), SUPBOT_CACHE_DIR: folder() });
  await signUp(server.url, "bench");
  const status = readFileSync(`/proc/${server.child.pid}/status`, "utf8");
  const mb = (field) => Number(status.match(new RegExp(`${field}:\\s+(\\d+) kB`))[1]) / 1000;
  report("resident memory, idle after a sign-up and three pages", "MB", 30, [mb("VmRSS")]);
  report("  of it the program's own (not mapped from its file)", "MB", undefined, [mb("RssAnon")]);
  await server.stop();
}

async function benchFirstLoad() {
  const server = await start({ SUPBOT_PROVIDERS: "scripted", SUPBOT_DATA_DIR: folder() });
  const { cookie } = await signUp(server.url, "bench");
  const sent = await ask(server.url, cookie, "hello");
  for await (const { data: event } of replyEvents(server.url, cookie, sent.reply.id)) if (event.done) break;
  const browser = await launchBrowser();
  const figures = { bytes: [], requests: [], usable: [], paint: [] };
  for (let run = 0; run < 7; run++) {
    const context = await browser.newContext();
    const [name, value] = cookie.split("=");
    await context.addCookies([{ name, value, url: server.url }]);
    const page = await context.newPage();
    await page.addInitScript(() => {
      new MutationObserver(() => {
        if (document.body?.hasAttribute("data-hydrated")) window.usableAt ??= performance.now();
      }).observe(document, { subtree: true, childList: true, attributes: true });
      // The person is there already.
      addEventListener("DOMContentLoaded", () => dispatchEvent(new Event("begin")));
    });
    const client = await context.newCDPSession(page);
    await client.send("Network.enable");
    let [bytes, requests] = [0, 0];
    client.on("Network.requestWillBeSent", () => requests++);
    client.on("Network.loadingFinished", (event) => (bytes += event.encodedDataLength));
    await page.goto(`${server.url}/c/${sent.conversation}`);
    await page.waitForSelector("body[data-hydrated]");
    await page.waitForLoadState("networkidle");
    figures.bytes.push(bytes / 1000);
    figures.requests.push(requests);
    figures.usable.push(await page.evaluate(() => window.usableAt));
    figures.paint.push(await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime));
    await context.close();
  }
  report("first load of a conversation, over the wire", "kB", 300, figures.bytes);
  report("  requests", "", 15, figures.requests);
  report("  composer usable after navigation began", "ms", 600, figures.usable);
  report("  first contentful paint", "ms", undefined, figures.paint);
  await browser.close();
  await server.stop();
}

/** The time from the provider's first word to the reader of Supbot's events, beside a reader of the provider itself. */
async function benchFirstToken() {
  const delta = (text) => `data: ${JSON.stringify({ choices: [{ delta: { content: text } }] })}\n\n`;
  let hold = Promise.resolve();
  let firstSentAt = 0;
  const provider = createServer(async (request, response) => {
    if (request.url.endsWith("/models")) {
      response.setHeader("content-type", "application/json");
      return response.end('{"object":"list","data":[{"id":"bench","object":"model"}]}');
    }
    for await (const _ of request);
    await hold;
    response.setHeader("content-type", "text/event-stream");
    response.flushHeaders();
    firstSentAt = performance.now();
    response.write(delta("first "));
    response.write(delta("second"));
    response.end('data: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n');
  });
  await new Promise((resolve) => provider.listen(0, "127.0.0.1", resolve));
  const base = `http://127.0.0.1:${provider.address().port}/v1`;
  const settings = { SUPBOT_PROVIDERS: "openai", OPENAI_BASE_URL: base, SUPBOT_MODEL: "bench", SUPBOT_DATA_DIR: folder() };
  const server = await start(settings);
  const { cookie } = await signUp(server.url, "bench");
  const [direct, through] = [[], []];
  for (let run = 0; run < 50; run++) {
    hold = Promise.resolve();
    const answer = await fetch(`${base}/chat/completions`, { method: "POST", body: "{}" });
    await answer.body.getReader().read();
    direct.push(performance.now() - firstSentAt);

    let release;
    hold = new Promise((resolve) => (release = resolve)); // until the reader is there
    const sent = await ask(server.url, cookie, `question ${run}`);
    for await (const { data: event } of replyEvents(server.url, cookie, sent.reply.id)) {
      if (event.snapshot?.text === "") release();
      if (event.update?.added || event.snapshot?.text) {
        through.push(performance.now() - firstSentAt);
        break;
      }
    }
    if (run % 25 === 24) await new Promise((resolve) => setTimeout(resolve, 30_000)); // the limit on questions a minute
  }
  report("provider's first word to its own reader", "ms", undefined, direct);
  report("provider's first word to a reader of Supbot", "ms", undefined, through);
  const added = through.map((time, run) => time - direct[run]);
  report("  added by Supbot", "ms", 5, added);
  await server.stop();
  provider.close();
}

/** The time from a person's Stop until the provider sees its connection closed. */
async function benchStop() {
  let closed;
  const provider = createServer(async (request, response) => {
    if (request.url.endsWith("/models")) {
      response.setHeader("content-type", "application/json");
      return response.end('{"object":"list","data":[{"id":"bench","object":"model"}]}');
    }
    for await (const _ of request);
    response.setHeader("content-type", "text/event-stream");
    const writing = setInterval(() => response.write('data: {"choices":[{"delta":{"content":"word "}}]}\n\n'), 10);
    response.once("close", () => (clearInterval(writing), closed(performance.now())));
  });
  await new Promise((resolve) => provider.listen(0, "127.0.0.1", resolve));
  const base = `http://127.0.0.1:${provider.address().port}/v1`;
  const settings = { SUPBOT_PROVIDERS: "openai", OPENAI_BASE_URL: base, SUPBOT_MODEL: "bench", SUPBOT_DATA_DIR: folder() };
  const server = await start(settings);
  const { cookie } = await signUp(server.url, "bench");
  const times = [];
  for (let run = 0; run < 30; run++) {
    const closing = new Promise((resolve) => (closed = resolve));
    const sent = await ask(server.url, cookie, `question ${run}`);
    for await (const { data: event } of replyEvents(server.url, cookie, sent.reply.id)) if (event.update?.added) break;
    const began = performance.now();
    const body = new URLSearchParams({ id: sent.reply.id, action: "stop" });
    await fetch(`${server.url}/rpc/act_on_message`, { method: "POST", headers: { cookie }, body });
    times.push((await closing) - began);
  }
  report("Stop until the provider's connection is closed", "ms", 100, times);
  await server.stop();
  provider.close();
}

function benchSizes() {
  report("dist/supbot", "MB", 60, [statSync(join(dist, "supbot")).size / 1e6]);
  for (const file of readdirSync(join(dist, "site/pkg")).filter((file) => /\.(js|wasm|css)\.br$/.test(file))) {
    report(`  ${file.replace(/\.[^.]{20,}\./, ".")}`, "kB", undefined, [statSync(join(dist, "site/pkg", file)).size / 1000]);
  }
}

/** Hostile clients for half a minute: what others notice of them. */
async function benchAttack() {
  const attack = spawn(process.execPath, [join(import.meta.dirname, "attack.mjs"), "30"], { stdio: "inherit" });
  const code = await new Promise((resolve) => attack.once("exit", resolve));
  if (code !== 0) missed.push("under attack");
}

const parts = {
  start: benchStart,
  memory: benchMemory,
  load: benchFirstLoad,
  token: benchFirstToken,
  stop: benchStop,
  rendering: () => benchRendering(report),
  opening: () => benchOpening(report),
  paste: () => benchPaste(report),
  streams: () => benchStreams(report),
  questions: () => benchQuestions(report),
  attack: benchAttack,
  documents: () => benchDocuments(report),
  api: () => benchApi(report),
  search: () => benchSearch(report),
  interaction: () => benchInteraction(report),
  transfer: () => benchTransfer(report),
  sizes: benchSizes,
};
const chosen = process.argv.slice(2);
console.log(`${cpus().length} cores, ${cpus()[0].model}, node ${process.version}; minimum / median / maximum`);
try {
  for (const [name, measure] of Object.entries(parts)) if (!chosen.length || chosen.includes(name)) await measure();
} finally {
  removeFolders();
}
if (missed.length) {
  console.log(`missed: ${missed.join("; ")}`);
  process.exitCode = 1;
}
