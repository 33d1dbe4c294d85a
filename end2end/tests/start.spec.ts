// When the client of a chat starts: a page is whole without it, and nobody waits for it.
import type { BrowserContext, Page } from "@playwright/test";
import { Person, expect, test, watchConsole } from "./fixtures";

const body = (page: Page) => page.locator("body");

/** A conversation with one answer, whole unless `status` is another one; gives the path of its page. */
async function makeConversation(page: Page, content: string, status = "complete"): Promise<string> {
  const { id } = await (await page.request.post("/api/v1/conversations", { data: { title: "One" } })).json();
  await page.request.post(`/api/v1/conversations/${id}/messages`, { data: { content } });
  const newest = async () => (await (await page.request.get(`/api/v1/conversations/${id}/messages?limit=1`)).json()).items[0].status;
  await expect.poll(newest).toBe(status);
  return `/c/${id}`;
}

/** A tab in which no pointer has been; its pages wait for a person however long that takes. */
async function newTab(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.addInitScript(() => {
    const { setTimeout } = window;
    window.setTimeout = ((act: () => void, after?: number) => ((after ?? 0) > 1000 ? 0 : setTimeout(act, after))) as typeof setTimeout;
  });
  return page;
}

test("the client is fetched after the page, and starts when a person turns to it", async ({ person, quietPage, context }) => {
  await person.signUp();
  const path = await makeConversation(quietPage, "hello");
  const page = await newTab(context);
  const fetched = page.waitForResponse(/\.wasm$/);
  await page.goto(path);
  await (await fetched).finished();
  await expect(body(page)).not.toHaveAttribute("data-hydrated");
  await page.getByRole("heading", { name: "One" }).hover();
  await expect(body(page)).toHaveAttribute("data-hydrated", "");
});

test("the first key that is pressed is not lost", async ({ person, quietPage, context }) => {
  await person.signUp();
  const path = await makeConversation(quietPage, "hello");
  const page = await newTab(context);
  const said: string[] = [];
  watchConsole(page, said);
  await page.goto(path);
  const { composer, questions } = new Person(page);
  await composer.press("a");
  await composer.pressSequentially(" question");
  await expect(body(page)).toHaveAttribute("data-hydrated", "");
  await expect(composer).toHaveValue("a question");
  await composer.press("Enter");
  await expect(questions.filter({ hasText: "a question" })).toHaveCount(1);
  await expect(page).toHaveURL(path);
  expect(said).toEqual([]);
});

test("whoever only looks at a page sees what happens elsewhere", async ({ person, quietPage, context }) => {
  await person.signUp();
  const path = await makeConversation(quietPage, "hello");
  const page = await context.newPage();
  await page.goto(path);
  await expect(body(page)).toHaveAttribute("data-hydrated", "");
  await context.request.patch(`/api/v1${path.replace("/c/", "/conversations/")}`, { data: { title: "Two" } });
  await expect(page.getByRole("heading", { name: "Two" })).toBeVisible();
});

test("a reply that is being written is followed at once", async ({ person, quietPage, context }) => {
  await person.signUp();
  const path = await makeConversation(quietPage, "/hang", "generating");
  const page = await newTab(context);
  await page.goto(path);
  await expect(new Person(page).replies.first()).toHaveAttribute("aria-busy", "true");
  await expect(body(page)).toHaveAttribute("data-hydrated", "");
});

test("a client that could not be fetched is fetched again when a person turns to the page", async ({ person, quietPage, context }) => {
  await person.signUp();
  const path = await makeConversation(quietPage, "hello");
  const page = await context.newPage();
  let failures = 0;
  await page.route(/\/pkg\/supbot.*\.(js|wasm)/, (route) => (failures++ < 2 ? route.abort() : route.continue()));
  await page.goto(path);
  await expect.poll(() => failures).toBe(2);
  // Not at each of the moves of the pointer.
  const heading = page.getByRole("heading", { name: "One" });
  await heading.hover();
  await heading.hover({ position: { x: 1, y: 1 } });
  expect(failures).toBe(2);
  await expect(async () => {
    await heading.hover();
    await heading.hover({ position: { x: 1, y: 1 } });
    await expect(body(page)).toHaveAttribute("data-hydrated", "", { timeout: 1000 });
  }).toPass();
  expect(failures).toBe(4);
});

test("a button that is pressed before the client is there does what it is for when it is", async ({ person, quietPage, context }) => {
  await person.signUp();
  const path = await makeConversation(quietPage, "hello");
  const page = await newTab(context);
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(/\.wasm$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(path);
  await page.getByRole("article", { name: "You" }).hover();
  await page.getByRole("button", { name: "Edit" }).click();
  await expect(body(page)).not.toHaveAttribute("data-hydrated");
  release();
  await expect(page.getByRole("textbox", { name: "Edit" })).toHaveValue("hello");
});
