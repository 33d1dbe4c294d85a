// The palette and the keys: on every page, with a Korean layout, with keys of one's own.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Page } from "@playwright/test";
import { expect, hydrated, isAccessible, isAccessibleInEveryLook, test } from "./fixtures";

const palette = (page: Page) => page.getByRole("dialog", { name: "Search and go" });
const words = (page: Page) => palette(page).getByRole("combobox");
const options = (page: Page) => palette(page).getByRole("option");
const chosen = (page: Page) => palette(page).getByRole("option", { selected: true });
const shortcuts = (page: Page) => page.getByRole("dialog", { name: "Keyboard shortcuts" });
const said = (page: Page) => page.getByRole("dialog").getByRole("status");

/** The scripts of the page that wait for the first key. */
const waits = (page: Page) =>
  page.locator("script").evaluateAll((scripts) => scripts.map((script) => script.textContent ?? "").filter((text) => text.includes("/pkg/keys-")));

/** Makes a conversation with nothing in it; gives the path of its page. */
async function make(page: Page, title: string): Promise<string> {
  const made = await page.request.post("/api/v1/conversations", { data: { title } });
  expect(made.status()).toBe(201);
  return `/c/${(await made.json()).id}`;
}

/** A press as a keyboard with a Korean layout makes it: the key is another one, its place is the same. */
const korean = (page: Page, key: string, code: string, shiftKey = false) =>
  page.evaluate((keys) => {
    const press = new KeyboardEvent("keydown", { ...keys, ctrlKey: true, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(press);
    return press.defaultPrevented;
  }, { key, code, shiftKey });

test("the first press opens the palette on every page, and no page loads it before", async ({ person, quietPage: page }) => {
  await person.signUp();
  const loaded: string[] = [];
  page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
  for (const path of ["/", "/documents", "/documents/new", "/code", "/chats", "/search", "/settings", "/prompts", "/shares", "/transfer"]) {
    loaded.length = 0;
    await page.goto(path);
    if (path === "/") await hydrated(page);
    const waiting = await waits(page);
    expect(waiting).toHaveLength(1);
    expect(waiting[0].length).toBeLessThanOrEqual(450);
    expect(loaded.filter((file) => file.includes("/keys"))).toEqual([]);
    await page.keyboard.press("Control+k");
    await expect(words(page)).toBeFocused();
    await expect(options(page).filter({ hasText: "New chat" })).toHaveCount(1);
    // The keys that opened it close it, as Esc does.
    await page.keyboard.press(path === "/" ? "Control+k" : "Escape");
    await expect(palette(page)).toHaveCount(0);
  }
  await page.getByRole("button", { name: "Log out" }).or(page.getByRole("link", { name: person.name })).first().click();
  await page.getByRole("button", { name: "Log out" }).click();
  await expect(page.getByRole("link", { name: "Log in" })).toBeVisible();
  expect(await waits(page)).toEqual([]);
});

test("the script of the keys is small", async () => {
  const folder = join(process.env.SUPBOT_PROGRAM ?? join(__dirname, "../../dist/supbot"), "../site/pkg");
  const [file, ...others] = readdirSync(folder).filter((name) => /^keys-.*\.js\.br$/.test(name));
  expect(others).toEqual([]);
  expect(readFileSync(join(folder, file)).length).toBeLessThanOrEqual(8_000);
});

test("conversations, messages, documents and actions are found while one types, and chosen with the keyboard", async ({ person, quietPage: page }) => {
  await person.signUp();
  const path = await make(page, "주간 회의록");
  await make(page, "Groceries");
  await page.request.post("/api/v1/documents", { data: { title: "회의 준비", content: "# 회의 준비\n\n안건" } });
  await page.goto("/settings");
  await page.keyboard.press("Control+k");
  // Where one was last, before what one can do.
  await expect(options(page).first()).toHaveText(/^Groceries/);
  await words(page).fill("회의");
  await expect(options(page).filter({ hasText: "주간 회의록" })).toHaveCount(1);
  await expect(options(page).filter({ hasText: "회의 준비" })).toContainText("Document");
  await expect(said(page)).toHaveText(/^Results: 2\./);
  await expect(options(page).last()).toHaveText(/^Search for “회의” with filters/);
  await expect(chosen(page)).toHaveCount(1);
  const active = await words(page).getAttribute("aria-activedescendant");
  await page.keyboard.press("ArrowDown");
  expect(await words(page).getAttribute("aria-activedescendant")).not.toBe(active);
  await words(page).fill("주간");
  await expect(chosen(page)).toHaveText(/주간 회의록/);
  await page.keyboard.press("Enter");
  await page.waitForURL(new RegExp(`${path}$`));
  await expect(page.getByRole("heading", { name: "주간 회의록" })).toBeVisible();

  // A page of the chat leads to another one without loading it whole.
  await hydrated(page);
  await page.evaluate(() => (document.documentElement.dataset.stays = ""));
  await page.keyboard.press("Control+k");
  await words(page).fill("new ch");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/$/);
  await expect(page.locator("html[data-stays]")).toHaveCount(1);
  await page.keyboard.press("Control+k");
  await words(page).fill("minutes");
  await expect(chosen(page)).toHaveText(/^New document: Meeting minutes/);
  await page.keyboard.press("Enter");
  // The address changes before the page is there to hear of a key.
  await page.waitForURL(/\/documents\/new\?format=minutes$/);
  await page.keyboard.press("Control+k");
  await words(page).fill("zzzz");
  await expect(said(page)).toHaveText("No results.");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/search\?q=zzzz$/);
});

