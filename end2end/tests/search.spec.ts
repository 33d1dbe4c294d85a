// Finding what was said, and drafts that are still there.
import { Person, expect, hydrated, isAccessible, test } from "./fixtures";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a result opens at its message in the middle of a long conversation", async ({ person, quietPage: page, server }) => {
      await person.signUp();
      const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
      const messages = Array.from({ length: 121 }, (_, number) => ({ role: number % 2 ? "assistant" : "user", content: `${number}번째 회의록 이야기` }));
      const headers = { "content-type": "application/json", cookie };
      const body = JSON.stringify({ model: "echo", store: true, messages });
      const stored = await fetch(`${server.url}/v1/chat/completions`, { method: "POST", headers, body });
      expect(stored.status).toBe(200);

      await page.goto("/");
      await page.getByRole("link", { name: "Search" }).click();
      await page.getByRole("searchbox", { name: "Search" }).fill("\"40번째\" 회의");
      await page.getByRole("button", { name: "Search" }).click();
      const result = page.locator(".found");
      await expect(result).toHaveCount(1);
      await expect(result.locator("mark")).toHaveText(["40번째", "회의"]);
      if (javaScriptEnabled) await isAccessible(page);
      await result.click();
      const message = page.getByRole("article").filter({ hasText: "40번째 회의록" });
      await expect(message).toBeInViewport();
      await expect(page.getByText("119번째")).toHaveCount(0);
      if (javaScriptEnabled) {
        await hydrated(page);
        await expect(message).toBeInViewport();
      }
      await page.getByRole("link", { name: "To the newest message" }).click();
      await expect(page.getByText("119번째")).toBeInViewport();
    });
  });
}

test("a draft survives a refresh, for its conversation and its account alone, until it is sent", async ({ person, quietPage: page }) => {
  await person.signUp();
  await hydrated(page);
  await person.composer.fill("새 대화의 초안");
  await page.reload();
  await expect(person.composer).toHaveValue("새 대화의 초안");
  await hydrated(page);
  await person.composer.press("Enter");
  await expect(page).toHaveURL(/\/c\//);
  await person.replyIsWhole();
  await person.composer.fill("둘째");
  await page.getByRole("link", { name: "New chat" }).click();
  await expect(page).toHaveURL(/\/$/);
  await expect(person.composer).toHaveValue("");
  await page.goBack();
  await expect(person.composer).toHaveValue("둘째");
  const conversation = page.url();

  await page.context().clearCookies();
  const other = new Person(page);
  await other.signUp();
  await hydrated(page);
  await expect(other.composer).toHaveValue("");
  await other.composer.fill("남의 것");
  await page.goto(conversation);
  await expect(page.getByText("둘째")).toHaveCount(0);
});
