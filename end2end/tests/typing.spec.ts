// What a keyboard and an input method do with the composer. Every system tells of the Enter that ends a syllable in its own
// order of events (src/ui/enter.ts); each is played here as its browsers do it.
import { expect, hydrated, test } from "./fixtures";

/** One event, or what a browser does between events; `break` is what Enter does in a text area when nobody keeps it from it. */
type Step = [type: string, details?: Record<string, unknown>] | "commit" | "break";

const taken = { key: "Enter", code: "Enter", keyCode: 229 };
const plain = { key: "Enter", code: "Enter", keyCode: 13 };
const orders: Record<string, Step[]> = {
  "Chrome on macOS": [["keydown", { ...taken, isComposing: true }], "commit", ["keydown", plain], "break", ["keyup", plain]],
  "Chrome on Windows": [["keydown", { ...taken, key: "Process", isComposing: true }], "commit", ["keydown", plain], "break", ["keyup", plain]],
  "Chrome on Linux": [["keydown", { ...taken, key: "Process" }], "commit", ["keydown", plain], "break", ["keyup", plain]],
  "Firefox on macOS": ["commit", ["keydown", plain], "break", ["keyup", plain]],
  "Firefox on Windows": [["keydown", { ...taken, key: "Process", isComposing: true }], "commit", ["keyup", plain], ["keydown", plain], "break", ["keyup", plain]],
  "Firefox on Linux": [["keydown", { ...taken, key: "Process", isComposing: true }], "commit", "break", ["keyup", plain]],
  "Safari on macOS": ["commit", ["keydown", taken], "break", ["keyup", plain]],
  "a line break while the syllable is still open": [["keydown", { ...taken, isComposing: true }], "break", "commit", ["keyup", plain]],
  "a second press that is told of the first one's key": [["keydown", taken], "commit", "break", ["keydown", plain], "break", ["keyup", plain]],
};

/** Plays the steps in the composer, in which `안녕하세` stands and `요` is being composed. */
function play(area: HTMLElement, steps: Step[]) {
  const field = area as HTMLTextAreaElement;
  let isComposing = true;
  let last: Event | undefined;
  field.focus();
  field.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
  for (const step of steps) {
    if (step === "commit") {
      isComposing = false;
      field.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true, data: "요" }));
    } else if (step === "break") {
      // An Enter that was prevented breaks no line.
      if (last?.type === "keydown" && last.defaultPrevented) continue;
      const event = new InputEvent("beforeinput", { bubbles: true, cancelable: true, inputType: "insertLineBreak", isComposing });
      if (field.dispatchEvent(event)) field.setRangeText("\n", field.value.length, field.value.length, "end");
    } else {
      const [type, details] = step;
      last = new KeyboardEvent(type, { bubbles: true, cancelable: true, ...details });
      field.dispatchEvent(last);
    }
  }
}

for (const [name, steps] of Object.entries(orders)) {
  test(`one Enter sends once with a syllable open: ${name}`, async ({ person, quietPage: page }) => {
    await person.signUp();
    await hydrated(page);
    await person.composer.fill("안녕하세요");
    await expect(page.locator("link[href*='chat-tools']")).toBeAttached();
    await person.composer.evaluate(play, steps);
    await person.replyIsWhole();
    await expect(person.questions).toHaveCount(1);
    await expect(person.questions.locator(".ask-text")).toHaveText("안녕하세요");
    await expect(person.composer).toHaveValue("");
  });
}

test("an Enter that only chooses a word sends nothing", async ({ person, quietPage: page }) => {
  await person.signUp();
  await hydrated(page);
  await person.composer.fill("漢字");
  await expect(page.locator("link[href*='chat-tools']")).toBeAttached();
  await person.composer.evaluate(play, [["keydown", { ...taken, isComposing: true }], "commit", ["keyup", plain]] as Step[]);
  await person.composer.press("Enter");
  await person.replyIsWhole();
  await expect(person.questions).toHaveCount(1);
});

test("a key that is held sends once", async ({ person, quietPage: page }) => {
  await person.signUp();
  await hydrated(page);
  await person.composer.fill("held");
  await person.composer.focus();
  for (let time = 0; time < 5; time++) await page.keyboard.down("Enter");
  await page.keyboard.up("Enter");
  await person.replyIsWhole();
  await expect(person.questions).toHaveCount(1);
});

test("who chose so sends with Ctrl+Enter, and Enter breaks the line", async ({ person, quietPage: page }) => {
  await person.signUp();
  await page.goto("/settings");
  await page.getByRole("button", { name: "Ctrl+Enter" }).click();
  await expect(page.getByRole("button", { name: "Ctrl+Enter" })).toHaveAttribute("aria-pressed", "true");
  await page.goto("/");
  await hydrated(page);
  await expect(page.locator("link[href*='chat-tools']")).toBeAttached();
  await person.composer.pressSequentially("하나");
  await person.composer.press("Enter");
  await person.composer.pressSequentially("둘");
  await person.composer.press("Control+Enter");
  await person.replyIsWhole();
  await expect(person.questions.locator(".ask-text")).toHaveText("하나\n둘");
  await page.reload();
  await expect(person.questions).toHaveCount(1);
});

test("what is written while a question is on its way stays, and so does a draft while an earlier question is edited", async ({ person, quietPage: page }) => {
  await person.signUp();
  await person.ask("first");
  await person.replyIsWhole();
  let go = () => {};
  const waited = new Promise<void>((resolve) => (go = resolve));
  await page.route("**/rpc/send_message*", async (route) => {
    await waited;
    await route.continue();
  });
  await person.composer.fill("second");
  await person.composer.press("Enter");
  await person.composer.pressSequentially(" and a third");
  go();
  await expect(person.questions).toHaveCount(2);
  await expect(person.composer).toHaveValue(" and a third");
  await person.replyIsWhole();
  await person.questions.first().hover();
  await page.getByRole("button", { name: "Edit" }).first().click();
  await page.getByRole("textbox", { name: "Edit" }).fill("first, said better");
  await page.getByRole("textbox", { name: "Edit" }).press("Enter");
  await expect(person.questions.first()).toContainText("said better");
  await expect(person.composer).toHaveValue(" and a third");
});
