// Phones: nothing that is pressed leaves the screen, whatever a model is called.
import { type AddressInfo, createServer } from "node:http";
import { expect, hydrated, Person, test } from "./fixtures";

/** Sixty letters, without a place to break. */
const MODEL = `a-model-with-a-name-${"x".repeat(40)}`;
const WIDTHS = [320, 360, 375, 390, 412];

test("with a model name of sixty letters everything stays on the screen of a phone", async ({ page, startServer }) => {
  test.slow();
  const models = createServer((_, answer) => {
    answer.setHeader("content-type", "application/json");
    answer.end(JSON.stringify({ object: "list", data: [{ id: MODEL, object: "model", created: 0, owned_by: "somebody" }] }));
  });
  await new Promise<void>((then) => models.listen(0, "127.0.0.1", then));
  const address = `http://127.0.0.1:${(models.address() as AddressInfo).port}/v1`;
  const server = await startServer({ SUPBOT_PROVIDERS: "openai", OPENAI_BASE_URL: address, OPENAI_API_KEY: "key" });
  const person = new Person(page);
  await person.signUp(server.url);
  const fits = async (what: string, width: number) => {
    const page_ = await page.evaluate(() => {
      const wide = [...document.querySelectorAll("main :is(button, select, input, textarea)")].filter((element) => {
        const { right, width } = element.getBoundingClientRect();
        return width > 0 && right > innerWidth && !element.closest("[tabindex='0']");
      });
      return { scrollWidth: document.documentElement.scrollWidth, wide: wide.map((element) => element.outerHTML.slice(0, 120)) };
    });
    expect(page_, `${what} at ${width}`).toEqual({ scrollWidth: width, wide: [] });
  };
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 740 });
    await page.goto(server.url);
    await hydrated(page);
    await expect(page.locator(".pick option").first()).toHaveText(new RegExp(MODEL));
    await person.composer.click();
    await expect(page.getByRole("button", { name: "Attach files" })).toBeVisible();
    await person.composer.pressSequentially("안녕하세요");
    const send = await page.getByRole("button", { name: "Send" }).boundingBox();
    expect(send!.x + send!.width).toBeLessThanOrEqual(width);
    expect(send!.width).toBeGreaterThanOrEqual(40);
    await fits("/", width);
  }
  for (const path of ["/temporary", "/code", "/documents/new?format=minutes", "/prompts/personas/new", "/settings", "/chats", "/search"]) {
    await page.goto(server.url + path);
    await expect(page.locator("main")).toBeVisible();
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 740 });
      await fits(path, width);
    }
  }
  models.close();
});
