#!/usr/bin/env node
// Firefox as Playwright starts it, for releases of Firefox that do not know every command of WebDriver BiDi that Playwright
// sends: stands between the two, and answers those as if they had been carried out. FIREFOX names the program.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { WebSocket, WebSocketServer } from "ws";

/** Colours and the like: pages are tested as Firefox has them by itself. */
const UNKNOWN_IN_ESR = new Set(["emulation.setMediaFeaturesOverride"]);

const firefox = spawn(process.env.FIREFOX ?? "firefox-esr", process.argv.slice(2), { stdio: ["ignore", "inherit", "pipe"] });
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => firefox.kill(signal));
firefox.once("exit", (code) => process.exit(code ?? 0));

createInterface({ input: firefox.stderr }).on("line", (line) => {
  const address = line.match(/WebDriver BiDi listening on (ws:\/\/.*)$/)?.[1];
  if (!address) return process.stderr.write(`${line}\n`);
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0, path: "/session" });
  server.once("listening", () => process.stderr.write(`WebDriver BiDi listening on ws://127.0.0.1:${server.address().port}\n`));
  server.on("connection", (playwright) => {
    const browser = new WebSocket(`${address}/session`, { perMessageDeflate: false, maxPayload: 1 << 28 });
    const opened = new Promise((resolve) => browser.once("open", resolve));
    playwright.on("message", async (data) => {
      const text = data.toString();
      const { id, method } = JSON.parse(text);
      if (UNKNOWN_IN_ESR.has(method)) return playwright.send(JSON.stringify({ type: "success", id, result: {} }));
      await opened;
      browser.send(text);
    });
    browser.on("message", (data) => playwright.send(data.toString()));
    playwright.once("close", () => browser.close());
    browser.once("close", () => playwright.close());
    browser.on("error", () => playwright.close());
  });
});
