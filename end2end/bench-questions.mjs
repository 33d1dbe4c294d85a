// Measures whole questions through the API: a conversation, a question, an answer of one token. `make bench` calls it.
import { fork } from "node:child_process";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { signUp, use } from "./account.mjs";
import { folder, start } from "./release.mjs";

const agent = new Agent({ keepAlive: true, maxSockets: 100 });
const content = "tokens=1 rate=0 size=5";

/** Sends JSON and reads the whole answer; `onEvents` is given the text as it comes, with the time. */
function send(url, body, headers, onEvents = () => {}) {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: "POST", agent, headers: { "content-type": "application/json", ...headers } }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (some) => {
        text += some;
        onEvents(some, performance.now());
      });
      response.on("end", () => (response.statusCode < 300 ? resolve(text) : reject(new Error(`${response.statusCode} ${text}`))));
    });
    sent.on("error", reject);
    sent.end(JSON.stringify(body));
  });
}

export async function benchQuestions(report) {
  const provider = fork(join(import.meta.dirname, "bench-provider.mjs"));
  const port = await new Promise((resolve) => provider.once("message", resolve));
  const server = await start({
    SUPBOT_PROVIDERS: "openai",
    OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`,
    SUPBOT_MODEL: "bench",
    SUPBOT_DATA_DIR: folder(),
    SUPBOT_MESSAGES_PER_MINUTE: "1000000",
  });
  const { authorization } = await signUp(server.url, "bench");
  const ask = async () => {
    const { id } = JSON.parse(await send(`${server.url}/api/v1/conversations`, { title: "bench" }, { authorization }));
    let [first, done] = [0, 0];
    const headers = { authorization, accept: "text/event-stream" };
    await send(`${server.url}/api/v1/conversations/${id}/messages`, { content }, headers, (text, now) => {
      if (text.includes("event: delta")) first ||= now;
      if (text.includes("event: done")) done = now;
    });
    return done - first;
  };
  const round = async (count, atOnce) => {
    const [before, began] = [use(server.child.pid).cpu, performance.now()];
    let left = count;
    const ends = [];
    await Promise.all([...Array(atOnce)].map(async () => {
      while (left-- > 0) ends.push(await ask());
    }));
    const seconds = (performance.now() - began) / 1000;
    ends.sort((a, b) => a - b);
    return { cpu: (use(server.child.pid).cpu - before) / count, rate: count / seconds, end: ends[Math.floor(ends.length / 2)] };
  };
  await round(50, 5);
  const [many, one] = [[], []];
  for (let done = 0; done < 3; done++) {
    many.push(await round(2000, 20));
    one.push(await round(100, 1));
  }
  console.log("a conversation, a question and an answer of one token:");
  report("  CPU each, 20 at once", "ms", 1, many.map((it) => it.cpu));
  report("  a second, 20 at once", "", { least: 1000 }, many.map((it) => it.rate));
  report("  from the last token to the end, one at a time (p50)", "ms", 2, one.map((it) => it.end));
  await server.stop();
  agent.destroy();
  provider.disconnect();
}
