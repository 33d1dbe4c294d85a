// The release in dist/, in real Chromium and real Firefox (the system's own: `--project firefox`). One server for all tests with the scripted provider; the smoke test of the
// embedded model starts its own.
import { join } from "node:path";
import { defineConfig } from "@playwright/test";

export const chromiumFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export default defineConfig({
  testDir: "tests",
  outputDir: "test-results",
  fullyParallel: true,
  workers: 2,
  forbidOnly: !!process.env.CI,
  reporter: "list",
  // Patient: how fast the machine is decides no test.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  use: {
    locale: "en-US",
    // What a page is without one is looked at; offline.spec.ts has it.
    serviceWorkers: "block",
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
  projects: [
    {
      name: "chromium",
      use: { launchOptions: { executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: chromiumFlags } },
    },
    {
      name: "firefox",
      // Each step takes it longer than Chromium.
      timeout: 240_000,
      use: {
        browserName: "firefox",
        channel: "moz-firefox",
        // It knows of fingers only where there is a screen for them.
        launchOptions: { executablePath: join(__dirname, "firefox.mjs"), firefoxUserPrefs: { "dom.w3c_touch_events.enabled": 1 } },
      },
    },
  ],
});
