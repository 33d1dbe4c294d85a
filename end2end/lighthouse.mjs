// Lighthouse, with its preset for phones, on the pages that people meet first: node lighthouse.mjs [PAGE ...]. The program comes
// from npm when it is asked for: nothing else needs it.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { post, signUp } from "./account.mjs";
import { folder, removeFolders, start } from "./release.mjs";

const VERSION = "12.8.2"; // the last one that runs with Node 18 and 20
const LEAST = { performance: 98, accessibility: 100, "best-practices": 100, seo: 95 };
/** Questions and answers in the conversation. */
const MESSAGES = 100;
/** The run in the middle counts: one run says more of the machine than of the page (Lighthouse's docs/variability.md). */
const RUNS = 5;

const server = await start({ SUPBOT_PROVIDERS: "scripted", SUPBOT_MESSAGES_PER_MINUTE: "100000", SUPBOT_DATA_DIR: folder() });
const { cookie, authorization } = await signUp(server.url, "lighthouse");
const api = async (path, body) => (await post(`${server.url}/api/v1/${path}`, body, { authorization })).json();

const conversation = (await api("conversations", { title: "A hundred messages" })).id;
for (let number = 0; number < MESSAGES / 2; number++) {
  await api(`conversations/${conversation}/messages`, { content: `Question ${number}: 표와 목록을 보여 줘\n/answer\n## ${number}\n\n- one\n- **two**\n\n\`\`\`rust\nfn main() {}\n\`\`\`` });
  const status = async () => (await (await fetch(`${server.url}/api/v1/conversations/${conversation}/messages?limit=1`, { headers: { authorization } })).json()).items[0].status;
  while ((await status()) === "generating") await new Promise((done) => setTimeout(done, 20));
}
const document = (await api("documents", { title: "Minutes", format: "minutes", content: "# 주간 회의록\n\n## 회의 개요\n\n수요일 10시" })).id;
const share = new URL((await api("shares", { conversation_id: conversation, is_findable: true })).url).pathname;
const pages = { "log-in": "/login", chat: `/c/${conversation}`, document: `/documents/${document}`, share };

/** What Lighthouse finds on a page. */
function look(name, path) {
  const report = join(folder(), "report.json");
  const headers = name === "log-in" || name === "share" ? {} : { Cookie: cookie };
  const args = ["--yes", `lighthouse@${VERSION}`, server.url + path, "--quiet", "--output=json", `--output-path=${report}`];
  args.push(`--extra-headers=${JSON.stringify(headers)}`, "--chrome-flags=--headless=new --no-sandbox --disable-gpu");
  const ran = spawnSync("npx", args, { env: { ...process.env, CHROME_PATH: process.env.CHROMIUM ?? "/usr/bin/chromium" }, encoding: "utf8" });
  if (ran.status !== 0) throw new Error(ran.stderr);
  return JSON.parse(readFileSync(report, "utf8"));
}

const wanted = process.argv.slice(2);
let isBelow = false;
for (const [name, path] of Object.entries(pages).filter(([name]) => !wanted.length || wanted.includes(name))) {
  const runs = Array.from({ length: RUNS }, () => look(name, path));
  runs.sort((a, b) => a.categories.performance.score - b.categories.performance.score);
  const { categories, audits } = runs[(RUNS - 1) / 2];
  const scores = Object.entries(LEAST).map(([category, least]) => {
    const score = Math.round(categories[category].score * 100);
    if (score >= least) return `${category} ${score}`;
    isBelow = true;
    const refs = categories[category].auditRefs.filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 0.9);
    return `${category} ${score} (at least ${least}: ${refs.map(({ id }) => `${id} ${audits[id].displayValue ?? ""}`.trim()).join(", ")})`;
  });
  const shown = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"].map((id) => `${id} ${audits[id].displayValue}`);
  const all = runs.map(({ categories }) => Math.round(categories.performance.score * 100)).join(" ");
  console.log(`${name}: ${scores.join(", ")}; ${shown.join(", ")}; performance of all runs: ${all}`);
}
await server.stop();
removeFolders();
process.exitCode = isBelow ? 1 : 0;
