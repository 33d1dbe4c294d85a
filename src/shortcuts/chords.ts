// Keys that are pressed together, and how they are written: `^` Ctrl or Cmd, `!` Alt, `+` Shift, then a letter, a sign or
// the name of a key. `?` is written alone: how it is typed is the layout's affair.

/** Keys that type no letter of English in a layout, by their place on the keyboard. */
const PLACES: Record<string, string> = { Slash: "/", Comma: ",", Period: ".", Semicolon: ";", Quote: "'", Minus: "-", Equal: "=" };

/** Only with others: alone they are part of every chord. */
const MODIFIERS = ["Control", "Shift", "Alt", "Meta", "AltGraph", "CapsLock", "Dead", "Process", "Unidentified"];

export const isMac = /Mac|iP(hone|ad|od)/.test(navigator.platform);

/** What a press is; nothing for a key that only changes others. */
export function chordOf(event: KeyboardEvent): string | undefined {
  const { key, code } = event;
  // On a Mac Ctrl is for editing: Ctrl+K takes away the rest of a line.
  if (isMac && event.ctrlKey && !event.metaKey) return undefined;
  const isAscii = /^[!-~]$/.test(key);
  if (!isAscii && MODIFIERS.includes(key) && !code.startsWith("Key")) return undefined;
  // While a Korean layout is active the key of O is ㅐ: its place tells which one it is.
  const name = isAscii ? key.toLowerCase() : (PLACES[code] ?? code.replace(/^(Key|Digit)([A-Z0-9])$/, (_, __, letter: string) => letter.toLowerCase()));
  if (!name) return undefined;
  const isSign = /^[^a-z0-9]$/.test(name);
  return (event.ctrlKey || event.metaKey ? "^" : "") + (event.altKey ? "!" : "") + (event.shiftKey && !isSign ? "+" : "") + name;
}

/** Whether nothing but the key itself, or with Shift: what types. */
export function isPlain(chord: string): boolean {
  return !/^[\^!]./.test(chord);
}

/** The marks before a key, and the key. */
function parts(chord: string): [string, string] {
  const [, marks, name] = /^(\^?!?\+?)(.+)$/s.exec(chord) ?? ["", "", chord];
  return [marks, name];
}

const NAMES: Record<string, string> = { ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→", Escape: "Esc" };

/** As people write it: `Ctrl+Shift+O`, on a Mac `⌘⇧O`. */
export function shown(chord: string): string {
  const [marks, name] = parts(chord);
  const key = NAMES[name] ?? (name.length === 1 ? name.toUpperCase() : name);
  const words: Record<string, string> = isMac ? { "^": "⌘", "!": "⌥", "+": "⇧" } : { "^": "Ctrl", "!": "Alt", "+": "Shift" };
  return [...[...marks].map((mark) => words[mark]), key].join(isMac ? "" : "+");
}

/** As `aria-keyshortcuts` has it. */
export function ariaShortcut(chord: string): string {
  const [marks, name] = parts(chord);
  const words: Record<string, string> = { "^": isMac ? "Meta" : "Control", "!": "Alt", "+": "Shift" };
  return [...[...marks].map((mark) => words[mark]), name.length === 1 ? name.toUpperCase() : name].join("+");
}
