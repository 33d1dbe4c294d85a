// Measures what a long answer, a long conversation and a long paste cost. `make bench` calls it.
import { execFileSync, fork } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ask, signUp, use } from "./account.mjs";
import { folder, hydrated, launchBrowser, start } from "./release.mjs";

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** Answers of three lengths in deltas of four characters: what rendering them takes, and what goes over the wire. */
export async function benchRendering(report) {
  const provider = fork(join(import.meta.dirname, "bench-provider.mjs"));
  const port = await new Promise((resolve) => provider.once("message", resolve));
  const settings = { SUPBOT_PROVIDERS: "openai", OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`, SUPBOT_MODEL: "bench" };
  const server = await start({ ...settings, SUPBOT_DATA_DIR: folder() });
  const table = [];
  for (const shape of ["text", "code", "paragraph"]) {
    const { cookie } = await signUp(server.url, `rendering-${shape}`);
    console.log(`an answer of n characters in deltas of 4, as ${shape}: CPU and bytes, and per character beside 10k's`);
    const figures = [];
    for (const [characters, runs] of [[1_000, 24], [10_000, 6], [100_000, 1]]) {
      const before = use(server.child.pid).cpu;
      let bytes = 0;
      for (let run = 0; run < runs; run++) {
        const sent = await ask(server.url, cookie, `tokens=${characters / 4} rate=2500 size=4 shape=${shape}`);
        const answer = await fetch(`${server.url}/events/replies/${sent.reply.id}`, { headers: { cookie } });
        for await (const chunk of answer.body) bytes += chunk.length;
      }
      figures.push({ shape, characters, cpu_ms: (use(server.child.pid).cpu - before) / runs, bytes: bytes / runs });
    }
    const per = (row, field) => row[field] / row.characters / (figures[1][field] / figures[1].characters);
    for (const row of figures) {
      row.cpu_ratio = per(row, "cpu_ms");
      row.bytes_ratio = per(row, "bytes");
      report(`  ${row.characters}: CPU`, "ms", undefined, [row.cpu_ms]);
      report(`  ${row.characters}: CPU per character, times that of 10000`, "", undefined, [row.cpu_ratio]);
      report(`  ${row.characters}: on the wire`, "kB", undefined, [row.bytes / 1000]);
      report(`  ${row.characters}: bytes per character, times that of 10000`, "", undefined, [row.bytes_ratio]);
    }
    table.push(...figures);
  }
  console.log(JSON.stringify({ rendering: table }));
  await server.stop();
  provider.disconnect();
}

// Messages like those of a long chat, written where the server keeps them.
const seed = `
import sqlite3, sys, uuid
database, sizes = sqlite3.connect(sys.argv[1]), [int(size) for size in sys.argv[2:]]
user, = database.execute("select id from users").fetchone()
clock = 1_700_000_000_000
def new_id():
    global clock
    clock += 1
    bits = (clock << 80) | (7 << 76) | (2 << 62) | (clock & 0xffff)
    return str(uuid.UUID(int=bits))
for size in sizes:
    conversation, parent = new_id(), None
    database.execute("insert into conversations (id, user_id, title, title_source, model, created_at, updated_at) values (?, ?, ?, 'person', 'scripted/echo', 1, 1)", (conversation, user, f"{size} messages"))
    for number in range(size):
        message, is_reply = new_id(), number % 2 == 1
        text = f"## 답 {number}\\n\\n긴 대화의 **{number}번째** 답입니다.\\n\\n- 하나\\n- 둘\\n\\n\`\`\`rust\\nlet a = {number};\\n\`\`\`\\n" if is_reply else f"질문 {number}: 어떻게 하나요?"
        text += "newest" if number == size - 1 else ""
        database.execute("insert into messages (id, conversation_id, parent_id, role, content, status, model, created_at, finished_at) values (?, ?, ?, ?, ?, 'complete', ?, 1, 1)", (message, conversation, parent, "assistant" if is_reply else "user", text, "scripted/echo" if is_reply else None))
        parent = message
    database.execute("update conversations set head_id = ? where id = ?", (parent, conversation))
    print(conversation)
database.commit()
`;

