// The focus is where a person with a keyboard turns to next, whatever was done; every page has a way past its sidebar.
import { type Page } from "@playwright/test";
import { type Person, expect, hydrated, isAccessibleInEveryLook, test } from "./fixtures";

/** Waits for the script that looks after the focus. */
async function isKept(page: Page) {
  await page.waitForFunction(() => document.querySelector(".toasts"));
}

/** Presses a button by the keyboard. */
async function press(page: Page, where: ReturnType<Page["locator"]>, name: string) {
  await where.getByRole("button", { name, exact: true }).focus();
  await page.keyboard.press("Enter");
}

/** Asks, and waits for the answer. */
async function ask(person: Person, question: string) {
  const count = await person.replies.count();
  await person.ask(question);
  await expect(person.replies).toHaveCount(count + 1);
  await person.replyIsWhole();
}

test("every page has a way to its content, named landmarks, and one main", async ({ person, quietPage: page }) => {
  for (const path of ["/", "/login", "/signup"]) {
    await page.goto(path);
    await expect(page.getByRole("main")).toHaveCount(1);
  }
  await person.signUp();
  await ask(person, "hello");
  const chat = new URL(page.url()).pathname;
  for (const path of ["/", chat, "/documents", "/documents/new", "/code", "/chats", "/search", "/settings", "/prompts", "/shares", "/transfer", "/temporary"]) {
    await page.goto(path);
    if (path === "/" || path === chat) await hydrated(page);
    await expect(page.getByRole("main")).toHaveCount(1);
    await expect(page.getByRole("navigation", { name: "Menu" })).toHaveCount(1);
    await expect(page.getByRole("navigation", { name: "Chats" })).toHaveCount(1);
    const skip = page.getByRole("link", { name: "Skip to content" });
    await expect(skip).not.toBeInViewport();
    // Nothing that takes the focus comes before it. Some pages begin with the focus in their field.
    expect(await page.evaluate(() => document.querySelector("a, button, input, select, textarea, summary, [tabindex]")?.className)).toBe("skip");
    await skip.focus();
    await expect(skip).toBeInViewport();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("main")).toBeFocused();
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.closest("aside"))).toBeNull();
  }
});

