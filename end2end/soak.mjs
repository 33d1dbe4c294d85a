// Minutes of everything that people do at once: questions read to the end, left in the middle, stopped, come back to.
// node soak.mjs [MINUTES]; `make soak-test` calls it with 30. Afterwards memory must be what it was after the first
// sixth, and nothing may be left running: no row, no connection to the model service, no open file.
import { execFileSync, fork } from "node:child_process";
import { join } from "node:path";
import { ask, events, post, signUp, use } from "./account.mjs";
import { folder, removeFolders, start } from "./release.mjs";

const minutes = Number(process.argv[2] ?? 30);
const workers = 24;
/** Questions that a worker's account may ask in a minute, and a few less. */
const pause = 60_000 / 50;

const pausing = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const provider = fork(join(import.meta.dirname, "bench-provider.mjs"));
const port = await new Promise((resolve) => provider.once("message", resolve));
const data = folder();
const server = await start({
  SUPBOT_PROVIDERS: "openai",
  OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`,
  SUPBOT_MODEL: "bench",
  SUPBOT_DATA_DIR: data,
});
const failures = [];
const did = {};
const content = () => `tokens=${20 + Math.floor(Math.random() * 200)} rate=100 size=5 shape=${Math.random() < 0.5 ? "text" : "code"}`;

async function conversation({ authorization }) {
  return (await (await post(`${server.url}/api/v1/conversations`, { title: "soak" }, { authorization })).json()).id;
}

/** Asks; gives the answer's stream, and what leaves it. */
async function stream(person) {
  const id = await conversation(person);
  const leave = new AbortController();
  const headers = { authorization: person.authorization, accept: "text/event-stream" };
  const answer = await post(`${server.url}/api/v1/conversations/${id}/messages`, { content: content() }, headers, leave.signal);
  if (answer.status !== 200) throw new Error(`a question: ${answer.status} ${await answer.text()}`);
  return { answer, leave };
}

const actions = {
  async readToTheEnd(person) {
    let end;
    for await (const event of events((await stream(person)).answer)) end = event.name;
    if (end !== "done") throw new Error(`a stream ended with ${end}`);
  },
  async leaveInTheMiddle(person) {
    const { answer, leave } = await stream(person);
    let seen = 0;
    for await (const event of events(answer)) if (event.name === "delta" && seen++ === 5) break;
    leave.abort();
  },
  async comeBack(person) {
    const { answer, leave } = await stream(person);
    let [text, id, reply] = ["", "0", undefined];
    for await (const { name, id: position, data } of events(answer)) {
      if (name === "message") reply = data.assistant_message.id;
      if (name === "delta") [text, id] = [text + data.text, position];
      if (text.length > 40) break;
    }
    leave.abort();
    const url = `${server.url}/api/v1/messages/${reply}`;
    const headers = { authorization: person.authorization };
    const again = await fetch(`${url}/events`, { headers: { ...headers, "last-event-id": id } });
    for await (const { name, data } of events(again)) if (name === "delta") text += data.text;
    const stored = await (await fetch(url, { headers })).json();
    if (stored.content !== text) throw new Error(`come back to ${text.length} characters of ${stored.content.length}`);
  },
  async stop(person) {
    const sent = await ask(server.url, person.cookie, content());
    const headers = { cookie: person.cookie };
    const watching = await fetch(`${server.url}/events/replies/${sent.reply.id}`, { headers });
    let end;
    for await (const { data } of events(watching)) {
      if (data.update && end === undefined) {
        end = null;
        await fetch(`${server.url}/rpc/act_on_message`, { method: "POST", headers, body: new URLSearchParams({ id: sent.reply.id, action: "stop" }) });
      }
      if (data.done) end = data.done.state.status;
    }
    if (end !== "stopped" && end !== "complete") throw new Error(`a stopped reply is ${end}`);
  },
  async openPages(person) {
    const sent = await ask(server.url, person.cookie, content());
    const page = await fetch(`${server.url}/c/${sent.conversation}`, { headers: { cookie: person.cookie } });
    if (!(await page.text()).includes("</html>")) throw new Error("half a page");
  },
};

const end = performance.now() + minutes * 60_000;
const work = async (_, number) => {
  const person = await signUp(server.url, `soak${number}`);
  while (performance.now() < end) {
    const names = Object.keys(actions);
    const name = names[Math.floor(Math.random() * names.length)];
    const next = pausing(pause);
    await actions[name](person).then(() => (did[name] = (did[name] ?? 0) + 1)).catch((error) => failures.push(`${name}: ${error}`));
    await next;
  }
};
const samples = [];
const filesAtFirst = use(server.child.pid).files;
const sampling = setInterval(() => samples.push(use(server.child.pid).memory), (minutes * 60_000) / 180);
await Promise.all([...Array(workers)].map(work));
clearInterval(sampling);

// Everything that still runs is as long as an answer at most.
const settled = async (is) => {
  for (const deadline = performance.now() + 20_000; performance.now() < deadline; await pausing(100)) if (await is()) return true;
  return false;
};
const open = () => new Promise((resolve) => (provider.once("message", resolve), provider.send("open")));
const rows = (sql) => execFileSync("python3", ["-c", `import sqlite3; print(sqlite3.connect(${JSON.stringify(join(data, "supbot.db"))}).execute(${JSON.stringify(sql)}).fetchone()[0])`]).toString().trim();
const generating = "select count(*) from messages where status = 'generating'";
if (!(await settled(async () => rows(generating) === "0"))) failures.push(`${rows(generating)} replies are still generating`);
if (!(await settled(async () => (await open()) === 0))) failures.push(`${await open()} connections to the model service are open`);
const parts = rows("select count(*) from reply_parts");
if (parts !== "0") failures.push(`${parts} parts of replies are left over`);
if (!(await settled(async () => use(server.child.pid).files <= filesAtFirst + 60))) failures.push(`${use(server.child.pid).files} files are open, at first ${filesAtFirst}`);
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const sixth = Math.floor(samples.length / 6);
const [early, late] = [mean(samples.slice(sixth, 2 * sixth)), mean(samples.slice(-sixth))];
if (late > early * 1.1) failures.push(`memory grew from ${early.toFixed(1)} to ${late.toFixed(1)} MB`);
const messages = rows("select count(*) from messages");
await server.stop();
provider.disconnect();
removeFolders();
console.log(
  `${minutes} minutes, ${messages} messages: ${JSON.stringify(did)}; memory ${early.toFixed(1)} MB after the first sixth, ` +
    `${late.toFixed(1)} MB at the end (x${(late / early).toFixed(3)}); ${failures.length} failures`,
);
failures.slice(0, 20).forEach((failure) => console.error(failure));
process.exit(failures.length ? 1 : 0);
