// The list at the side: each row has a menu, is edited in place, and stands under its time; nothing of it loads a document.
import type { Page } from "@playwright/test";
import { expect, hydrated, isAccessibleInEveryLook, test } from "./fixtures";

const list = (page: Page) => page.getByRole("navigation", { name: "Chats" });
const row = (page: Page, title: string) => list(page).getByRole("listitem").filter({ has: page.getByRole("link", { name: title, exact: true }) });
const menu = (page: Page) => page.getByRole("menu");

async function make(page: Page, ...titles: string[]) {
  for (const title of titles) expect((await page.request.post("/api/v1/conversations", { data: { title } })).status()).toBe(201);
}

async function choose(page: Page, title: string, entry: string) {
  await row(page, title).hover();
  await page.getByRole("button", { name: `Menu of ${title}` }).click();
  await menu(page).getByRole("menuitem", { name: entry, exact: true }).click();
}

/** The lines of the list as they stand. */
const lines = (page: Page) => list(page).locator("li").allInnerTexts();

test("a chat is pinned, renamed, filed, archived and deleted from its row, and no document is loaded", async ({ person, quietPage: page }) => {
  await person.signUp();
  await make(page, "Alpha", "Beta", "Gamma");
  await page.goto("/");
  await hydrated(page);
  let documents = 0;
  page.on("request", (request) => (documents += Number(request.isNavigationRequest())));
  expect(await lines(page)).toEqual(["Today", "Gamma", "Beta", "Alpha"]);

  await choose(page, "Alpha", "Pin");
  await expect.poll(() => lines(page)).toEqual(["Pinned", "Alpha", "Today", "Gamma", "Beta"]);

  await choose(page, "Beta", "Rename");
  await page.getByRole("textbox", { name: "Title" }).fill("Delta");
  await page.keyboard.press("Enter");
  await expect(row(page, "Delta")).toBeVisible();
  await expect(page.getByRole("button", { name: "Menu of Delta" })).toBeVisible();

  await choose(page, "Gamma", "Move to folder");
  await page.getByRole("combobox", { name: "Folder name" }).fill("내 일");
  await page.keyboard.press("Enter");
  await expect(list(page).getByRole("link", { name: "내 일" })).toBeVisible();

  await choose(page, "Delta", "Archive");
  await expect(row(page, "Delta")).toHaveCount(0);
  await choose(page, "Gamma", "Delete");
  await expect(row(page, "Gamma")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row(page, "Gamma")).toBeVisible();
  expect(documents).toBe(0);

  await list(page).getByRole("link", { name: "내 일" }).click();
  await expect(page.locator(".chats-row")).toHaveCount(1);
  await expect(list(page).getByRole("link", { name: "내 일" })).toHaveAttribute("aria-current", "page");
  expect(documents).toBe(0);
  await isAccessibleInEveryLook(page);
});

test("the menu goes by keys, by the right button, and closes by Escape and by a press elsewhere", async ({ person, quietPage: page }) => {
  await person.signUp();
  await make(page, "Alpha", "Beta");
  await page.goto("/");
  await hydrated(page);
  const button = page.getByRole("button", { name: "Menu of Alpha" });
  await button.focus();
  await page.keyboard.press("Enter");
  await expect(menu(page).getByRole("menuitem").first()).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(menu(page).getByRole("menuitem", { name: "Delete" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(menu(page)).toHaveCount(0);
  await expect(button).toBeFocused();

  await row(page, "Beta").click({ button: "right" });
  await expect(menu(page)).toHaveAccessibleName("Menu of Beta");
  await isAccessibleInEveryLook(page);
  await page.getByRole("heading", { level: 1 }).first().click();
  await expect(menu(page)).toHaveCount(0);

  await row(page, "Beta").hover();
  await page.getByRole("button", { name: "Menu of Beta" }).click();
  await expect(menu(page)).toBeVisible();
  await page.getByRole("button", { name: "Menu of Beta" }).click();
  await expect(menu(page)).toHaveCount(0);
});

test("what is begun in place is given up by Escape, and kept when one goes elsewhere", async ({ person, quietPage: page }) => {
  await person.signUp();
  await make(page, "Alpha");
  await page.goto("/");
  await hydrated(page);
  const field = page.getByRole("textbox", { name: "Title" });
  await list(page).getByRole("link", { name: "Alpha" }).click();
  await expect(person.composer).toBeFocused();
  await list(page).getByRole("link", { name: "Alpha" }).dblclick();
  await expect(field).toBeFocused();
  await field.fill("Never");
  await page.keyboard.press("Escape");
  await expect(field).toHaveCount(0);
  await expect(row(page, "Alpha")).toBeVisible();

  await choose(page, "Alpha", "Rename");
  await field.fill("Omega");
  await person.composer.click();
  await expect(row(page, "Omega")).toBeVisible();
});

test("the menu of the account leads to what stands nowhere else, and out", async ({ person, quietPage: page }) => {
  await person.signUp();
  await hydrated(page);
  const open = () => page.getByRole("button", { name: "Account menu" }).click();
  await open();
  await menu(page).getByRole("menuitem", { name: "Shared links" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Shared links" })).toBeVisible();
  await open();
  await menu(page).getByRole("menuitem", { name: "Trash" }).click();
  await expect(page).toHaveURL("/chats?view=trash");
  await open();
  await menu(page).getByRole("menuitem", { name: "Log out" }).click();
  await expect(page.getByRole("link", { name: "Log in" })).toBeVisible();
});

test("the list goes on by itself where it is scrolled to", async ({ person, quietPage: page }) => {
  await person.signUp();
  await make(page, ...Array.from({ length: 90 }, (_, nth) => `Chat ${nth}`));
  await page.goto("/");
  await hydrated(page);
  const chats = list(page).getByRole("link", { name: /^Chat / });
  await expect(chats).toHaveCount(40);
  await expect(async () => {
    await list(page).evaluate((nav) => nav.scrollTo(0, nav.scrollHeight));
    expect(await chats.count()).toBe(90);
  }).toPass();
});
