// What can be done with messages: other answers, other wordings, going on, deleting, quoting, waiting, and long threads.
import { expect, hydrated, isAccessible, test } from "./fixtures";

test("a question is answered once more, and both answers can be switched between", async ({ person, quietPage: page }) => {
  await person.signUp();
  await person.ask("hello");
  await person.replyIsWhole();
  await person.replies.first().getByRole("button", { name: "Regenerate" }).click();
  const siblings = person.replies.first().getByRole("group", { name: "Other versions" });
  await expect(siblings).toContainText("2/2");
  await person.replyIsWhole();
  await siblings.getByRole("button", { name: "Previous version" }).click();
  await expect(siblings).toContainText("1/2");
  await expect(person.replies).toHaveCount(1);
  await isAccessible(page);
  await page.reload();
  await expect(siblings).toContainText("1/2");
});

test("a question is worded anew: the conversation goes on from there, and the old branch is kept", async ({ person, quietPage: page }) => {
  await person.signUp();
  await person.ask("first wording");
  await person.replyIsWhole();
  await person.ask("what follows");
  await person.replyIsWhole();
  await person.questions.first().hover();
  await person.questions.first().getByRole("button", { name: "Edit" }).click();
  const editor = page.getByRole("textbox", { name: "Edit" });
  await expect(editor).toHaveValue("first wording");
  await editor.fill("second wording");
  await editor.press("Enter");
  await expect(person.questions).toHaveCount(1);
  await person.replyIsWhole();
  await expect(person.replies.first()).toContainText("You said: second wording");
  await person.questions.first().getByRole("button", { name: "Previous version" }).click();
  await expect(person.questions).toHaveCount(2);
  await expect(person.questions.first()).toContainText("first wording");
  await expect(person.replies.first()).toContainText("You said: first wording");
});

test("a stopped answer is continued in its place", async ({ person, quietPage: page }) => {
  await person.signUp();
  await person.ask("/hang");
  const reply = person.replies.first();
  await expect(reply.locator(".prose")).toContainText("word2");
  await page.getByRole("button", { name: "Stop" }).click();
  await person.replyIsWhole();
  await reply.getByRole("button", { name: "Continue" }).click();
  await expect(reply).toContainText("word1 word2 You said: Your answer was cut off");
  await person.replyIsWhole();
  await expect(reply.getByRole("button", { name: "Continue" })).toBeHidden();
});

test("a failed answer says why and can be tried again", async ({ person, quietPage: page }) => {
  await person.signUp();
  await person.ask("/fail rate_limited");
  await expect(person.replies.first()).toContainText("limit was reached");
  await person.replies.first().getByRole("button", { name: "Retry" }).click();
  await expect(person.replies.first().getByRole("group", { name: "Other versions" })).toContainText("2/2");
  await expect(page.getByRole("alert").filter({ visible: true })).toHaveCount(0);
});

test("a deleted message comes back when that is undone", async ({ person, quietPage: page }) => {
  await person.signUp();
  await person.ask("one");
  await person.replyIsWhole();
  await person.ask("two");
  await person.replyIsWhole();
  await person.questions.nth(1).hover();
  await person.questions.nth(1).getByRole("button", { name: "Delete" }).click();
  await expect(person.questions).toHaveCount(1);
  await expect(page.getByText("The message and everything after it were deleted.")).toBeVisible();
  await isAccessible(page);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(person.questions).toHaveCount(2);
  await expect(person.replies.nth(1)).toContainText("You said: two");
  await expect(page.getByRole("button", { name: "Undo" })).toBeHidden();
});

test("what is sent while an answer is written waits, and is answered in its turn", async ({ person, quietPage: page }) => {
  await person.signUp();
  await person.ask("/hang");
  await expect(person.replies.first().locator(".prose")).toContainText("word2");
  await person.ask("and this");
  await expect(person.replies.nth(1)).toContainText("Waiting for the previous answer to finish.");
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(person.replies.nth(1)).toContainText("You said: and this");
  await person.replyIsWhole();
  await expect(page.getByRole("button", { name: "Stop" })).toBeHidden();
});

test("a selection is quoted into the composer", async ({ person, quietPage: page }) => {
  await person.signUp();
  await person.ask("hello there");
  await person.replyIsWhole();
  await person.replies.first().locator("strong").first().selectText();
  await person.replies.first().getByRole("button", { name: "Quote" }).click();
  await expect(person.composer).toHaveValue("> 11\n\n");
  await expect(person.composer).toBeFocused();
});

test("a long conversation opens at its end, loads what is older upwards, and leaves the reader where they are", async ({
  person,
  quietPage: page,
  server,
}) => {
  await person.signUp();
  await person.ask("/long 3 first");
  await person.replyIsWhole();
  const conversation = page.url().split("/").pop()!;
  const cookies = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const path = await page.locator("form.composer").getAttribute("action");
  for (let number = 1; number < 45; number++) {
    const sent = await fetch(server.url + path, {
      method: "POST",
      headers: { accept: "application/json", cookie: cookies },
      body: new URLSearchParams({ conversation, content: `/long 3 number ${number}` }),
    });
    const { reply } = await sent.json();
    await (await fetch(`${server.url}/events/replies/${reply.id}`, { headers: { cookie: cookies } })).text();
  }
  await page.reload();
  await hydrated(page);
  await expect(person.questions).toHaveCount(20);
  await expect(person.questions.last()).toBeInViewport();
  const thread = page.locator(".thread");
  await thread.evaluate((thread) => thread.scrollTo(0, -1e6));
  await expect(person.questions.filter({ hasText: "/long 3 first" })).toHaveCount(1);
  await thread.evaluate((thread) => thread.scrollTo(0, -1e6));
  await expect(person.questions.first()).toBeInViewport();
  await expect(person.questions).toHaveCount(45);

  // Whoever reads further up is not moved by an answer that is written below.
  const seen = person.questions.nth(2);
  const before = (await seen.boundingBox())!.y;
  await person.ask("/slow 30");
  await expect(person.questions.last()).toBeInViewport();
  await thread.evaluate((thread) => thread.scrollTo(0, -1e6));
  await expect(seen).toBeInViewport();
  const place = (await seen.boundingBox())!.y;
  await person.replyIsWhole();
  expect(Math.abs((await seen.boundingBox())!.y - place)).toBeLessThan(2);
  expect(before).toBeGreaterThan(0);
  await page.getByRole("button", { name: "Scroll to bottom" }).click();
  await expect(person.questions.last()).toBeInViewport();
});
