// The built release, started by the scripts that measure it and take its pictures.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";

export const dist = join(import.meta.dirname, "../dist");
const folders = [];

/** A new folder, removed by `removeFolders`. */
export function folder() {
  folders.push(mkdtempSync(join(tmpdir(), "supbot-")));
  return folders.at(-1);
}

/**
 * Starts the program, and takes its first page unless `takesPage` is false; `healthyAfter` is the time until it said that it is
 * well, in ms. `under` is a program, with its arguments, that runs it.
 */
export async function start(settings, takesPage = true, under = []) {
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    SUPBOT_ADDR: "127.0.0.1:0",
    SUPBOT_LOG_LEVEL: "error",
    SUPBOT_SHUTDOWN_PATIENCE: "0",
    ...settings,
  };
  const began = performance.now();
  const [program, ...rest] = [...under, join(dist, "supbot"), "serve"];
  const child = spawn(program, rest, { env, stdio: ["ignore", "pipe", "inherit"] });
  const url = await new Promise((resolve, reject) => {
    child.stdout.on("data", (said) => {
      const ready = said.toString().match(/Supbot is ready at (\S+)/);
      if (ready) resolve(ready[1]);
    });
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
  const taken = async (path) => {
    const answer = await fetch(url + path);
    await answer.text();
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
  };
  await taken("/healthz");
  const healthyAfter = performance.now() - began;
  if (takesPage) await taken("/");
  const stop = async () => {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await ended;
  };
  return { url, child, healthyAfter, stop };
}

export function removeFolders() {
  for (const each of folders) rmSync(each, { recursive: true, force: true });
}

export function launchBrowser() {
  const args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"];
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args });
}

/** Turns to a page of the chat, and waits until it answers in the browser. */
export async function hydrated(page) {
  await page.evaluate(() => dispatchEvent(new Event("begin")));
  await page.waitForSelector("body[data-hydrated]");
}
