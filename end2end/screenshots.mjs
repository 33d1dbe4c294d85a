// Takes a screenshot of every page into screenshots/, wide and narrow, light and dark. `make screenshots` calls it.
// The answers are prepared: what the pictures show must not change with a model's mood.
import { mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { folder as newFolder, launchBrowser, removeFolders, start } from "./release.mjs";

const folder = join(import.meta.dirname, "screenshots");
mkdirSync(folder, { recursive: true });

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
  const question = messages.at(-1).content;
  if (question === "refuse") return response.writeHead(429).end("{}");
  const found = conversations.find(([asked]) => question.startsWith(asked));
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
const wide = { width: 1280, height: 800 };
const narrow = { width: 390, height: 844 };

for (const [name, viewport, colorScheme] of [
  ["wide", wide, "light"],
  ["narrow", narrow, "light"],
  ["dark", wide, "dark"],
]) {
  const context = await browser.newContext({ viewport, colorScheme, locale: "ko-KR", baseURL: server.url });
  const page = await context.newPage();
  const shoot = (what) => page.screenshot({ path: `${folder}/${what}-${name}.png` });
  const visit = async (path, what) => {
    await page.goto(path);
    await shoot(what);
  };
  const ask = async (question) => {
    await page.goto("/");
    await page.waitForSelector("body[data-hydrated]");
    await page.fill("[name=content]", question);
    await page.keyboard.press("Enter");
  };
  await visit("/", "first-page");
  await visit("/login", "login");
  await visit("/nowhere", "not-found");
  await page.goto("/signup");
  await page.fill("[name=username]", "지수");
  await page.fill("[name=password]", "correct horse");
  await page.click("form button");
  await page.waitForSelector("[aria-invalid=true]");
  await shoot("signup");
  await page.fill("[name=username]", { wide: "김지수", narrow: "박민호", dark: "이서연" }[name]);
  await page.fill("[name=password]", "correct horse");
  await page.click("form button");
  await page.waitForSelector("body[data-hydrated] .composer");
  await shoot("new-chat");
  await ask("refuse");
  await page.waitForSelector(".reply-notice.is-wrong:not([hidden])");
  await shoot("failed");
  await ask("wait");
  await page.waitForSelector(".reply[aria-busy=true] .open p");
  await shoot("streaming");
  await page.click(".composer-row button:not([hidden])");
  await page.waitForSelector(".reply[aria-busy=false]");
  for (const path of await page.$$eval("nav li a", (links) => links.map((link) => link.getAttribute("href")))) {
    await page.goto(path);
    await page.click(".menu summary");
    await page.click(".menu .is-danger");
    await page.waitForURL(/\/$/);
  }
  for (const [question, title] of conversations) {
    await ask(question);
    await page.waitForSelector(`h1:text-is("${title}")`);
    if (question === "Show me everything") {
      await shoot("markdown-end");
      await page.evaluate(() => document.querySelector(".thread").scrollTo(0, -100_000));
      await shoot("markdown");
    }
  }
  await page.reload();
  await shoot("chat");
  if (name === "narrow") {
    await page.click("label.only-narrow");
    await page.waitForTimeout(300); // its transition
    await shoot("drawer");
  } else {
    await page.click(".menu summary");
    await shoot("menu");
  }
  await visit("/settings", "settings");
  await visit("/documents/new", "formats");
  await visit("/documents/new?format=report", "questions");
  let id, revision;
  for (const [title, format, content] of papers) {
    const made = await page.request.post("/api/v1/documents", { data: { title, format, content } });
    ({ id, revision } = await made.json());
  }
  await visit("/documents", "documents");
  await page.goto(`/documents/${id}`);
  await page.waitForSelector("body[data-editor=ready]");
  await shoot("document");
  await page.click(".toolbar .is-revise");
  await shoot("revising");
  await page.request.patch(`/api/v1/documents/${id}`, { data: { content: paper.replace("3월", "4월"), revision } });
  const { items } = await (await page.request.get(`/api/v1/documents/${id}/versions`)).json();
  await visit(`/documents/${id}/versions?from=${items[1].id}&to=${items[0].id}`, "versions");
  await context.close();
}
await browser.close();
await server.stop();
model.close();
model.closeAllConnections();
removeFolders();
