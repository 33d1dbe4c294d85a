// A person's way with documents: from notes to a file, alone and beside somebody else, with and without a script.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Page } from "@playwright/test";
import { expect, hydrated, isAccessible, Person, test } from "./fixtures";

/** Signs up and makes a document with this content; gives the address of its page. */
async function open(person: Person, content: string, format = "free"): Promise<string> {
  await person.signUp();
  return openAnother(person, content, format);
}

async function openAnother(person: Person, content: string, format = "free"): Promise<string> {
  const made = await person.page.request.post("/api/v1/documents", { data: { title: "Paper", content, format } });
  expect(made.status()).toBe(201);
  const { id } = await made.json();
  await person.page.goto(`/documents/${id}`);
  await editorIsReady(person.page);
  return `/documents/${id}`;
}

async function editorIsReady(page: Page) {
  await expect(editor(page)).toBeVisible();
}

/** Where the page sends what is typed. */
const SAVING = "**/rpc/update_content";
const editor = (page: Page) => page.getByRole("textbox", { name: "Document", exact: true });
const isSaved = (page: Page) => expect(page.locator("#save-state")).toHaveText("Saved");

async function stored(page: Page, path: string): Promise<{ content: string; revision: number; status: string }> {
  return (await page.request.get(`/api/v1${path}`)).json();
}

