// Supbot on a device: installed, read without a network, and written to.
import type { BrowserContext, Page } from "@playwright/test";
import { Person, test as base, expect, hydrated, isAccessibleInEveryLook, isFirefox } from "./fixtures";
import { Network } from "./network";

const test = base.extend<{ network: Network }>({
  network: async ({ server }, use) => {
    const network = await Network.before(server.url);
    await use(network);
    network.cut();
  },
  baseURL: ({ network }, use) => use(network.url),
  // In Firefox only the pages lose their network when a test says so, and the worker keeps its own: there it is cut too.
  context: async ({ context, network, browserName }, use) => {
    const setOffline = context.setOffline.bind(context);
    if (browserName === "firefox") {
      context.setOffline = async (isOffline) => {
        if (!isOffline) await network.mend();
        await setOffline(isOffline);
        if (isOffline) network.cut();
      };
    }
    await use(context);
  },
});

test.use({ serviceWorkers: "allow" });

/** The bar of a page without a network. */
const bar = (page: Page) => page.locator(".offline-bar");
const outbox = (page: Page) => page.getByRole("status", { name: "Messages to send" });

/** The addresses of the pages that the device keeps, of whichever account. */
function kept(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith("kept "));
    const pages = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return pages.flat().map(({ url }) => new URL(url).pathname);
  });
}

/** What is kept of a page; empty when nothing is. */
function keptHtml(page: Page, path: string): Promise<string> {
  return page.evaluate(async (path) => (await caches.match(path))?.text() ?? "", path);
}

/** The messages that wait on the device, of whichever account. */
function waiting(page: Page): Promise<string[]> {
  return page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open("supbot-offline", 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore("outbox", { keyPath: "key" });
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const reading = opening.result.transaction("outbox").objectStore("outbox").getAll();
          reading.onsuccess = () => {
            opening.result.close();
            resolve((reading.result as { content: string }[]).map(({ content }) => content));
          };
        };
      }),
  );
}

