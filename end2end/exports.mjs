// Has every format drafted in Korean and in English, exports each draft to all five forms of file, and reads the files with
// other programs: pdftotext, and LibreOffice for DOCX. Every line of the source must be in each. Then the examples of the
// specifications, as two long documents. node exports.mjs [MODEL]: a model's id instead of the scripted one; the files and
// pictures of their first pages stay in end2end/exported/.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { events, post, signUp } from "./account.mjs";
import { folder, removeFolders, start } from "./release.mjs";

const output = join(import.meta.dirname, "exported");
const forms = ["md", "txt", "html", "docx", "pdf"];
const model = process.argv[2];
const notes = {
  ko: "지난달 고객 문의가 18% 늘었다. 상담원 두 명을 더 뽑자고 했다. 예산은 4천만 원이고 12월 1일까지 결정한다.",
  en: "Enquiries rose by 18 % last month. We want to hire two more agents. The budget is 40,000 euros, to be decided by 1 December.",
};

const server = await start({ SUPBOT_DATA_DIR: folder(), ...(model ? { SUPBOT_PROVIDERS: "local" } : { SUPBOT_PROVIDERS: "scripted" }) });
const { authorization } = await signUp(server.url, "exporter");
const api = (path) => `${server.url}/api/v1${path}`;
const read = async (path) => (await fetch(api(path), { headers: { authorization } })).json();
let failures = 0;

/** Text as it is compared: without white space, and without hyphens, which pdftotext takes away at the end of a line. */
function dense(text) {
  return text.normalize("NFC").replaceAll(/[\s\u200b\ufeff-]/g, "");
}

/** The lines of a document as they are read, without what plain text puts around them: marks of items, addresses of links, footnotes' numbers. */
async function linesOf(id) {
  const text = await (await fetch(api(`/documents/${id}/export?format=txt`), { headers: { authorization } })).text();
  const mark = /^(\s*(-|\d+\.|\[[x ]\]|\[\d+\])\s+)+/;
  const bare = (line) => line.replace(mark, "").replaceAll(/ \((https?:\/\/[^)]*|[^()\s]+@[^()\s]+)\)|\[\d+\]/g, "");
  return text.split(/[\n\t]/).filter((line) => !/^-{10}$/.test(line)).map((line) => dense(bare(line))).filter((line) => line.length > 1);
}

/** What another program reads in a file. */
function textOf(path, form) {
  if (form === "html") return dense(readFileSync(path, "utf8").replace(/<style>[\s\S]*?<\/style>/, "").replaceAll(/<[^>]*>/g, "").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&"));
  if (form === "pdf") return dense(execFileSync("pdftotext", [path, "-"], { encoding: "utf8" }));
  if (form !== "docx") return dense(readFileSync(path, "utf8"));
  const profile = `-env:UserInstallation=file://${join(output, "profile")}`;
  execFileSync("soffice", [profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", output, path], { stdio: "ignore" });
  return dense(readFileSync(path.replace(/docx$/, "txt"), "utf8"));
}

/** Exports a document to all forms; says which lines are missing where. */
async function check(name, id, isShown = true) {
  const lines = await linesOf(id);
  for (const form of forms) {
    const began = performance.now();
    const answer = await fetch(api(`/documents/${id}/export?format=${form}`), { headers: { authorization } });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const took = Math.round(performance.now() - began);
    // What LibreOffice makes of the DOCX takes the name of the text.
    const path = join(output, `${name}${form === "txt" ? "-plain" : ""}.${form}`);
    writeFileSync(path, bytes);
    if (!answer.ok) {
      failures++;
      console.log(`${name}.${form}: ${answer.status} ${bytes}`);
      continue;
    }
    const text = textOf(path, form);
    // Numbers of pages stand between the lines of a PDF; Markdown has marks between the words.
    const missing = form === "md" ? [] : lines.filter((line) => !text.includes(line) && !text.replaceAll(/\d+\/\d+/g, "").includes(line));
    if (isShown && missing.length) {
      failures++;
      console.log(`${name}.${form}: ${missing.length} of ${lines.length} lines are missing: ${missing.slice(0, 3).join(" | ")}`);
    }
    if (!isShown) console.log(`${name}.${form}: ${bytes.length} bytes in ${took} ms`);
  }
  if (isShown) execFileSync("pdftoppm", ["-r", "60", "-png", "-f", "1", "-l", "2", join(output, `${name}.pdf`), join(output, name)]);
}

rmSync(output, { recursive: true, force: true });
mkdirSync(output);
try {
  const { items } = await read("/document-formats");
  for (const format of items) {
    for (const language of ["ko", "en"]) {
      const brief = format.question.map((question) => `${question.label[language]}\n${notes[language]}`).join("\n\n");
      const body = { title: format.name[language], format: format.id, prompt: brief, ...(model ? { model } : {}) };
      const made = await (await post(api("/documents"), body, { authorization, "accept-language": language })).json();
      let end;
      for await (const event of events(await fetch(api(`/documents/${made.id}/events`), { headers: { authorization } }))) end = event;
      if (end.name !== "done") {
        failures++;
        console.log(`${format.id} ${language}: no draft: ${JSON.stringify(end.data)}`);
        continue;
      }
      await check(`${format.id}-${language}`, made.id);
      console.log(`${format.id} ${language}: ${(await read(`/documents/${made.id}`)).content.length} characters`);
    }
  }
  const fence = "`".repeat(32);
  for (const name of ["commonmark-0.31.2", "gfm-0.29"]) {
    const specification = readFileSync(join(import.meta.dirname, `../src/markup/spec/${name}.txt`), "utf8");
    const examples = specification.split(`${fence} example`).slice(1).map((piece) => piece.slice(piece.indexOf("\n") + 1).split("\n.\n")[0].replaceAll("→", "\t"));
    for (const [kind, content] of [["whole", specification], ["examples", examples.join("\n\n")]]) {
      const made = await (await post(api("/documents"), { title: name, content }, { authorization })).json();
      await check(`${name}-${kind}`, made.id, false);
    }
  }
} finally {
  await server.stop();
  removeFolders();
}
console.log(`${failures} failures`);
process.exitCode = failures ? 1 : 0;
