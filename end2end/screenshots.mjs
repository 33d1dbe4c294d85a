// Takes a screenshot of every page into screenshots/, wide and narrow, light and dark. `make screenshots` calls it with
// the address of a running server on the scripted provider.
import { mkdirSync } from "node:fs";
import { chromium } from "@playwright/test";

const [url, folder = "screenshots", locale = "ko-KR"] = process.argv.slice(2);
if (!url) throw new Error("usage: node screenshots.mjs URL [FOLDER] [LOCALE]");
mkdirSync(folder, { recursive: true });

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
});
const wide = { width: 1280, height: 800 };
const narrow = { width: 390, height: 844 };

for (const [name, viewport, colorScheme] of [
  ["wide", wide, "light"],
  ["narrow", narrow, "light"],
  ["dark", wide, "dark"],
]) {
  const context = await browser.newContext({ viewport, colorScheme, locale, baseURL: url, deviceScaleFactor: 1 });
  const page = await context.newPage();
  const shoot = (what) => page.screenshot({ path: `${folder}/${what}-${name}.png` });
  const hydrated = () => page.waitForSelector("body[data-hydrated]");
  const visit = async (path, what) => {
    await page.goto(path);
    await shoot(what);
  };
  await visit("/", "first-page");
  await visit("/login", "login");
  await visit("/nowhere", "not-found");
  await page.goto("/signup");
  await page.fill("[name=username]", "ab");
  await page.fill("[name=password]", "correct horse");
  await page.click("form button");
  await page.waitForSelector("[aria-invalid=true]");
  await shoot("signup");
  await page.fill("[name=username]", `김지수${name}${Date.now() % 100000}`);
  await page.fill("[name=password]", "correct horse");
  await page.click("form button");
  await page.waitForSelector(".composer");
  await hydrated();
  await shoot("new-chat");
  for (const question of ["러스트 벡터를 정렬하는 방법을 알려줘", "How do plants drink water?", "/fail rate_limited"]) {
    await page.goto("/");
    await hydrated();
    await page.fill("[name=content]", question);
    await page.keyboard.press("Enter");
    await page.waitForSelector(".reply[aria-busy=false]");
  }
  await shoot("failed");
  await page.goto("/");
  await hydrated();
  await page.fill("[name=content]", "/markdown");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".reply[aria-busy=false]");
  await page.waitForTimeout(300);
  await shoot("chat");
  await page.evaluate(() => document.querySelector(".thread").scrollTo(0, -100000));
  await shoot("chat-top");
  if (name === "narrow") {
    await page.click("label.only-narrow");
    await page.waitForTimeout(300);
    await shoot("drawer");
    await page.goto("/");
    await hydrated();
  } else {
    await page.click(".menu summary");
    await shoot("menu");
  }
  await page.goto("/");
  await hydrated();
  await page.fill("[name=content]", "/hang");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".reply[aria-busy=true] .open p");
  await shoot("streaming");
  await page.click(".composer-row button:not([hidden])");
  await page.waitForSelector(".reply[aria-busy=false]");
  await page.goto("/settings");
  await shoot("settings");
  await context.close();
}
await browser.close();
