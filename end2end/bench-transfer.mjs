// Importing a thousand and ten thousand conversations as each program exports them, exporting them again, and importing that:
// how long, and how much more memory the server takes while it does.
import { createReadStream, createWriteStream, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { signUp } from "./account.mjs";
import { folder, start } from "./release.mjs";
import { programs, writeConversations } from "./transfer-files.mjs";

/** Conversations of a file; SUPBOT_BENCH_CONVERSATIONS, like 10,100, tries it with less. */
const SIZES = (process.env.SUPBOT_BENCH_CONVERSATIONS ?? "1000,10000").split(",").map(Number);
/** Most minutes for the largest file, and most MB that the server takes for it beyond what it had. */
const MINUTES_MAX = 5;
const GROWTH_MAX = 150;

/** Peak and present resident memory of a process in MB. */
function memory(pid) {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const mb = (field) => Number(status.match(new RegExp(`${field}:\\s+(\\d+) kB`))[1]) / 1000;
  return { peak: mb("VmHWM"), now: mb("VmRSS") };
}

/** Does something with a server of its own; gives its minutes, by how many MB the server grew, and what came of it. */
async function measured(data, username, work) {
  const server = await start({ SUPBOT_PROVIDERS: "scripted", SUPBOT_DATA_DIR: data });
  const { authorization } = await signUp(server.url, username);
  const before = memory(server.child.pid);
  const began = performance.now();
  const result = await work(`${server.url}/api/v1`, authorization);
  const minutes = (performance.now() - began) / 60_000;
  const growth = memory(server.child.pid).peak - before.now;
  return { minutes, growth, result, server, authorization };
}

async function bringIn(api, authorization, path) {
  const headers = { authorization, "content-type": "application/octet-stream" };
  const sent = await fetch(`${api}/import`, { method: "POST", body: createReadStream(path), duplex: "half", headers });
  let job = await sent.json();
  while (job.state === "running") {
    await new Promise((done) => setTimeout(done, 200));
    job = await (await fetch(`${api}/imports/${job.id}`, { headers: { authorization } })).json();
  }
  if (job.state !== "done") throw new Error(JSON.stringify(job));
  return job;
}

async function takeOut(api, authorization, path) {
  const answer = await fetch(`${api}/export`, { headers: { authorization } });
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
  await pipeline(Readable.fromWeb(answer.body), createWriteStream(path));
}

/** Imports a file, then the same once more: nothing may come twice. */
async function importTwice(path, count) {
  const data = join(folder(), "data");
  const first = await measured(data, "bench", (api, authorization) => bringIn(api, authorization, path));
  const again = await bringIn(`${first.server.url}/api/v1`, first.authorization, path);
  await first.server.stop();
  const jobs = [first.result, again].map(({ conversations, known }) => `${conversations}+${known}`).join(" ");
  if (jobs !== `${count}+0 0+${count}`) throw new Error(`imported and known: ${jobs}`);
  return { ...first, data };
}

/** Writes a package of our own with what is imported from a file; the server that packs it has imported nothing. */
async function exported(source, path) {
  const data = join(folder(), "data");
  const { server, authorization } = await measured(data, "bench", (api, authorization) => bringIn(api, authorization, source));
  await server.stop();
  const again = await start({ SUPBOT_PROVIDERS: "scripted", SUPBOT_DATA_DIR: data });
  const before = memory(again.child.pid);
  const began = performance.now();
  await takeOut(`${again.url}/api/v1`, authorization, path);
  const figures = { minutes: (performance.now() - began) / 60_000, growth: memory(again.child.pid).peak - before.now };
  await again.stop();
  return figures;
}

function line(what, size, path, { minutes, growth }) {
  const figures = [`${minutes.toFixed(2)} min`, `${growth.toFixed(0)} MB more memory`, `file of ${(statSync(path).size / 1e6).toFixed(0)} MB`];
  console.log(`${what}, ${size} conversations: ${figures.join(", ")}`);
}

export async function benchTransfer(report) {
  const [minutes, growth] = [[], []];
  for (const [name, conversation] of Object.entries(programs)) {
    for (const size of SIZES) {
      const path = join(folder(), "conversations.json");
      await writeConversations(path, conversation, size);
      const figures = await importTwice(path, size);
      line(`import of ${name}`, size, path, figures);
      rmSync(figures.data, { recursive: true });
      rmSync(path);
      if (size === SIZES.at(-1)) {
        minutes.push(figures.minutes);
        growth.push(figures.growth);
      }
    }
  }
  for (const size of SIZES) {
    const [source, own] = [join(folder(), "conversations.json"), join(folder(), "supbot.zip")];
    await writeConversations(source, programs.ChatGPT, size);
    const out = await exported(source, own);
    line("export", size, own, out);
    const figures = await importTwice(own, size);
    line("import of that", size, own, figures);
    rmSync(figures.data, { recursive: true });
    if (size === SIZES.at(-1)) {
      minutes.push(out.minutes, figures.minutes);
      growth.push(out.growth, figures.growth);
    }
  }
  report(`each of these, ${SIZES.at(-1)} conversations`, "min", MINUTES_MAX, [Math.max(...minutes)]);
  report("  more memory than before", "MB", GROWTH_MAX, [Math.max(...growth)]);
}
