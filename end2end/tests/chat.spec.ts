// A person's way through the chat, with a keyboard and a mouse.
import { Person, expect, hydrated, isAccessible, test, watchConsole } from "./fixtures";

test("a person signs up, asks, reads the streamed answer, finds it after a refresh, and logs out", async ({ person, quietPage: page }) => {
  await person.signUp();
  await person.ask("/slow 30");
  await expect(page).toHaveURL(/\/c\/[0-9a-f-]{36}$/);
  const reply = person.replies.first();
  await expect(reply).toHaveAttribute("aria-busy", "true");
  const early = (await reply.innerText()).length;
  await person.replyIsWhole();
  const whole = await reply.locator(".prose").innerText();
  expect(whole.length).toBeGreaterThan(early);

  await page.reload();
  await expect(person.questions.first()).toContainText("/slow 30");
  expect(await reply.locator(".prose").innerText()).toBe(whole);
  await isAccessible(page);

  await page.getByRole("link", { name: person.name }).click();
  await page.getByRole("button", { name: "Log out" }).click();
  await expect(page.getByRole("link", { name: "Log in" })).toBeVisible();
});

test("a refresh in the middle shows the whole text so far and goes on", async ({ person, quietPage: page }) => {
  await person.signUp();
  await person.ask("/slow 60");
  const prose = person.replies.first().locator(".prose");
  await expect(prose).toContainText(/\S+ \S+ \S+/);
  const before = (await prose.innerText()).trim();
  await page.reload();
  expect((await prose.innerText()).startsWith(before.slice(0, 10))).toBe(true);
  await person.replyIsWhole();
  const whole = await prose.innerText();
  await page.reload();
  expect(await prose.innerText()).toBe(whole);
});

test("a second tab sees the same reply live", async ({ person, quietPage: page, context }) => {
  await person.signUp();
  await person.ask("/slow 200");
  await expect(page).toHaveURL(/\/c\//);
  const other = new Person(await context.newPage());
  const said: string[] = [];
  watchConsole(other.page, said);
  await other.page.goto(page.url());
  await expect(other.replies.first()).toHaveAttribute("aria-busy", "true");
  await person.replyIsWhole();
  await other.replyIsWhole();
  const text = (tab: Person) => tab.replies.first().locator(".prose").innerText();
  expect(await text(other)).toBe(await text(person));
  expect(said).toEqual([]);
});

test("Stop ends the reply, keeps what was written, and leaves", async ({ person, quietPage: page }) => {
  await person.signUp();
  await person.ask("/hang");
  const reply = person.replies.first();
  await expect(reply.locator(".prose")).toContainText(/\S+/);
  await page.getByRole("button", { name: "Stop" }).click();
  await person.replyIsWhole();
  await expect(reply).toContainText("Stopped here.");
  await expect(page.getByRole("button", { name: "Stop" })).toBeHidden();
  await person.ask("and now?");
  await expect(person.replies).toHaveCount(2);
  await person.replyIsWhole();
});

test("the model's title takes the place of the first words in the sidebar", async ({ person, quietPage: page }) => {
  await person.signUp();
  await person.ask("how do plants drink water");
  await expect(page.getByRole("navigation", { name: "Chats" }).getByRole("link", { name: /^Title of/ })).toBeVisible();
});

test("Markdown is shown as such, code can be copied, and nothing in it runs", async ({ person, quietPage: page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await person.signUp();
  await person.ask("/markdown");
  await person.replyIsWhole();
  const reply = person.replies.first();
  await expect(reply.getByRole("table").first()).toBeVisible();
  await expect(reply.locator(".fence .k").first()).toBeVisible();
  await expect(reply.locator("math").first()).toBeVisible();
  await expect(reply.locator("script, img, iframe")).toHaveCount(0);
  const fence = reply.locator(".fence").first();
  const copy = fence.getByRole("button", { name: /^Cop/ });
  await copy.click();
  await expect(copy).toHaveText("Copied");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await fence.locator("code").textContent());
  await isAccessible(page);
});

test("open code grows line by line, in place", async ({ person, quietPage: page }) => {
  await person.signUp();
  const lines = Array.from({ length: 120 }, (_, n) => `let line_${n} = "값"; // 주석 ${n}`);
  await person.ask("\n\n```rust\n" + lines.join("\n") + "\n```");
  const code = page.locator(".block.open code");
  await expect(code).toContainText("line_5");
  await code.evaluate((element) => element.setAttribute("data-marked", ""));
  await expect(code).toContainText("line_40");
  const shown = await page.locator(".block.open code[data-marked]").textContent();
  expect(lines.join("\n") + "\n").toContain(shown);
  expect(shown?.endsWith("\n")).toBe(true);
  await person.replyIsWhole();
  await expect(page.locator(".fence code").first()).toHaveText(lines.join("\n") + "\n");
});

test("one Enter sends once, also right after a Korean syllable; Shift+Enter breaks the line", async ({ person, quietPage: page }) => {
  await person.signUp();
  await hydrated(page);
  await person.composer.fill("안녕하세요");
  // The Enter that ends a composition belongs to the input method: browsers mark it, each in its own way.
  await person.composer.dispatchEvent("keydown", { key: "Enter", isComposing: true });
  await person.composer.dispatchEvent("keydown", { key: "Enter", keyCode: 229 });
  await person.composer.press("Shift+Enter");
  await person.composer.pressSequentially("둘째 줄");
  await person.composer.press("Enter");
  await person.replyIsWhole();
  await expect(person.questions).toHaveCount(1);
  await expect(person.questions.first()).toContainText("안녕하세요\n둘째 줄");
});

test("an answer is copied on a page over http too, which has no clipboard", async ({ person, quietPage: page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, "clipboard", { get: () => undefined });
    document.addEventListener("copy", ({ target }) => ((target as Element).ownerDocument.body.dataset.copied = (target as HTMLTextAreaElement).value));
  });
  await person.signUp();
  await person.ask("hello **there**");
  await person.replyIsWhole();
  const actions = person.replies.first().locator(".message-actions");
  await actions.getByRole("button", { name: "Copy" }).click();
  await expect(actions.getByRole("button", { name: "Copied" })).toBeFocused();
  await expect(page.locator("body")).toHaveAttribute("data-copied", /^You said: hello \*\*there\*\*/);
});