test("an answer that comes late does not take the place of a newer one", async ({ person, quietPage: page }) => {
  await person.signUp();
  await make(page, "Alpha one");
  await make(page, "Beta two");
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(/\/api\/v1\/search.*q=alpha/, async (route) => {
    await held;
    await route.continue().catch(() => undefined);
  });
  await page.goto("/settings");
  await page.keyboard.press("Control+k");
  await words(page).fill("alpha");
  await expect(said(page)).toHaveText("Searching…");
  await expect(palette(page).getByRole("listbox")).toHaveAttribute("aria-busy", "true");
  await words(page).fill("beta");
  await expect(options(page).filter({ hasText: "Beta two" })).toHaveCount(1);
  release();
  await page.unrouteAll({ behavior: "wait" });
  await expect(options(page).filter({ hasText: "Alpha one" })).toHaveCount(0);
  await expect(options(page).filter({ hasText: "Beta two" })).toHaveCount(1);
});

test("keys work with a Korean layout, and what an input method takes is left to it", async ({ person, quietPage: page }) => {
  await person.signUp();
  await page.goto("/settings");
  expect(await korean(page, "ㅊ", "KeyC")).toBe(false);
  expect(await korean(page, "ㅏ", "KeyK")).toBe(true);
  await expect(words(page)).toBeFocused();
  await words(page).fill("설정");
  // The Enter that ends a syllable runs nothing.
  await words(page).dispatchEvent("keydown", { key: "Enter", code: "Enter", isComposing: true, bubbles: true });
  await words(page).dispatchEvent("keydown", { key: "Enter", code: "Enter", keyCode: 229, bubbles: true });
  await expect(palette(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(palette(page)).toHaveCount(0);
  expect(await korean(page, "ㅒ", "KeyO", true)).toBe(true);
  await expect(page).toHaveURL(/\/$/);
});

test("the sidebar leads to the palette by pointer too", async ({ person, quietPage: page }) => {
  await person.signUp();
  await page.goto("/documents");
  await page.getByRole("link", { name: "Search" }).click();
  await expect(words(page)).toBeFocused();
  await palette(page).getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("link", { name: "Search" })).toBeFocused();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the sidebar leads to the search", async ({ person, quietPage: page }) => {
    await person.signUp();
    await page.goto("/documents");
    await page.getByRole("link", { name: "Search" }).click();
    await expect(page).toHaveURL(/\/search$/);
  });
});

