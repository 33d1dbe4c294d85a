// Which keys do what on this device.

import { ariaShortcut, shown } from "./chords";

/** What keys can be given to, with those that it has at first. */
export const DEFAULTS = {
  palette: "^k",
  keys: "?",
  go_search: "/",
  go_new_chat: "^+o",
  key_composer: "+Escape",
  key_side: "^+s",
  key_copy: "^+c",
  key_stop: "Escape",
  key_previous: "!ArrowUp",
  key_next: "!ArrowDown",
  key_delete: "^+Backspace",
  undo: "^z",
  go_settings: "^,",
};

/** Named as its text (`shortcuts-key-…` in src/i18n/en.ftl). */
export type Deed = keyof typeof DEFAULTS;

export const DEEDS = Object.keys(DEFAULTS) as Deed[];

/** Where they are kept; what waits for the script looks there too (loader.ts). */
const STORED = "keys";

/** What the browser or the page needs itself. */
const RESERVED = /^(Tab|\+Tab|Enter|Space|Backspace|Delete|Arrow\w+|\^[acvxtnw]|\^\+[tnw])$/;

let chosen = read();

function read(): Partial<Record<Deed, string>> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORED) ?? "{}");
    const entries = Object.entries(stored ?? {}).filter(([deed, chord]) => deed in DEFAULTS && typeof chord === "string");
    return Object.fromEntries(entries) as Partial<Record<Deed, string>>;
  } catch {
    return {};
  }
}

// Another page of this device has changed them.
addEventListener("storage", ({ key }) => {
  if (key === STORED || key === null) chosen = read();
});

export function keysOf(deed: Deed): string {
  return chosen[deed] ?? DEFAULTS[deed];
}

/** What is done when these keys are pressed. */
export function deedOf(chord: string): Deed | undefined {
  return DEEDS.find((deed) => keysOf(deed) === chord);
}

export function isReserved(chord: string): boolean {
  return RESERVED.test(chord);
}

export function bind(deed: Deed, chord: string): void {
  chosen[deed] = chord;
  if (chord === DEFAULTS[deed]) delete chosen[deed];
  keep();
}

export function resetAll(): void {
  chosen = {};
  keep();
}

/** Says at the way to the palette which keys open it. */
export function tellKeys(): void {
  const keys = keysOf("palette");
  document.documentElement.style.setProperty("--palette-keys", JSON.stringify(shown(keys)));
  document.querySelector('.side [href="/search"]')?.setAttribute("aria-keyshortcuts", ariaShortcut(keys));
}

/** Where storage is forbidden they last as long as the page. */
function keep(): void {
  tellKeys();
  try {
    if (Object.keys(chosen).length) localStorage.setItem(STORED, JSON.stringify(chosen));
    else localStorage.removeItem(STORED);
  } catch {
    // Nothing to be done.
  }
}
