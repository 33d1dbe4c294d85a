// Conversations kept in order: pinned, archived, in folders, with tags, in the trash; with JavaScript and without.
import { type Page } from "@playwright/test";
import { expect, hydrated, isAccessibleInEveryLook, test } from "./fixtures";

/** Makes conversations with nothing in them, the last one the newest; gives the path of each by its title. */
async function make(page: Page, ...titles: string[]): Promise<Record<string, string>> {
  const paths: Record<string, string> = {};
  for (const title of titles) {
    const made = await page.request.post("/api/v1/conversations", { data: { title } });
    expect(made.status()).toBe(201);
    paths[title] = `/c/${(await made.json()).id}`;
  }
  return paths;
}

const rows = (page: Page) => page.locator(".chats-row");
const titles = (page: Page) => rows(page).locator(".chats-about > :first-child");
const row = (page: Page, title: string) => rows(page).filter({ hasText: title });
const tools = (page: Page) => page.getByRole("group", { name: "Selected chats" });
const tab = (page: Page, name: string) => page.getByRole("navigation", { name: "Views" }).getByRole("link", { name, exact: true });
const aside = (page: Page) => page.getByRole("navigation", { name: "Chats" }).getByRole("link");

async function select(page: Page, ...titles: string[]) {
  for (const title of titles) await page.getByRole("checkbox", { name: `Select: ${title}` }).check();
}

async function press(page: Page, button: string) {
  await tools(page).getByRole("button", { name: button, exact: true }).click();
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("several chats are pinned, filed, tagged and archived at once, and found again there", async ({ person, quietPage: page }) => {
      await person.signUp();
      await make(page, "Alpha", "Beta", "Gamma");
      await page.goto("/");
      await page.getByRole("link", { name: "All chats" }).click();
      await expect(titles(page)).toHaveText(["Gamma", "Beta", "Alpha"]);

      await select(page, "Alpha", "Beta");
      await tools(page).getByLabel("Folder").fill("내 일");
      await press(page, "Move to folder");
      await expect(page.getByRole("status")).toContainText("2");
      await expect(row(page, "Alpha").locator(".chats-label")).toHaveText(["내 일"]);
      // Enter in a field does what it says beside it.
      await select(page, "Alpha");
      await tools(page).getByLabel("Tag", { exact: true }).fill("rust");
      await tools(page).getByLabel("Tag", { exact: true }).press("Enter");
      await expect(row(page, "Alpha").locator(".chats-label")).toHaveText(["내 일", "#rust"]);
      await select(page, "Alpha");
      await press(page, "Pin");
      await expect(titles(page)).toHaveText(["Alpha", "Gamma", "Beta"]);
      await expect(aside(page).first()).toHaveText("Alpha");
      if (javaScriptEnabled) await isAccessibleInEveryLook(page);

      const filter = page.getByRole("search");
      await filter.getByLabel("Folder").selectOption({ label: "내 일 (2)" });
      await filter.getByRole("button", { name: "Search" }).click();
      await expect(titles(page)).toHaveText(["Alpha", "Beta"]);
      // What was done leads back to the same list.
      await select(page, "Beta");
      await press(page, "Archive");
      await expect(titles(page)).toHaveText(["Alpha"]);
      await tab(page, "Archived").click();
      await expect(titles(page)).toHaveText(["Beta"]);
      await expect(aside(page).filter({ hasText: "Beta" })).toHaveCount(0);
      await select(page, "Beta");
      await press(page, "Unarchive");
      await expect(page.getByText("No chats here.")).toBeVisible();
      await tab(page, "Pinned").click();
      await expect(titles(page)).toHaveText(["Alpha"]);
      await expect(tab(page, "Pinned")).toHaveAttribute("aria-current", "page");
      await select(page, "Alpha");
      await press(page, "Unpin");
      await tab(page, "All").click();
      await expect(titles(page)).toHaveText(["Gamma", "Beta", "Alpha"]);
    });

    test("what is deleted is brought back at once or from the trash, until the trash is emptied", async ({ person, quietPage: page }) => {
      await person.signUp();
      const paths = await make(page, "Alpha", "Beta", "Gamma");
      await page.goto("/chats");
      await page.getByRole("link", { name: "Select all" }).click();
      await expect(page.getByRole("checkbox", { checked: true })).toHaveCount(3);
      await press(page, "Delete");
      await expect(page.getByRole("status")).toContainText("Moved to trash: 3");
      await expect(rows(page)).toHaveCount(0);
      if (javaScriptEnabled) await isAccessibleInEveryLook(page);
      await page.getByRole("button", { name: "Undo" }).click();
      await expect(rows(page)).toHaveCount(3);

      await select(page, "Alpha", "Beta");
      await press(page, "Delete");
      await expect(titles(page)).toHaveText(["Gamma"]);
      expect((await page.request.get(paths.Alpha)).status()).toBe(404);
      await tab(page, "Trash").click();
      await expect(page.getByText("Deleted chats stay here for 30 days")).toBeVisible();
      await expect(rows(page)).toHaveCount(2);
      if (javaScriptEnabled) await isAccessibleInEveryLook(page);
      await select(page, "Alpha");
      await press(page, "Restore");
      await expect(titles(page)).toHaveText(["Beta"]);
      expect((await page.request.get(paths.Alpha)).status()).toBe(200);
      // Two steps: it cannot be undone.
      const empty = page.locator("details", { hasText: "Empty trash" });
      await expect(empty.getByRole("button", { name: "Empty trash" })).toBeHidden();
      await empty.locator("summary").click();
      await expect(empty.getByText("This cannot be undone.")).toBeVisible();
      await empty.getByRole("button", { name: "Empty trash" }).click();
      await expect(page.getByText("No chats here.")).toBeVisible();
      await tab(page, "All").click();
      await expect(titles(page)).toHaveText(["Gamma", "Alpha"]);
    });

    test("one chat is filed from its own page, what cannot be is told, and without a selection there is nothing to do", async ({ person, quietPage: page }) => {
      await person.signUp();
      const paths = await make(page, "Alpha", "Beta");
      await page.goto(paths.Alpha);
      await page.getByRole("banner").or(page.locator("header")).locator("summary[aria-label=More]").first().click();
      await page.getByRole("link", { name: "Pin, folder, tags" }).click();
      await expect(titles(page)).toHaveText(["Alpha"]);
      await expect(page.getByRole("checkbox", { name: "Select: Alpha" })).toBeChecked();
      await press(page, "Add tag");
      await expect(page.getByRole("alert")).toHaveText("Tags must have 1 to 30 characters.");
      await page.goto("/chats");
      await expect(tools(page)).toBeHidden();
      if (javaScriptEnabled) await isAccessibleInEveryLook(page);
      await select(page, "Beta");
      await expect(tools(page)).toBeInViewport();
      if (javaScriptEnabled) await isAccessibleInEveryLook(page);
      await page.getByRole("checkbox", { name: "Select: Beta" }).uncheck();
      await expect(tools(page)).toBeHidden();
    });
  });
}

