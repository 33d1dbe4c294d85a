// Bundles the editor of documents and its style sheet: node bundle-editor.mjs OUTPUT [--watch]. Their names have hashes of
// their contents; a release gets them compressed too.
import { build, context } from "esbuild";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const project = dirname(here);
const [output, watch] = process.argv.slice(2);
const options = {
  entryPoints: { documents: join(project, "src/documents/editor/main.ts"), "documents-style": join(project, "style/documents.css") },
  nodePaths: [join(here, "node_modules")],
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: !watch,
  outdir: output,
  entryNames: "[name]-[hash]",
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
