// Sharing by a link: what whoever has it reads, what it does not show, and how it ends; with JavaScript and without.
import { type Browser, type Page } from "@playwright/test";
import { expect, isAccessible, isAccessibleInEveryLook, Person, test, watchConsole } from "./fixtures";

/** A conversation with an answer that is not shown any more, instructions, and what the model thought. */
async function conversation(page: Page): Promise<string> {
  const messages = [
    { role: "system", content: "SECRET instructions" },
    { role: "user", content: "How is it sorted?" },
    { role: "assistant", content: "<think>SECRET thought</think>It is sorted **by age**.\n\n```rust\nv.sort();\n```" },
    { role: "user", content: "And backwards?" },
  ];
  const stored = await page.request.post("/v1/chat/completions", { data: { model: "echo", store: true, messages } });
  expect(stored.status()).toBe(200);
  const id = stored.headers()["x-supbot-conversation"];
  expect((await page.request.patch(`/api/v1/conversations/${id}`, { data: { title: "Sorting" } })).status()).toBe(200);
  return id;
}

/** Makes the link in the form that is open, and gives its address. */
async function makeLink(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Create link" }).click();
  await expect(page.getByText("Copy it now: it will not be shown again.")).toBeVisible();
  return page.getByLabel("New link").inputValue();
}

