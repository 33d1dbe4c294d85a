// Measures many replies at once, beside the same streams taken from the model service directly. `make bench` calls it.
import { fork } from "node:child_process";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { signUp, use } from "./account.mjs";
import { folder, start } from "./release.mjs";

const tokens = 100;
const perSecond = 100;
/** Questions that one account may ask in a minute. */
const perAccount = 55;

const agent = new Agent({ keepAlive: true, maxSockets: 2000 });

function post(url, body, headers = {}) {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: "POST", agent, headers: { "content-type": "application/json", ...headers } }, resolve);
    sent.on("error", reject);
    sent.end(JSON.stringify(body));
  });
}

async function json(response) {
  let text = "";
  for await (const chunk of response) text += chunk;
  return JSON.parse(text);
}

/** Reads a stream to its end: when the first token came, the gaps between tokens, and how many there were. */
async function read(began, response, isToken) {
  const figures = { first: undefined, gaps: [], characters: 0 };
  let last;
  let rest = "";
  for await (const chunk of response.setEncoding("utf8")) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop();
    const now = performance.now();
    for (const line of lines) {
      const text = line.startsWith("data: {") && isToken(JSON.parse(line.slice(6)));
      if (!text) continue;
      figures.first ??= now - began;
      if (last !== undefined) figures.gaps.push(now - last);
      last = now;
      figures.characters += text.length;
    }
  }
  return figures;
}

const percentile = (values, at) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * at))];
const sum = (all) => ({
  first: percentile(all.map((it) => it.first), 0.5),
  gap: percentile(all.flatMap((it) => it.gaps), 0.99),
  characters: all.reduce((total, it) => total + it.characters, 0),
});

export async function benchStreams(report) {
  const provider = fork(join(import.meta.dirname, "bench-provider.mjs"));
  const port = await new Promise((resolve) => provider.once("message", resolve));
  const base = `http://127.0.0.1:${port}/v1`;
  const server = await start({ SUPBOT_PROVIDERS: "openai", OPENAI_BASE_URL: base, SUPBOT_MODEL: "bench", SUPBOT_DATA_DIR: folder() });
  const accounts = [];
  for (let number = 0; number < 25; number++) accounts.push(await signUp(server.url, `bench${number}`));
  let asked = 0;
  const next = () => accounts[Math.floor(asked++ / perAccount)];
  const content = `tokens=${tokens} rate=${perSecond} size=5`;
  const targets = { 1: { added: 5 }, 20: { added: 6 }, 100: { added: 20, memory: 80, cpu: 0.5, share: 0.97 }, 1000: { added: 200, memory: 250 } };
  const table = [];
  const round = async (streams) => {
    const each = [...Array(streams)];
    const directBegan = performance.now();
    const direct = sum(await Promise.all(each.map(async () => {
      const began = performance.now();
      const response = await post(`${base}/chat/completions`, { content });
      return read(began, response, (event) => event.choices?.[0]?.delta?.content);
    })));
    const directTook = performance.now() - directBegan;
    const conversations = await Promise.all(each.map(async () => {
      const headers = { authorization: next().authorization };
      const { id } = await json(await post(`${server.url}/api/v1/conversations`, { title: "bench" }, headers));
      return { id, headers };
    }));
    const [before, providerBefore] = [use(server.child.pid), use(provider.pid)];
    const throughBegan = performance.now();
    let memory = 0;
    const watch = setInterval(() => (memory = Math.max(memory, use(server.child.pid).memory)), 100);
    const through = sum(await Promise.all(conversations.map(async ({ id, headers }) => {
      const began = performance.now();
      const url = `${server.url}/api/v1/conversations/${id}/messages`;
      const response = await post(url, { content }, { ...headers, accept: "text/event-stream" });
      if (response.statusCode !== 200) throw new Error(`${response.statusCode} at ${streams} streams`);
      return read(began, response, (event) => event.text);
    })));
    clearInterval(watch);
    const throughTook = performance.now() - throughBegan;
    const [cpu, providerCpu] = [use(server.child.pid).cpu - before.cpu, use(provider.pid).cpu - providerBefore.cpu];
    return {
      direct_ms: direct.first,
      supbot_ms: through.first,
      added_ms: through.first - direct.first,
      gap_ratio: through.gap / direct.gap,
      cpu_ms_per_1000_tokens: (cpu / (streams * tokens)) * 1000,
      // A tick of the clock is 10 ms: of a few streams it says nothing.
      cpu_share: cpu / Math.max(10, providerCpu),
      rate_share: directTook / throughTook,
      memory_mb: memory,
      lost_characters: direct.characters - through.characters,
    };
  };
  // What a process does only once (compiling statements, this script too) is not what is measured.
  await round(2);
  for (const streams of [1, 20, 100, 1000]) {
    const rounds = [];
    for (let done = 0; done < (streams === 1000 ? 1 : 3); done++) rounds.push(await round(streams));
    table.push({ streams, rounds });
    const target = targets[streams];
    const all = (name) => rounds.map((each) => each[name]);
    console.log(`${streams} streams at once:`);
    report("  first token, the service itself", "ms", undefined, all("direct_ms"));
    report("  first token, added by Supbot (p50)", "ms", target.added, all("added_ms"));
    report("  p99 gap between tokens, times the service's own", "", streams <= 100 ? 3 : undefined, all("gap_ratio"));
    report("  CPU for 1,000 tokens", "ms", undefined, all("cpu_ms_per_1000_tokens"));
    report("  CPU, times the service's own", "", target.cpu, all("cpu_share"));
    report("  tokens a second, times those of the service itself", "", target.share && { least: target.share }, all("rate_share"));
    report("  resident memory", "MB", target.memory, all("memory_mb"));
    report("  characters lost", "", 0, all("lost_characters"));
  }
  console.log(JSON.stringify({ streams: table }));
  await server.stop();
  agent.destroy();
  provider.disconnect();
}