/** Conversations of three lengths: the time until the newest message is seen, in a browser that has never been here. */
export async function benchOpening(report) {
  const data = folder();
  const settings = { SUPBOT_PROVIDERS: "scripted", SUPBOT_DATA_DIR: data };
  let server = await start(settings);
  const { cookie } = await signUp(server.url, "opening");
  await server.stop();
  const sizes = [50, 1_000, 10_000];
  const script = join(folder(), "seed.py");
  writeFileSync(script, seed);
  const ids = execFileSync("python3", [script, join(data, "supbot.db"), ...sizes]).toString().trim().split("\n");
  server = await start(settings);
  const browser = await launchBrowser();
  const times = sizes.map(() => []);
  for (let run = 0; run < 11; run++) {
    for (const [index, id] of ids.entries()) {
      const context = await browser.newContext();
      const [name, value] = cookie.split("=");
      await context.addCookies([{ name, value, url: server.url }]);
      const page = await context.newPage();
      await page.addInitScript(() => {
        const look = () => {
          const last = [...document.querySelectorAll(".thread article")].at(-1);
          const place = last?.textContent.includes("newest") && last.getBoundingClientRect();
          // In view, and a frame later: painted.
          if (place && place.bottom > 0 && place.top < innerHeight) requestAnimationFrame(() => (window.seenAt = performance.now()));
          else requestAnimationFrame(look);
        };
        look();
      });
      await page.goto(`${server.url}/c/${id}`);
      await page.waitForFunction(() => window.seenAt);
      // The first round warms the server's own memory, not the browser's.
      if (run > 0) times[index].push(await page.evaluate(() => window.seenAt));
      await context.close();
    }
  }
  console.log("opening a conversation in a new browser, until its newest message is seen:");
  sizes.forEach((size, index) => report(`  of ${size} messages`, "ms", 600, times[index]));
  const medians = times.map(median);
  report("  slowest median, times the fastest", "", 1.2, [Math.max(...medians) / Math.min(...medians)]);
  console.log(JSON.stringify({ opening: sizes.map((messages, index) => ({ messages, median_ms: medians[index] })) }));
  await browser.close();
  await server.stop();
}

/** A megabyte pasted, and a letter typed after it: into the composer, and into a text area of nobody's beside it. */
export async function benchPaste(report) {
  const server = await start({ SUPBOT_PROVIDERS: "scripted", SUPBOT_DATA_DIR: folder() });
  const { cookie } = await signUp(server.url, "paste");
  const browser = await launchBrowser();
  const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  const [name, value] = cookie.split("=");
  await context.addCookies([{ name, value, url: server.url }]);
  const page = await context.newPage();
  await page.goto(server.url);
  await hydrated(page);
  const line = "A line of a long text that somebody pastes.\n";
  await page.evaluate((text) => navigator.clipboard.writeText(text), line.repeat(1_000_000 / line.length));
  await page.evaluate(() => {
    const bare = document.createElement("textarea");
    bare.className = "bare";
    document.querySelector(".box").append(bare);
  });
  const composer = page.locator("textarea[name=content]");
  const bare = page.locator("textarea.bare");
  /** Until the next frame after a key. */
  const time = async (area, key) => {
    const began = performance.now();
    await area.press(key);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    return performance.now() - began;
  };
  const times = { paste: [[], []], type: [[], []] };
  for (let run = 0; run < 7; run++) {
    for (const [index, area] of [composer, bare].entries()) {
      await area.fill("");
      times.paste[index].push(await time(area, "Control+V"));
      times.type[index].push(await time(area, "a"));
      await area.fill("");
    }
  }
  for (const [what, [ours, theirs]] of Object.entries(times)) {
    console.log(what === "paste" ? "a megabyte pasted, until the next frame:" : "a letter typed after it, until the next frame:");
    report("  into the composer", "ms", undefined, ours);
    report("  into a bare text area", "ms", undefined, theirs);
    report("  ratio of the medians", "", 1.5, [median(ours) / median(theirs)]);
  }
  await browser.close();
  await server.stop();
}