/** Somebody without an account. */
async function visitor(browser: Browser, javaScriptEnabled: boolean) {
  const context = await browser.newContext({ javaScriptEnabled, locale: "en-US" });
  const page = await context.newPage();
  const said: string[] = [];
  watchConsole(page, said);
  return { page, said, context };
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a conversation is read by whoever has the link, and by nobody when it is revoked", async ({ person, quietPage: page, browser }) => {
      await person.signUp();
      await page.goto(`/c/${await conversation(page)}`);
      await page.locator("summary[aria-label=More]").first().click();
      await page.getByRole("link", { name: "Share", exact: true }).click();
      await expect(page.getByText("the 4 messages shown now")).toBeVisible();
      if (javaScriptEnabled) await isAccessibleInEveryLook(page);
      await page.getByLabel("Expires").selectOption("in 7 days");
      const link = await makeLink(page);
      expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/share\/\S{20,}$/);
      const inSevenDays = new Intl.DateTimeFormat("en", { month: "short", day: "numeric" }).format(Date.now() + 7 * 24 * 3600_000);
      await expect(page.locator(".session")).toContainText(`expires ${inSevenDays}`);
      if (javaScriptEnabled) await isAccessibleInEveryLook(page);
      await page.setViewportSize({ width: 320, height: 640 });
      const revoke = await page.locator("summary[aria-label='Revoke: Sorting']").boundingBox();
      expect(revoke?.height).toBeLessThan(50); // on one line
      // Once is enough: who looks over a shoulder later sees no link.
      await page.reload();
      await expect(page.locator(".session")).toHaveCount(1);
      await expect(page.getByLabel("New link")).toHaveCount(0);

      const { page: guest, said, context } = await visitor(browser, javaScriptEnabled);
      await guest.goto(link);
      await expect(guest.getByRole("heading", { name: "Sorting", level: 1 })).toBeVisible();
      await expect(guest.getByRole("article")).toHaveCount(4);
      await expect(guest.getByText("How is it sorted?")).toBeVisible();
      await expect(guest.locator("strong").first()).toHaveText("by age");
      await expect(guest.locator("pre").first()).toContainText("v.sort();");
      const html = await guest.content();
      for (const secret of ["SECRET", person.name]) expect(html).not.toContain(secret);
      await expect(guest.getByRole("navigation")).toHaveCount(0);
      expect(html).not.toContain("/pkg/chat");
      expect(html).not.toMatch(/\.wasm|import\(/);
      if (javaScriptEnabled) await isAccessibleInEveryLook(guest);

      await page.locator("summary[aria-label='Revoke: Sorting']").click();
      await page.getByRole("button", { name: "Revoke", exact: true }).click();
      await expect(page.getByText("The link was revoked and no longer works.")).toBeVisible();
      await expect(page.getByText("No shared links.")).toBeVisible();
      if (javaScriptEnabled) await isAccessible(page);
      expect(said).toEqual([]);
      const gone = await guest.reload();
      expect(gone?.status()).toBe(404);
      await expect(guest.getByText("Sorting")).toHaveCount(0);
      if (javaScriptEnabled) await isAccessibleInEveryLook(guest);
      await context.close();
    });

    test("a document is read as it was when it was shared", async ({ person, quietPage: page, browser }) => {
      await person.signUp();
      const made = await page.request.post("/api/v1/documents", { data: { title: "Paper", content: "# Budget\n\nIt is **fixed**.\n\n| a | b |\n| - | - |\n| 1 | 2 |\n" } });
      const { id } = await made.json();
      await page.goto(`/documents/${id}`);
      await page.locator("summary[aria-label=More]").click();
      await page.getByRole("link", { name: "Share", exact: true }).click();
      await expect(page.getByText("Not its earlier versions, your notes")).toBeVisible();
      const link = await makeLink(page);
      const changed = await page.request.patch(`/api/v1/documents/${id}`, { data: { content: "SECRET, written later", revision: 1 } });
      expect(changed.status()).toBe(200);

      const { page: guest, said, context } = await visitor(browser, javaScriptEnabled);
      await guest.goto(link);
      await expect(guest.getByRole("heading", { name: "Paper", level: 1 })).toBeVisible();
      await expect(guest.locator("strong")).toHaveText("fixed");
      await expect(guest.getByRole("cell", { name: "2" })).toBeVisible();
      const html = await guest.content();
      for (const secret of ["SECRET", person.name]) expect(html).not.toContain(secret);
      if (javaScriptEnabled) await isAccessibleInEveryLook(guest);
      expect(said).toEqual([]);
      await context.close();
    });

    test("a reader with an account goes on with a copy of their own", async ({ person, quietPage: page, browser, baseURL }) => {
      await person.signUp();
      await page.goto(`/shares/new?conversation=${await conversation(page)}`);
      const link = await makeLink(page);

      const { page: guest, said, context } = await visitor(browser, javaScriptEnabled);
      const reader = new Person(guest);
      await reader.signUp(baseURL);
      // A page that is still coming would ask for something without them.
      await guest.goto("about:blank");
      await context.clearCookies();
      await guest.goto(link);
      await guest.getByRole("button", { name: "Log in to continue this chat" }).click();
      // Whoever has the link reads what is shared: it must not stand in the address of another page.
      await expect(guest).toHaveURL("/login");
      await guest.getByLabel("Username").fill(reader.name);
      await guest.getByLabel("Password").fill(reader.password);
      await guest.getByRole("button", { name: "Log in" }).click();
      await expect(guest).toHaveURL(link);
      if (javaScriptEnabled) await isAccessibleInEveryLook(guest);
      await guest.getByRole("button", { name: "Continue this chat" }).click();
      await expect(guest).toHaveURL(/\/c\//);
      await expect(reader.questions).toHaveCount(2);
      await expect(reader.replies.first()).toContainText("by age");
      if (javaScriptEnabled) {
        await reader.ask("and now?");
        await reader.replyIsWhole();
        await expect(reader.replies.last()).toContainText("and now?");
      }
      expect(said).toEqual([]);
      // The owner's own has nothing of it.
      await page.goto("/chats");
      await expect(page.locator(".chats-row")).toHaveCount(1);
      await context.close();
    });
  });
}

test("a server whose sharing is off makes no link and says so", async ({ person, quietPage: page, startServer }) => {
  const server = await startServer({ SUPBOT_SHARING: "off" });
  await person.signUp(server.url);
  const made = await page.request.post(`${server.url}/api/v1/documents`, { data: { title: "Paper", content: "x" } });
  const { id } = await made.json();
  const refused = await page.request.post(`${server.url}/api/v1/shares`, { data: { document_id: id } });
  expect(refused.status()).toBe(403);
  await page.goto(`${server.url}/shares/new?document=${id}`);
  await expect(page.getByRole("alert")).toHaveText("Sharing is turned off on this server.");
  await expect(page.getByRole("button", { name: "Create link" })).toHaveCount(0);
  await isAccessibleInEveryLook(page);
  await page.goto(`${server.url}/shares`);
  await expect(page.getByRole("status")).toContainText("links do not open");
});
