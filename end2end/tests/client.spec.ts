// The one client: every page of a person who is logged in goes on in the browser, and one goes from page to page without
// loading a document.
import type { Page } from "@playwright/test";
import { Person, expect, hydrated, test } from "./fixtures";

/** The pages that a person has, of an account with one of each thing. */
async function pages(page: Page): Promise<string[]> {
  const make = async (path: string, data: object) => (await (await page.request.post(`/api/v1/${path}`, { data })).json()).id as string;
  const chat = await make("conversations", { title: "One chat" });
  const document = await make("documents", { title: "One document", content: "One" });
  const prompt = await make("prompts", { name: "One prompt", command: "one", body: "Say {{what}}" });
  const persona = await make("personas", { name: "One persona", system_prompt: "Be brief." });
  return [
    "/",
    `/c/${chat}`,
    "/chats",
    `/files/${chat}`,
    "/search?q=one",
    "/documents",
    "/documents/new",
    "/documents/new?format=minutes",
    "/documents/formats/new",
    `/documents/${document}`,
    `/documents/${document}/versions`,
    "/code",
    "/prompts",
    "/prompts/new",
    `/prompts/${prompt}`,
    `/prompts/${prompt}/edit`,
    "/prompts/personas/new",
    `/prompts/personas/${persona}`,
    "/shares",
    `/shares/new?conversation=${chat}`,
    "/transfer",
    "/temporary",
    "/settings",
  ];
}

/** Goes to an address as a link on the page does. */
async function go(page: Page, path: string) {
  await page.evaluate((href) => {
    const link = Object.assign(document.createElement("a"), { href });
    document.body.append(link);
    link.click();
    link.remove();
  }, path);
  await expect(page).toHaveURL(path);
}

/** What a page says of itself. */
async function shown(page: Page) {
  await expect(page.locator("main h1")).toHaveCount(1);
  const text = (await page.locator("main").innerText()).replace(/\s+/g, " ");
  return { title: await page.title(), heading: await page.locator("main h1").innerText(), text };
}

test("every page goes on in the browser, and is the same when it is gone to", async ({ person, quietPage: page }) => {
  await person.signUp();
  const paths = await pages(page);
  const loaded = [];
  for (const path of paths) {
    await page.goto(path);
    await hydrated(page);
    loaded.push(await shown(page));
  }
  await page.goto("/");
  await hydrated(page);
  let documents = 0;
  page.on("request", (request) => (documents += Number(request.isNavigationRequest())));
  for (const [nth, path] of paths.entries()) {
    await go(page, path);
    await expect(page).toHaveTitle(loaded[nth]!.title);
    await expect(async () => expect(await shown(page)).toEqual(loaded[nth])).toPass();
  }
  expect(documents).toBe(0);
});

test("the sidebar stays, says where one is, and the way back is the way that was gone", async ({ person, quietPage: page }) => {
  await person.signUp();
  await hydrated(page);
  await page.locator(".side").evaluate((side) => side.setAttribute("data-stays", ""));
  const way = { Documents: "/documents", "Fix my code": "/code", "All chats": "/chats" };
  for (const [name, path] of Object.entries(way)) {
    await page.locator(".side").getByRole("link", { name, exact: true }).click();
    await expect(page).toHaveURL(path);
    await expect(page.locator(".side [aria-current=page]")).toHaveText(name);
  }
  for (const path of ["/code", "/documents", "/"]) {
    await page.goBack();
    await expect(page).toHaveURL(path);
    await expect(page.locator("main h1")).toHaveCount(1);
  }
  await expect(page.locator(".side")).toHaveAttribute("data-stays", "");
});

test("what the client does not have is asked of the server", async ({ person, quietPage: page }) => {
  await person.signUp();
  await hydrated(page);
  const made = await page.request.post("/api/v1/documents", { data: { title: "One document", content: "# One" } });
  await go(page, `/documents/${(await made.json()).id}`);
  await expect(page.getByText("One document").first()).toBeVisible();
});

test("a page whose code cannot be fetched says so, and comes when it can be", async ({ page }) => {
  await new Person(page).signUp();
  await hydrated(page);
  await page.route(/\/pkg\/area_library.*\.bin/, (route) => route.abort());
  await page.locator(".side").getByRole("link", { name: "All chats" }).click();
  await expect(page.getByRole("alert")).toContainText("Could not connect to the server");
  await page.unrouteAll();
  await page.goBack();
  await page.locator(".side").getByRole("link", { name: "All chats" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "All chats" })).toBeVisible();
});
