// Finding what was said, with JavaScript and without.
import { expect, hydrated, isAccessible, test } from "./fixtures";

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
      if (javaScriptEnabled) {
        await page.getByRole("combobox", { name: "Search and go" }).fill("with filters");
        await page.keyboard.press("Enter");
      }
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
      await page.getByRole("link", { name: "Scroll to bottom" }).click();
      await expect(person.questions.last()).toContainText("120번째");
      await expect(person.replies.last()).toBeInViewport();
    });
  });
}