test("a pasted megabyte stays in the composer with the reason, and the page goes on", async ({ person, quietPage: page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await person.signUp();
  await hydrated(page);
  const pasted = "긴 글을 붙여 넣습니다. 한 줄에 하나씩.\n".repeat(20_000);
  expect(new TextEncoder().encode(pasted).length).toBeGreaterThan(1_000_000);
  await page.evaluate((text) => navigator.clipboard.writeText(text), pasted);
  await person.composer.press("Control+V");
  await person.composer.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "The message is too long" })).toBeVisible();
  expect(await person.composer.inputValue()).toBe(pasted);
  await person.composer.fill("a short one");
  await person.composer.press("Enter");
  await person.replyIsWhole();
});

test("what cannot be sent stays in the composer with the reason", async ({ person, quietPage: page }) => {
  await person.signUp();
  await hydrated(page);
  await person.composer.evaluate((area: HTMLTextAreaElement) => {
    area.value = "x".repeat(600_000);
  });
  await person.composer.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "too long" })).toBeVisible();
  expect((await person.composer.inputValue()).length).toBe(600_000);
});

test("a server that is away keeps the message in the composer, and a restart lets the page go on", async ({ page, startServer }) => {
  const server = await startServer({});
  const person = new Person(page);
  await person.signUp(server.url);
  await person.ask("/hang");
  await expect(person.replies.first().locator(".prose")).toContainText(/\S+/);
  await server.restart("SIGKILL");
  await expect(person.replies.first()).toContainText("Interrupted here", { timeout: 20_000 });
  await person.ask("go on");
  await expect(person.replies).toHaveCount(2);
  await person.replyIsWhole();
  await expect(person.replies.nth(1)).toContainText("go on");
});

