// Every page with JavaScript and without, in both languages, wide and narrow; nothing in the console, nothing for axe.
import { Person, expect, hydrated, isAccessible, test } from "./fixtures";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("the first page, log-in, sign-up and a page that is not there", async ({ quietPage: page }) => {
      const headings = { "/": "Chat, code and documents in one place", "/login": "Log in", "/signup": "Sign up" };
      for (const [path, heading] of Object.entries(headings)) {
        await page.goto(path);
        await expect(page.getByRole("heading", { name: heading, level: 1 })).toBeVisible();
        if (javaScriptEnabled) await isAccessible(page);
      }
    });

    test("a form says what is wrong beside the field", async ({ quietPage: page }) => {
      await page.goto("/signup");
      await page.getByLabel("Username").fill("a b c");
      await page.getByLabel("Password").fill("long enough");
      await page.getByRole("button", { name: "Sign up" }).click();
      await expect(page.getByLabel("Username")).toHaveAccessibleDescription("Usernames can only have letters, digits, _ - and .");
      await expect(page.getByLabel("Username")).toHaveAttribute("aria-invalid", "true");
    });

    test("signing up, asking, reading, settings, logging out and in", async ({ person, quietPage: page }) => {
      await person.signUpOnPage();
      await person.composer.fill("does it work?");
      if (javaScriptEnabled) await hydrated(page);
      await page.getByRole("button", { name: "Send" }).click();
      await expect(page).toHaveURL(/\/c\//);
      const conversation = page.url();
      // Without a script the answer comes with the page.
      await person.replyIsWhole(0);
      // Chromium shows no <noscript> where it is told to run no script.
      expect(await (await page.request.get(conversation)).text()).toContain("JavaScript is off");
      await expect(person.replies.first()).toContainText("does it work?");
      if (javaScriptEnabled) await isAccessible(page);

      await page.getByRole("link", { name: person.name }).click();
      await expect(page.getByRole("heading", { name: "Settings" })).toBeVisible();
      await expect(page.getByText("this device")).toBeVisible();
      if (javaScriptEnabled) await isAccessible(page);
      await page.getByLabel("Name", { exact: true }).fill("my script");
      await page.getByRole("button", { name: "Create key" }).click();
      const key = await page.getByLabel("New API key").inputValue();
      expect(key).toMatch(/^supbot_[0-9a-f]{64}$/);
      const me = await page.request.get("/api/v1/me", { headers: { authorization: `Bearer ${key}`, cookie: "" } });
      expect((await me.json()).username).toBe(person.name);
      await page.goto("/settings");
      await expect(page.getByText("my script")).toBeVisible();
      await expect(page.locator(".new-key")).toHaveCount(0);
      if (javaScriptEnabled) await isAccessible(page);
      await page.locator("summary[aria-label='Delete: my script']").click();
      await page.getByRole("button", { name: "Delete", exact: true }).click();
      await expect(page.getByText("my script")).toHaveCount(0);
      await page.getByLabel("Current password").first().fill("wrong wrong");
      await page.getByLabel("New password").fill("another password");
      await page.getByRole("button", { name: "Change password" }).click();
      await expect(page.getByText("The current password is incorrect.").first()).toBeVisible();

      await page.getByRole("button", { name: "한국어" }).click();
      await expect(page.getByRole("heading", { name: "설정" })).toBeVisible();
      await page.getByRole("button", { name: "English" }).click();

      await page.getByRole("button", { name: "Log out" }).click();
      await page.goto(conversation);
      await expect(page.getByText("Log in to continue.")).toBeVisible();
      await page.getByLabel("Username").fill(person.name);
      await page.getByLabel("Password").fill(person.password);
      await page.getByRole("button", { name: "Log in" }).click();
      await expect(page).toHaveURL(conversation);
      await expect(person.questions.first()).toContainText("does it work?");
    });
  });
}

test("a page that is not there is answered with 404", async ({ page }) => {
  const answer = await page.goto("/nowhere");
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "Not found" })).toBeVisible();
  await isAccessible(page);
});

test("a Korean browser gets Korean pages", async ({ browser, server }) => {
  const context = await browser.newContext({ locale: "ko-KR", baseURL: server.url });
  const page = await context.newPage();
  await page.goto("/login");
  await expect(page.locator("html")).toHaveAttribute("lang", "ko");
  await expect(page.getByRole("button", { name: "로그인" })).toBeVisible();
  await context.close();
});

test.describe("dark and narrow", () => {
  test.use({ colorScheme: "dark", viewport: { width: 390, height: 844 } });

  test("the drawer opens, leads somewhere and closes; nothing is wider than the page", async ({ person, quietPage: page }) => {
    await person.signUp();
    await person.ask("/markdown");
    await person.replyIsWhole();
    await isAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    // What is cut off is not scrolled to, so the check above cannot see it.
    for (const part of [page.locator("main"), person.replies.last(), page.getByRole("button", { name: "Send" })]) {
      const box = await part.boundingBox();
      expect(box!.x + box!.width).toBeLessThanOrEqual(390);
    }
    await expect(page.getByRole("checkbox", { name: "Menu" })).toBeAttached();
    const newChat = page.getByRole("link", { name: "New chat" });
    await expect(newChat).toBeHidden();
    await page.locator("label.only-narrow").click();
    await expect(newChat).toBeVisible();
    await isAccessible(page);
    await newChat.click();
    await expect(page).toHaveURL(/\/$/);
    await expect(newChat).toBeHidden();
  });
});

test("the first load is small: at most 385 kB and 14 requests", async ({ browser, server, browserName }) => {
  test.skip(browserName !== "chromium", "only Chromium tells what went over the wire");
  const context = await browser.newContext({ baseURL: server.url });
  const page = await context.newPage();
  const person = new Person(page);
  await person.signUp();
  await person.ask("hello");
  await person.replyIsWhole();
  const url = page.url();
  const { cookies } = await context.storageState();
  const cold = await browser.newContext({ baseURL: server.url });
  await cold.addCookies(cookies);
  const fresh = await cold.newPage();
  const client = await cold.newCDPSession(fresh);
  await client.send("Network.enable");
  let bytes = 0;
  let requests = 0;
  client.on("Network.requestWillBeSent", () => requests++);
  client.on("Network.loadingFinished", (event) => (bytes += event.encodedDataLength));
  await fresh.goto(url);
  await hydrated(fresh);
  await fresh.waitForLoadState("networkidle");
  console.log(`first load: ${Math.round(bytes / 1000)} kB in ${requests} requests`);
  expect(bytes).toBeLessThanOrEqual(385_000);
  expect(requests).toBeLessThanOrEqual(14);
  await context.close();
  await cold.close();
});
