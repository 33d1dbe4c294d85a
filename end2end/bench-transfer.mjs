// Importing ten thousand conversations as ChatGPT exports them, and exporting them again: how long, in how much memory.
import { createReadStream, createWriteStream, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { once } from "node:events";
import { signUp } from "./account.mjs";
import { folder, start } from "./release.mjs";

const CONVERSATIONS = 10_000;
const TURNS = 10;
const WORDS = ["회의록을", "정리해", "주세요", "the", "report", "예산은", "function", "정렬", "data", "프로젝트"];

/** A text of so many words, the same in every run. */
function text(seed, words) {
  return Array.from({ length: words }, (_, at) => WORDS[(seed * 7 + at * at) % WORDS.length]).join(" ");
}

function conversation(number) {
  const mapping = { root: { id: "root", message: null, parent: null, children: ["m0"] } };
  for (let turn = 0; turn < 2 * TURNS; turn++) {
    const role = turn % 2 ? "assistant" : "user";
    mapping[`m${turn}`] = {
      id: `m${turn}`,
      parent: turn ? `m${turn - 1}` : "root",
      children: turn + 1 < 2 * TURNS ? [`m${turn + 1}`] : [],
      message: {
        id: `m${turn}`,
        author: { role },
        create_time: 1_600_000_000 + number * 3600 + turn * 30 + 0.5,
        content: { content_type: "text", parts: [text(number + turn, turn % 2 ? 120 : 20)] },
        metadata: turn % 2 ? { model_slug: "gpt-4o" } : {},
        recipient: "all",
      },
    };
  }
  const begun = 1_600_000_000 + number * 3600;
  return { title: `대화 ${number}`, create_time: begun, update_time: begun + 600, conversation_id: `c-${number}`, current_node: `m${2 * TURNS - 1}`, mapping };
}

async function writeFile(path) {
  const file = createWriteStream(path);
  for (let number = 0; number < CONVERSATIONS; number++) {
    if (!file.write((number ? ",\n" : "[") + JSON.stringify(conversation(number)))) await once(file, "drain");
  }
  file.end("]");
  await once(file, "close");
}

/** Peak and present resident memory of a process in MB. */
function memory(pid) {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const mb = (field) => Number(status.match(new RegExp(`${field}:\\s+(\\d+) kB`))[1]) / 1000;
  return { peak: mb("VmHWM"), now: mb("VmRSS") };
}

export async function benchTransfer(report) {
  const path = join(folder(), "conversations.json");
  await writeFile(path);
  const server = await start({ SUPBOT_PROVIDERS: "scripted", SUPBOT_DATA_DIR: join(folder(), "data") });
  const { authorization } = await signUp(server.url, "bench");
  const api = `${server.url}/api/v1`;
  const bringIn = async () => {
    const began = performance.now();
    const sent = await fetch(`${api}/import`, { method: "POST", body: createReadStream(path), duplex: "half", headers: { authorization, "content-type": "application/octet-stream" } });
    let job = await sent.json();
    while (job.state === "running") {
      await new Promise((done) => setTimeout(done, 200));
      job = await (await fetch(`${api}/imports/${job.id}`, { headers: { authorization } })).json();
    }
    if (job.state !== "done") throw new Error(JSON.stringify(job));
    return { minutes: (performance.now() - began) / 60_000, job };
  };
  const before = memory(server.child.pid);
  const first = await bringIn();
  const after = memory(server.child.pid);
  const second = await bringIn();
  if (first.job.conversations !== CONVERSATIONS || second.job.known !== CONVERSATIONS) throw new Error(JSON.stringify([first.job, second.job]));
  console.log(`${CONVERSATIONS} conversations, ${first.job.messages} messages, ${(statSync(path).size / 1e6).toFixed(0)} MB`);
  report("  importing them", "min", 5, [first.minutes]);
  report("  importing them once more", "min", 1, [second.minutes]);
  report("  resident memory at most while importing", "MB", 150, [after.peak]);
  report("    more than before", "MB", undefined, [after.peak - before.now]);
  const began = performance.now();
  const answer = await fetch(`${api}/export`, { headers: { authorization } });
  let bytes = 0;
  for await (const chunk of answer.body) bytes += chunk.length;
  report(`  exporting them (${(bytes / 1e6).toFixed(0)} MB)`, "min", 2, [(performance.now() - began) / 60_000]);
  report("  resident memory at most after it", "MB", 150, [memory(server.child.pid).peak]);
  await server.stop();
}
