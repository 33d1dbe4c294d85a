// Takes a screenshot of every page in every state into screenshots/, in both languages, light and dark, wide and narrow, and
// makes a contact sheet of each look; axe looks at each of them, and whatever it finds fails. `make screenshots` calls it.
// The answers are prepared: what the pictures show must not change with a model's mood.
// node screenshots.mjs [LOOK ...]: only these, as in `ko-dark-320`.
import AxeBuilder from "@axe-core/playwright";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { folder as newFolder, hydrated, launchBrowser, removeFolders, start } from "./release.mjs";

const folder = join(import.meta.dirname, "screenshots");

const showcase = readFileSync(join(import.meta.dirname, "../src/provider/scripted_showcase.md"), "utf8");
const meeting = `녹취를 문단으로 나누고 결정된 것과 할 일을 골라내면 됩니다. 할 일은 \`담당:\`으로 시작하는 줄에서 찾습니다.

\`\`\`python
import re

def find_tasks(minutes: str) -> list[dict]:
    """회의록에서 담당자와 할 일, 기한을 찾는다."""
    line = re.compile(r"담당:\\s*(\\S+)\\s+(.+?)\\s*\\((\\d+/\\d+)까지\\)")
    return [
        {"담당": who, "할 일": what, "기한": due}
        for who, what, due in line.findall(minutes)
    ]
\`\`\`

지난주 회의록에 쓰면 이렇게 나옵니다.

| 담당 | 할 일 | 기한 |
| --- | --- | --- |
| 지수 | 예산안 2차 검토 | 12/4 |
| 민호 | 거래처 견적 비교 | 12/7 |`;

/** [question, title, answer]; what the last one answers is in the pictures. */
const conversations = [
  ["How do plants drink water?", "How plants drink", "Through their roots, and up by evaporation from the leaves."],
  ["분기 보고서의 목차를 잡아 줘", "분기 보고서 목차", "1. 요약\n2. 성과\n3. 다음 분기 계획"],
  ["이 SQL이 왜 느린지 알려 줘", "느린 SQL 고치기", "`like '%…%'`는 색인을 쓰지 못합니다."],
  ["Show me everything", "Everything in one answer", showcase],
  ["회의록에서 할 일만 뽑아 주는 파이썬 함수를 만들어 줘", "회의록에서 할 일 뽑기", meeting],
];

const paper = readFileSync(join(import.meta.dirname, "../src/documents/export/tests/samples/korean.md"), "utf8");

/** [title, format, content]; the last one is in the pictures. */
const papers = [
  ["주간 회의록", "minutes", "# 주간 회의록\n\n## 회의 개요\n\n수요일 10시"],
  ["Release notes 0.2", "free", "# Release notes"],
  ["사내 메신저 전환 계획서", "proposal", paper],
];

/** An OpenAI-compatible service that knows these conversations, refuses `refuse` and never ends `wait`. */
const model = createServer(async (request, response) => {
  if (request.url.endsWith("/models")) {
    response.setHeader("content-type", "application/json");
    return response.end('{"object":"list","data":[{"id":"qwen3-32b","object":"model"}]}');
  }
  let body = "";
  for await (const chunk of request) body += chunk;
  const { messages } = JSON.parse(body);
  // With attachments it comes in parts.
  const question = [messages.at(-1).content].flat().map((part) => part.text ?? (typeof part === "string" ? part : "")).join("\n");
  if (question === "refuse") return response.writeHead(429).end("{}");
  const found = conversations.find(([asked]) => question.includes(asked));
  const [, title, answer] = found ?? [, "", "한 낱말씩 옵니다. 새로 고쳐도"];
  const delta = (content) => `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`;
  response.setHeader("content-type", "text/event-stream");
  response.write(delta(messages[0].content.startsWith("Write a title") ? title : answer));
  if (found) response.end("data: [DONE]\n\n");
});
await new Promise((resolve) => model.listen(0, "127.0.0.1", resolve));

