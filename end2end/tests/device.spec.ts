// A device that several people use: nothing of an account stays on it after its log-out, and nothing but what was not sent yet
// when its session has ended elsewhere.
import { type Page } from "@playwright/test";
import { expect, hydrated, Person, test } from "./fixtures";

test.use({ serviceWorkers: "allow" });

/** Where a document is saved: by the page, and by one that is being left. */
const DOORS = ["**/rpc/update_content", "**/api/v1/documents/**"];

/** Everything that the browser keeps of the site, but choices and the files of the program. */
function stored(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const all = [...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter((name) => name !== "keys");
    for (const name of await caches.keys()) {
      const cached = await (await caches.open(name)).keys();
      for (const { url } of cached) {
        const { pathname } = new URL(url);
        if (!name.startsWith("shell ")) all.push(`${name} ${pathname}`);
        else if (!/^\/(pkg\/|texts\/|offline$|[\w.-]+$)/.test(pathname)) all.push(`${name} ${pathname}`);
      }
    }
    const databases = await indexedDB.databases();
    for (const { name = "" } of databases) {
      const box = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      for (const store of box.objectStoreNames) {
        const count = await new Promise<number>((resolve) => {
          const request = box.transaction(store).objectStore(store).count();
          request.onsuccess = () => resolve(request.result);
        });
        if (count > 0) all.push(`${name} ${store}: ${count}`);
      }
      box.close();
    }
    return all;
  });
}

/** Leaves something of the account everywhere; gives the address of an attachment. */
async function useEverything(person: Person): Promise<string> {
  const { page } = person;
  await person.signUp();
  await person.ask("a private question");
  await person.replyIsWhole(0);
  const answer = await page.request.post("/api/v1/attachments?name=private.txt", {
    data: "a private file",
    headers: { "content-type": "application/octet-stream" },
  });
  const { id } = (await answer.json()) as { id: string };
  const attachment = `/attachments/${id}`;
  await page.goto(attachment);
  await expect(page.getByText("a private file")).toBeVisible();
  const made = await page.request.post("/api/v1/documents", { data: { title: "mine", content: "# Mine" } });
  await page.goto(`/documents/${((await made.json()) as { id: string }).id}`);
  const editor = page.locator(".ProseMirror");
  await editor.click();
  // The document cannot be saved before the page is left: it is kept here.
  for (const door of DOORS) await page.route(door, (route) => route.abort());
  await editor.pressSequentially("a private sentence");
  await page.evaluate(() => {
    Object.defineProperty(document, "hidden", { value: true, configurable: true });
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  });
  await expect.poll(() => stored(page)).toContainEqual(expect.stringMatching(/^supbot-document [0-9a-f-]{36} /));
  for (const door of DOORS) await page.unroute(door);
  page.once("dialog", (dialog) => void dialog.accept());
  await page.goto("/");
  await hydrated(page);
  await person.composer.fill("a private draft");
  await expect.poll(() => stored(page)).toContainEqual(expect.stringMatching(/^supbot-draft /));
  await page.evaluate(() => sessionStorage.setItem("supbot-run-warned", "1"));
  return attachment;
}

const ends: Record<string, (page: Page, person: Person) => Promise<unknown>> = {
  "a log-out": async (page) => {
    await page.goto("/settings");
    await page.getByRole("button", { name: "Log out" }).click();
  },
  "the end of an account": async (page, person) => {
    await page.goto("/settings");
    await page.getByLabel("Current password").last().fill(person.password);
    await page.getByRole("button", { name: "Delete account and all chats" }).click();
  },
};

/** What was not sent yet of the message box and of a document, as [`stored`] names it. */
const unsent = [expect.stringMatching(/^supbot-document [0-9a-f-]{36} /), expect.stringMatching(/^supbot-draft [0-9a-f-]{36} /)];

/** The session is ended elsewhere. */
async function endSession(page: Page) {
  await page.context().clearCookies({ name: /session/ });
  await page.goto("/settings");
  await expect(page.getByText("Log in to continue.")).toBeVisible();
}