test("the focus follows what is done with messages", async ({ person, quietPage: page }) => {
  await person.signUp();
  await hydrated(page);
  await person.composer.focus();
  await isKept(page);
  await ask(person, "first");
  // The page of the new conversation has a message box of its own.
  await expect(person.composer).toBeFocused();

  await press(page, person.questions.first(), "Edit");
  await expect(page.getByRole("textbox", { name: "Edit" })).toBeFocused();
  await press(page, page.locator(".ask-editor"), "Cancel");
  await expect(person.questions.first().getByRole("button", { name: "Edit" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await expect(person.questions.first().getByRole("button", { name: "Edit" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "Edit" }).fill("second");
  await page.keyboard.press("Enter");
  await expect(person.replies.first()).toContainText("You said: second");
  await person.replyIsWhole();
  await expect(person.composer).toBeFocused();

  await press(page, person.questions.first(), "Previous version");
  await expect(person.questions.first()).toContainText("first");
  // There is none before it: the focus is on the way back.
  await expect(person.questions.first().getByRole("button", { name: "Next version" })).toBeFocused();

  await press(page, person.replies.first(), "Regenerate");
  await expect(person.replies.first().getByRole("group", { name: "Other versions" })).toContainText("2/2");
  await person.replyIsWhole();
  await expect(person.composer).toBeFocused();

  await press(page, person.questions.first(), "Delete");
  await expect(person.questions.first()).toContainText("second");
  await expect(page.getByRole("button", { name: "Undo" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(person.questions.first()).toContainText("first");
  await expect(person.composer).toBeFocused();
});

test("the focus is in the message box when an answer was stopped, or goes on", async ({ person, quietPage: page }) => {
  await person.signUp();
  await person.ask("/hang");
  await expect(person.replies.first().locator(".prose")).toContainText("word2");
  await isKept(page);
  await press(page, page.locator("form.composer"), "Stop");
  await person.replyIsWhole();
  await expect(person.composer).toBeFocused();
  await press(page, person.replies.first(), "Continue");
  await expect(person.replies.first()).toContainText("cut off");
  await person.replyIsWhole();
  await expect(person.composer).toBeFocused();
});

test("the focus is on its button when a menu closes, by Esc or because a chat was renamed", async ({ person, quietPage: page }) => {
  await person.signUp();
  await ask(person, "hello");
  await isKept(page);
  const menu = page.locator("summary");
  await menu.focus();
  await page.keyboard.press("Enter");
  await page.getByLabel("Title", { exact: true }).fill("Another name");
  await page.keyboard.press("Escape");
  await expect(page.getByLabel("Title", { exact: true })).toBeHidden();
  await expect(menu).toBeFocused();
  await page.keyboard.press("Enter");
  await page.getByLabel("Title", { exact: true }).press("Enter");
  await expect(page.getByRole("heading", { name: "Another name" })).toBeVisible();
  await expect(menu).toBeFocused();

  await page.setViewportSize({ width: 320, height: 640 });
  const drawer = page.getByRole("checkbox", { name: "Menu" });
  await drawer.focus();
  await page.keyboard.press("Space");
  await page.getByRole("link", { name: "New chat" }).focus();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("link", { name: "New chat" })).toBeHidden();
  await expect(drawer).toBeFocused();
});

test("a chat that is deleted can be brought back by its toast", async ({ person, quietPage: page }) => {
  await person.signUp();
  await ask(person, "keep me");
  await isKept(page);
  const chat = page.url();
  await page.locator("summary").focus();
  await page.keyboard.press("Enter");
  await press(page, page.getByRole("group"), "Delete");
  const toast = page.getByRole("status").filter({ hasText: "was moved to trash." });
  await expect(toast).toBeVisible();
  await expect(page).toHaveURL(/\/$/);
  await expect(person.composer).toBeFocused();
  await expect(page.getByRole("navigation", { name: "Chats" })).toContainText("No chats yet.");
  // It stays while it has the focus.
  await toast.getByRole("button", { name: "Undo" }).focus();
  await isAccessibleInEveryLook(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(chat);
  await expect(person.questions.first()).toContainText("keep me");
  await expect(page.getByRole("navigation", { name: "Chats" }).getByRole("link")).toHaveCount(1);
});

test("a toast waits while it has the focus, is closed by Esc, and is undone by keys; the sidebar goes on", async ({ person, quietPage: page }) => {
  await person.signUp();
  for (const title of ["Third", "Second", "First"]) await page.request.post("/api/v1/conversations", { data: { title } });
  await page.clock.install();
  await page.goto("/settings");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  const list = page.getByRole("navigation", { name: "Chats" }).getByRole("link");
  await list.filter({ hasText: "Second" }).focus();
  await page.keyboard.press("Delete");
  await expect(list).toHaveText(["First", "Third"]);
  await expect(list.filter({ hasText: "Third" })).toBeFocused();
  const undo = page.getByRole("button", { name: "Undo" });
  await undo.focus();
  await page.clock.runFor(30_000);
  await expect(undo).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(undo).toHaveCount(0);
  await expect(list.filter({ hasText: "Third" })).toBeFocused();

  await page.keyboard.press("Delete");
  await expect(list).toHaveText(["First"]);
  await page.keyboard.press("Control+z");
  await expect(list).toHaveText(["First", "Third"]);
  await expect(page.getByRole("status").filter({ hasText: "“Third” was restored." })).toBeVisible();
  await page.clock.runFor(30_000);
  await expect(page.getByRole("status").filter({ hasText: "was restored" })).toHaveCount(0);
  const trash = await (await page.request.get("/api/v1/conversations?view=trash")).json();
  expect(trash.items.map(({ title }: { title: string }) => title)).toEqual(["Second"]);
});

test("what was done with several chats has the focus on the page that tells of it", async ({ person, quietPage: page }) => {
  await person.signUp();
  for (const title of ["Alpha", "Beta"]) await page.request.post("/api/v1/conversations", { data: { title } });
  await page.goto("/chats");
  const tools = page.getByRole("group", { name: "Selected chats" });
  await page.getByRole("checkbox", { name: "Select: Alpha" }).check();
  await press(page, tools, "Pin");
  await expect(page.getByRole("status")).toBeFocused();
  await page.getByRole("checkbox", { name: "Select: Alpha" }).check();
  await press(page, tools, "Delete");
  await expect(page.getByRole("button", { name: "Undo" })).toBeFocused();
});
