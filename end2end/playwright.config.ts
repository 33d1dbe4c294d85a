// Tests the release in dist/ in real Chromium and real Firefox (the system's own: `--project firefox`). Each worker has one server
// with the scripted provider; the smoke test of the embedded model starts its own.
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
  // Waits long: no test may depend on how fast the machine is.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  use: {
    locale: "en-US",
    // Tests pages without a service worker; those that need one allow it.
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
      // Gives Firefox more time, which needs longer for each step than Chromium.
      timeout: 240_000,
      use: {
        browserName: "firefox",
        channel: "moz-firefox",
        // Turns touch events on, which Firefox has only where there is a touch screen.
        launchOptions: { executablePath: join(__dirname, "firefox.mjs"), firefoxUserPrefs: { "dom.w3c_touch_events.enabled": 1 } },
      },
    },
  ],
});
