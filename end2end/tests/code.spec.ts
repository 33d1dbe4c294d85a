// Code that is mended: pasted and dropped, looked at, taken in part, downloaded; with a script and without.
import { readFileSync } from "node:fs";
import { type Page } from "@playwright/test";
import { expect, isAccessible, test } from "./fixtures";

const PASTED = `${Array.from({ length: 12 }, (_, n) => `print(${n})`).join("\n")}\n`;
const block = (path: string, old: string, text: string) => `${path}\n<<<<<<< SEARCH\n${old}\n=======\n${text}\n>>>>>>> REPLACE\n`;

/** What is wrong, with what the model is to answer. */
const wrong = (...answers: string[]) => ["TypeError: it is wrong", ...answers.flatMap((answer) => ["/answer", answer])].join("\n");

const ANSWER = `Two lines were wrong.\n\n${block("main.py", "print(1)", "print(100)")}\n${block("main.py", "print(10)", 'print("열")')}`;

async function paste(page: Page, instruction: string) {
  await page.goto("/code");
  await page.getByLabel("Code", { exact: true }).fill(PASTED);
  await page.getByLabel("File name").fill("main.py");
  await page.getByLabel("What is wrong?").fill(instruction);
  await page.getByRole("button", { name: "Fix it" }).click();
  await expect(page).toHaveURL(/\/code\/0/);
}

async function downloaded(page: Page, name: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name }).click()]);
  return readFileSync(await download.path(), "utf8");
}

test("code is pasted, mended, and taken in part", async ({ person, quietPage: page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await person.signUp();
  await page.goto("/code");
  await isAccessible(page);
  await paste(page, wrong(ANSWER));
  await expect(page.getByText("2 of 2 changes accepted")).toBeVisible();
  await expect(page.getByText("Two lines were wrong.", { exact: true })).toBeVisible();
  await expect(page.locator("ins").first()).toContainText("print(100)");
  await expect(page.locator("ins mark").first()).toHaveText("100");
  await isAccessible(page);

  // Taken and left without reloading.
  await page.getByRole("checkbox", { name: "Accept: main.py #1" }).uncheck();
  await expect(page.getByText("1 of 2 changes accepted")).toBeVisible();
  const result = PASTED.replace("print(10)", 'print("열")');
  await page.getByText("View full file").click();
  await expect(page.locator(".code-result pre")).toHaveText(result);
  expect(await downloaded(page, "Download: main.py")).toBe(result);
  await page.getByRole("button", { name: "Copy: main.py" }).click();
  await expect(page.getByText("Copied")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(result);

  await page.getByRole("link", { name: "Side by side" }).click();
  await expect(page.locator(".is-split")).toHaveCount(2);
  await expect(page.getByRole("checkbox", { name: "Accept: main.py #1" })).not.toBeChecked();
  await isAccessible(page);
  await page.getByRole("button", { name: "Reject all" }).click();
  await expect(page.getByText("0 of 2 changes accepted")).toBeVisible();
  await page.getByText("Continue in chat").click();
  await expect(page.getByLabel("Write your question and send it.")).toHaveValue(/print\(1\)\n[^]*print\(10\)\n/);
  await page.getByRole("button", { name: "Send to a new chat" }).click();
  await expect(page).toHaveURL(/\/c\//);
  await expect(person.questions.first()).toContainText("print(11)");
});

test("files are dropped, and what could not be applied is said", async ({ person, quietPage: page }) => {
  await person.signUp();
  await page.goto("/code");
  const dropped = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(["one\r\ntwo"], "가.txt"));
    data.items.add(new File(["1\n"], "b.txt"));
    return data;
  });
  const form = page.locator("#code-form");
  // The script comes after the page.
  await expect(async () => {
    await form.dispatchEvent("dragover", { dataTransfer: dropped });
    await expect(form).toHaveClass(/is-over/, { timeout: 200 });
  }).toPass();
  await form.dispatchEvent("drop", { dataTransfer: dropped });
  await expect(page.locator("#code-files-list")).toHaveText("가.txtb.txt");
  const answer = `${block("가.txt", "two", "zwei")}\n${block("b.txt", "7", "8")}`;
  await page.getByLabel("What is wrong?").fill(wrong(answer, answer));
  await page.getByRole("button", { name: "Fix it" }).click();
  await expect(page.getByRole("heading", { name: "Changes that were not applied" })).toBeVisible();
  await expect(page.getByText("The lines to replace are not in the file.")).toBeVisible();
  await isAccessible(page);
  expect(await downloaded(page, "Download: 가.txt")).toBe("one\r\nzwei");
  expect(await downloaded(page, "Download: b.txt")).toBe("1\n");
  const [archive] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download all (zip)" }).click()]);
  expect(readFileSync(await archive.path()).subarray(0, 2).toString()).toBe("PK");
});

test("the answer is seen as it is written, and goes on when the page is loaded anew", async ({ person, quietPage: page }) => {
  await person.signUp();
  await paste(page, wrong(`It is being looked at.\n${block("main.py", "print(1)", "print(100)")}/hang`));
  await expect(page.locator("#code-answer")).toContainText("print(100)");
  await page.reload();
  await expect(page.locator("#code-answer")).toContainText("print(100)");
  await isAccessible(page);
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(page.getByText("Stopped. Nothing was changed.")).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("code is pasted, mended, taken in part and downloaded", async ({ person, quietPage: page }) => {
    await person.signUp();
    await paste(page, wrong(ANSWER));
    // The page loads itself anew until the model has ended.
    await expect(page.getByText("2 of 2 changes accepted")).toBeVisible({ timeout: 15_000 });
    await page.getByRole("checkbox", { name: "Accept: main.py #2" }).uncheck();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("1 of 2 changes accepted")).toBeVisible();
    expect(await downloaded(page, "Download: main.py")).toBe(PASTED.replace("print(1)", "print(100)"));
    await page.getByRole("button", { name: "Reject all" }).click();
    await expect(page.getByText("0 of 2 changes accepted")).toBeVisible();
    await expect(page.getByRole("button", { name: "Copy: main.py" })).toBeHidden();
    await page.getByRole("button", { name: "Open as document" }).click();
    await expect(page).toHaveURL(/\/documents\/0/);
  });
});

test("a narrow page holds the difference without scrolling sideways", async ({ person, quietPage: page }) => {
  await person.signUp();
  await page.setViewportSize({ width: 320, height: 640 });
  await paste(page, wrong(ANSWER));
  await expect(page.getByText("2 of 2 changes accepted")).toBeVisible();
  const overflow = () => page.evaluate(() => [...document.querySelectorAll(".code-page, .main")].some((part) => part.scrollWidth > part.clientWidth));
  expect(await overflow()).toBe(false);
  await page.getByRole("link", { name: "Side by side" }).click();
  await expect(page.locator(".is-split")).toHaveCount(2);
  expect(await overflow()).toBe(false);
});
