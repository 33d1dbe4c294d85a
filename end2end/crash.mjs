// Kills the server at random moments and compares what it has kept with what it had acknowledged:
// node crash.mjs [ROUNDS]. `make crash-test` calls it with 200 rounds, `make test` with a few.
import { execFileSync, fork } from "node:child_process";
import { join } from "node:path";
import { events, post, signUp } from "./account.mjs";
import { folder, removeFolders, start } from "./release.mjs";

const rounds = Number(process.argv[2] ?? 200);
/** How long text may wait to be stored, with what storing it takes, in ms. */
const batch = 200 + 150;
const data = join(folder(), "data");
const provider = fork(join(import.meta.dirname, "bench-provider.mjs"));
const port = await new Promise((resolve) => provider.once("message", resolve));
const settings = { SUPBOT_PROVIDERS: "openai", OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`, SUPBOT_MODEL: "bench", SUPBOT_DATA_DIR: data };

const failures = [];
const check = (is, what) => is || failures.push(what);
const found = { interrupted: 0, complete: 0, unacknowledged: 0, lostMs: 0 };

let server = await start(settings);
const { authorization } = await signUp(server.url, "crash");
const acknowledged = [];

for (let round = 1; round <= rounds; round++) {
  const { id } = await (await post(`${server.url}/api/v1/conversations`, { title: `round ${round}` }, { authorization })).json();
  const content = `tokens=200 rate=200 size=5 질문 ${round} ${"x".repeat(round % 7)}`;
  const seen = { content, message: undefined, deltas: [] };
  const reading = (async () => {
    const answer = await post(`${server.url}/api/v1/conversations/${id}/messages`, { content }, { authorization, accept: "text/event-stream" });
    for await (const { name, data } of events(answer)) {
      if (name === "message") seen.message = data;
      if (name === "delta") seen.deltas.push({ at: performance.now(), text: data.text });
    }
  })().catch(() => undefined); // cut off by the kill
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 1100));
  const killedAt = performance.now();
  const ended = new Promise((resolve) => server.child.once("exit", resolve));
  server.child.kill("SIGKILL");
  await ended;
  await reading;
  server = await start(settings);
  if (!seen.message) {
    found.unacknowledged++;
    continue;
  }
  acknowledged.push(seen);
  const get = async (message) => (await fetch(`${server.url}/api/v1/messages/${message.id}`, { headers: { authorization } })).json();
  const [question, reply] = [await get(seen.message.user_message), await get(seen.message.assistant_message)];
  check(question.content === content, `round ${round}: the question is ${JSON.stringify(question.content)}`);
  check(["interrupted", "complete"].includes(reply.status), `round ${round}: the reply is ${reply.status}`);
  found[reply.status]++;
  const received = seen.deltas.map((delta) => delta.text).join("");
  const shorter = Math.min(received.length, reply.content.length);
  check(received.slice(0, shorter) === reply.content.slice(0, shorter), `round ${round}: the text differs`);
  let length = 0;
  const firstLost = seen.deltas.find((delta) => (length += delta.text.length) > reply.content.length);
  const lostMs = firstLost ? killedAt - firstLost.at : 0;
  found.lostMs = Math.max(found.lostMs, lostMs);
  check(lostMs <= batch, `round ${round}: ${lostMs.toFixed(0)} ms of text were lost`);
  if (round % 20 === 0) console.log(`${round} rounds: ${failures.length} failures`);
}
for (const seen of acknowledged) {
  const { id } = seen.message.user_message;
  const question = await (await fetch(`${server.url}/api/v1/messages/${id}`, { headers: { authorization } })).json();
  check(question.content === seen.content, `${id} is gone`);
}
await server.stop();
const integrity = execFileSync("python3", ["-c", `import sqlite3; print(sqlite3.connect(${JSON.stringify(join(data, "supbot.db"))}).execute("pragma integrity_check").fetchone()[0])`]);
check(integrity.toString().trim() === "ok", `the database: ${integrity}`);
provider.disconnect();
removeFolders();
console.log(
  `${rounds} kills: ${acknowledged.length} questions acknowledged and kept, ${found.interrupted} replies cut short, ${found.complete} whole, ` +
    `at most ${found.lostMs.toFixed(0)} ms of a reply lost, database ${integrity.toString().trim()}, ${failures.length} failures`,
);
failures.forEach((failure) => console.error(failure));
process.exit(failures.length ? 1 : 0);
