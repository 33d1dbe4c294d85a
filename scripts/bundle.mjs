// Bundles the scripts and style sheets of single pages: node bundle.mjs OUTPUT [--watch]. Their names have hashes of their
// contents; a release gets them compressed too. Beside them, in vendor/, stands what a script loads as it is.
import { build, context } from "esbuild";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const [output, watch] = process.argv.slice(2);
/** What pages ask for by name (src/ui/assets.rs), and where it begins. */
const entries = {
  pages: ["style/pages/main.css"],
  documents: ["style/documents.css"],
  keys: ["src/shortcuts/main.ts", "style/keys.css"],
  "chat-tools": ["src/chat/tools/main.ts", "style/chat-tools.css"],
  offline: ["src/offline/page/main.ts"],
  // The page of components is one of debug builds.
  ...(watch && { gallery: ["style/gallery.css"] }),
};
/** Those of pages that load little else: one file each, since what they share with others would cost a request. */
const alone = { forms: "src/ui/forms.ts", prosemirror: "src/documents/prosemirror/main.ts" };
/** Scripts that stand in pages themselves, without a hash: the server reads them when it starts (src/ui/assets.rs). */
const inlined = ["src/app/start.ts", "src/offline/restored.ts", "src/shortcuts/loader.ts", "src/ui/time_zone.ts"];
/** What code that is run in the chat needs (src/chat/code_runner/vendor.rs), by package. Its folder has the version in its name,
 * by which the server finds it (src/ui/assets.rs). */
const vendored = {
  mermaid: ["dist/mermaid.min.js"],
  pyodide: ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"],
};
const packageFolder = (name) => join(project, "node_modules", name);
const version = (name) => JSON.parse(readFileSync(join(packageFolder(name), "package.json"), "utf8")).version;
const vendorFolder = (name) => `vendor/${name}-${version(name)}`;
const options = {
  entryPoints: Object.entries(entries).flatMap(([out, files]) => files.map((file) => ({ in: join(project, file), out }))),
  bundle: true,
  // What two of them use, and what one of them loads later, is a file of its own.
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: !watch,
  // What of a package the browser itself knows.
  alias: { entities: join(project, "src/documents/prosemirror/entities.ts") },
  outdir: output,
  entryNames: "[name]-[hash]",
  chunkNames: "chunk-[name]-[hash]",
  legalComments: "none",
  logLevel: "warning",
};
const aloneOptions = {
  ...options,
  entryPoints: Object.entries(alone).map(([out, file]) => ({ in: join(project, file), out })),
  splitting: false,
};
const inlineOptions = {
  ...options,
  entryPoints: inlined.map((file) => join(project, file)),
  splitting: false,
  format: "iife",
  // Every page has them: without "use strict", which esbuild takes from the strictness of the types.
  tsconfigRaw: {},
  outdir: join(output, "inline"),
  entryNames: "[name]",
};

/** Compresses a file beside itself. */
function compress(path, quality) {
  const content = readFileSync(path);
  writeFileSync(`${path}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }));
  writeFileSync(`${path}.gz`, gzipSync(content));
}

/** What a page of the chat may load of its own accord, and the page for what cannot be had: what a device keeps of them. */
function chatFiles({ outputs }) {
  const found = new Set();
  const add = (path) => {
    if (found.has(path)) return;
    found.add(path);
    outputs[path].imports.filter(({ external }) => !external).forEach((imported) => add(imported.path));
  };
  Object.keys(outputs).filter((path) => /^(chat-tools|offline|pages)-/.test(basename(path))).forEach(add);
  return [...found].map((path) => `/pkg/${basename(path)}`).sort();
}

/** The service worker: one file for itself, which the server writes the build before (src/offline/service_worker.rs). */
async function buildWorker(files) {
  await build({
    ...options,
    entryPoints: [{ in: join(project, "src/offline/worker/main.ts"), out: "service-worker" }],
    splitting: false,
    format: "iife",
    define: { CHAT_FILES: JSON.stringify(files) },
  });
}

rmSync(output, { recursive: true, force: true });
for (const [name, files] of Object.entries(vendored)) {
  const folder = join(output, vendorFolder(name));
  mkdirSync(folder, { recursive: true });
  for (const file of files) {
    const copy = join(folder, basename(file));
    cpSync(join(packageFolder(name), file), copy);
    // The best would take a minute for some per cent.
    if (!watch && !copy.endsWith(".zip")) compress(copy, 9);
  }
}
if (watch) {
  const named = [options, aloneOptions].map((some) => ({ ...some, entryNames: "[name]-dev" }));
  for (const watched of [inlineOptions, ...named]) await (await context(watched)).watch();
} else {
  await build(inlineOptions);
  await build(aloneOptions);
  const { metafile } = await build({ ...options, metafile: true });
  await buildWorker(chatFiles(metafile));
  const built = readdirSync(output, { withFileTypes: true }).filter((entry) => entry.isFile());
  built.forEach(({ name }) => compress(join(output, name), constants.BROTLI_MAX_QUALITY));
}