test("what is pinned elsewhere stands first beside a chat that is open, without a reload", async ({ person, quietPage: page, context }) => {
  await person.signUp();
  const paths = await make(page, "Alpha", "Beta", "Gamma");
  await page.goto(paths.Gamma);
  await hydrated(page);
  await expect(aside(page)).toHaveText([/Gamma/, /Beta/, /Alpha/]);
  const other = await context.newPage();
  await other.goto("/chats");
  await select(other, "Alpha");
  await press(other, "Pin");
  await expect(aside(page)).toHaveText([/Alpha/, /Gamma/, /Beta/]);
  await select(other, "Beta");
  await press(other, "Delete");
  await expect(aside(page)).toHaveText([/Alpha/, /Gamma/]);
  await other.getByRole("button", { name: "Undo" }).click();
  await expect(aside(page)).toHaveText([/Alpha/, /Gamma/, /Beta/]);
  await page.reload();
  await hydrated(page);
  await expect(aside(page)).toHaveText([/Alpha/, /Gamma/, /Beta/]);
});

test("a title of one long word, and many labels, stay on a narrow page", async ({ person, quietPage: page }) => {
  await person.signUp();
  const [path] = Object.values(await make(page, "가".repeat(200)));
  const place = { pinned: true, folder: "f".repeat(60), tags: Array.from({ length: 20 }, (_, number) => `${number}`.padStart(30, "t")) };
  expect((await page.request.patch(`/api/v1/conversations/${path.slice(3)}`, { data: place })).status()).toBe(200);
  await page.goto("/chats");
  await expect(rows(page)).toHaveCount(1);
  await isAccessibleInEveryLook(page);
});
