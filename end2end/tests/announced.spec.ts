// What a screen reader says of answers: that they begin, whole sentences, each once, and how they end.
import { type Page } from "@playwright/test";
import { answerWith } from "./coding";
import { expect, hydrated, test } from "./fixtures";

/** Keeps whatever is said, in order; from now on. */
async function listen(page: Page) {
  await page.waitForFunction(() => document.getElementById("said-of-replies"));
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    const region = document.getElementById("said-of-replies") as HTMLElement;
    new MutationObserver(() => said.push(region.textContent ?? "")).observe(region, { childList: true, characterData: true, subtree: true });
  });
}

const said = (page: Page) => page.evaluate(() => (window as unknown as { said: string[] }).said);

test("an answer is said in whole sentences, each once, and no answer is a live region", async ({ person, quietPage: page }) => {
  await person.signUp();
  await hydrated(page);
  await person.composer.focus();
  await listen(page);
  const sentences = Array.from({ length: 30 }, (_, n) => `This is sentence ${n} of the answer. 문장 ${n}번은 한국어로 씁니다.`);
  await person.ask(`Say:\n\n${sentences.slice(0, 15).join(" ")}\n\n${sentences.slice(15).join(" ")}\n`);
  await expect(person.replies.first()).toHaveAttribute("aria-busy", "true");
  expect(await page.locator("article :is([aria-live], [role=status], [role=log], [role=alert])").count()).toBe(0);
  await person.replyIsWhole();
  await expect.poll(async () => (await said(page)).join(" ")).toContain("The answer is complete.");
  const all = await said(page);
  expect(all[0]).toBe("Supbot is answering.");
  // Each is said once, and none in two parts.
  const times = (sentence: string) => all.reduce((sum, one) => sum + one.split(sentence).length - 1, 0);
  for (const sentence of sentences.join(" ").split(/(?<=\.) /)) expect(times(sentence), sentence).toBe(1);
  // About one in a second, where there were hundreds of words.
  expect(all.length).toBeLessThan(20);
});

test("code is named, not spelled out; a stop and a failure are said", async ({ person, quietPage: page }) => {
  await person.signUp();
  await hydrated(page);
  await person.composer.focus();
  await listen(page);
  await answerWith(person, "```rust\nlet answer = 42;\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- one thing.\n- another thing");
  await expect.poll(async () => (await said(page)).join(" ")).toContain("complete");
  const text = (await said(page)).join(" ");
  expect(text).toContain("Code block, Rust.");
  expect(text).toContain("Table.");
  expect(text).toContain("one thing. another thing");
  expect(text).not.toContain("42");

  await person.ask("/fail unauthorized");
  await expect.poll(async () => (await said(page)).at(-1)).toMatch(/The answer failed\. The model service does not accept the API key/);
  await person.ask("/hang");
  await expect(person.replies.last().locator(".prose")).toContainText("word2");
  await page.keyboard.press("Escape");
  await expect.poll(async () => (await said(page)).at(-1)).toMatch(/word1 word2 Stopped here\.$/);
});

test("in Korean, and in a temporary chat", async ({ person, quietPage: page }) => {
  await person.signUp();
  await page.goto("/settings");
  await page.getByRole("button", { name: "한국어" }).click();
  await page.goto("/temporary");
  await hydrated(page);
  const area = page.getByRole("textbox", { name: "메시지" });
  await area.focus();
  await listen(page);
  await area.fill("첫 문장이에요. 둘째 문장입니다! 셋째");
  await area.press("Enter");
  await expect.poll(async () => (await said(page)).join(" ")).toContain("답변이 끝났습니다.");
  const text = (await said(page)).join(" ");
  expect(text).toMatch(/^Supbot이 답변하고 있습니다\./);
  expect(text).toContain("첫 문장이에요. 둘째 문장입니다! 셋째");
});

test("an answer is not said again when its conversation is come back to", async ({ person, quietPage: page }) => {
  await person.signUp();
  await person.ask("Say one thing.");
  await person.replyIsWhole();
  await listen(page);
  await page.getByRole("link", { name: "New chat" }).click();
  await expect(person.replies).toHaveCount(0);
  await page.goBack();
  await expect(person.replies).toHaveCount(1);
  await person.ask("And another.");
  await person.replyIsWhole(1);
  await expect.poll(async () => (await said(page)).join(" ")).toContain("another");
  await expect.poll(async () => (await said(page)).join(" ")).toContain("The answer is complete.");
  expect((await said(page)).join(" ").split("Supbot is answering.").length).toBe(2);
});