/** Signs up, asks, and waits until the answer is kept. Gives the address of the conversation. */
async function converse(person: Person, question: string): Promise<string> {
  await person.ask(question);
  await expect(person.page).toHaveURL(/\/c\//);
  await person.replyIsWhole();
  const path = new URL(person.page.url()).pathname;
  const escaped = question.replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  await expect.poll(() => keptHtml(person.page, path)).toContain(`You said: ${escaped}`);
  return path;
}

async function signedUp(page: Page): Promise<Person> {
  const person = new Person(page);
  await person.signUp();
  await hydrated(page);
  // From here on the worker is between the page and the network.
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  return person;
}

/** How browsers say that something could not be loaded. */
const UNLOADED = /^(Failed to load resource|Firefox can’t establish a connection)/;

/** What goes wrong on a page; what cannot be loaded is no fault of it. */
function faults(page: Page): string[] {
  const said: string[] = [];
  const note = (text: string) => {
    if (!UNLOADED.test(text)) said.push(text);
  };
  page.on("pageerror", (error) => note(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") note(message.text());
  });
  return said;
}

async function goOffline(context: BrowserContext) {
  await context.setOffline(true);
}

test("a browser finds it installable", async ({ page, context, request }) => {
  await signedUp(page);
  // Firefox does not say what it thinks of it.
  if (!isFirefox(page)) {
    const client = await context.newCDPSession(page);
    const { installabilityErrors } = await client.send("Page.getInstallabilityErrors");
    // A profile of tests is a private one, into which nothing is installed.
    expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito")).toEqual([]);
    expect((await client.send("Page.getAppManifest")).errors).toEqual([]);
  }
  const manifest = await request.get((await page.locator("link[rel=manifest]").getAttribute("href")) ?? "");
  for (const { src, sizes, type } of (await manifest.json()).icons) {
    const icon = await request.get(src);
    expect(icon.headers()["content-type"]).toBe(type);
    if (sizes === "any") continue;
    const size = await page.evaluate(async (src) => {
      const { width, height } = await createImageBitmap(await (await fetch(src)).blob());
      return `${width}x${height}`;
    }, src as string);
    expect(size).toBe(sizes);
  }
  const worker = await request.get("/service-worker.js");
  expect(worker.headers()["service-worker-allowed"]).toBe("/");
  expect(await worker.text()).toMatch(/^self\.BUILD=\{.*"version":"[0-9a-f]{16}"/);
});

test("conversations are read without a network, and say when they were read", async ({ page, context }) => {
  const person = await signedUp(page);
  const first = await converse(person, "the first one");
  await page.getByRole("link", { name: "New chat" }).click();
  const second = await converse(person, "the second one");
  // Read in the client, which loads no page.
  await page.getByRole("link", { name: "the first one" }).click();
  await expect(page.getByRole("article").getByText("You said: the first one")).toBeVisible();

  const said = faults(page);
  await goOffline(context);
  await page.goto(second);
  await hydrated(page);
  await expect(page.getByRole("article").getByText("You said: the second one")).toBeVisible();
  await expect(bar(page)).toContainText("Offline. Showing what was saved");
  await expect(page.getByRole("navigation", { name: "Chats" }).getByRole("link")).toHaveCount(2);
  // Coming back to the tab asks the server for everything; nothing is lost by that.
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
  await page.getByRole("link", { name: "the first one" }).click();
  await expect(page).toHaveURL(first);
  await hydrated(page);
  await expect(page.getByRole("article").getByText("You said: the first one")).toBeVisible();
  await expect(bar(page)).toBeVisible();
  await page.getByRole("link", { name: "New chat" }).click();
  await expect(page).toHaveURL("/");
  await expect(person.composer).toBeVisible();

  await context.setOffline(false);
  await expect(bar(page)).toBeHidden();
  await page.goto(first);
  await expect(page.getByRole("article").getByText("You said: the first one")).toBeVisible();
  await expect(bar(page)).toBeHidden();
  expect(said).toEqual([]);
});

test("a page that is not kept says so and leads to those that are", async ({ page, context }) => {
  const person = await signedUp(page);
  const path = await converse(person, "to be <b>read</b> again");
  await goOffline(context);
  await page.goto("/documents");
  await expect(page.getByRole("heading", { name: "You are offline" })).toBeVisible();
  await isAccessibleInEveryLook(page);
  await page.getByRole("link", { name: "to be <b>read</b> again" }).click();
  await expect(page).toHaveURL(path);
  await expect(person.replies).toHaveCount(1);
  await context.setOffline(false);
  await page.goto("/documents");
  await expect(page.getByRole("heading", { name: "You are offline" })).toBeHidden();
});

test("a page that is open when the network goes says so, and what comes later is there afterwards", async ({ page, context }) => {
  const person = await signedUp(page);
  await converse(person, "still here");
  await goOffline(context);
  await expect(bar(page)).toContainText("Messages will be sent when you are back online");
  await isAccessibleInEveryLook(page);
  await context.setOffline(false);
  await expect(bar(page)).toBeHidden();
  await person.ask("another");
  await expect(person.replies).toHaveCount(2);
  await person.replyIsWhole();
  await page.reload();
  await expect(page.getByRole("article").getByText("You said: another")).toBeVisible();
});

test("a message written without a network is sent once when it is back, from two tabs", async ({ page, context }) => {
  const person = await signedUp(page);
  const path = await converse(person, "before");
  await goOffline(context);
  await person.composer.fill("written offline");
  await person.composer.press("Enter");
  await expect(outbox(page)).toContainText("written offline");
  await expect(outbox(page)).toContainText("Will be sent when you are back online.");
  await expect(person.composer).toHaveValue("");
  await expect(page.getByRole("alert")).toBeHidden();
  // It outlives the page, and is seen in every tab.
  await page.reload();
  await hydrated(page);
  await expect(outbox(page)).toContainText("written offline");
  const other = await context.newPage();
  await other.goto(path);
  await hydrated(other);
  await expect(outbox(other)).toContainText("written offline");

  await context.setOffline(false);
  for (const tab of [page, other]) {
    await expect(outbox(tab)).toHaveCount(0);
    await expect(tab.getByText("You said: written offline")).toBeVisible();
  }
  expect(await waiting(page)).toEqual([]);
  await page.reload();
  await expect(person.questions).toHaveCount(2);
  await expect(person.replies).toHaveCount(2);
});

test("a first message is sent from a tab that was opened later", async ({ page, context }) => {
  const person = await signedUp(page);
  await goOffline(context);
  await person.ask("a new beginning");
  await expect(outbox(page)).toContainText("a new beginning");
  await page.close();
  const later = await context.newPage();
  await context.setOffline(false);
  await later.goto("/");
  await hydrated(later);
  await expect(later.getByRole("link", { name: "a new beginning" })).toHaveCount(1);
  await expect.poll(() => waiting(later)).toEqual([]);
  await later.getByRole("link", { name: "a new beginning" }).click();
  await expect(new Person(later).questions).toHaveCount(1);
});

test("a message whose answer was lost is not asked twice", async ({ page, network }) => {
  const person = await signedUp(page);
  await converse(person, "before");
  let sent = 0;
  network.fate = (path) => (path === "/rpc/send_message" && sent++ === 0 ? "unheard" : "answered");
  await person.ask("lost on the way");
  // Again at once, by Background Sync, or when a page is opened: it may wait too short a time to be seen.
  await expect.poll(() => sent).toBeGreaterThan(0);
  await page.reload();
  await expect.poll(() => sent).toBe(2);
  await expect.poll(() => waiting(page)).toEqual([]);
  await expect(outbox(page)).toHaveCount(0);
  await page.reload();
  await expect(person.questions).toHaveCount(2);
});

test("what waits can be written anew", async ({ page, context }) => {
  const person = await signedUp(page);
  await converse(person, "before");
  await goOffline(context);
  await person.ask("wiht a mistake");
  await outbox(page).getByRole("button", { name: "Cancel sending" }).click();
  await expect(outbox(page)).toHaveCount(0);
  await expect(person.composer).toHaveValue("wiht a mistake");
  expect(await waiting(page)).toEqual([]);
});

test("a log-out leaves nothing on the device", async ({ page, context, network }) => {
  const person = await signedUp(page);
  const path = await converse(person, "private");
  await goOffline(context);
  await person.ask("private too");
  await expect.poll(() => waiting(page)).toEqual(["private too"]);
  // What waits is not sent here: the log-out comes first.
  network.fate = (path) => (path === "/rpc/send_message" ? "lost" : "answered");
  await context.setOffline(false);
  await page.goto("/settings");
  await page.getByRole("button", { name: "Log out" }).click();
  await expect(page.getByRole("link", { name: "Log in" })).toBeVisible();
  expect(await kept(page)).toEqual([]);
  expect(await waiting(page)).toEqual([]);
  await goOffline(context);
  await page.goto(path);
  await expect(page.getByRole("heading", { name: "You are offline" })).toBeVisible();
  await expect(page.getByText("private")).toHaveCount(0);
});

test("a log-out without a network takes away what is kept all the same", async ({ page, context }) => {
  const person = await signedUp(page);
  const path = await converse(person, "private");
  await page.goto("/settings");
  await goOffline(context);
  await page.getByRole("button", { name: "Log out" }).click();
  await expect(page.getByRole("heading", { name: "You are offline" })).toBeVisible();
  expect(await kept(page)).toEqual([]);
  await page.goto(path);
  await expect(page.getByText("private")).toHaveCount(0);
});

test("the end of an account leaves nothing on the device", async ({ page }) => {
  const person = await signedUp(page);
  await converse(person, "private");
  await page.goto("/settings");
  await page.getByLabel("Current password").last().fill(person.password);
  await page.getByRole("button", { name: "Delete account and all chats" }).click();
  await expect(page.getByRole("link", { name: "Log in" })).toBeVisible();
  expect(await kept(page)).toEqual([]);
});

test("a message that was not sent when a session ended is sent after the next log-in", async ({ page, context }) => {
  const person = await signedUp(page);
  const path = await converse(person, "before");
  await goOffline(context);
  await person.ask("not sent yet");
  await expect.poll(() => waiting(page)).toEqual(["not sent yet"]);
  await context.clearCookies();
  await context.setOffline(false);
  await page.goto("/login");
  await page.getByLabel("Username").fill(person.name);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(person.composer).toBeVisible();
  // A try that fails is made again after half a minute.
  await expect.poll(() => waiting(page), { timeout: 60_000 }).toEqual([]);
  await page.goto(path);
  await expect(page.getByText("You said: not sent yet")).toBeVisible();
  await expect(person.questions).toHaveCount(2);
});

test("a session that has ended leaves no page, and another account finds nothing", async ({ page, context }) => {
  const person = await signedUp(page);
  const path = await converse(person, "private");
  await goOffline(context);
  await person.ask("not sent yet");
  await expect.poll(() => waiting(page)).toEqual(["not sent yet"]);
  await context.clearCookies();
  await context.setOffline(false);
  await page.goto("/");
  await expect(page.getByRole("link", { name: "Log in" })).toBeVisible();
  expect(await kept(page)).toEqual([]);
  const other = await signedUp(page);
  await expect.poll(() => waiting(page)).toEqual([]);
  await expect.poll(() => kept(page)).toEqual(["/"]);
  await goOffline(context);
  await page.goto(path);
  await expect(page.getByRole("heading", { name: "You are offline" })).toBeVisible();
  await expect(page.getByText("private")).toHaveCount(0);
  expect(other.name).not.toBe(person.name);
});

test("a conversation is asked for while the pointer rests on its link, and once", async ({ page, browserName }) => {
  test.skip(browserName === "firefox", "WebDriver BiDi does not tell what a worker asks for");
  const person = await signedUp(page);
  const path = await converse(person, "to be opened");
  await page.getByRole("link", { name: "New chat" }).click();
  await expect(person.questions).toHaveCount(0);
  const asked: string[] = [];
  page.context().on("request", (request) => {
    if (request.serviceWorker() && request.url().includes("/rpc/open_conversation")) asked.push(new URL(request.url()).search);
  });
  const answer = page.waitForResponse((response) => response.url().includes("/rpc/open_conversation") && !response.request().serviceWorker());
  const link = page.getByRole("link", { name: "to be opened" });
  await link.hover();
  await expect.poll(() => asked).toEqual([`?id=${path.split("/").pop()}&`]);
  await link.click();
  await expect(page.getByRole("article").getByText("You said: to be opened")).toBeVisible();
  expect((await answer).fromServiceWorker()).toBe(true);
});
