// Tries the API from outside: the sessions of docs/API.md, the official openai packages, the form of its description, and
// whatever schemathesis invents. node api.mjs [CASES]: at least so many cases in the end (default: a short run); SEED says which.
import { spawnSync } from "node:child_process";
import { copyFileSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { post, signUp } from "./account.mjs";
import { folder, removeFolders, start } from "./release.mjs";

const cases = Number(process.argv[2] ?? 1000);
const here = join(import.meta.dirname, "api");
const python = process.env.PYTHON;
if (!python) throw new Error("PYTHON must name the Python that has requirements.txt; make api-test does");
const settings = { SUPBOT_PROVIDERS: "scripted", SUPBOT_MESSAGES_PER_MINUTE: "1000000", SUPBOT_LOG_LEVEL: "warn" };
const failures = [];

/** Runs a command, and says whether it went well. */
function run(name, command, args, options = {}) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: "utf8", timeout: 30 * 60_000, maxBuffer: 1e9, ...options });
  const said = `${stdout ?? ""}${stderr ?? ""}`;
  console.log(`${status === 0 ? "ok    " : "FAILED"} ${name}`);
  if (status !== 0) {
    failures.push(name);
    console.log(said);
  }
  return said;
}

/** Does something against a server of its own. */
async function against(work) {
  const server = await start({ ...settings, SUPBOT_DATA_DIR: folder() });
  try {
    await work(server.url);
  } finally {
    await server.stop();
  }
}

// The sessions of docs/API.md, as somebody would who copies them.
const manual = readFileSync(join(import.meta.dirname, "../docs/API.md"), "utf8");
const sessions = [...manual.matchAll(/<!-- session: (\w+) -->\n```\w+\n([\s\S]*?)```/g)];
const ways = { sh: ["bash", "sh", "minutes.docx"], python: [python, "py", "minutes.pdf"], js: ["node", "mjs", "minutes.docx"] };
if (sessions.length !== Object.keys(ways).length) failures.push("the sessions of docs/API.md are not where they were");
for (const [, language, code] of sessions) {
  const [command, extension, file] = ways[language];
  await against(async (url) => {
    const place = folder();
    const script = join(place, `session.${extension}`);
    writeFileSync(script, `${language === "sh" ? "set -euo pipefail\n" : ""}${code.replaceAll("http://127.0.0.1:3000", url)}`);
    const said = run(`the session of docs/API.md for ${language}`, command, [script], { cwd: place });
    if (!said.includes("Hello") || !(statSync(join(place, file), { throwIfNoEntry: false })?.size > 2000)) {
      failures.push(`the session of docs/API.md for ${language} has not come to its end: ${said.slice(-500)}`);
    }
  });
}

await against(async (url) => {
  const key = (await signUp(url, "packages")).authorization.split(" ")[1];
  run("the openai package for Python", python, [join(here, "openai_packages.py"), url, key]);
  run("the openai package for JavaScript", "node", [join(here, "openai-packages.mjs"), url, key]);
  run("the description, by redocly", "redocly", ["lint", `${url}/api/openapi.json`, "--config", join(here, "redocly.yaml")]);
});

await against(async (url) => {
  const account = { username: "schemathesis", password: "correct horse" };
  await post(`${url}/api/v1/auth/register`, account);
  const { access } = await (await post(`${url}/api/v1/auth/token`, account)).json();
  const operations = Object.values((await (await fetch(`${url}/api/openapi.json`)).json()).paths).flatMap((item) => Object.keys(item));
  // Half of them come from the fuzzing, whose examples are counted by operation; the others from what each schema must bear.
  const examples = Math.max(5, Math.ceil(cases / operations.length / 2));
  const args = ["--config-file", "schemathesis.toml", "run", `${url}/api/openapi.json`, "--header", `Authorization: Bearer ${access}`, "--max-examples", String(examples), "--workers", "1", "--no-color"];
  // Tests try the same each time; `make api-test` something new.
  if (process.env.SEED) args.push("--seed", process.env.SEED);
  // It looks for its hooks, and leaves what it remembers, where it runs.
  const place = folder();
  for (const file of ["schemathesis.toml", "hooks.py"]) copyFileSync(join(here, file), join(place, file));
  const said = run(`schemathesis, ${operations.length} operations`, join(dirname(python), "schemathesis"), args, { cwd: place });
  const tried = Number(said.match(/^\s*([\d,]+) generated/m)?.[1].replaceAll(",", "") ?? 0);
  console.log(`       ${tried} cases: ${said.match(/(\d+ passed|[^\n]*failures?[^\n]*) in [\d.]+s/)?.[0] ?? ""}`);
  if (tried < cases) failures.push(`schemathesis tried ${tried} cases, not ${cases}`);
});

removeFolders();
if (failures.length > 0) {
  console.error(failures.join("\n"));
  process.exit(1);
}