const server = await start({
  SUPBOT_PROVIDERS: "openai",
  OPENAI_BASE_URL: `http://127.0.0.1:${model.address().port}/v1`,
  SUPBOT_DATA_DIR: newFolder(),
});
const browser = await launchBrowser();
const widths = { 320: { width: 320, height: 700 }, 1280: { width: 1280, height: 800 } };
const all = ["ko", "en"].flatMap((language) => ["light", "dark"].flatMap((scheme) => Object.keys(widths).map((width) => ({ language, scheme, width }))));
const wanted = process.argv.slice(2);
const looks = all.filter(({ language, scheme, width }) => !wanted.length || wanted.includes(`${language}-${scheme}-${width}`));
const names = { ko: ["김지수", "박민호", "이서연", "최하늘"], en: ["june", "minho", "sora", "haneul"] };
const password = "correct horse";
const violations = [];

/** One look: what is in it is made by one person of its own. */
class Album {
  pictures = [];

  constructor(page, look, index) {
    Object.assign(this, { page, look });
    this.name = `${look.language}-${look.scheme}-${look.width}`;
    this.person = names[look.language][index % 4] + (index > 3 ? "2" : "");
    this.folder = join(folder, this.name);
    rmSync(this.folder, { recursive: true, force: true });
    mkdirSync(this.folder, { recursive: true });
  }

  get isNarrow() {
    return this.look.width === "320";
  }

