// Ten clients that send what costs a parser most, through every door that reads it, and what others notice of that.
// node attack.mjs [SECONDS] [URL]; without an address it starts the built release. It fails when one of a hundred answers
// of /healthz, or of the words of a reply, comes 100 ms late.
import { fork } from "node:child_process";
import { join } from "node:path";
import { events, post, signUp } from "./account.mjs";

const [seconds, given] = [Number(process.argv[2] ?? 30), process.argv[3]];
const clients = 10;
/** What may be late, in ms. */
const most = 100;
/** Between two words of the scripted model's `/slow`, in ms. */
const pause = 50;
/** What a document may have, and what a message may. */
const [documentBytes, messageBytes] = [1_000_000, 500_000];

const repeated = (unit) => (bytes) => unit.repeat(Math.floor(bytes / unit.length));
const units = [
  ">", "> ", "- >", "1. >", "- ", "* ", "1. ", "[", "![", "[a](", "`", "` ", "|", "a|", "|c|d|\n", "$", "$a ", "$a$ ", "\\(", "\\[a ", "[^1]", "[^1]: ",
  "![](http://a)", "[a](http://a)", "*a ", "_a ", "~a", "a**b", "<", "<a ", "&", "&a", "www.", "```rust\nfn a() {}\n```\n",
];
const makers = [
  ...units.map(repeated),
  (bytes) => repeated(">")(bytes / 2) + repeated("![](http://a)")(bytes / 2),
  (bytes) => `${repeated(">")(bytes / 2)}a\n${repeated("a\n")(bytes / 2)}`,
  (bytes) => `${"- ".repeat(99)}a\n${"\n".repeat(bytes)}`,
  (bytes) => `|a|b|\n|-|-|\n${repeated("|c|d|\n")(bytes)}`,
  (bytes) => `${repeated("|a")(bytes / 2)}|\n${repeated("|-")(bytes / 2)}|\n`,
];

/** Everything that one client does with a text. */
async function attack(url, { authorization, cookie }, make) {
  const api = (path, body) => post(`${url}${path}`, body, { authorization });
  const read = async (path, headers) => {
    const answer = await fetch(`${url}${path}`, { headers });
    await answer.arrayBuffer();
    return answer.status;
  };
  const statuses = [];
  const document = await (await api("/api/v1/documents", { title: "t", content: make(documentBytes) })).json();
  if (document.id) {
    statuses.push(await read(`/api/v1/documents/${document.id}/check`, { authorization }));
    statuses.push(await read(`/documents/${document.id}`, { cookie }));
    statuses.push(await read(`/api/v1/documents/${document.id}/export?format=html`, { authorization }));
    const share = await (await api("/api/v1/shares", { document_id: document.id })).json();
    if (share.token) statuses.push(await read(`/share/${share.token}`, {}));
    await fetch(`${url}/api/v1/documents/${document.id}`, { method: "DELETE", headers: { authorization } });
  }
  const said = { role: "assistant", content: make(messageBytes) };
  const messages = [{ role: "user", content: "q" }, said, { role: "user", content: "q" }];
  const stored = await api("/v1/chat/completions", { model: "scripted/echo", store: true, messages });
  await stored.arrayBuffer();
  const conversation = stored.headers.get("x-supbot-conversation");
  if (conversation) {
    statuses.push(await read(`/c/${conversation}`, { cookie }));
    statuses.push(await read(`/api/v1/conversations/${conversation}/files`, { authorization }));
    const listed = await (await fetch(`${url}/api/v1/conversations/${conversation}/messages`, { headers: { authorization } })).json();
    const reply = listed.items?.find((message) => message.role === "assistant");
    if (reply) statuses.push(await read(`/events/replies/${reply.id}`, { cookie }));
  }
  return statuses;
}

async function attackers(url) {
  const end = Date.now() + seconds * 1000;
  const told = {};
  await Promise.all(Array.from({ length: clients }, async (_, number) => {
    const person = await signUp(url, `attacker${number}${Date.now() % 1e6}`);
    for (let turn = number; Date.now() < end; turn += clients) {
      for (const status of await attack(url, person, makers[turn % makers.length])) told[status] = (told[status] ?? 0) + 1;
    }
  }));
  process.send(told);
}

/** The value that 99 of 100 do not exceed. */
const p99 = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? Infinity;

async function measure(url, until) {
  const [health, words] = [[], []];
  const person = await signUp(url, `watcher${Date.now() % 1e6}`);
  const { id } = await (await post(`${url}/api/v1/conversations`, { title: "watched" }, { authorization: person.authorization })).json();
  const asking = async () => {
    const headers = { authorization: person.authorization, accept: "text/event-stream" };
    const answer = await post(`${url}/api/v1/conversations/${id}/messages`, { content: `/slow ${seconds * 20}` }, headers);
    let last;
    for await (const { name } of events(answer)) {
      const now = performance.now();
      if (name === "delta" && last) words.push(Math.max(0, now - last - pause));
      last = now;
    }
  };
  const looking = async () => {
    while (!until.done) {
      const before = performance.now();
      const answer = await fetch(`${url}/healthz`);
      await answer.text();
      health.push(answer.ok ? performance.now() - before : Infinity);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  await Promise.all([asking(), looking()]);
  return { health, words };
}

if (process.env.ATTACKED) {
  await attackers(process.env.ATTACKED);
  process.exit(0);
}
let [url, stop] = [given, () => {}];
if (!url) {
  const { folder, removeFolders, start } = await import("./release.mjs");
  const server = await start({ SUPBOT_PROVIDERS: "scripted", SUPBOT_DATA_DIR: folder() });
  url = server.url;
  stop = async () => {
    await server.stop();
    removeFolders();
  };
}
const until = { done: false };
const child = fork(import.meta.filename ?? join(import.meta.dirname, "attack.mjs"), process.argv.slice(2), { env: { ...process.env, ATTACKED: url } });
let told = {};
child.on("message", (statuses) => (told = statuses));
const ended = new Promise((resolve) => child.once("exit", resolve)).then((code) => {
  until.done = true;
  return code;
});
const { health, words } = await measure(url, until);
const code = await ended;
await stop();
console.log(`attacked for ${seconds} s by ${clients} clients; their answers:`, told);
console.log(`/healthz: ${health.length} answers, p99 ${p99(health).toFixed(1)} ms`);
console.log(`words of a reply: ${words.length}, late by p99 ${p99(words).toFixed(1)} ms`);
const isLate = p99(health) >= most || p99(words) >= most;
if (isLate || code !== 0) {
  console.error(isLate ? `late by ${most} ms or more` : `the attackers ended with ${code}`);
  process.exitCode = 1;
}
