// What a person is told before code runs that a browser cannot keep from the network.

import { button, element } from "../../../ui/elements";
import { attempt } from "../../../offline/device";
import type { Texts } from "../page";
import type { Kind } from "./runtime";

/** Code with a document, which has ways that no content security policy closes: WebRTC, and connections opened in advance. */
const WITH_DOCUMENT: Kind[] = ["page", "scriptInPage"];
/** The first Chromium that knows `Connection-Allowlist` (src/chat/sandbox.rs), by which the server closes them. */
const CHROMIUM = 152;
/** Browsers that are made of it, and do not. */
const WITHOUT = ["Microsoft Edge"];
/** That it was answered in this tab; gone with it, and with the log-in. */
const ANSWERED = "supbot-run-warned";

interface Brand {
  brand: string;
  version: string;
}

/** Whether code of a kind may reach the network in this browser, and nobody has said that it may. */
export function mayReachNetwork(kind: Kind): boolean {
  return WITH_DOCUMENT.includes(kind) && !closesConnections() && !attempt(() => sessionStorage.getItem(ANSWERED));
}

function closesConnections(): boolean {
  const { brands = [] } = (navigator as { userAgentData?: { brands?: Brand[] } }).userAgentData ?? {};
  const chromium = brands.find(({ brand }) => brand === "Chromium");
  return Number(chromium?.version ?? 0) >= CHROMIUM && !brands.some(({ brand }) => WITHOUT.includes(brand));
}

/** The question, with the ways to go on and not to. */
export function warning(words: Texts, goOn: () => void, leave: () => void): HTMLElement {
  const yes = button(words.run_warning_run, "button is-quiet", () => {
    attempt(() => sessionStorage.setItem(ANSWERED, "1"));
    goOn();
  });
  const no = button(words.cancel, "text-button", leave);
  const text = element("p", { id: "run-warning" }, words.run_warning);
  const box = element("div", { class: "run-warning", role: "alertdialog", "aria-describedby": "run-warning", "aria-label": words.run_warning_title }, text, yes, no);
  requestAnimationFrame(() => yes.focus());
  return box;
}
