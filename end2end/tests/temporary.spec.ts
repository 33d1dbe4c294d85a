// A chat that is gone when its page is.
import { expect, isAccessible, test } from "./fixtures";

test("a temporary chat is answered with what was said before, and is gone after a reload", async ({ person, quietPage: page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await person.signUp();
  await page.goto("/temporary");
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

test("Stop ends the answer and keeps what is there; what fails is the person's again", async ({ person, quietPage: page }) => {
  await person.signUp();
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto("/temporary");
  await person.composer.fill("/hang");
  await person.composer.press("Enter");
  await expect(person.replies.first().locator(".prose")).toContainText(/\S+/);
  await page.getByRole("button", { name: "Stop" }).click();
  await person.replyIsWhole();
  await expect(person.replies.first()).toContainText("Stopped here.");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
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
