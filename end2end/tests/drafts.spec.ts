// What is being written, and where it is again.
import { Person, expect, hydrated, test } from "./fixtures";
import type { Page } from "@playwright/test";

/** The names of the drafts that the device keeps, and what they are. */
async function kept(page: Page): Promise<[string, string][]> {
  const all = await page.evaluate(() => Object.entries(localStorage) as [string, string][]);
  return all.filter(([name]) => name.startsWith("supbot-draft ")).map(([name, text]) => [name, text.slice(text.indexOf("\n") + 1)]);
}

/** Waits until what is in the composer is kept. */
async function isKept(page: Page, text: string) {
  await expect.poll(async () => (await kept(page)).map(([, draft]) => draft)).toContain(text);
}

/** Puts a long text into the composer, as pasting it does but without a long wait. */
async function write(person: Person, text: string) {
  await person.composer.evaluate((area: HTMLTextAreaElement, text) => {
    area.value = text;
  }, text);
}

test("a draft survives a reload, for its conversation alone, until it is sent", async ({ person, quietPage: page }) => {
  await person.signUp();
  await hydrated(page);
  await person.composer.fill("새 대화의 초안\n둘째 줄");
  await isKept(page, "새 대화의 초안\n둘째 줄");
  await page.reload();
  await expect(person.composer).toHaveValue("새 대화의 초안\n둘째 줄");
  await person.composer.press("Enter");
  await expect(page).toHaveURL(/\/c\//);
  await person.replyIsWhole();
  await expect(person.composer).toHaveValue("");

  await person.composer.fill("in the conversation");
  await page.getByRole("link", { name: "New chat" }).click();
  await expect(page).toHaveURL(/\/$/);
  await expect(person.composer).toHaveValue("");
  await person.composer.fill("in a new one");
  await page.goBack();
  await expect(person.composer).toHaveValue("in the conversation");
  await person.composer.press("Enter");
  await expect(person.replies).toHaveCount(2);
  await person.replyIsWhole();
  await page.reload();
  await isKept(page, "in a new one");
  await expect(person.composer).toHaveValue("");
  await page.getByRole("link", { name: "New chat" }).click();
  await expect(person.composer).toHaveValue("in a new one");
});

test("what was deleted does not come back, and what could not be sent does", async ({ person, quietPage: page }) => {
  await person.signUp();
  await hydrated(page);
  await person.composer.fill("away with it");
  await isKept(page, "away with it");
  await person.composer.fill("");
  await expect.poll(() => kept(page)).toEqual([]);
  await write(person, "x".repeat(524_288));
  await isKept(page, "x".repeat(524_288));
  await write(person, `${"x".repeat(524_288)}y`);
  await person.composer.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "too long" })).toBeVisible();
  await page.reload();
  await expect(person.composer).toHaveValue("x".repeat(524_288));
});

test("a draft is there for its account alone, and neither another one nor a log-out leaves it on the device", async ({ person, quietPage: page }) => {
  await person.signUp();
  await hydrated(page);
  await person.composer.fill("mine");
  await isKept(page, "mine");
  await page.context().clearCookies();
  // A session that has ended takes no work away.
  await page.goto("/login");
  await isKept(page, "mine");
  const other = new Person(page);
  await other.signUp();
  await hydrated(page);
  await other.composer.press("a");
  await expect(other.composer).toHaveValue("a");
  await isKept(page, "a");
  expect((await kept(page)).map(([, text]) => text)).not.toContain("mine");

  const logIn = async () => {
    await page.goto("/login");
    await page.getByLabel("Username").fill(person.name);
    await page.getByLabel("Password").fill(person.password);
    await page.getByRole("button", { name: "Log in" }).click();
    await expect(person.composer).toBeVisible();
  };
  await page.context().clearCookies();
  await logIn();
  await expect(person.composer).toHaveValue("");
  await hydrated(page);
  await person.composer.fill("mine again");
  await isKept(page, "mine again");
  await page.getByRole("link", { name: person.name }).click();
  await page.getByRole("button", { name: "Log out" }).click();
  await expect(page).toHaveURL(/\/$/);
  // The first page takes it away when it is there.
  await expect.poll(() => kept(page)).toEqual([]);
  await logIn();
  await hydrated(page);
  await expect(person.composer).toHaveValue("");
});

test("what was written before the script came is kept and not written over", async ({ person, quietPage: page }) => {
  await person.signUp();
  await hydrated(page);
  await person.composer.fill("an older draft");
  await isKept(page, "an older draft");
  let load = () => {};
  const mayLoad = new Promise<void>((resolve) => (load = resolve));
  await page.route(/chat-tools-.*\.js/, async (route) => {
    await mayLoad;
    await route.continue();
  });
  // In Firefox a page is not loaded before a script that it asked for.
  await page.reload({ waitUntil: "domcontentloaded" });
  await hydrated(page);
  await person.composer.fill("quicker");
  load();
  await isKept(page, "quicker");
  await expect(person.composer).toHaveValue("quicker");
});

test("a full storage disturbs nobody, and the oldest drafts make room", async ({ person, quietPage: page }) => {
  await person.signUp();
  await hydrated(page);
  await person.composer.fill("one");
  await isKept(page, "one");
  const name = (await kept(page))[0][0].replace(/new$/, "");
  await page.evaluate((name) => {
    for (let n = 0; n < 120; n++) localStorage.setItem(`${name}${n}`, `${n}\n${"x".repeat(30_000)}`);
  }, name);
  await person.composer.fill("one more");
  await isKept(page, "one more");
  const names = (await kept(page)).map(([name]) => name);
  expect(names).toHaveLength(100);
  expect(names).not.toContain(`${name}20`);
  expect(names).toContain(`${name}21`);
  await page.evaluate(() => {
    for (let n = 0, part = "x".repeat(100_000); part; n++) {
      try {
        localStorage.setItem(`other ${n}`, part);
      } catch {
        part = part.slice(0, part.length / 2);
      }
    }
  });
  await write(person, "나".repeat(170_000));
  await isKept(page, "나".repeat(170_000));
});
