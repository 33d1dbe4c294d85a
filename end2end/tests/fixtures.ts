// What every test has: a server, a page that fails the test on any console error, and the steps of a person.
import AxeBuilder from "@axe-core/playwright";
import { type ConsoleMessage, type Page, test as base, expect } from "@playwright/test";
import { Network, withoutScripts } from "./network";
import { Server } from "./server";

interface Fixtures {
  person: Person;
  quietPage: Page;
  /** Starts a server of the test's own: `scripted`, unless the settings say otherwise. */
  startServer: (settings: Record<string, string>) => Promise<Server>;
}

const SETTINGS = { SUPBOT_PROVIDERS: "scripted", SUPBOT_LOG_LEVEL: "error" };

export const test = base.extend<Fixtures, { server: Server }>({
  server: [
    async ({}, use) => {
      const server = await Server.start(SETTINGS);
      await use(server);
      await server.stop();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ server, browserName, javaScriptEnabled }, use) => {
    if (browserName !== "firefox" || javaScriptEnabled) return use(server.url);
    const network = await Network.before(server.url);
    network.edit = withoutScripts;
    await use(network.url);
    network.cut();
  },
  // Stopped when the test is over: a page that still loads something would complain of it in the console.
  startServer: async ({}, use) => {
    const servers: Server[] = [];
    await use(async (settings) => {
      const server = await Server.start({ ...SETTINGS, ...settings });
      servers.push(server);
      return server;
    });
    await Promise.all(servers.map((server) => server.stop()));
  },
  // Hydration mismatches, policy violations and failed requests all end up in the console. Depends on `startServer` to be
  // finished with before its servers stop.
  quietPage: async ({ startServer: _, page }, use) => {
    const said: string[] = [];
    watchConsole(page, said);
    await use(page);
    expect(said).toEqual([]);
  },
  person: async ({ quietPage }, use) => use(new Person(quietPage)),
});

/** What Playwright says where it forbids the service worker (playwright.config.ts). */
const FORBIDDEN = "Service Worker registration blocked by Playwright";
/** A directive of the sandbox (CSP3) that browsers have yet to learn. */
const NOT_YET_KNOWN = /Unrecognized Content-Security-Policy directive 'webrtc'|unknown directive .webrtc./;

/** Where a document is saved: tests forbid it, or let two save at once. */
const SAVING = "/rpc/update_content";

/** What browsers say of each answer that refuses what a form holds, and of a document that could not be saved. */
function isRefusal(message: ConsoleMessage) {
  const [, status] = /status of (403|409|422|500)|net::ERR_FAILED/.exec(message.text()) ?? [undefined, "none"];
  if (status === "none") return false;
  const { pathname } = new URL(message.location().url);
  return pathname === SAVING || (pathname.startsWith("/rpc/") && (status === "403" || status === "422"));
}

export function watchConsole(page: Page, said: string[]) {
  page.on("console", (message) => {
    if (message.text() === FORBIDDEN || NOT_YET_KNOWN.test(message.text()) || isRefusal(message)) return;
    if (message.type() === "error" || message.type() === "warning") said.push(message.text());
  });
  page.on("pageerror", (error) => said.push(String(error)));
}

let names = 0;

export class Person {
  readonly name = `user-${process.pid}-${Date.now() % 1_000_000}-${names++}`;
  readonly password = "correct horse battery";

  constructor(readonly page: Page) {}

  /** Signs up on the page for it. */
  async signUpOnPage() {
    await this.page.goto("/signup");
    await this.page.getByLabel("Username").fill(this.name);
    await this.page.getByLabel("Password").fill(this.password);
    await this.page.getByRole("button", { name: "Sign up" }).click();
    await expect(this.composer).toBeVisible();
  }

  /** Signs up by what that page sends, which is faster; at another server than the test's own when `url` names one. */
  async signUp(url = "") {
    const form = { username: this.name, email: "", password: this.password };
    const answer = await this.page.request.post(`${url}/rpc/sign_up`, { form, headers: { accept: "application/json" } });
    expect(answer.status(), await answer.text()).toBe(200);
    await this.page.goto(`${url}/`);
    await expect(this.composer).toBeVisible();
  }

  get composer() {
    return this.page.getByRole("textbox", { name: "Message" });
  }

  get replies() {
    return this.page.getByRole("article", { name: "Supbot" });
  }

  get questions() {
    return this.page.getByRole("article", { name: "You" });
  }

  /** Waits until the page answers in the browser, then asks as a person with a keyboard does. */
  async ask(question: string) {
    await hydrated(this.page);
    await this.composer.fill(question);
    await this.composer.press("Enter");
  }

  async replyIsWhole(nth = -1) {
    await expect(this.replies.nth(nth)).toHaveAttribute("aria-busy", "false");
  }
}

/** Turns to the page, and waits until it answers in the browser. */
export async function hydrated(page: Page) {
  await page.evaluate(() => dispatchEvent(new Event("begin")));
  await expect(page.locator("body")).toHaveAttribute("data-hydrated", "");
}

export function isFirefox(page: Page): boolean {
  return page.context().browser()?.browserType().name() === "firefox";
}

export async function isAccessible(page: Page) {
  // Axe puts what it finds in frames together on an empty page of its own, which takes the focus in Firefox: without frames
  // it does without.
  const isAlone = isFirefox(page) && page.frames().length === 1;
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(isAlone).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
}

/** Accessible, and nothing beside the screen: light and dark, on a phone and on a desk. */
export async function isAccessibleInEveryLook(page: Page) {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const size of [{ width: 320, height: 640 }, { width: 1280, height: 800 }]) {
      await page.setViewportSize(size);
      await isAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width);
    }
  }
  await page.emulateMedia({ colorScheme: null });
}

export { expect };
