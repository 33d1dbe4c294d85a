// What some code needs to run; loaded when a person runs such code, and not before.

import type { Kind } from "./runtime";

// Where scripts/bundle.mjs puts them.
declare const MERMAID: string;
declare const PYODIDE: string;

const FILES: Partial<Record<Kind, string[]>> = {
  diagram: [`${MERMAID}/mermaid.min.js`],
  python: ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"].map((name) => `${PYODIDE}/${name}`),
};

const loaded = new Map<Kind, Promise<Record<string, ArrayBuffer>>>();

/** The files that a kind of code needs, by their names. They are handed over as they are: the sandbox fetches nothing. */
export function vendored(kind: Kind): Promise<Record<string, ArrayBuffer>> {
  const load = async (address: string): Promise<[string, ArrayBuffer]> => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return [address.slice(address.lastIndexOf("/") + 1), await answer.arrayBuffer()];
  };
  let files = loaded.get(kind);
  if (!files) {
    files = Promise.all((FILES[kind] ?? []).map(load)).then((all) => Object.fromEntries(all));
    // What failed is tried again by the next press.
    files.catch(() => loaded.delete(kind));
    loaded.set(kind, files);
  }
  return files;
}
