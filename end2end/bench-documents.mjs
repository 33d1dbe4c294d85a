// What a document of fifty pages costs: as a file, to open, and to type in. Also: what the editor weighs.
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { post, signUp, use } from "./account.mjs";
import { dist, folder, launchBrowser, start } from "./release.mjs";

const ROUNDS = 5;
const KEYS = 40;

/** About fifty pages of A4: headings, paragraphs, lists, tables and code, in Korean and English. */
function paper() {
  const section = (n) =>
    [
      `## ${n}. 분기별 결과와 다음 계획`,
      ...Array.from({ length: 5 }, (_, i) => `${i + 1}번째 문단이다. 지난 분기의 문의는 **18%** 늘었고, 그 가운데 절반은 [배송](https://example.com/${n}/${i})에 대한 것이다. `.repeat(4) + "English words stand between the Korean ones, as they do in every office."),
      `- 첫째 항목 ${n}\n- 둘째 항목\n  - 안쪽 항목\n- 셋째 항목`,
      `| 항목 | 수량 | 설명 |\n|---|--:|---|\n${Array.from({ length: 6 }, (_, i) => `| 항목 ${i} | ${n * i} | 설명하는 글이 여기에 선다 |`).join("\n")}`,
      "```rust\nfn main() {\n    println!(\"안녕하세요\");\n}\n```",
    ].join("\n\n");
  return `# 쉰 쪽짜리 보고서\n\n${Array.from({ length: 42 }, (_, n) => section(n + 1)).join("\n\n")}\n`;
}

export async function benchDocuments(report) {
  const server = await start({ SUPBOT_PROVIDERS: "scripted", SUPBOT_DATA_DIR: folder() });
  const { cookie, authorization } = await signUp(server.url, "bench");
  const made = await post(`${server.url}/api/v1/documents`, { title: "fifty", format: "report", content: paper() }, { authorization });
  const { id } = await made.json();
  const file = async (format) => {
    const began = performance.now();
    const answer = await fetch(`${server.url}/api/v1/documents/${id}/export?format=${format}`, { headers: { authorization } });
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (!answer.ok) throw new Error(`${format}: ${answer.status}`);
    return { took: performance.now() - began, bytes };
  };
  const before = use(server.child.pid).memory;
  const pages = (await file("pdf")).bytes.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  console.log(`a document of ${pages} pages, ${Math.round(paper().length / 1000)} thousand characters:`);
  for (const [format, target] of [["pdf", 2000], ["docx", 500], ["html", undefined]]) {
    const times = [];
    for (let round = 0; round < ROUNDS; round++) times.push((await file(format)).took);
    report(`  as ${format}`, "ms", target, times);
  }
  report("  memory of the server after all of them, above before", "MB", 20, [use(server.child.pid).memory - before]);

  const browser = await launchBrowser();
  const opened = [];
  const typed = [];
  const [name, value] = cookie.split("=");
  for (let round = 0; round < ROUNDS; round++) {
    const context = await browser.newContext();
    await context.addCookies([{ name, value, url: server.url }]);
    const page = await context.newPage();
    await page.addInitScript(() => {
      new MutationObserver(() => {
        if (document.querySelector("#document-editor:not([hidden])")) window.editableAt ??= performance.now();
      }).observe(document, { subtree: true, childList: true, attributes: true });
    });
    await page.goto(`${server.url}/documents/${id}`);
    await page.waitForFunction(() => window.editableAt);
    opened.push(await page.evaluate(() => window.editableAt));
    await page.locator(".is-editor > p").nth(100).click();
    // From the key to the frame in which its letter is painted.
    await page.evaluate(() => {
      window.typed = [];
      document.addEventListener("keydown", (event) => {
        const at = event.timeStamp;
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => window.typed.push(performance.now() - at);
          channel.port2.postMessage(0);
        });
      }, true);
    });
    for (let key = 0; key < KEYS; key++) {
      await page.keyboard.press("a");
      await page.waitForFunction((count) => window.typed.length > count, key);
    }
    typed.push(...(await page.evaluate(() => window.typed)));
    await context.close();
  }
  await browser.close();
  report("  opened in a new browser, until it can be written in", "ms", 800, opened);
  report("  from a key to its letter on the screen", "ms", 50, typed);
  const folderOfClient = join(dist, "site/pkg");
  const weight = readdirSync(folderOfClient).filter((entry) => /^(documents|prosemirror)-.*\.br$/.test(entry)).map((entry) => statSync(join(folderOfClient, entry)).size / 1000);
  report("  script and style of its page, brotli", "kB", 125, [weight.reduce((sum, each) => sum + each, 0)]);
  await server.stop();
}
