// The API in a browser: the page that describes it and tries it out, and pages of other origins.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "./fixtures";

const json = { "content-type": "application/json" };
const account = { username: "page-of-another", password: "correct horse" };

/** A token of a server, for an account that is made there. */
async function tokenOf(url: string): Promise<string> {
  const post = (path: string) => fetch(`${url}/api/v1/auth/${path}`, { method: "POST", headers: json, body: JSON.stringify(account) });
  await post("register");
  return (await (await post("token")).json()).access;
}

test("the description shows every operation, and a token is enough to try one out", async ({ quietPage: page, server }) => {
  const token = await tokenOf(server.url);
  await page.goto("/api/docs");
  await expect(page.getByRole("heading", { name: /Supbot/ })).toBeVisible();
  for (const tag of ["accounts", "conversations", "documents", "search", "openai"]) {
    await expect(page.getByRole("link", { name: tag, exact: true })).toBeVisible();
  }
  await page.getByRole("button", { name: "Authorize" }).click();
  const dialog = page.locator(".dialog-ux");
  // Key by key: of what is put there at once, the page's framework hears nothing in Firefox.
  await dialog.locator("section, div").filter({ hasText: "bearer (http, Bearer)" }).getByRole("textbox").first().pressSequentially(token);
  await dialog.getByRole("button", { name: "Apply credentials" }).first().click();
  await dialog.getByRole("button", { name: "Close" }).first().click();
  await page.getByRole("link", { name: "accounts", exact: true }).click();
  const operation = page.locator("#operations-accounts-get_me");
  await operation.getByRole("button").first().click();
  await operation.getByRole("button", { name: "Try it out" }).click();
  await operation.getByRole("button", { name: "Execute" }).click();
  await expect(operation.locator(".live-responses-table").getByRole("cell", { name: "200", exact: true })).toBeVisible();
  await expect(operation.locator(".live-responses-table")).toContainText(account.username);
});

test("a page of another origin may call when that origin is listed, and only then", async ({ page, startServer }) => {
  const elsewhere = createServer((_, response) => response.setHeader("content-type", "text/html").end("<title>elsewhere</title>"));
  await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
  elsewhere.unref();
  const origin = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
  const listed = await startServer({ SUPBOT_CORS_ORIGINS: `https://*.example.com,${origin}` });
  const closed = await startServer({ SUPBOT_CORS_ORIGINS: "https://*.example.com" });
  const tokens = { listed: await tokenOf(listed.url), closed: await tokenOf(closed.url) };
  await page.goto(origin);
  /** What a script of the page is told: the status and what it can read, or that it was not let through. */
  const call = (url: string, token: string | undefined, method = "GET", path = "/conversations") =>
    page.evaluate(
      async ([address, token, method]) => {
        const headers: Record<string, string> = { "content-type": "application/json", "idempotency-key": crypto.randomUUID() };
        if (token) headers.authorization = `Bearer ${token}`;
        const body = method === "POST" ? JSON.stringify({ title: "from elsewhere" }) : undefined;
        const answer = await fetch(address, { method, headers, body, credentials: token ? "omit" : "include" }).catch(() => undefined);
        return answer ? { status: answer.status, location: answer.headers.get("location"), tag: answer.headers.has("etag") } : "refused";
      },
      [`${url}/api/v1${path}`, token ?? "", method],
    );
  expect(await call(listed.url, tokens.listed, "POST")).toMatchObject({ status: 201, location: expect.stringMatching(/^\/api\/v1\/conversations\//) });
  expect(await call(listed.url, tokens.listed)).toMatchObject({ status: 200, tag: true });
  expect(await call(listed.url, "wrong")).toMatchObject({ status: 401 });
  // With credentials of the browser nobody is let through, listed or not.
  expect(await call(listed.url, undefined)).toBe("refused");
  expect(await call(closed.url, tokens.closed)).toBe("refused");
  expect(await call(closed.url, tokens.closed, "POST")).toBe("refused");
});
