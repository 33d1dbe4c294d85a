// Searching, listing and asking beside 10 thousand, 100 thousand and a million messages, half of them Korean.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { post, signUp } from "./account.mjs";
import { folder, start } from "./release.mjs";

const SIZES = [10_000, 100_000, 1_000_000];
/** Found often; found in one message of some tens of thousands. */
const COMMON = ["회의", "프로젝트", "록", "data", "report", "회의 자료", "system data", "\"data report\""];
const RARE = ["가마솥", "거북선 출항", "zeppelin", "quasar*", "\"red zeppelin\"", "꽹과리"];
const RUNS = 40;
/** Questions that are stored: enough that a pause of the disk is not taken for the 95th percentile. */
const QUESTIONS = 200;

// Messages as people write them: words that are common and rare as in any text, in conversations of twenty.
const seed = `
import random, sqlite3, sys, uuid
database, size = sqlite3.connect(sys.argv[1], isolation_level=None), int(sys.argv[2])
random.seed(size)
syllables = [chr(0xAC00 + 588 * i + 28 * j + k) for i in (0, 2, 3, 5, 6, 7, 9, 11, 12, 14, 18) for j in (0, 4, 8, 13, 18, 20) for k in (0, 1, 4, 8, 16, 21)]
korean = ["회의", "회의록", "프로젝트", "자료", "보고서", "일정", "예산", "검토", "결정", "담당"]
korean += ["".join(random.choices(syllables, k=random.choice((2, 2, 3, 4)))) for _ in range(30000)]
english = ["data", "report", "system", "project", "the", "a", "function", "rust", "error", "list"]
english += ["".join(random.choices("abcdefghijklmnoprstuvwyz", k=random.randint(3, 10))) for _ in range(30000)]
particles = ["", "을", "를", "은", "는", "이", "가", "에서", "으로", "과"]
weights = [1 / (rank + 3) for rank in range(len(korean))]
def cumulated(weights):
    total, all = 0, []
    for weight in weights:
        total += weight
        all.append(total)
    return all
weights = cumulated(weights)
rare = ["가마솥", "거북선 출항", "red zeppelin", "quasars", "꽹과리"]
user, = database.execute("select id from users").fetchone()
def new_id(at):
    return str(uuid.UUID(int=(at << 80) | (7 << 76) | (random.getrandbits(12) << 64) | (2 << 62) | random.getrandbits(62)))
clock, conversation, parent = 1_600_000_000_000, None, None
database.execute("pragma synchronous = off")
database.execute("begin")
for number in range(size):
    clock += 60_000
    if number % 20 == 0:
        conversation, parent = new_id(clock), None
        database.execute("insert into conversations (id, user_id, title, title_source, model, created_at, updated_at) values (?, ?, ?, 'person', 'scripted/echo', ?, ?)", (conversation, user, random.choice(korean) + " " + random.choice(english), clock, clock))
    length = random.randint(8, 60)
    if number % 4 < 2:
        words = [word + random.choice(particles) for word in random.choices(korean, cum_weights=weights, k=length)]
    else:
        words = random.choices(english, cum_weights=weights, k=length)
    if number % 19997 == 4999:
        words.insert(length // 2, rare[number // 19997 % len(rare)])
    message = new_id(clock)
    database.execute("insert into messages (id, conversation_id, parent_id, role, content, status, created_at, finished_at, model) values (?, ?, ?, ?, ?, 'complete', ?, ?, ?)", (message, conversation, parent, "assistant" if number % 2 else "user", " ".join(words), clock, clock, "scripted/echo" if number % 2 else None))
    parent = message
    if number % 20 == 19:
        database.execute("update conversations set head_id = ? where id = ?", (message, conversation))
database.execute("commit")
`;

const percentile = (values, share) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];

export async function benchSearch(report) {
  const table = [];
  for (const size of SIZES) {
    const data = join(folder(), "data");
    const settings = { SUPBOT_PROVIDERS: "scripted", SUPBOT_MESSAGES_PER_MINUTE: "100000", SUPBOT_DATA_DIR: data };
    const first = await start(settings);
    const { authorization } = await signUp(first.url, "bench");
    await first.stop();
    const script = join(folder(), "seed.py");
    writeFileSync(script, seed);
    execFileSync("python3", [script, join(data, "supbot.db"), String(size)]);
    const began = performance.now();
    execFileSync(join(import.meta.dirname, "../dist/supbot"), ["doctor", "--rebuild-search"], { env: { ...process.env, ...settings } });
    const indexing = (performance.now() - began) / 1000;

    const server = await start(settings);
    const api = `${server.url}/api/v1`;
    const get = async (path) => {
      const began = performance.now();
      const answer = await fetch(`${api}/${path}`, { headers: { authorization } });
      const body = await answer.json();
      if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(body)}`);
      return { took: performance.now() - began, body };
    };
    const times = { common: [], rare: [], list: [], send: [] };
    for (let run = 0; run < RUNS; run++) {
      for (const word of COMMON) times.common.push((await get(`search?q=${encodeURIComponent(word)}&limit=30`)).took);
      for (const word of RARE) times.rare.push((await get(`search?q=${encodeURIComponent(word)}&limit=30`)).took);
      times.list.push((await get("conversations?limit=40")).took);
    }
    const conversation = (await (await post(`${api}/conversations`, {}, { authorization })).json()).id;
    for (let run = 0; run < QUESTIONS; run++) {
      const began = performance.now();
      await post(`${api}/conversations/${conversation}/messages`, { content: `질문 ${run} about data` }, { authorization });
      times.send.push(performance.now() - began);
      while ((await get(`conversations/${conversation}/messages?limit=1`)).body.items[0].status === "generating") await new Promise((done) => setTimeout(done, 20));
    }
    console.log(`${size} messages`);
    report("  search for rare words, 95th percentile", "ms", 50, [percentile(times.rare, 0.95)]);
    report("  search for common words, 95th percentile", "ms", 150, [percentile(times.common, 0.95)]);
    report("  a page of the list of conversations, 95th percentile", "ms", 10, [percentile(times.list, 0.95)]);
    report("  storing a question, 95th percentile", "ms", 10, [percentile(times.send, 0.95)]);
    report("  making the index anew", "s", undefined, [indexing]);
    table.push({ size, indexing, ...Object.fromEntries(Object.entries(times).map(([name, all]) => [name, percentile(all, 0.95)])) });
    await server.stop();
  }
  console.log(JSON.stringify({ search: table }));
}
