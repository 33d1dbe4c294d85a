// What runs in the sandbox stays in it: every way out is tried.
import { createSocket } from "node:dgram";
import { type AddressInfo, createServer } from "node:net";
import { answerWith, code, result, runLast, told } from "./coding";
import { expect, Person, test } from "./fixtures";

// Where Playwright forbids it, what registers a worker is Playwright's own, and refuses nothing.
test.use({ serviceWorkers: "allow" });

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
  stunInShadow: `const h = document.createElement('div'); document.body.append(h); const f = document.createElement('iframe'); f.srcdoc = \`<script>const stun = '\${stun}'; (async () => { ${STUN} })()<\\/script>\`; h.attachShadow({ mode: 'closed' }).append(f); await new Promise((then) => setTimeout(then, 1500)); return 0`,
  stunInWrittenFrame: `const d = document.createElement('div'); d.innerHTML = '<ifr' + 'ame></ifr' + 'ame>'; document.body.append(d); new frames[0].RTCPeerConnection({ iceServers: [{ urls: stun }] }); return 1`,
  preconnect: "for (const rel of ['preconnect', 'dns-prefetch']) { const l = document.createElement('link'); l.rel = rel; l.href = there; document.head.append(l) } return 0",
};
/** What leaves the page, so that each is tried in a frame of its own. */
const departures: Record<string, string> = {
  navigateSelf: "<script>location.href = there + 'self'</script>",
  navigateSelfHere: "<script>location.href = here + 'escaped-self'</script>",
  refresh: "<meta http-equiv='refresh' content='0;url=THEREself'>",
  linkSelf: "<a id=a href='THERElink-self'>x</a><script>a.click()</script>",
};

test("no way leads out of the sandbox", async ({ page, server, context, browserName }) => {
  test.slow();
  // Firefox closes some ways to nobody: there a person is told so before anything runs, once.
  const isOpen = browserName === "firefox";
  let isToBeAsked = isOpen;
  const run = async () => {
    await runLast(page, person);
    const warning = result(page).getByRole("alertdialog", { name: "Before you run this" });
    if (!isToBeAsked) return;
    isToBeAsked = false;
    await expect(warning).toContainText("cannot fully block running code");
    await warning.getByRole("button", { name: "Run anyway" }).click();
  };
  // What is refused is told in the console: this page is not quiet.
  const person = new Person(page);
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
  let hasCrashed = false;
  page.on("crash", () => (hasCrashed = true));
  page.on("download", () => heard.push("download"));
  page.on("popup", () => heard.push("popup"));
  await person.signUp();

  const attempts = Object.entries(ways).map(([name, body]) => `await attempt("${name}", async () => { ${body} });`);
  const attempt = `const attempt = async (name, act) => { let got; try { got = (await act()) === 0 ? "tried" : "ESCAPED" } catch { got = "refused" } console.log(name + ": " + got) };`;
  const all = `${addresses}<body><script>(async () => {\n${attempt}\n${attempts.join("\n")}\nconsole.log("all tried");\n})();</script>`;
  await answerWith(person, code("html", all));
  const address = page.url();
  await run();
  await expect(told(page)).toContainText("all tried", { timeout: 60_000 });
  const lines = await told(page).locator("p").allTextContents();
  expect(lines.filter((line) => line.includes("ESCAPED") || line.includes("FORGED"))).toEqual([]);
  const outcomes = lines.filter((line) => /^\w+: (refused|tried)$/.test(line));
  expect(outcomes.map((line) => line.split(":")[0]).sort()).toEqual(Object.keys(ways).sort());

  for (const body of Object.values(departures)) {
    await answerWith(person, code("html", `${addresses}${body.replace("THERE", there)}`));
    await run();
    await expect(result(page).locator("iframe")).toBeVisible();
    await page.waitForTimeout(700); // that nothing happens can only be waited for
  }
  expect(heard.filter((what) => !isOpen || (what !== "STUN" && what !== "a connection"))).toEqual([]);
  expect(page.url()).toBe(address);
  expect(context.pages()).toHaveLength(1);
  expect((await context.cookies()).map(({ name }) => name)).not.toContain("escaped");
  expect(await page.evaluate(() => Object.keys(localStorage).concat(Object.keys(sessionStorage)))).not.toContain("escaped");
  await expect(person.composer).toBeVisible();
  // Nothing of it has taken the page along.
  expect(hasCrashed).toBe(false);
  listener.close();
  stun.close();

  // As a page of its own it is a stranger too.
  await page.goto("/sandbox");
  expect(await page.evaluate(() => origin)).toBe("null");
});
