// What a person feels with a conversation of ten thousand messages open: from the press to the next picture, over 200 of them.
import { join } from "node:path";
import { writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { ask, events, signUp } from "./account.mjs";
import { folder, hydrated, launchBrowser, start } from "./release.mjs";

const MESSAGES = 10_000;
const INTERACTIONS = 200;
const settings = () => ({ SUPBOT_PROVIDERS: "scripted", SUPBOT_MESSAGES_PER_MINUTE: "100000", SUPBOT_DATA_DIR: join(folder(), "data") });

// One conversation, written straight into the database: asking so many questions would take hours.
const seed = `
import sqlite3, sys, uuid
database, size = sqlite3.connect(sys.argv[1], isolation_level=None), int(sys.argv[2])
user, = database.execute("select id from users").fetchone()
new_id = lambda at: str(uuid.UUID(int=(at << 80) | (7 << 76) | (2 << 62) | at))
clock, parent = 1_700_000_000_000, None
conversation = new_id(clock)
database.execute("begin")
database.execute("insert into conversations (id, user_id, title, title_source, model, created_at, updated_at) values (?, ?, 'Ten thousand', 'person', 'scripted/echo', ?, ?)", (conversation, user, clock, clock))
for number in range(size):
    clock += 60_000
    message = new_id(clock)
    content = f"{number}: 회의 자료를 정리해 줘" if number % 2 == 0 else f"# {number}\\n\\n- one\\n- **two**\\n\\n\`\`\`rust\\nfn main() {{}}\\n\`\`\`"
    database.execute("insert into messages (id, conversation_id, parent_id, role, content, status, created_at, finished_at, model) values (?, ?, ?, ?, ?, 'complete', ?, ?, ?)", (message, conversation, parent, "assistant" if number % 2 else "user", content, clock, clock, "scripted/echo" if number % 2 else None))
    parent = message
database.execute("update conversations set head_id = ? where id = ?", (parent, conversation))
database.execute("commit")
print(conversation)
`;

export async function benchInteraction(report) {
  const environment = settings();
  const first = await start(environment);
  const { cookie } = await signUp(first.url, "bench");
  await first.stop();
  const script = join(folder(), "seed.py");
  writeFileSync(script, seed);
  const conversation = execFileSync("python3", [script, join(environment.SUPBOT_DATA_DIR, "supbot.db"), String(MESSAGES)], { encoding: "utf8" }).trim();
  const server = await start(environment);
  const browser = await launchBrowser();
  const context = await browser.newContext({ baseURL: server.url });
  const [name, value] = cookie.split("=");
  await context.addCookies([{ name, value, url: server.url }]);
  const page = await context.newPage();
  // What Interaction to Next Paint is made of (the Event Timing API): the longest event of each press.
  await page.addInitScript(() => {
    window.presses = new Map();
    new PerformanceObserver((list) => {
      for (const { interactionId, duration } of list.getEntries()) {
        if (interactionId) window.presses.set(interactionId, Math.max(window.presses.get(interactionId) ?? 0, duration));
      }
    }).observe({ type: "event", durationThreshold: 16, buffered: true });
  });
  await page.goto(`/c/${conversation}`);
  await hydrated(page);
  await page.focus("[name=content]");
  // A person reads back first: more of the conversation is in the page then.
  for (let times = 0; times < 5; times++) {
    const before = await page.locator("article").count();
    await page.evaluate(() => document.querySelector(".thread").scrollTo(0, -1e7));
    await page.waitForFunction((before) => document.querySelectorAll("article").length > before, before);
  }
  const count = await page.locator("article").count();
  await page.evaluate(() => document.querySelector(".thread").scrollTo(0, 0));
  const keys = "긴 대화에서도 글자는 바로 보입니다 and so do letters".split("");
  let done = 0;
  while (done < INTERACTIONS) {
    for (const key of keys.slice(0, 15)) await page.keyboard.press(/[a-z ]/.test(key) ? key || "Space" : "k");
    await page.click(".menu summary");
    await page.keyboard.press("Escape");
    await page.click(".menu summary");
    await page.click("[name=content]");
    await page.keyboard.press("Backspace");
    done += 20;
  }
  await page.waitForTimeout(500); // the last entries come after the last picture
  const presses = await page.evaluate(() => [...window.presses.values()]);
  // What is not told took less than the least that is measured.
  const all = [...presses, ...Array(Math.max(0, done - presses.length)).fill(16)].toSorted((a, b) => a - b);
  report(`from a press to the next picture, ${MESSAGES} messages (${count} on the page), 95th percentile`, "ms", 50, [all[Math.floor(all.length * 0.95)]]);
  report("from one chat to another, by their links, 95th percentile", "ms", 100, [await navigate(page, server.url, cookie)]);
  await browser.close();
  await server.stop();
}

/** Goes to and fro between two conversations; from the press to the picture with the other one's title. */
async function navigate(page, url, cookie) {
  const titles = ["One", "Another"];
  for (const title of titles) {
    const sent = await ask(url, cookie, "/markdown");
    await replied(url, cookie, sent);
    const body = new URLSearchParams({ id: sent.conversation, title });
    await fetch(`${url}/rpc/update_conversation`, { method: "POST", headers: { cookie }, body });
  }
  await page.reload();
  await hydrated(page);
  const times = [];
  for (let turn = 0; turn < 40; turn++) {
    const title = titles[turn % 2];
    const link = page.locator(".side-list a", { hasText: title });
    // The pointer comes before the press.
    await link.hover();
    times.push(await link.evaluate((link, title) => new Promise((resolve) => {
      const began = performance.now();
      const look = () => (document.querySelector("h1").textContent === title ? resolve(performance.now() - began) : requestAnimationFrame(look));
      link.click();
      requestAnimationFrame(look);
    }), title));
  }
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)];
}

/** Waits until a reply has come to its end. */
async function replied(url, cookie, { reply }) {
  const answer = await fetch(`${url}/events/replies/${reply.id}`, { headers: { cookie } });
  for await (const { data } of events(answer)) if (data.done) return;
}
