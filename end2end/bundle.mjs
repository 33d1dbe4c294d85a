// Bundles the scripts and style sheets of single pages: node bundle.mjs OUTPUT [--watch]. Their names have hashes of their
// contents; a release gets them compressed too.
import { build, context } from "esbuild";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const project = dirname(here);
const [output, watch] = process.argv.slice(2);
/** What pages ask for by name (src/assets.rs), and where it begins. */
const entries = {
  documents: ["src/documents/editor/main.ts", "style/documents.css"],
  temporary: ["src/chat/temporary/main.ts"],
  "chat-tools": ["src/chat/tools/main.ts", "style/chat-tools.css"],
};
const options = {
  entryPoints: Object.entries(entries).flatMap(([out, files]) => files.map((file) => ({ in: join(project, file), out }))),
  nodePaths: [join(here, "node_modules")],
  bundle: true,
  // What two of them use, and what one of them loads later, is a file of its own.
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: !watch,
  outdir: output,
  entryNames: "[name]-[hash]",
  chunkNames: "chunk-[name]-[hash]",
  legalComments: "none",
  logLevel: "warning",
};

rmSync(output, { recursive: true, force: true });
if (watch) {
  await (await context({ ...options, entryNames: "[name]-dev" })).watch();
} else {
  await build(options);
  for (const name of readdirSync(output)) {
    const content = readFileSync(join(output, name));
    writeFileSync(join(output, `${name}.br`), brotliCompressSync(content));
    writeFileSync(join(output, `${name}.gz`), gzipSync(content));
  }
}
