// Draws the icons of the installed app from public/favicon.svg, into public/. To be run again when that one changes:
// node icons.mjs
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { launchBrowser } from "./release.mjs";

const folder = join(import.meta.dirname, "../public");
const sign = readFileSync(join(folder, "favicon.svg"), "utf8");
/** The sign without its round corners: what a device cuts into its own shape is filled to the edge. */
const filled = sign.replace(' rx="10"', "");
/** What is cut keeps a circle of four fifths (W3C Manifest, "safe zone"): the letter stands well within. */
const icons = { "icon-192": [192, sign], "icon-512": [512, sign], "icon-maskable": [512, filled], "apple-touch-icon": [180, filled] };

const browser = await launchBrowser();
const page = await browser.newPage();
for (const [name, [size, svg]] of Object.entries(icons)) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>body { margin: 0 } svg { display: block; inline-size: 100vw }</style>${svg}`);
  await page.screenshot({ path: join(folder, `${name}.png`), omitBackground: true });
}
await browser.close();
