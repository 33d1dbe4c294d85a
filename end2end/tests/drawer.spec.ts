// The sidebar of a phone: a finger draws it out and pushes it back.
import type { Page } from "@playwright/test";
import { expect, hydrated, isFirefox, test } from "./fixtures";

test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

type Place = [x: number, y: number];
/** What a finger does, at a place unless it leaves. */
type Touch = (type: "touchStart" | "touchMove" | "touchEnd", place?: Place) => Promise<unknown>;

/** A finger on the page: a real one in Chromium; in Firefox, where nothing drives one, the page is told of it. */
async function finger(page: Page): Promise<Touch> {
  if (!isFirefox(page)) {
    const client = await page.context().newCDPSession(page);
    return (type, place) => client.send("Input.dispatchTouchEvent", { type, touchPoints: place ? [{ x: place[0], y: place[1] }] : [] });
  }
  let last: Place = [0, 0];
  let target = await page.evaluateHandle(() => document.documentElement as Element);
  return async (type, place) => {
    last = place ?? last;
    // A finger stays with what it came down on.
    if (type === "touchStart") target = await page.evaluateHandle(([x, y]) => document.elementFromPoint(x, y) ?? document.documentElement, last);
    await target.evaluate(
      (target, { name, at: [clientX, clientY], isDown }) => {
        const touch = new Touch({ identifier: 1, target, clientX, clientY });
        const touches = isDown ? [touch] : [];
        target.dispatchEvent(new TouchEvent(name, { bubbles: true, cancelable: true, touches, targetTouches: touches, changedTouches: [touch] }));
      },
      { name: type.toLowerCase(), at: last, isDown: !!place },
    );
  };
}

/** A tap; in Firefox, whose taps do nothing yet where Playwright drives it, a click. */
const tap = (page: Page, x: number, y: number) => (isFirefox(page) ? page.mouse.click(x, y) : page.touchscreen.tap(x, y));

/** A finger that goes through these places, and leaves at the last one. */
async function swipe(touch: Touch, places: Place[], isLifted = true) {
  await touch("touchStart", places[0]);
  for (const place of places.slice(1)) await touch("touchMove", place);
  if (isLifted) await touch("touchEnd");
}

async function opened(page: Page) {
  const touch = await finger(page);
  await hydrated(page);
  // The tools of the chat come with the first touch; their style is asked for when they listen to fingers.
  await tap(page, 200, 300);
  await expect(page.locator('link[href*="chat-tools-"]')).toBeAttached();
  return touch;
}

const link = (page: Page) => page.getByRole("link", { name: "All chats" });
const end = (page: Page) => page.locator(".side").evaluate((side) => Math.round(side.getBoundingClientRect().right));

for (const reducedMotion of ["no-preference", "reduce"] as const) {
  test(`it follows the finger from the edge and back (motion: ${reducedMotion})`, async ({ person, quietPage: page }) => {
    await page.emulateMedia({ reducedMotion });
    await person.signUp();
    const touch = await opened(page);
    await expect(link(page)).toBeHidden();
    await swipe(touch, [[5, 400], [60, 402], [120, 404]], false);
    await expect.poll(() => end(page)).toBe(115);
    await touch("touchMove", [260, 404]);
    await touch("touchEnd");
    await expect(link(page)).toBeVisible();
    await expect.poll(() => end(page)).toBe(300);
    await expect(page.getByRole("checkbox", { name: "Menu" })).toBeChecked();

    await swipe(touch, [[280, 400], [200, 402], [60, 404]]);
    await expect(link(page)).toBeHidden();
    await expect(page.getByRole("checkbox", { name: "Menu" })).not.toBeChecked();
  });
}

test("where the finger leaves counts, also when no move has told of it", async ({ person, quietPage: page }) => {
  await person.signUp();
  await opened(page);
  const menu = page.getByRole("checkbox", { name: "Menu" });
  const drag = (from: number, over: number, to: number) =>
    page.evaluate(
      ([from, over, to]) => {
        const target = document.documentElement;
        const tell = (name: string, clientX: number, isDown: boolean) => {
          const touch = new Touch({ identifier: 1, target, clientX, clientY: 400 });
          const touches = isDown ? [touch] : [];
          target.dispatchEvent(new TouchEvent(name, { bubbles: true, touches, targetTouches: touches, changedTouches: [touch] }));
        };
        tell("touchstart", from, true);
        tell("touchmove", over, true);
        tell("touchend", to, false);
      },
      [from, over, to],
    );
  await expect(async () => {
    await drag(5, 60, 280);
    await expect(menu).toBeChecked({ timeout: 100 });
  }).toPass();
  await drag(280, 250, 5);
  await expect(menu).not.toBeChecked();
  await drag(5, 120, 10);
  await expect(menu).not.toBeChecked();
});

test("a tap beside it closes it, and neither scrolling nor a swipe elsewhere opens it", async ({ person, quietPage: page }) => {
  await person.signUp();
  const touch = await opened(page);
  await swipe(touch, [[200, 400], [300, 402], [380, 404]]);
  await expect(page.getByRole("checkbox", { name: "Menu" })).not.toBeChecked();
  await swipe(touch, [[5, 300], [8, 400], [12, 500]]);
  await expect(page.getByRole("checkbox", { name: "Menu" })).not.toBeChecked();
  const menu = await page.getByRole("checkbox", { name: "Menu" }).boundingBox();
  await tap(page, menu!.x + menu!.width / 2, menu!.y + menu!.height / 2);
  await expect(link(page)).toBeVisible();
  await tap(page, 360, 400);
  await expect(link(page)).toBeHidden();
});
