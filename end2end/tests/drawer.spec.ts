// The sidebar of a phone: a finger draws it out and pushes it back.
import type { CDPSession, Page } from "@playwright/test";
import { expect, hydrated, test } from "./fixtures";

test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

/** A finger that goes through these places, and leaves at the last one. */
async function swipe(client: CDPSession, places: [number, number][], isLifted = true) {
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", [x, y]: [number, number]) =>
    client.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x, y }] });
  await touch("touchStart", places[0]);
  for (const place of places.slice(1)) await touch("touchMove", place);
  if (isLifted) await touch("touchEnd", places[places.length - 1]);
}

async function opened(page: Page) {
  const client = await page.context().newCDPSession(page);
  await hydrated(page);
  // The tools of the chat come with the first touch.
  await page.touchscreen.tap(200, 300);
  await expect.poll(() => page.evaluate(() => performance.getEntriesByType("resource").some(({ name }) => name.includes("chat-tools-")))).toBe(true);
  return client;
}

const link = (page: Page) => page.getByRole("link", { name: "All chats" });
const end = (page: Page) => page.locator(".side").evaluate((side) => Math.round(side.getBoundingClientRect().right));

for (const reducedMotion of ["no-preference", "reduce"] as const) {
  test(`it follows the finger from the edge and back (motion: ${reducedMotion})`, async ({ person, quietPage: page }) => {
    await page.emulateMedia({ reducedMotion });
    await person.signUp();
    const client = await opened(page);
    await expect(link(page)).toBeHidden();
    await swipe(client, [[5, 400], [60, 402], [120, 404]], false);
    await expect.poll(() => end(page)).toBe(115);
    await client.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: [{ x: 260, y: 404 }] });
    await client.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await expect(link(page)).toBeVisible();
    await expect.poll(() => end(page)).toBe(300);
    await expect(page.getByRole("checkbox", { name: "Menu" })).toBeChecked();

    await swipe(client, [[280, 400], [200, 402], [60, 404]]);
    await expect(link(page)).toBeHidden();
    await expect(page.getByRole("checkbox", { name: "Menu" })).not.toBeChecked();
  });
}

test("a tap beside it closes it, and neither scrolling nor a swipe elsewhere opens it", async ({ person, quietPage: page }) => {
  await person.signUp();
  const client = await opened(page);
  await swipe(client, [[200, 400], [300, 402], [380, 404]]);
  await expect(page.getByRole("checkbox", { name: "Menu" })).not.toBeChecked();
  await swipe(client, [[5, 300], [8, 400], [12, 500]]);
  await expect(page.getByRole("checkbox", { name: "Menu" })).not.toBeChecked();
  await page.getByRole("checkbox", { name: "Menu" }).tap();
  await expect(link(page)).toBeVisible();
  await page.touchscreen.tap(360, 400);
  await expect(link(page)).toBeHidden();
});
