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

/** Starts the program; `readyAfter` is the time until the first page was answered with 200, in ms. */
export async function start(settings) {
  const address = `127.0.0.1:${20000 + Math.floor(Math.random() * 20000)}`;
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, SUPBOT_ADDR: address, SUPBOT_LOG_LEVEL: "error", SUPBOT_SHUTDOWN_PATIENCE: "0", ...settings };
  const began = performance.now();
  const child = spawn(join(dist, "supbot"), ["serve"], { env, stdio: ["ignore", "ignore", "inherit"] });
  const url = `http://${address}`;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
    try {
      const answer = await fetch(url);
      await answer.text();
      if (answer.status === 200) break;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 1)); // nobody listens yet
    }
  }
  const readyAfter = performance.now() - began;
  const stop = async () => {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await ended;
  };
  return { url, child, readyAfter, stop };
}

export function removeFolders() {
  for (const each of folders) rmSync(each, { recursive: true, force: true });
}

export function launchBrowser() {
  const args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"];
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args });
}
