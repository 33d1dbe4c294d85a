// Reads of the API beside a bare axum route that answers the same bytes from memory, both under wrk in the same run.
import { execFileSync, spawn } from "node:child_process";
import { join } from "node:path";
import { post, signUp } from "./account.mjs";
import { folder, start } from "./release.mjs";

const CONNECTIONS = 64;
const SECONDS = 8;
const OWNED = 1000;

/** Requests a second and the 99th percentile in ms, of one address under load. */
function load(url, headers = []) {
  const args = ["-t1", `-c${CONNECTIONS}`, `-d${SECONDS}s`, "--latency", ...headers.flatMap((header) => ["-H", header]), url];
  const said = execFileSync("wrk", args, { encoding: "utf8" });
  if (/Non-2xx/.test(said)) throw new Error(said);
  const [, p99, unit] = said.match(/99%\s+([\d.]+)(us|ms|s)/);
  return { rate: Number(said.match(/Requests\/sec:\s+([\d.]+)/)[1]), p99: Number(p99) * { us: 0.001, ms: 1, s: 1000 }[unit] };
}

/** Starts the bare server; BARE_AXUM names its program. */
async function startBare(answer) {
  const child = spawn(process.env.BARE_AXUM, [answer], { stdio: ["ignore", "ignore", "pipe"] });
  const address = await new Promise((resolve) => child.stderr.once("data", (said) => resolve(said.toString().trim())));
  return { url: `http://${address}/`, stop: () => child.kill() };
}

export async function benchApi(report) {
  const server = await start({ SUPBOT_PROVIDERS: "scripted", SUPBOT_DATA_DIR: join(folder(), "data") });
  const { authorization } = await signUp(server.url, "bench");
  const conversations = `${server.url}/api/v1/conversations`;
  for (let number = 0; number < OWNED; number++) {
    await post(conversations, { title: `Conversation ${number}` }, { authorization });
  }
  const credentials = { username: "bench", password: "correct horse" };
  const { access } = await (await post(`${server.url}/api/v1/auth/token`, credentials)).json();
  const token = `Bearer ${access}`;
  const answer = await (await fetch(conversations, { headers: { authorization: token } })).text();
  const bare = await startBare(answer);
  const figures = { token: [], key: [], bare: [], ratio: [], tokenP99: [], bareP99: [] };
  for (let round = 0; round < 3; round++) {
    const direct = load(bare.url);
    const through = load(conversations, [`authorization: ${token}`]);
    const keyed = load(conversations, [`authorization: ${authorization}`]);
    figures.bare.push(direct.rate);
    figures.token.push(through.rate);
    figures.key.push(keyed.rate);
    figures.ratio.push((100 * through.rate) / direct.rate);
    figures.tokenP99.push(through.p99);
    figures.bareP99.push(direct.p99);
  }
  report(`GET /api/v1/conversations with a token, ${OWNED} owned, ${CONNECTIONS} connections`, "requests/s", undefined, figures.token);
  report("  with a key", "requests/s", undefined, figures.key);
  report("  a bare axum route with the same bytes", "requests/s", undefined, figures.bare);
  report("  ratio", "%", { least: 25 }, figures.ratio);
  report("  99th percentile with a token", "ms", undefined, figures.tokenP99);
  report("  99th percentile of the bare route", "ms", undefined, figures.bareP99);
  bare.stop();
  await server.stop();
}
