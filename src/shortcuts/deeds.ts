// What keys and the palette do.

import { takeToast, toast } from "../ui/toast";
import type { Deed } from "./bindings";
import { move, removeLookedAt } from "./conversations";
import { openPalette } from "./palette";
import { type Texts, composer, go, isVisible, texts, visible } from "./page";
import { openShortcuts } from "./shortcuts";

/** What each is called. */
export function names(said: Texts): Record<Deed, string> {
  return {
    palette: said.palette,
    keys: said.keys,
    go_search: said.go_search,
    go_new_chat: said.go_new_chat,
    key_composer: said.key_composer,
    key_side: said.key_side,
    key_copy: said.key_copy,
    key_stop: said.key_stop,
    key_previous: said.key_previous,
    key_next: said.key_next,
    key_delete: said.key_delete,
    undo: said.key_undo,
    go_settings: said.go_settings,
  };
}

/** Those that lead to a page. */
export const PAGES = { go_new_chat: "/", go_search: "/search", go_settings: "/settings" } satisfies Partial<Record<Deed, string>>;

/** Does it, or says that there is nothing to do. */
export function run(deed: Deed): boolean {
  switch (deed) {
    case "palette":
      void openPalette();
      return true;
    case "keys":
      void openShortcuts();
      return true;
    case "key_composer":
      return focusComposer();
    case "key_side":
      toggleSide();
      return true;
    case "key_copy":
      void copyLast();
      return true;
    case "key_stop":
      return stop();
    case "key_previous":
      move(-1);
      return true;
    case "key_next":
      move(1);
      return true;
    case "key_delete":
      removeLookedAt();
      return true;
    case "undo":
      return takeToast();
    case "go_new_chat":
    case "go_search":
    case "go_settings":
      go(PAGES[deed]);
      return true;
  }
}

function focusComposer(): boolean {
  const area = composer();
  area?.focus();
  return !!area;
}

/** Ends the answer that is being written. */
export function stop(): boolean {
  const button = visible(".send.is-stop");
  button?.click();
  return !!button;
}

async function copyLast(): Promise<void> {
  const said = await texts();
  const replies = [...document.querySelectorAll(".reply[aria-busy=false]")].reverse();
  const buttons = replies.map((reply) => visible(".message-actions > button.text-button", reply));
  const copy = buttons.find(isVisible);
  copy?.click();
  toast(copy ? said.copied : said.nothing_to_copy);
}

/** How long a device remembers how its sidebar is, in seconds. */
const REMEMBERED = 365 * 24 * 60 * 60;

/** Shows or hides the sidebar. The server knows of a wide page's by a cookie (src/app/document.rs), so that it does not come and go. */
function toggleSide(): void {
  const drawer = document.querySelector<HTMLInputElement>("#drawer");
  const side = document.querySelector(".side");
  if (!drawer || !side) return;
  if (matchMedia("(max-width: 760px)").matches) {
    drawer.checked = !drawer.checked;
    (drawer.checked ? side.querySelector("a") : drawer)?.focus();
    return;
  }
  const { dataset } = document.documentElement;
  const isShown = isVisible(side);
  drawer.checked = false;
  if (isShown) dataset.side = "off";
  else delete dataset.side;
  document.cookie = `side=${isShown ? "off" : "on"}; Path=/; Max-Age=${REMEMBERED}; SameSite=Lax`;
}
