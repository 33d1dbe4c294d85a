// The embedded model itself, once: real words, streamed and stored.
import { Person, expect, test } from "./fixtures";

test("the embedded model answers, streamed and stored", async ({ page, startServer }) => {
  test.skip(process.env.SKIP_MODEL === "1", "SKIP_MODEL=1");
  test.setTimeout(240_000);
  const settings: Record<string, string> = { SUPBOT_PROVIDERS: "local" };
  if (process.env.XDG_CACHE_HOME) settings.XDG_CACHE_HOME = process.env.XDG_CACHE_HOME;
  if (process.env.SUPBOT_CACHE_DIR) settings.SUPBOT_CACHE_DIR = process.env.SUPBOT_CACHE_DIR;
  const server = await startServer(settings);
  const person = new Person(page);
  await person.signUp(server.url);
  await expect(page.getByText("A small built-in model answers.")).toBeVisible();
  await person.ask("Count from one to five in words.");
  const reply = person.replies.first();
  await expect(reply).toContainText("Loading the model.", { timeout: 15_000 });
  const prose = reply.locator(".prose");
  await expect(prose).toContainText(/\S/, { timeout: 180_000 });
  await expect(reply).toHaveAttribute("aria-busy", "false", { timeout: 120_000 });
  const answer = await prose.innerText();
  expect(answer.toLowerCase()).toContain("three");
  await page.reload();
  expect(await prose.innerText()).toBe(answer);
});
