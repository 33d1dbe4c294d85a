// Waits for the first key that is not written into a text, or the press on the way to the palette, and loads the script of
// keys then; whoever chose keys of their own gets it at once. It stands in the page itself (mod.rs).

export {};

/** Where the script of keys is. */
declare const KEYS: string;

const load = (event?: Event, isOurs?: boolean) => {
  if (isOurs) event?.preventDefault();
  (import(KEYS) as Promise<typeof import("./main")>).then(
    (keys) => keys.begin(event),
    () => {},
  );
};
const isWithControl = (event: KeyboardEvent | MouseEvent) => event.ctrlKey || event.metaKey;
/** As chords.ts writes it. While a layout of other letters is active, the place of a key tells which one it is. */
const chordOf = (event: KeyboardEvent) =>
  (isWithControl(event) ? "^" : "") + (event.shiftKey ? "+" : "") + (event.key > "~" ? event.code.slice(3) : event.key);

onclick = (event) => {
  if (!isWithControl(event) && (event.target as Element).closest('[href="/search"]')) load(event, true);
};
onkeydown = (event) => {
  const isWritten = !isWithControl(event) && !event.altKey && (event.target as Element).matches(":read-write");
  // Those are ours that the browser would do something with itself.
  if (!event.defaultPrevented && !isWritten) load(event, /^(\^(k|\+[osc])|\/)$/i.test(chordOf(event)));
};
if (localStorage.keys) load();
