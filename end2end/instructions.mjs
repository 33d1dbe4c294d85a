// Instructions that the server runs for a fixed script of requests, counted by Valgrind, beside what they may be: node
// instructions.mjs. Time depends on the machine; this does not. Fails when something is over its budget.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ask, events, post, signUp } from "./account.mjs";
import { dist, folder, removeFolders, start } from "./release.mjs";

if (spawnSync("valgrind", ["--version"]).status !== 0) {
  console.log("valgrind is not here (a package of that name): instructions are not counted");
  process.exit();
}

/** What is built for tests leaves the last optimisations out. */
const isRelease = readFileSync(join(dist, "kind"), "utf8").trim() === "release";
/** Times that each request is made. */
const ROUNDS = 10;

/** What a person and a program do in a minute. */
async function script({ url }) {
  const { cookie, authorization } = await signUp(url, "counting");
  const get = async (path, headers) => {
    const answer = await fetch(url + path, { headers });
    await answer.text();
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
  };
  for (let round = 0; round < ROUNDS; round++) {
    const sent = await ask(url, cookie, "/long 300");
    for await (const { data } of events(await fetch(`${url}/events/replies/${sent.reply.id}`, { headers: { cookie } }))) if (data.done) break;
    const made = await post(`${url}/api/v1/documents`, { title: `Minutes ${round}`, content: "# Minutes\n\n- one\n- two\n" }, { authorization });
    const { id } = await made.json();
    for (const path of ["/", `/c/${sent.conversation}`, "/chats", "/search?q=word1", "/documents", `/documents/${id}`]) await get(path, { cookie });
    for (const path of ["/conversations", "/documents", "/search?q=word1", "/models"]) await get(`/api/v1${path}`, { authorization });
  }
}

/** Millions of instructions from the start of a server to its end. */
async function count(requests) {
  const out = join(folder(), "counted");
  const under = ["valgrind", "--tool=callgrind", `--callgrind-out-file=${out}`, "--quiet"];
  const server = await start({ SUPBOT_PROVIDERS: "scripted", SUPBOT_DATA_DIR: folder() }, false, under);
  await requests(server);
  await server.stop();
  return Number(readFileSync(out, "utf8").match(/^(?:summary|totals): (\d+)/m)[1]) / 1e6;
}

const idle = await count(async () => {});
const rows = [
  ["a start and an end", isRelease ? 130 : 140, idle],
  [`${ROUNDS} rounds of the script`, isRelease ? 630 : 1_160, (await count(script)) - idle],
];
let isOver = false;
for (const [what, budget, millions] of rows) {
  const fits = millions <= budget;
  isOver ||= !fits;
  console.log(`${what.padEnd(36)} ${millions.toFixed(0).padStart(7)} million instructions  of ${String(budget).padStart(5)}  ${fits ? "ok" : "OVER"}`);
}
removeFolders();
process.exitCode = isOver ? 1 : 0;
