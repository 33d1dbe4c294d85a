// Prompts and personas: on their pages, and by `/` in the composer.
import type { Page } from "@playwright/test";
import { Person, expect, hydrated, isAccessible, test } from "./fixtures";

/** Keeps a prompt or a persona, as a program would. */
async function keep(page: Page, path: "prompts" | "personas", wish: object) {
  const answer = await page.request.post(`/api/v1/${path}`, { data: wish, headers: { "sec-fetch-site": "same-origin" } });
  expect(answer.status(), await answer.text()).toBe(201);
}

const options = (page: Page) => page.getByRole("listbox", { name: "Prompts and personas" }).getByRole("option");

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a prompt is made, mended and asked on its pages", async ({ person, quietPage: page }) => {
      await person.signUp();
      await page.goto("/prompts");
      await page.getByRole("link", { name: "New prompt" }).click();
      await page.getByLabel("Name").fill("회의 요약");
      await page.getByLabel("Command").fill("/요약");
      await page.getByLabel("Text", { exact: true }).fill("{{분량:choice:세 줄|한 문단}}로 요약해 줘 {{#}}");
      await page.getByRole("button", { name: "Save" }).click();
      await expect(page.getByRole("alert")).toContainText("{{#}}");
      await page.getByLabel("Text", { exact: true }).fill("{{분량:choice:세 줄|한 문단}}로 {{n:number=2}}번 요약해 줘:\n\n{{회의}}");
      if (javaScriptEnabled) await isAccessible(page);
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByRole("link", { name: "회의 요약", exact: true }).click();
      await page.getByLabel("분량").selectOption("한 문단");
      // Not filled: in a field of numbers of Firefox, that would be added to what is there.
      await page.getByLabel("n", { exact: true }).press("Control+A");
      await page.getByLabel("n", { exact: true }).pressSequentially("3");
      await page.getByLabel("회의").fill("예산은 1,200만 원");
      if (javaScriptEnabled) await isAccessible(page);
      await page.getByRole("button", { name: "Ask in new chat" }).click();
      await expect(page).toHaveURL(/\/c\//);
      await expect(person.questions.first()).toContainText("한 문단로 3번 요약해 줘:\n\n예산은 1,200만 원");
    });

    test("a persona is made, and a chat begun with it", async ({ person, quietPage: page }) => {
      await person.signUp();
      await page.goto("/prompts");
      await page.getByRole("link", { name: "New persona" }).click();
      await page.getByLabel("Name").fill("Editor");
      await page.getByLabel("System prompt (custom instructions)").fill("Mend the spelling only.");
      await page.getByLabel("Temperature").fill("0.2");
      await page.getByRole("button", { name: "Save" }).click();
      if (javaScriptEnabled) await isAccessible(page);
      await page.getByRole("button", { name: "Start chat: Editor" }).click();
      await expect(page).toHaveURL(/\/c\//);
      await expect(page.locator("#system-prompt")).toHaveValue("Mend the spelling only.");
    });
  });
}

test("a slash in the composer offers prompts; what is written narrows them down, and Enter puts one in", async ({ person, quietPage: page }) => {
  await person.signUp();
  await keep(page, "prompts", { name: "회의 요약", command: "요약", body: "회의를 요약해 줘." });
  await keep(page, "prompts", { name: "Translate", command: "tr", body: "Translate into English." });
  await hydrated(page);
  await person.composer.pressSequentially("/");
  await expect(options(page)).toHaveCount(4);
  await expect(page.getByText("Results: 4. Use the arrow keys, then Enter.")).toBeAttached();
  const [list, area] = await Promise.all([page.getByRole("listbox").boundingBox(), person.composer.boundingBox()]);
  expect(list && area && list.y + list.height <= area.y, "the list stands over the composer").toBe(true);
  await isAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await isAccessible(page);
  await page.emulateMedia({ colorScheme: "light" });

  // A syllable that is still being composed finds what it may become.
  for (const [written, count] of [["/ㅎ", 1], ["/회", 1], ["/횡", 1], ["/회의", 1], ["/회의라", 0], ["/tr", 1]] as const) {
    await person.composer.fill(written);
    await expect(options(page), written).toHaveCount(count);
  }
  const active = async () => options(page).and(page.locator(`#${await person.composer.getAttribute("aria-activedescendant")}`));
  await person.composer.fill("/");
  await expect(await active()).toContainText("Translate");
  await person.composer.press("ArrowDown");
  await expect(await active()).toContainText("회의 요약");
  await person.composer.press("ArrowUp");
  await person.composer.press("ArrowUp");
  await expect(await active()).toContainText("Manage prompts");
  await person.composer.press("ArrowDown");
  // The Enter that ends a composition chooses nothing.
  await person.composer.dispatchEvent("keydown", { key: "Enter", isComposing: true });
  await person.composer.dispatchEvent("keydown", { key: "Enter", keyCode: 229 });
  await expect(person.composer).toHaveValue("/");
  await person.composer.press("Enter");
  await expect(person.composer).toHaveValue("Translate into English.");
  await expect(options(page)).toHaveCount(0);
  await expect(person.composer).not.toHaveAttribute("aria-activedescendant");
  await expect(person.questions).toHaveCount(0);
  await expect(person.composer).toBeFocused();
  await person.composer.press("Enter");
  await person.replyIsWhole();
  await expect(person.questions.first()).toContainText("Translate into English.");
});