test("a conversation is renamed, told how to answer, and deleted from its menu", async ({ person, quietPage: page }) => {
  await person.signUp();
  await person.ask("/fail unauthorized");
  await person.replyIsWhole();
  await expect(person.replies.first()).toContainText("does not accept the API key");
  await page.getByLabel("More", { exact: true }).click();
  await page.getByLabel("Title", { exact: true }).fill("새 제목");
  await page.getByLabel("System prompt (custom instructions)").fill("한 문장으로 답해");
  await page.getByLabel("Temperature").fill("0.3");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "새 제목" })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Chats" }).getByRole("link", { name: "새 제목" })).toBeVisible();
  await expect(page.getByLabel("Title", { exact: true })).toBeHidden();

  await page.reload();
  await hydrated(page);
  await page.getByLabel("More", { exact: true }).click();
  await expect(page.getByLabel("System prompt (custom instructions)")).toHaveValue("한 문장으로 답해");
  await expect(page.getByLabel("Temperature")).toHaveValue("0.3");
  await expect(page.getByLabel("Max tokens")).toHaveValue("");
  await isAccessible(page);
  await page.getByRole("group").getByRole("button", { name: "Delete" }).click();
  await expect(page).toHaveURL(/\/$/);
  await expect(page.getByRole("navigation", { name: "Chats" })).toContainText("No chats yet.");
  const undo = page.getByRole("button", { name: "Undo" });
  // It stays while it has the focus, however long the page is looked at.
  await undo.focus();
  await isAccessible(page);
  await undo.click();
  await expect(page.getByRole("heading", { name: "새 제목" })).toBeVisible();
});

test("a new title that cannot be saved says why, and stays as it was written", async ({ page }) => {
  const person = new Person(page);
  await person.signUp();
  await person.ask("hello");
  await person.replyIsWhole();
  const title = page.getByLabel("Title", { exact: true });
  await page.getByLabel("More", { exact: true }).click();
  await title.hover();
  await page.route("**/rpc/update_conversation", (route) => route.abort());
  await title.fill("Another name");
  await title.press("Enter");
  await expect(page.getByRole("alert").filter({ visible: true })).toHaveText("Not saved: could not connect to the server.");
  await expect(title).toHaveValue("Another name");
  await page.unrouteAll();
  await title.evaluate((field) => field.removeAttribute("maxlength"));
  await title.fill("x".repeat(201));
  await title.press("Enter");
  await expect(page.getByRole("alert").filter({ visible: true })).toHaveText("Titles must have 1 to 200 characters.");
  await expect(page.getByRole("heading", { name: "hello" })).toBeVisible();
});

test("a starting point fills the composer, and the conversation list leads back", async ({ person, quietPage: page }) => {
  await person.signUp();
  await hydrated(page);
  await page.getByRole("button", { name: /^Write code/ }).click();
  await expect(person.composer).toHaveValue(/CSV/);
  await person.composer.press("Enter");
  await person.replyIsWhole();
  await page.getByRole("link", { name: "New chat" }).click();
  await expect(person.composer).toHaveValue("");
  await page.getByRole("navigation", { name: "Chats" }).getByRole("link").first().click();
  await expect(person.questions.first()).toContainText("CSV");
});

test("a conversation that many open at once is shown to each of them", async ({ person, quietPage: page, server }) => {
  await person.signUp();
  await person.ask("/long 3");
  await person.replyIsWhole();
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const read = async () => {
    const answer = await fetch(server.url + new URL(page.url()).pathname, { headers: { cookie } });
    return `${answer.status} ${(await answer.text()).includes("</html>") ? "whole" : "cut off"}`;
  };
  const readers = [...Array(16)].map(async () => {
    const seen = new Set<string>();
    for (let times = 0; times < 40; times++) seen.add(await read());
    return [...seen];
  });
  expect([...new Set((await Promise.all(readers)).flat())]).toEqual(["200 whole"]);
});

// What had gone with the first one was still read, and the client ended there.
test("one chat takes the place of another, whatever became of its reply", async ({ person, quietPage: page }) => {
  await person.signUp();
  await person.ask("/hang");
  await expect(page).toHaveURL(/\/c\//);
  const stopped = new URL(page.url()).pathname;
  await page.getByRole("button", { name: "Stop" }).click();
  await person.replyIsWhole();
  await page.getByRole("link", { name: "New chat" }).click();
  await person.ask("whole one");
  await person.replyIsWhole();
  const whole = new URL(page.url()).pathname;
  await page.locator(`nav a[href="${stopped}"]`).click();
  await expect(person.questions.first()).toContainText("/hang");
  await person.composer.fill("가".repeat(400_000));
  await person.composer.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "too long" })).toBeVisible();
  await page.locator(`nav a[href="${whole}"]`).click();
  await expect(person.questions.first()).toContainText("whole one");
  await person.ask("goes on");
  await expect(person.questions).toHaveCount(2);
  await person.replyIsWhole();
});
