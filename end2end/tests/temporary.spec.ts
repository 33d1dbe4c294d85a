// A chat that is gone when its page is.
import { Person, expect, hydrated, isAccessible, test } from "./fixtures";

test("a temporary chat is answered with what was said before, and is gone after a reload", async ({ person, quietPage: page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await person.signUp();
  await page.goto("/temporary");
  await hydrated(page);
  await expect(person.composer).toBeFocused();
  await isAccessible(page);
  await person.composer.fill("안녕하세요 **여러분**\n\n```rust\nlet a = 1;\n```");
  await person.composer.dispatchEvent("keydown", { key: "Enter", isComposing: true });
  await person.composer.press("Enter");
  await person.replyIsWhole();
  await expect(person.composer).toHaveValue("");
  await expect(person.replies.first().locator("strong").first()).toHaveText("여러분");
  await person.replies.first().locator("button.copy").first().click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("let a = 1;\n");
  await person.composer.fill("second");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(person.replies).toHaveCount(2);
  await person.replyIsWhole();
  await isAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await isAccessible(page);

  await page.reload();
  await expect(person.replies).toHaveCount(0);
  await expect(page.getByText("여러분")).toHaveCount(0);
  await page.goto("/");
  await expect(page.getByRole("navigation", { name: "Chats" })).toContainText("No chats yet.");
});

test("a question that is not answered is the person's again, with the reason", async ({ page }) => {
  const person = new Person(page);
  await person.signUp();
  await page.goto("/temporary");
  await person.ask("/fail unauthorized");
  await expect(page.getByRole("alert").filter({ hasText: "does not accept the API key" })).toBeVisible();
  await expect(person.composer).toHaveValue("/fail unauthorized");
  await expect(person.replies).toHaveCount(0);

  await page.route("/events/temporary", (route) => route.abort());
  await person.composer.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "Could not connect" })).toBeVisible();
  await expect(person.composer).toHaveValue("/fail unauthorized");
});

test("Stop ends the answer and keeps what is there", async ({ person, quietPage: page }) => {
  await person.signUp();
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto("/temporary");
  await hydrated(page);
  await person.composer.fill("/hang");
  await person.composer.press("Enter");
  await expect(person.replies.first().locator(".prose")).toContainText(/\S+/);
  await page.getByRole("button", { name: "Stop" }).click();
  await person.replyIsWhole();
  await expect(person.replies.first()).toContainText("Stopped here.");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

test("it is gone when its page is left or it is started over, and nothing written there is kept", async ({ person, quietPage: page }) => {
  await person.signUp();
  await hydrated(page);
  // The tools of the chat are there: none of them keeps what is written on the next page.
  await person.composer.focus();
  await page.waitForFunction(() => document.querySelector("#said-of-replies"));
  await page.goto("/prompts");
  await hydrated(page);
  await page.getByRole("link", { name: "Open temporary chat" }).click();
  await expect(person.composer).toBeFocused();
  await person.composer.fill("/hang");
  await person.composer.press("Enter");
  await expect(person.replies.first().locator(".prose")).toContainText(/\S+/);
  await page.getByRole("link", { name: "Start over" }).click();
  await expect(person.replies).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Stop" })).toBeHidden();
  await expect(page.getByText("A chat that is not saved anywhere")).toBeVisible();

  await person.ask("to be forgotten");
  await person.replyIsWhole();
  await person.composer.fill("not sent");
  await page.locator(".side").getByRole("link", { name: "Documents" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Documents" })).toBeVisible();
  await page.goBack();
  await expect(person.composer).toHaveValue("");
  await expect(person.replies).toHaveCount(0);
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain("not sent");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the page says what it needs", async ({ person, quietPage: page }) => {
    await person.signUp();
    await page.goto("/temporary");
    // In <noscript>, which only Chromium without scripts has here (network.ts).
    await expect(page.locator("p", { hasText: "need JavaScript" })).toHaveCount(1);
    await expect(person.composer).toBeDisabled();
  });
});
