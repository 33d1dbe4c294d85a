// Ten clients that send what costs a parser most, through every door that reads it, five of them many times at once, and what
// others notice of that. node attack.mjs [SECONDS] [URL]; without an address it starts the built release. It fails when one of
// a hundred answers of /healthz, or of the words of a reply, comes 100 ms late, and when a person who opens pages gets another
// answer than the page.
import { fork } from "node:child_process";
import { join } from "node:path";
import { events, post, signUp } from "./account.mjs";

const [seconds, given] = [Number(process.argv[2] ?? 30), process.argv[3]];
const clients = 10;
/** Of these, those that ask for one thing many times at once: together for more than may wait. */
const [greedy, atOnce] = [5, 34];
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
async function attack(url, { authorization, cookie }, make, isGreedy) {
  const api = (path, body) => post(`${url}${path}`, body, { authorization });
  const read = async (path, headers) => {
    const answer = await fetch(`${url}${path}`, { headers });
    await answer.arrayBuffer();
    return answer.status;
  };
  const statuses = [];
  const document = await (await api("/api/v1/documents", { title: "t", content: make(documentBytes) })).json();
  if (document.id) {
    const checks = Array.from({ length: isGreedy ? atOnce : 1 }, () => read(`/api/v1/documents/${document.id}/check`, { authorization }));
    statuses.push(...(await Promise.all(checks)));
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
      for (const status of await attack(url, person, makers[turn % makers.length], number < greedy)) told[status] = (told[status] ?? 0) + 1;
    }
  }));
  process.send(told);
}

/** The value that 99 of 100 do not exceed. */
const p99 = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? Infinity;

async function measure(url, until) {
  const [health, words, pages] = [[], [], {}];
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
  const reading = async () => {
    const documents = ["# hello", `# hello\n\n${"A sentence with *some* marks.\n\n".repeat(1000)}`].map(async (content) => {
      const answer = await post(`${url}/api/v1/documents`, { title: "mine", content }, { authorization: person.authorization });
      return `/documents/${(await answer.json()).id}`;
    });
    const paths = ["/", `/c/${id}`, "/documents", ...(await Promise.all(documents))];
    for (let turn = 0; !until.done; turn++) {
      const answer = await fetch(`${url}${paths[turn % paths.length]}`, { headers: { cookie: person.cookie } });
      await answer.text();
      pages[answer.status] = (pages[answer.status] ?? 0) + 1;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  await Promise.all([asking(), looking(), reading()]);
  return { health, words, pages };
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
const { health, words, pages } = await measure(url, until);
const code = await ended;
await stop();
console.log(`attacked for ${seconds} s by ${clients} clients; their answers:`, told);
console.log(`/healthz: ${health.length} answers, p99 ${p99(health).toFixed(1)} ms`);
console.log(`words of a reply: ${words.length}, late by p99 ${p99(words).toFixed(1)} ms`);
console.log("pages of a person:", pages);
const isLate = p99(health) >= most || p99(words) >= most;
const isKeptOut = Object.keys(pages).join() !== "200";
if (isLate || isKeptOut || code !== 0) {
  if (isLate) console.error(`late by ${most} ms or more`);
  if (isKeptOut) console.error("a person did not get every page");
  if (code !== 0) console.error(`the attackers ended with ${code}`);
  process.exitCode = 1;
}