test("from notes to a Word file: draft, check, revision in pieces, versions", async ({ person, quietPage: page }) => {
  await person.signUp();
  await page.goto("/documents");
  await isAccessible(page);
  await page.getByRole("link", { name: "New document" }).click();
  await isAccessible(page);
  await page.getByRole("link", { name: /^Meeting minutes/ }).click();
  await isAccessible(page);
  await page.getByLabel("Title", { exact: true }).fill("Budget meeting");
  for (const field of await page.locator(".document-form [required]").all()) await field.fill("We agreed on the budget.");
  await page.getByRole("button", { name: "Write draft" }).click();

  // The words come straight into the editor, which can be written in when the last one is there.
  await editorIsReady(page);
  await expect(editor(page)).toContainText("Meeting details");
  await expect(page.locator("#draft-notice")).toHaveCount(0);
  await expect(editor(page)).toHaveAttribute("contenteditable", "true");
  const path = new URL(page.url()).pathname;
  const check = page.locator("#document-check");
  await expect(check).toContainText("too short");
  await isAccessible(page);

  // What is too short is proposed, and accepted as a whole.
  await check.getByRole("button", { name: "Fill in missing parts" }).click();
  await page.getByRole("button", { name: "Reject all" }).or(page.getByText("No changes suggested.")).first().waitFor();
  if (await page.getByRole("button", { name: "Reject all" }).isVisible()) await page.getByRole("button", { name: "Reject all" }).click();

  // A paragraph of our own, revised by selection: one piece is accepted, one rejected.
  await editor(page).locator("p").first().click({ clickCount: 3 });
  await page.keyboard.type("alpha beta gamma delta");
  await isSaved(page);
  await editor(page).locator("p").first().selectText();
  if (!(await page.getByRole("button", { name: "Rewrite" }).isVisible())) await page.getByRole("button", { name: /Revise$/ }).click();
  await page.getByRole("button", { name: "Rewrite" }).click();
  await expect(page.getByText("Changes suggested: 2")).toBeVisible();
  await isAccessible(page);
  const before = await stored(page, path);
  expect(before.content).toContain("alpha beta gamma delta");
  await page.getByRole("button", { name: "Accept: ALPHA" }).click();
  await page.getByRole("button", { name: "Reject: DELTA" }).click();
  await expect(editor(page).locator("p").first()).toHaveText("ALPHA beta gamma delta");
  await expect.poll(async () => (await stored(page, path)).content).toContain("ALPHA beta gamma delta");

  // One step back takes the acceptance away, one forward brings it again.
  await editor(page).focus();
  await page.keyboard.press("Control+z");
  await expect(editor(page).locator("p").first()).toHaveText("alpha beta gamma delta");
  await page.keyboard.press("Control+Shift+z");
  await expect(editor(page).locator("p").first()).toHaveText("ALPHA beta gamma delta");
  await isSaved(page);

  // The versions say who wrote what; the draft comes back.
  await page.locator("summary[aria-label=More]").click();
  await page.getByRole("link", { name: "Versions" }).click();
  await isAccessible(page);
  await expect(page.getByRole("cell", { name: /AI suggestion accepted · scripted\/echo/ }).first()).toBeVisible();
  const draft = page.getByRole("row", { name: /draft · scripted\/echo/ });
  await draft.getByRole("radio", { name: /^Old/ }).check();
  await page.getByRole("button", { name: "Compare" }).click();
  await expect(page.locator(".diff ins").first()).toBeVisible();
  await draft.getByRole("button", { name: "Restore this version" }).click();
  await editorIsReady(page);
  await expect(editor(page)).not.toContainText("ALPHA");

  // The Word file has every line of it.
  await page.getByText("Export", { exact: true }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Word (.docx)" }).click()]);
  expect(download.suggestedFilename()).toBe("Budget meeting.docx");
  const data = readFileSync(await download.path());
  const back = await page.request.post("/api/v1/documents/import?name=back.docx", { data, headers: { "content-type": "application/octet-stream" } });
  const lines = (text: string) => text.replaceAll(/[*#>|`\\-]/g, " ").split(/\s+/).join(" ").trim();
  expect(lines((await back.json()).content)).toBe(lines((await stored(page, path)).content));
});

test("two tabs: the second one to save is told, and both texts stay", async ({ person, quietPage: page, context }) => {
  const path = await open(person, "first\n");
  const other = await context.newPage();
  await other.goto(path);
  await editorIsReady(other);
  // Neither is saved before both are written, however long that takes: a page that nobody has touched follows the other.
  let save = () => {};
  const maySave = new Promise<void>((resolve) => (save = resolve));
  await context.route(SAVING, async (route) => {
    await maySave;
    await route.continue();
  });
  await page.bringToFront();
  await editor(page).press("Control+End");
  await page.keyboard.type(" mine");
  await expect(editor(page)).toHaveText("first mine");
  await other.bringToFront();
  await editor(other).press("Control+End");
  await other.keyboard.type(" theirs");
  await expect(editor(other)).toHaveText("first theirs");
  save();
  await expect.poll(async () => (await stored(page, path)).revision).toBe(2);
  await expect.poll(async () => (await page.locator("#conflict-notice").count()) + (await other.locator("#conflict-notice").count())).toBe(1);
  const loser = (await page.locator("#conflict-notice").count()) ? page : other;
  const winner = (await stored(page, path)).content.trim();
  const mine = loser === page ? "first mine" : "first theirs";
  expect(winner).not.toBe(mine);
  await expect(editor(loser)).toHaveText(mine);
  const versions = await (await page.request.get(`/api/v1${path}/versions`)).json();
  expect(versions.items.some((version: { name: string }) => version.name === "not merged")).toBe(true);
  await isAccessible(loser);
  await loser.getByRole("button", { name: "Save mine" }).click();
  await expect.poll(async () => (await stored(page, path)).content.trim()).toBe(mine);
});

test("what nobody has touched is written back as it was, and what is touched changes alone", async ({ person, quietPage: page }) => {
  const content = readFileSync(join(__dirname, "../../src/provider/scripted_showcase.md"), "utf8");
  const path = await open(person, `${content}\n\nlast paragraph\n`);
  await editor(page).locator("p").last().click();
  await page.keyboard.press("End");
  await page.keyboard.type("!");
  await isSaved(page);
  expect((await stored(page, path)).content).toBe(`${content}\n\nlast paragraph!\n`);
});

test("what somebody types while a proposal is written is theirs", async ({ person, quietPage: page }) => {
  await open(person, "one two three four\n\nanother paragraph\n");
  await editor(page).locator("p").first().selectText();
  await page.keyboard.press("Control+j");
  await page.getByRole("button", { name: "Shorten" }).click();
  await expect(page.getByText("Changes suggested: 2")).toBeVisible();
  // Into the middle of what the first piece would replace.
  await editor(page).locator("p").first().click({ position: { x: 2, y: 8 } });
  await page.keyboard.press("ArrowRight");
  await page.keyboard.type("XX");
  await expect(page.getByText("Changes suggested: 1")).toBeVisible();
  await page.getByRole("button", { name: "Accept all" }).click();
  await expect(editor(page).locator("p").first()).toContainText("XX");
  await expect(editor(page).locator("p").first()).toContainText("FOUR");
});

test("a server that is away loses nothing: the text is kept and saved when it is back", async ({ person, quietPage: page, context }) => {
  const path = await open(person, "before\n");
  await context.route(SAVING, (route) => route.fulfill({ status: 500, json: "internal" }));
  await editor(page).press("Control+End");
  await page.keyboard.type(" and after");
  await expect(page.locator("#save-state")).toHaveText(/Not saved/);
  page.on("dialog", (dialog) => void dialog.accept());
  await page.reload();
  await editorIsReady(page);
  await expect(editor(page)).toHaveText("before and after");
  await context.unroute(SAVING);
  await expect.poll(async () => (await stored(page, path)).content.trim(), { timeout: 20_000 }).toBe("before and after");
});

test("whoever writes before the editor is there goes on in it, with every syllable", async ({ person, quietPage: page }) => {
  const path = await open(person, "One.");
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/pkg/prosemirror-*", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(path);
  const plain = page.locator("#document-form textarea[name=content]");
  await plain.fill("One. Two");
  release();
  await editorIsReady(page);
  await expect(editor(page)).toBeFocused();
  await page.keyboard.type(" Three.");
  await expect(editor(page)).toHaveText("One. Two Three.");
  await isSaved(page);
  expect((await stored(page, path)).content.trim()).toBe("One. Two Three.");
});

test("a document is gone to without loading one, and what is typed just before it is left is there on the way back", async ({ person, quietPage: page }) => {
  const path = await open(person, "One.\n");
  await page.goto("/documents");
  await hydrated(page);
  let loads = 0;
  page.on("request", (request) => (loads += Number(request.isNavigationRequest())));
  await page.getByRole("link", { name: /^Paper/ }).click();
  await editorIsReady(page);
  await expect(page).toHaveTitle("Paper · Supbot");
  await editor(page).press("Control+End");
  await page.keyboard.type(" Two.");
  await page.locator("summary[aria-label=More]").click();
  await page.getByRole("link", { name: "Versions" }).click();
  await page.getByRole("link", { name: "Back to document" }).click();
  await editorIsReady(page);
  await expect(editor(page)).toHaveText("One. Two.");
  await expect.poll(async () => (await stored(page, path)).content.trim()).toBe("One. Two.");
  await expect(page.locator("#conflict-notice")).toHaveCount(0);
  expect(await page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith("supbot-document ")))).toEqual([]);
  // Its copy is another document, whose title is another one.
  await page.locator("summary[aria-label=More]").click();
  await page.getByRole("button", { name: "Duplicate" }).click();
  await page.waitForURL((url) => url.pathname !== path && url.pathname.startsWith("/documents/"));
  await editorIsReady(page);
  await page.getByLabel("Title", { exact: true }).fill("Another paper");
  await page.keyboard.press("Enter");
  await expect(page).toHaveTitle("Another paper · Supbot");
  expect(loads).toBe(0);
});

test("what cannot be saved while the page is left waits in the browser, and is saved on the way back", async ({ person, quietPage: page, context }) => {
  const path = await open(person, "One.\n");
  await context.route(SAVING, (route) => route.fulfill({ status: 500, json: "internal" }));
  await editor(page).press("Control+End");
  await page.keyboard.type(" Two.");
  await page.locator('.side a[href="/documents"]').click();
  await expect(page.getByRole("link", { name: /^Paper/ })).toBeVisible();
  await context.unroute(SAVING);
  await page.getByRole("link", { name: /^Paper/ }).click();
  await editorIsReady(page);
  await expect(editor(page)).toHaveText("One. Two.");
  await expect.poll(async () => (await stored(page, path)).content.trim()).toBe("One. Two.");
});

test("a draft that is stopped can be gone on with, and the page is not loaded again", async ({ person, quietPage: page }) => {
  await person.signUp();
  const made = await page.request.post("/api/v1/documents", { data: { title: "Paper", prompt: "/slow 100000" } });
  await page.goto(`/documents/${(await made.json()).id}`);
  await editorIsReady(page);
  await expect(editor(page)).toContainText("word1");
  await expect(editor(page)).toHaveAttribute("contenteditable", "false");
  let loads = 0;
  page.on("request", (request) => (loads += Number(request.isNavigationRequest())));
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(page.getByText("The draft was stopped.")).toBeVisible();
  await expect(editor(page)).toHaveAttribute("contenteditable", "true");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(page.locator("#draft-notice")).toContainText("The model is writing the draft.");
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(page.getByText("The draft was stopped.")).toBeVisible();
  expect(loads).toBe(0);
});

test("marks, headings, lists, tables, find and replace, outline and counts", async ({ person, quietPage: page }) => {
  const path = await open(person, "");
  await editor(page).click();
  await page.keyboard.type("# Title\n");
  await page.keyboard.type("Some ");
  await page.keyboard.press("Control+b");
  await page.keyboard.type("bold");
  await page.keyboard.press("Control+b");
  await page.keyboard.type(" text here\n- one\ntwo");
  await isSaved(page);
  expect((await stored(page, path)).content).toBe("# Title\n\nSome **bold** text here\n\n- one\n- two\n");
  await expect(page.getByRole("button", { name: "Title", exact: true })).toBeVisible();
  await expect(page.locator(".counts")).toContainText("Words7");
  await page.keyboard.press("Control+f");
  await page.getByRole("searchbox", { name: "Find" }).fill("text");
  await expect(page.getByText("1 found")).toBeVisible();
  await page.getByRole("textbox", { name: "Replace" }).fill("words");
  await page.getByRole("button", { name: "Replace all" }).click();
  await expect(editor(page)).toContainText("bold words here");
  await isAccessible(page);
});

test("signs of Markdown become what they mean while they are typed, where a block begins too", async ({ person, quietPage: page }) => {
  const path = await open(person, "");
  await editor(page).click();
  await page.keyboard.type("**bold** and `code`\n**a");
  await expect(editor(page).locator("strong")).toHaveText("bold");
  await expect(editor(page).locator("code")).toHaveText("code");
  await isSaved(page);
  expect((await stored(page, path)).content).toBe("**bold** and `code`\n\n\\*\\*a\n");
});

test("references to characters are read as the server reads them", async ({ person, quietPage: page }) => {
  const path = await open(person, "&copy; &notit; &semi; &ouml;&lt;b&gt; &nosuch; &#44032;\n");
  await expect(editor(page)).toHaveText("© &notit; ; ö<b> &nosuch; 가");
  const html = await page.request.get(`/api/v1${path}/export?format=html`);
  expect(await html.text()).toContain("© &amp;notit; ; ö&lt;b&gt; &amp;nosuch; 가");
});

test("a quote with a meaning is called by its name and keeps its mark", async ({ person, quietPage: page }) => {
  const path = await open(person, "> [!WARNING]\n> Careful\n");
  await expect(editor(page).locator("blockquote b")).toHaveText("Warning");
  // On the words, below the name.
  const { height } = (await editor(page).getByText("Careful").boundingBox())!;
  await editor(page).getByText("Careful").click({ position: { x: 20, y: height - 6 } });
  await page.keyboard.press("End");
  await page.keyboard.type("!");
  await isSaved(page);
  expect((await stored(page, path)).content).toBe("> [!WARNING]\n> Careful!\n");
});

test("an answer becomes a document, which leads back to its chat", async ({ person, quietPage: page }) => {
  await person.signUp();
  await person.ask("What is a report?");
  await person.replyIsWhole();
  const chat = new URL(page.url()).pathname;
  await page.getByRole("link", { name: "Turn into document" }).click();
  await page.getByRole("link", { name: /^Summary/ }).click();
  await expect(page.locator("form.document-form")).toContainText("You said: What is a report?");
  await page.getByRole("button", { name: "Write draft" }).click();
  await editorIsReady(page);
  await expect(page.locator("#draft-notice")).toHaveCount(0);
  await page.locator("summary[aria-label=More]").click();
  await expect(page.getByRole("link", { name: "Go to chat" })).toHaveAttribute("href", chat);
});

test("the editor weighs at most 120 kB, and nothing on the pages of the chat", async ({ person, quietPage: page }) => {
  const weights = new Map<string, number>();
  page.on("requestfinished", async (request) => {
    const { responseHeadersSize, responseBodySize } = await request.sizes();
    // What is asked for once more comes from the browser's own store.
    const weight = responseHeadersSize + responseBodySize;
    weights.set(request.url(), Math.max(weight, weights.get(request.url()) ?? 0));
  });
  const ofEditor = () => [...weights].filter(([url]) => /\/pkg\/prosemirror-.*\.js/.test(url));
  await person.signUp();
  await person.ask("hello");
  await person.replyIsWhole();
  expect(ofEditor()).toEqual([]);
  await openAnother(person, "text\n");
  await expect.poll(() => ofEditor().length).toBe(1);
  const bytes = ofEditor().reduce((sum, [, weight]) => sum + weight, 0);
  console.log(`the editor: ${Math.round(bytes / 1000)} kB`);
  expect(bytes).toBeLessThan(120_000);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("no page of documents is wider than the screen, and saving is seen", async ({ person, quietPage: page }) => {
    const path = await open(person, "# Title\n\nText\n\n| a | b |\n|---|---|\n| c | d |\n", "report");
    for (const address of [path, `${path}/versions`, "/documents", "/documents/new", "/documents/new?format=report", "/documents/formats/new"]) {
      await page.goto(address);
      const wide = await page.locator("main *").evaluateAll((all) =>
        all.filter((part) => !part.closest(".toolbar, .visually-hidden") && part.getBoundingClientRect().right > innerWidth + 1).map((part) => part.outerHTML.slice(0, 100)),
      );
      expect(wide, address).toEqual([]);
      await isAccessible(page);
    }
    await page.goto(path);
    await editorIsReady(page);
    await expect(page.getByRole("button", { name: /Revise/ })).toBeInViewport();
    await editor(page).press("End");
    await page.keyboard.type(" more");
    await isSaved(page);
    await expect(page.locator("#save-state")).toBeInViewport();
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a document is read, saved as Markdown and exported", async ({ person, quietPage: page }) => {
    await page.goto("/signup");
    await page.getByLabel("Username").fill(person.name);
    await page.getByLabel("Password").fill(person.password);
    await page.getByRole("button", { name: "Sign up" }).click();
    await page.goto("/documents/new?format=free");
    await page.getByRole("button", { name: "Start with a blank document" }).click();
    const area = page.getByRole("textbox", { name: "Document content (Markdown)" });
    await area.fill("# 제목\n\n본문");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(area).toHaveValue("# 제목\n\n본문");
    await page.getByText("Export", { exact: true }).click();
    await expect(page.getByRole("link", { name: "PDF" })).toBeVisible();
  });
});
