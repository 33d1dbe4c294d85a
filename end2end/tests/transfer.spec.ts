// Everything out as one file and in again, and what was said in ChatGPT, with JavaScript and without: the page has no script.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Page } from "@playwright/test";
import { expect, isAccessibleInEveryLook, Person, test, watchConsole } from "./fixtures";

const CHATGPT = join(__dirname, "../../src/tests/transfer/chatgpt.json");

type File = string | { name: string; mimeType: string; buffer: Buffer };

/** Chooses a file and waits until the page says what became of it. */
async function bringIn(page: Page, file: File) {
  const before = await page.locator(".import").count();
  await page.getByLabel("File to import").setInputFiles(file);
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.locator(".import")).toHaveCount(before + 1);
  await expect(page.getByText("Running")).toHaveCount(0);
  return page.locator(".import").first();
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("what ChatGPT exported comes in once, with its branches, and another person takes it on", async ({ person, quietPage: page, browser, baseURL }) => {
      await person.signUp();
      await page.getByRole("link", { name: person.name }).click();
      await page.locator("section", { hasText: "Export and import" }).getByRole("link").click();
      await expect(page.getByRole("heading", { name: "Export and import", level: 1 })).toBeVisible();
      if (javaScriptEnabled) await isAccessibleInEveryLook(page);
      const first = await bringIn(page, CHATGPT);
      await expect(first).toContainText("Done");
      await expect(first).toContainText("Chats: 2 (messages: 8). Documents: 0. Duplicates skipped: 0.");
      await expect(first.getByRole("listitem")).toContainText(["Images not imported: 1.", "Tool calls and results not imported: 2."]);
      if (javaScriptEnabled) await isAccessibleInEveryLook(page);
      const second = await bringIn(page, CHATGPT);
      await expect(second).toContainText("Chats: 0 (messages: 0). Documents: 0. Duplicates skipped: 2.");

      const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download all" }).click()]);
      expect(download.suggestedFilename()).toMatch(/^supbot-\d{4}-\d\d-\d\d\.zip$/);
      const buffer = readFileSync(await download.path());

      const context = await browser.newContext({ javaScriptEnabled, baseURL, locale: "en-US" });
      const other = new Person(await context.newPage());
      const said: string[] = [];
      watchConsole(other.page, said);
      await other.signUp();
      await other.page.goto("/transfer");
      await expect(other.page.locator(".import")).toHaveCount(0);
      const brought = await bringIn(other.page, { name: "supbot.zip", mimeType: "application/zip", buffer });
      await expect(brought).toContainText("Chats: 2 (messages: 8). Documents: 0. Duplicates skipped: 0.");
      await other.page.getByRole("link", { name: "러스트 정렬 질문" }).click();
      await expect(other.questions).toHaveCount(2);
      await expect(other.replies.last()).toContainText("v.sort();");
      const versions = other.replies.last().getByRole("group", { name: "Other versions" });
      await expect(versions).toContainText("2/2");
      if (javaScriptEnabled) {
        await versions.getByRole("button", { name: "Previous version" }).click();
        await expect(other.replies.last()).toContainText("첫 번째 답");
      }
      expect(said).toEqual([]);
      await context.close();
    });

    test("a file that cannot be read is told in a sentence, and brings nothing", async ({ person, quietPage: page }) => {
      await person.signUp();
      await page.goto("/transfer");
      const half = readFileSync(CHATGPT).subarray(0, 4000);
      const damaged = await bringIn(page, { name: "conversations.json", mimeType: "application/json", buffer: half });
      await expect(damaged).toContainText("Failed");
      await expect(damaged).toContainText("The file is damaged or incomplete. Please download it again. Nothing was imported.");
      const other = await bringIn(page, { name: "letter.zip", mimeType: "application/zip", buffer: Buffer.from("PK\u0003\u0004 is how a zip begins") });
      await expect(other).toContainText("The file is damaged");
      const unknown = await bringIn(page, { name: "letter.json", mimeType: "application/json", buffer: Buffer.from("[1, 2]") });
      await expect(unknown).toContainText("No chats were found in the file.");
      if (javaScriptEnabled) await isAccessibleInEveryLook(page);
      await page.goto("/chats");
      await expect(page.locator(".chats-row")).toHaveCount(0);
    });
  });
}
