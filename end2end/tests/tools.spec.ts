// What the chat can do beside talking: questions about code by one press, files in a panel, code that runs in a sandbox.
import { readFileSync } from "node:fs";
import { answerWith, code, result, runLast, told } from "./coding";
import { expect, isAccessible, isFirefox, test } from "./fixtures";

test("a question about code is sent by one press, and put before what is written already", async ({ person, quietPage: page }) => {
  await person.signUp();
  await person.ask("Hello");
  await person.replyIsWhole();
  const actions = person.replies.first().getByRole("button", { name: "Code actions" });
  await actions.click();
  const list = page.getByRole("dialog", { name: "Code actions" });
  await expect(list.getByRole("button", { name: "Explain" })).toBeFocused();
  await isAccessible(page);
  await page.keyboard.press("Escape");
  await expect(list).toHaveCount(0);
  await expect(actions).toBeFocused();

  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  await expect(list.getByRole("button", { name: "Find bugs" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(person.questions).toHaveCount(2);
  await expect(person.questions.nth(1)).toContainText(/Find what is wrong.*```rust\s+fn main\(\) \{/s);
  await person.replyIsWhole(1);

  await person.composer.fill("Keep it short.");
  await actions.click();
  await list.getByLabel("Language to convert to").selectOption("Go");
  await list.getByRole("button", { name: "Convert language" }).click();
  await expect(person.composer).toHaveValue(/^Translate this code to Go\.\n\n```rust\n[^]*```\n\nKeep it short\.$/);
  await expect(person.questions).toHaveCount(2);
});

const page1 = '<link rel="stylesheet" href="style.css">\n<p id="p">One</p>\n<script src="app.js"></script>';
const script1 = 'document.title = getComputedStyle(p).color;\nconsole.log(document.title, p.textContent);';

test("files of answers stand beside the chat, with versions, differences and downloads", async ({ person, quietPage: page }) => {
  await person.signUp();
  await page.setViewportSize({ width: 1300, height: 800 });
  const style = code("css title=style.css", "p { color: rgb(1, 2, 3) }");
  await answerWith(person, `${code("html index.html", page1)}\n\n${style}\n\n${code("js app.js", script1)}`);
  await answerWith(person, code("html index.html", page1.replace("One", "Two")));

  await expect(person.replies.first().locator(".fence-name")).toHaveText(["index.html", "style.css", "app.js"]);
  const open = person.replies.first().getByRole("button", { name: "3 files" });
  await open.click();
  const panel = page.getByRole("dialog", { name: "Files" });
  await expect(panel.getByRole("tab")).toHaveText(["index.html", "style.css", "app.js"]);
  await expect(panel.getByRole("tabpanel")).toContainText("One");
  await isAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await isAccessible(page);

  // The page runs with the files that it names.
  await panel.getByRole("button", { name: "Run" }).click();
  await expect(told(page)).toHaveText("rgb(1, 2, 3) One");

  await page.keyboard.press("Escape");
  await expect(panel).toHaveCount(0);
  await person.replies.nth(1).getByRole("button", { name: "1 file" }).click();
  await expect(panel.getByRole("tabpanel")).toContainText("Two");
  await expect(panel.getByLabel("Current version")).toHaveValue("2");
  await panel.getByLabel("Compare with").selectOption("1");
  await expect(panel.locator("del mark")).toHaveText("One");
  await expect(panel.locator("ins mark")).toHaveText("Two");
  await isAccessible(page);
  await panel.getByLabel("Compare with").selectOption("");
  await panel.getByLabel("Current version").selectOption("1");
  await expect(panel.getByRole("tabpanel")).toContainText("One");

  const file = page.waitForEvent("download");
  await panel.getByRole("link", { name: "Download", exact: true }).click();
  expect((await file).suggestedFilename()).toBe("index.html");
  expect(readFileSync(await (await file).path(), "utf8")).toBe(`${page1}\n`);
  const zip = page.waitForEvent("download");
  await panel.getByRole("link", { name: "Download all (zip)" }).click();
  expect(readFileSync(await (await zip).path()).subarray(0, 2).toString()).toBe("PK");
});

test("on a narrow page the panel covers the chat, by keyboard too", async ({ person, quietPage: page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await person.signUp();
  await answerWith(person, `${code("py a.py", "print(1)")}\n\n${code("py b.py", "print(2)")}`);
  const open = person.replies.first().getByRole("button", { name: "2 files" });
  await open.focus();
  await page.keyboard.press("Enter");
  const panel = page.getByRole("dialog", { name: "Files" });
  await expect(panel.getByRole("tab", { name: "a.py" })).toBeFocused();
  // All but the scroll bar, where the browser has one beside the page.
  const width = await page.evaluate(() => document.documentElement.clientWidth);
  expect(await panel.boundingBox()).toMatchObject({ x: 0, width });
  await page.keyboard.press("ArrowRight");
  await expect(panel.getByRole("tab", { name: "b.py" })).toBeFocused();
  await expect(panel.getByRole("tabpanel")).toContainText("print(2)");
  await isAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  await page.keyboard.press("Escape");
  await expect(panel).toHaveCount(0);
  await expect(open).toBeFocused();
});

test("HTML runs, tells what its console is told, and an error is sent back to be mended", async ({ person, quietPage: page }) => {
  await person.signUp();
  const text = '<h1>Hello</h1>\n<script>\nconsole.log("count: %d", 3, { a: [1, "b"] });\nnothing.here();\n</script>';
  await answerWith(person, code("html", text));
  await runLast(page, person);
  await expect(result(page).frameLocator("iframe").getByRole("heading", { name: "Hello" })).toBeVisible();
  await expect(told(page)).toContainText('count: 3 { a: [1, "b"] }');
  await expect(told(page)).toContainText("ReferenceError: nothing is not defined");
  await isAccessible(page);
  // What code has told is read by the person before the model is asked.
  await result(page).getByRole("button", { name: "Fix this error" }).click();
  await expect(person.composer).toHaveValue(/gives the error below.*<h1>Hello.*ReferenceError: nothing/s);
  await expect(person.composer).toBeFocused();
  await expect(person.questions).toHaveCount(1);
  await person.composer.press("Enter");
  await expect(person.questions).toHaveCount(2);
  await expect(person.questions.nth(1)).toContainText(/gives the error below.*<h1>Hello.*ReferenceError: nothing/s);
});

test("scripts run, in a page when they need one, and as modules", async ({ person, quietPage: page }) => {
  await person.signUp();
  for (const [text, said] of [
    ["const sum = [1, 2].reduce((a, b) => a + b);\nconsole.log(sum, new Map([[1, { a: null }]]));", "3 Map(1) {1 => { a: null }}"],
    ["document.body.textContent = 'in a page';\nconsole.log(document.body.textContent);", "in a page"],
    ["const late = await Promise.resolve('late');\nconsole.log(late);", "late"],
    ["const connect = 1, start = 2;\nconsole.log(connect + start);", "3"],
    ["throw new TypeError('on purpose');", "TypeError: on purpose"],
  ]) {
    await answerWith(person, code("js", text));
    await runLast(page, person);
    await expect(told(page)).toContainText(said);
    await result(page).getByRole("button", { name: "Close" }).click();
  }
});

test("SVG, CSS and Mermaid are shown; a diagram that is wrong says why", async ({ person, quietPage: page }) => {
  test.slow();
  await person.signUp();
  await answerWith(person, code("svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>Dot</title><circle r="4"/></svg>'));
  await runLast(page, person);
  await expect(result(page).frameLocator("iframe").locator("svg circle")).toBeVisible();
  await answerWith(person, code("css", "button { color: rgb(4, 5, 6) }"));
  await runLast(page, person);
  await expect(result(page).frameLocator("iframe").getByRole("button", { name: "Button" })).toHaveCSS("color", "rgb(4, 5, 6)");
  await answerWith(person, code("mermaid", "flowchart TD\n  A[First] --> B[Second]"));
  await runLast(page, person);
  await expect(result(page).frameLocator("iframe").getByText("Second")).toBeVisible();
  await answerWith(person, code("mermaid", "flowchart TD\n  A[First --> B"));
  await runLast(page, person);
  await expect(told(page)).toContainText("Parse error");
  await expect(result(page).getByRole("button", { name: "Fix this error" })).toBeVisible();
});

test("Python runs with its standard library, and its weight comes when it is run", async ({ person, quietPage: page }) => {
  test.slow();
  const heavy: string[] = [];
  page.on("request", (request) => request.url().includes("/vendor/") && heavy.push(request.url()));
  await person.signUp();
  await answerWith(person, code("python", "import math, json\nprint(json.dumps({'root': math.isqrt(81)}))\nprint(1 / 0)"));
  expect(heavy).toEqual([]);
  await runLast(page, person);
  await expect(told(page)).toContainText('{"root": 9}', { timeout: 90_000 });
  await expect(told(page)).toContainText("ZeroDivisionError");
  expect(heavy.length).toBeGreaterThan(3);
  await answerWith(person, code("python", "import js\ntry:\n    js.XMLHttpRequest.new().open('GET', '/')\n    x = js.XMLHttpRequest.new(); x.open('GET', 'http://127.0.0.1:9/', False); x.send()\n    print('escaped')\nexcept Exception as e:\n    print('refused')"));
  await runLast(page, person);
  await expect(told(page)).toContainText("refused", { timeout: 90_000 });
});

test("what never ends holds up nobody: it is stopped by the reader, or by itself", async ({ person, quietPage: page }) => {
  await person.signUp();
  await answerWith(person, code("js", "console.log('begun');\nwhile (true) {}"));
  await runLast(page, person);
  await expect(told(page)).toHaveText("begun");
  await result(page).getByRole("button", { name: "Stop" }).click();
  await expect(result(page)).toContainText("Stopped.");
  await expect(page.locator(".run-frame")).toHaveCount(0);
  // Firefox runs a frame of another origin in the process of its page, and asks the reader itself about what never ends.
  if (!isFirefox(page)) {
    await answerWith(person, code("html", "<script>console.log('begun'); while (true) {}</script>"));
    await runLast(page, person);
    await expect(result(page)).toContainText("no response for 5 seconds");
  }
  await answerWith(person, code("js", "for (let n = 0; n < 5000; n++) console.log(n);"));
  await runLast(page, person);
  await expect(told(page).locator("p")).toHaveCount(1001);
});

test("what is done with code comes with the first press, and what is open goes with its conversation", async ({ person, quietPage: page }) => {
  const fetched: string[] = [];
  page.on("request", (request) => request.url().includes("area_code_tools") && fetched.push(request.url()));
  await page.setViewportSize({ width: 1300, height: 800 });
  await person.signUp();
  await answerWith(person, `${code("js a.js", "console.log('one')")}\n\n${code("html", "<p>Two</p>")}`);
  await page.reload();
  // The buttons come with the page.
  await expect(person.replies.first().getByRole("button", { name: "Run", exact: true })).toHaveCount(2);
  expect(fetched).toEqual([]);
  await runLast(page, person);
  await expect(told(page)).toHaveText("one");
  await person.replies.first().getByRole("button", { name: "1 file" }).click();
  await expect(page.getByRole("dialog", { name: "Files" }).getByRole("tabpanel")).toContainText("one");
  await expect(page.locator("body")).toHaveClass(/has-files/);
  expect(fetched.length).toBe(1);
  // Run again, it is shown in the place of the result before.
  await result(page).getByRole("button", { name: "Run again" }).click();
  await expect(told(page)).toHaveText("one");
  await page.getByRole("link", { name: "New chat" }).click();
  await expect(page.getByRole("dialog", { name: "Files" })).toHaveCount(0);
  await expect(page.locator("body")).not.toHaveClass(/has-files/);
  await expect(page.getByRole("region", { name: "Result" })).toHaveCount(0);
});