  /** Takes a picture of the page as it is, and lets axe look at it. */
  async shoot(state) {
    const { page } = this;
    const file = join(this.folder, `${state}.png`);
    await page.screenshot({ path: file });
    this.pictures.push({ state, file });
    const found = (await new AxeBuilder({ page }).analyze()).violations;
    for (const { id, nodes } of found) violations.push(`${this.name} ${state}: ${id}: ${nodes.map((node) => node.html.slice(0, 200)).join(" ")}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) violations.push(`${this.name} ${state}: ${wide}px wider than the page`);
  }

  async visit(path, state, ready) {
    await this.page.goto(path);
    if (ready) await this.page.waitForSelector(ready);
    await this.shoot(state);
  }

  async ask(question) {
    const { page } = this;
    await page.goto("/");
    await hydrated(page);
    await page.fill("[name=content]", question);
    await page.keyboard.press("Enter");
  }

  async send(method, path, data) {
    const answer = await this.page.request[method](path, { data });
    if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
    return answer.json().catch(() => undefined);
  }

  /** All pictures on one. */
  async sheet() {
    const page = await browser.newPage({ viewport: { width: this.isNarrow ? 1700 : 2000, height: 800 } });
    const figure = ({ state, file }) => `<figure><img src="data:image/png;base64,${readFileSync(file, "base64")}"><figcaption>${state}</figcaption></figure>`;
    const style = `body{font:14px system-ui;background:#888;margin:16px;display:grid;gap:14px;grid-template-columns:repeat(auto-fill,minmax(${this.isNarrow ? 220 : 470}px,1fr))}figure{margin:0}img{width:100%}`;
    await page.setContent(`<style>${style}</style>${this.pictures.map(figure).join("")}`);
    await page.screenshot({ path: join(folder, `sheet-${this.name}.png`), fullPage: true });
    await page.close();
  }
}

/** What a visitor sees. */
async function visitorPages(album) {
  const { page } = album;
  await album.visit("/", "first-page");
  await album.visit("/login", "log-in");
  await page.fill("[name=username]", "nobody");
  await page.fill("[name=password]", "wrong horse");
  await page.click("form button");
  await page.waitForSelector("[role=alert]");
  await album.shoot("log-in-refused");
  await album.visit("/nowhere", "not-found");
  await page.goto("/signup");
  await album.shoot("sign-up");
  await page.fill("[name=username]", "a b");
  await page.fill("[name=password]", password);
  await page.click("form button");
  await page.waitForSelector("[aria-invalid=true]");
  await album.shoot("sign-up-refused");
  await page.fill("[name=username]", album.person);
  await page.fill("[name=password]", password);
  await page.click("form button");
  await page.waitForSelector(".composer");
  await hydrated(page);
}

/** What is shown to somebody who has nothing yet. */
async function emptyPages(album) {
  await album.shoot("new-chat");
  for (const [state, path] of Object.entries({
    "chats-empty": "/chats",
    "trash-empty": "/chats?view=trash",
    "documents-empty": "/documents",
    "code-empty": "/code",
    "prompts-empty": "/prompts",
    "shares-empty": "/shares",
    "search-empty": "/search",
    "search-nothing": "/search?q=zeppelin",
    "no-permission": "/c/019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6079",
    transfer: "/transfer",
    temporary: "/temporary",
  })) {
    await album.visit(path, state);
  }
}

/** A conversation in each of its states. */
async function chatPages(album) {
  const { page } = album;
  await page.goto("/");
  await hydrated(page);
  await page.fill("[name=content]", "가".repeat(400_000));
  await page.keyboard.press("Enter");
  await page.waitForSelector("#composer-error:not([hidden])");
  await album.shoot("too-long");
  await album.ask("refuse");
  await page.waitForSelector(".reply-notice.is-wrong:not([hidden])");
  await album.shoot("failed");
  await album.ask("wait");
  await page.waitForSelector(".reply[aria-busy=true] .open p");
  await album.shoot("streaming");
  await page.click(".composer-row .is-stop");
  await page.waitForSelector(".reply[aria-busy=false]");
  await album.shoot("stopped");
  for (const { id } of (await album.send("get", "/api/v1/conversations")).items) await album.send("delete", `/api/v1/conversations/${id}`);
  for (const [question, title] of conversations) {
    await album.ask(question);
    await page.waitForSelector(`h1:text-is("${title}")`);
    if (question === "Show me everything") {
      await album.shoot("markdown-end");
      await page.evaluate(() => document.querySelector(".thread").scrollTo(0, -100_000));
      await album.shoot("markdown");
    }
  }
  await page.reload();
  await page.mouse.move(1, 1);
  await page.waitForSelector(".composer .attach-pick");
  await album.shoot("chat");
  if (album.name === "ko-light-1280") await readmePicture(page);
  album.conversation = page.url().split("/").at(-1);
  if (album.isNarrow) {
    await page.click("label.only-narrow");
    await page.waitForSelector(".side", { state: "visible" });
    await album.shoot("drawer");
    await page.reload();
    await hydrated(page);
  }
  await page.click(".menu summary");
  await album.shoot("menu");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await page.waitForSelector(".palette [role=option]");
  await album.shoot("palette");
  await page.keyboard.press("Escape");
  await page.locator("h1").click();
  await page.keyboard.press("?");
  await page.waitForSelector("dialog.keys");
  await album.shoot("shortcuts");
  await page.keyboard.press("Escape");
  await page.locator("[data-do=edit]").last().focus();
  await page.keyboard.press("Enter");
  await page.waitForSelector(".ask-editor");
  await album.shoot("editing");
  await page.keyboard.press("Escape");
  await attachmentPages(album);
  await page.context().setOffline(true);
  await page.waitForSelector(".offline-bar");
  await album.shoot("offline");
  await page.context().setOffline(false);
  await page.waitForSelector(".offline-bar", { state: "detached" });
}

/** The picture in README.md: high enough for a question and its answer. */
async function readmePicture(page) {
  const { width, height } = page.viewportSize();
  await page.setViewportSize({ width, height: 920 });
  await page.screenshot({ path: join(folder, "chat-wide.png") });
  await page.setViewportSize({ width, height });
}

/** A picture and a text that go with a question. */
async function attachmentPages(album) {
  const { page } = album;
  const chosen = page.waitForEvent("filechooser");
  await page.click(".composer .attach-pick");
  const picture = readFileSync(join(import.meta.dirname, "../public/icon-512.png"));
  await (await chosen).setFiles([
    { name: "Supbot.png", mimeType: "image/png", buffer: picture },
    { name: "회의록.md", mimeType: "text/markdown", buffer: Buffer.from("# 회의록") },
  ]);
  await page.waitForFunction(() => document.querySelectorAll(".attaching li").length === 2 && !document.querySelector("progress"));
  await album.shoot("attaching");
  await page.fill("[name=content]", conversations.at(-1)[0]);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".attached img");
  await page.waitForSelector(".reply[aria-busy=true]", { state: "detached" });
  await album.shoot("attached");
}

/** What is kept, found and shared. */
async function keepingPages(album) {
  const { page, conversation } = album;
  await album.send("patch", `/api/v1/conversations/${conversation}`, { pinned: true, folder: "2026", tags: ["rust"] });
  await album.visit("/chats", "chats");
  await page.check(".chats-check input >> nth=0");
  await album.shoot("chats-selected");
  await album.visit("/chats?view=trash", "trash");
  await album.visit("/search?q=sql", "search");
  await album.visit(`/files/${conversation}`, "files");
  const shared = await album.send("post", "/api/v1/shares", { conversation_id: conversation });
  await album.visit("/shares", "shares");
  await album.visit(new URL(shared.url).pathname, "share");
  await album.send("post", "/api/v1/prompts", { name: "Weekly report", command: "weekly", body: "{{week:number}}\n{{tone:choice:short|long}}" });
  await album.send("post", "/api/v1/personas", { name: "Proofreader", system_prompt: "Mend the spelling." });
  await album.visit("/prompts", "prompts");
  await album.visit("/prompts/new", "prompt-new");
  await album.visit("/settings", "settings");
}

/** Code that is mended. */
async function codePages(album) {
  await album.visit("/code", "code");
}

/** Documents. */
async function documentPages(album) {
  const { page } = album;
  await album.visit("/documents/new", "formats");
  await album.visit("/documents/new?format=report", "questions");
  let id, revision;
  for (const [title, format, content] of papers) ({ id, revision } = await album.send("post", "/api/v1/documents", { title, format, content }));
  await album.visit("/documents", "documents");
  await page.goto(`/documents/${id}`);
  await page.waitForSelector("#document-editor .ProseMirror");
  await album.shoot("document");
  await page.click(".toolbar .is-revise");
  await album.shoot("revising");
  await album.send("patch", `/api/v1/documents/${id}`, { content: paper.replace("3월", "4월"), revision });
  const { items } = await album.send("get", `/api/v1/documents/${id}/versions`);
  await album.visit(`/documents/${id}/versions?from=${items[1].id}&to=${items[0].id}`, "versions");
}

for (const [index, look] of looks.entries()) {
  const context = await browser.newContext({
    viewport: widths[look.width],
    colorScheme: look.scheme,
    locale: { ko: "ko-KR", en: "en-US" }[look.language],
    reducedMotion: "reduce",
    serviceWorkers: "block",
    baseURL: server.url,
  });
  const album = new Album(await context.newPage(), look, index);
  try {
    for (const part of [visitorPages, emptyPages, chatPages, keepingPages, codePages, documentPages]) await part(album);
  } catch (error) {
    violations.push(`${album.name}: ${error}`);
  }
  await album.sheet();
  console.log(`${album.name}: ${album.pictures.length} states`);
  await context.close();
}
writeFileSync(join(folder, "found.txt"), violations.map((line) => `${line}\n`).join(""));
for (const line of violations) console.error(line);
process.exitCode = violations.length ? 1 : 0;
await browser.close();
await server.stop();
model.close();
model.closeAllConnections();
removeFolders();