/** Goes back to `path`, and reads what is there. Playwright waits for ever for a page that Firefox has kept whole. */
async function textBehind(page: Page, path: string): Promise<string | null> {
  await page.evaluate(() => setTimeout(() => history.back()));
  await expect(async () => expect(await page.evaluate(() => location.pathname)).toBe(path)).toPass({ timeout: 30_000 });
  return page.evaluate(() => document.body.textContent);
}

async function logIn(page: Page, { name, password }: Person) {
  await page.goto("/login");
  await page.getByLabel("Username").fill(name);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.waitForURL((url) => url.pathname !== "/login");
}

for (const [end, act] of Object.entries(ends)) {
  test(`after ${end} nothing of the account is on the device`, async ({ page }) => {
    const person = new Person(page);
    const attachment = await useEverything(person);
    expect((await stored(page)).length).toBeGreaterThan(2);
    await act(page, person);
    await expect(page.getByRole("link", { name: "Log in" }).or(page.getByRole("button", { name: "Log in" })).first()).toBeVisible();
    await expect.poll(() => stored(page)).toEqual([]);
    await page.goto(attachment);
    await expect(page.getByText("a private file")).toHaveCount(0);
    // To the page after the log-out, and to the one before it, with the titles of chats.
    for (const path of ["/", "/login"]) expect(await textBehind(page, path)).not.toContain("a private");
  });
}

test("what was not sent when a session ended waits for its account, and is taken away by a log-out", async ({ page }) => {
  const person = new Person(page);
  const attachment = await useEverything(person);
  await endSession(page);
  await expect.poll(async () => (await stored(page)).sort()).toEqual(unsent);
  await page.goto(attachment);
  await expect(page.getByText("a private file")).toHaveCount(0);

  await logIn(page, person);
  await expect(person.composer).toHaveValue("a private draft");
  await expect.poll(() => stored(page)).toEqual(expect.arrayContaining(unsent));
  await page.goto("/settings");
  await page.getByRole("button", { name: "Log out" }).click();
  await expect(page.getByRole("link", { name: "Log in" })).toBeVisible();
  await expect.poll(() => stored(page)).toEqual([]);

  // A log-out of before takes nothing away when the next session has ended elsewhere.
  await logIn(page, person);
  await hydrated(page);
  await person.composer.fill("another private draft");
  await expect.poll(() => stored(page)).toContainEqual(unsent[1]);
  await endSession(page);
  await expect.poll(() => stored(page)).toEqual([unsent[1]]);
});

test("what was not sent when a session ended goes when another account logs in", async ({ page }) => {
  await useEverything(new Person(page));
  await endSession(page);
  await expect.poll(async () => (await stored(page)).sort()).toEqual(unsent);
  const other = new Person(page);
  await other.signUp();
  await hydrated(page);
  await expect.poll(async () => (await stored(page)).filter((name) => !name.startsWith("kept "))).toEqual([]);
  await expect(other.composer).toHaveValue("");
});

test("an address that anybody can link to takes nothing away", async ({ page, context }) => {
  const person = new Person(page);
  await person.signUp();
  await hydrated(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await person.ask("a private question");
  await person.replyIsWhole(0);
  const path = new URL(page.url()).pathname;
  await page.reload();
  await hydrated(page);
  await person.composer.fill("a private draft");
  await expect.poll(() => stored(page)).toContainEqual(expect.stringMatching(/^supbot-draft /));
  await expect.poll(() => stored(page)).toContainEqual(expect.stringMatching(new RegExp(`^kept .*${path}$`)));
  const before = await stored(page);
  const other = await context.newPage();
  await other.goto("/?left");
  await expect(other.getByRole("textbox", { name: "Message" })).toBeVisible();
  await hydrated(other);
  await expect.poll(async () => (await stored(page)).filter((name) => before.includes(name)).length).toBe(before.length);
});