test("Escape leaves what is written, and what fits to nothing is a message", async ({ person, quietPage: page }) => {
  await person.signUp();
  await keep(page, "prompts", { name: "Slow", command: "slow", body: "text" });
  await hydrated(page);
  await person.composer.pressSequentially("/slo");
  await expect(options(page)).toHaveCount(1);
  await person.composer.press("Escape");
  await expect(options(page)).toHaveCount(0);
  await person.composer.pressSequentially("w 3");
  await expect(options(page)).toHaveCount(0);
  await person.composer.press("Enter");
  await person.replyIsWhole();
  await expect(person.questions.first()).toContainText("/slow 3");
  await expect(person.composer).toHaveValue("");
  await person.composer.pressSequentially("/");
  await expect(options(page)).toHaveCount(3);
  await page.locator("h1").click();
  await expect(options(page)).toHaveCount(0);
});

test("the blanks of a prompt are filled in before it goes into the composer", async ({ page }) => {
  // What the server refuses stands in the console too.
  const person = new Person(page);
  await person.signUp();
  await keep(page, "prompts", { name: "Letter", command: "letter", body: "A {{tone:choice:kind|stern}} letter of {{lines:number=5}} lines about {{what}}." });
  await page.setViewportSize({ width: 320, height: 640 });
  await hydrated(page);
  await person.composer.pressSequentially("/le");
  await options(page).first().click();
  const dialog = page.getByRole("dialog", { name: "Letter" });
  await expect(dialog.getByLabel("tone")).toBeFocused();
  await isAccessible(page);
  await dialog.getByLabel("tone").selectOption("stern");
  await dialog.getByLabel("what").fill("  ");
  await dialog.getByRole("button", { name: "Insert" }).click();
  await expect(dialog.getByRole("alert")).toHaveText("Fill in \"what\".");
  await dialog.getByLabel("what").fill("소음");
  await dialog.getByRole("button", { name: "Insert" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(person.composer).toHaveValue("A stern letter of 5 lines about 소음.");
  await expect(person.composer).toBeFocused();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(320);

  // Before the list has come, which is slow here: the key waits for it.
  await page.route("**/api/v1/prompts?*", async (route) => {
    const answer = await route.fetch();
    await expect(person.composer).toHaveAttribute("data-pressed", "Tab");
    await route.fulfill({ response: answer });
  });
  await person.composer.fill("/letter");
  await person.composer.press("Tab");
  await person.composer.evaluate((area) => area.setAttribute("data-pressed", "Tab"));
  await expect(dialog).toBeVisible();
  await page.unroute("**/api/v1/prompts?*");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(person.composer).toHaveValue("/letter");
});

test("a persona is chosen in the composer, and a chat begins with it", async ({ person, quietPage: page }) => {
  await person.signUp();
  await keep(page, "personas", { name: "교정자", system_prompt: "맞춤법만 고치세요." });
  await hydrated(page);
  await person.composer.pressSequentially("/교");
  await expect(options(page)).toHaveCount(1);
  await person.composer.press("Enter");
  await expect(page).toHaveURL(/\/c\//);
  await expect(page.locator("#system-prompt")).toHaveValue("맞춤법만 고치세요.");
  await expect(person.composer).toHaveValue("");
  await page.getByRole("link", { name: "New chat" }).first().click();
  await expect(person.composer).toHaveValue("");
});