test("all keys are listed, others can be chosen, and the device keeps them", async ({ person, quietPage: page }) => {
  await person.signUp();
  await hydrated(page);
  await person.composer.focus();
  await page.keyboard.press("Shift+?");
  await expect(person.composer).toHaveValue("?");
  await page.goto("/settings");
  await page.keyboard.press("Shift+?");
  await expect(shortcuts(page).getByRole("heading")).toBeInViewport({ ratio: 1 });
  await expect(shortcuts(page).getByRole("button", { name: "Close" })).toBeFocused();
  await expect(shortcuts(page).getByRole("button", { name: "Close" })).toBeInViewport({ ratio: 1 });
  await page.setViewportSize({ width: 320, height: 640 });
  await expect(shortcuts(page).getByRole("button", { name: "Close" })).toBeInViewport({ ratio: 1 });
  await page.setViewportSize({ width: 1280, height: 720 });
  const row = (action: string) => shortcuts(page).getByRole("listitem").filter({ hasText: action });
  await expect(row("New chat")).toContainText("Ctrl+Shift+O");
  await shortcuts(page).getByRole("button", { name: "Change New chat (Ctrl+Shift+O)" }).click();
  await page.keyboard.press("Control+Shift+S");
  await expect(said(page)).toHaveText("Ctrl+Shift+S is already used for “Show or hide sidebar”.");
  await expect(said(page)).toBeInViewport({ ratio: 1 });
  await page.keyboard.press("Control+c");
  await expect(said(page)).toHaveText("Ctrl+C cannot be used.");
  await page.keyboard.press("Escape");
  await expect(shortcuts(page)).toBeVisible();
  await row("New chat").getByRole("button").click();
  await page.keyboard.press("Alt+n");
  await expect(said(page)).toHaveText("New chat: now Alt+N");
  await expect(row("New chat").getByRole("button")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(shortcuts(page)).toHaveCount(0);

  await page.goto("/documents");
  await page.waitForFunction(() => document.querySelector(".toasts"));
  await page.keyboard.press("Control+Shift+O");
  await page.keyboard.press("Alt+n");
  await expect(page).toHaveURL(/\/$/);
  await page.goto("/settings");
  await page.waitForFunction(() => document.querySelector(".toasts"));
  await page.keyboard.press("Shift+?");
  await shortcuts(page).getByRole("button", { name: "Reset to defaults" }).click();
  await expect(row("New chat")).toContainText("Ctrl+Shift+O");
  expect(await page.evaluate(() => localStorage.getItem("keys"))).toBeNull();
});

test("keys begin a chat, stop and copy an answer, and put the sidebar away", async ({ person, quietPage: page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await person.signUp();
  await hydrated(page);
  await person.composer.focus();
  await page.waitForFunction(() => document.querySelector(".toasts"));
  await person.ask("/hang");
  await expect(person.replies.first().locator(".prose")).toContainText("word2");
  await expect(person.composer).toBeFocused();
  await page.keyboard.press("Escape");
  await person.replyIsWhole();
  await expect(person.replies.first()).toContainText("Stopped here.");
  await page.keyboard.press("Control+Shift+C");
  await expect(page.getByRole("status").filter({ hasText: "copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("word1 word2");
  await page.keyboard.press("Control+Shift+S");
  await expect(page.getByRole("link", { name: "New chat" })).toBeHidden();
  await page.goto("/settings");
  await expect(page.getByRole("link", { name: "New chat" })).toBeHidden();
  await isAccessible(page);
  await page.locator("label.only-narrow").click();
  await expect(page.getByRole("link", { name: "New chat" })).toBeVisible();
  await page.locator("label.only-narrow").click();
  await page.keyboard.press("Control+Shift+S");
  await expect(page.getByRole("link", { name: "New chat" })).toBeVisible();
  await page.keyboard.press("Control+Shift+O");
  await page.waitForURL(/\/$/);
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.keyboard.press("Shift+Escape");
  await expect(person.composer).toBeFocused();
});

test("keys lead to the next chat and back", async ({ person, quietPage: page }) => {
  await person.signUp();
  const [older, newer] = [await make(page, "Older"), await make(page, "Newer")];
  await page.goto(newer);
  await hydrated(page);
  await person.composer.focus();
  await page.waitForFunction(() => document.querySelector(".toasts"));
  await page.keyboard.press("Alt+ArrowDown");
  await expect(page).toHaveURL(new RegExp(`${older}$`));
  await expect(page.getByRole("heading", { name: "Older" })).toBeVisible();
  await page.keyboard.press("Alt+ArrowUp");
  await expect(page).toHaveURL(new RegExp(`${newer}$`));
  await expect(page.getByRole("heading", { name: "Newer" })).toBeVisible();
});

test("a key that comes in the moment in which the palette closes is not taken for a word in it", async ({ person, quietPage: page }) => {
  await person.signUp();
  await page.goto("/settings");
  await page.keyboard.press("Control+k");
  await words(page).fill("a");
  // The field has the focus still, though nobody can see it any more.
  const had = await words(page).evaluateHandle((field) => {
    field.closest("dialog")?.close();
    const { activeElement } = document;
    activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key: "?", code: "Slash", shiftKey: true, bubbles: true, cancelable: true }));
    return activeElement;
  });
  expect(await had.evaluate((element) => element?.getAttribute("role"))).toBe("combobox");
  await expect(shortcuts(page)).toBeVisible();
});

for (const language of ["English", "한국어"]) {
  test(`the palette and the list of keys are accessible in every look, in ${language}`, async ({ person, quietPage: page }) => {
    await person.signUp();
    const long = "아주 긴 제목이 붙은 대화 ".repeat(10).trim();
    await make(page, long);
    await page.goto("/settings");
    await page.getByRole("button", { name: language }).click();
    await expect(page.getByRole("button", { name: language })).toHaveAttribute("aria-pressed", "true");
    await page.keyboard.press("Control+k");
    await page.getByRole("dialog").getByRole("combobox").fill("대화");
    await expect(page.getByRole("option").filter({ hasText: long })).toHaveCount(1);
    await isAccessibleInEveryLook(page);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Shift+?");
    await expect(page.getByRole("dialog")).toBeVisible();
    await isAccessibleInEveryLook(page);
  });
}
