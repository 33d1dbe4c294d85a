// Joins what cargo-leptos splits: node join-client.mjs PKG HASHES. Each area of the client (src/app/areas.rs) becomes one file, with
// the chunks that it shares with others: a dozen of them are a few kilobytes each, and cost a request each. And its glue becomes
// one script with what loads the areas: the two import each other by name, so that a browser that has missed one of them once could
// never start the client (a failed import stays failed), and cargo-leptos names the first by what it was before the names of the
// chunks were put in, so that a browser could keep the one of an earlier build.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const [pkg, hashes] = process.argv.slice(2);
const names = readdirSync(pkg);

/** The one file with such a name. */
function only(pattern) {
  const found = names.filter((name) => pattern.test(name));
  if (found.length !== 1) throw new Error(`one file was expected for ${pattern}, not ${found}`);
  return found[0];
}

function brotli(content) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  return brotliCompressSync(content, { params });
}

/** Writes a file of the site under the hash of what it holds; gives its name, and how much is sent of it. */
function write(start, extension, content) {
  const hash = createHash("sha256").update(content).digest("base64url").slice(0, 22);
  const name = `${start}.${hash}.${extension}`;
  const sent = brotli(content);
  writeFileSync(join(pkg, name), content);
  writeFileSync(join(pkg, `${name}.br`), sent);
  writeFileSync(join(pkg, `${name}.gz`), gzipSync(content));
  return { name, hash, bytes: sent.length };
}

/** What loads the chunks (wasm_split_cli_support), from the file of the area that is loaded. */
function ofAreas(source, areas) {
  const part = /fetch\(new URL\("\.\/([^"]+)\.wasm", import\.meta\.url\)\)/g;
  const load = /(__wasm_split_load_(\w+) = wrapAsyncCb\()(makeLoad\([\s\S]*?\]\))\);/g;
  const joined = source.replace(part, 'part("$1")').replace(load, '$1within("$2", $3));');
  if (joined.includes(".wasm") || joined.split("within(").length !== Object.keys(areas).length + 1) {
    throw new Error("what loads the chunks is written otherwise than this knows");
  }
  return `${joined}
const areas = ${JSON.stringify(areas)};
const files = {};
let loaded;
/** Loads an area; until the first wait, the parts that are asked for are its own. */
function within(area, load) {
  return () => {
    loaded = area;
    return load().finally(() => delete files[area]);
  };
}
/** A part of the area that is loaded, as if it was fetched. */
function part(name) {
  const { file, parts } = areas[loaded];
  files[loaded] ??= fetch(new URL(file, import.meta.url)).then((answer) => {
    if (!answer.ok) throw new Error(\`\${file}: \${answer.status}\`);
    return answer.arrayBuffer();
  });
  const headers = { "content-type": "application/wasm" };
  return files[loaded].then((all) => new Response(all.slice(...parts[name]), { headers }));
}
`;
}

const manifest = JSON.parse(readFileSync(join(pkg, only(/^__wasm_split_manifest\..*json$/)), "utf8"));
const areas = {};
const told = {};
for (const [area, chunks] of Object.entries(manifest)) {
  const contents = chunks.map((chunk) => readFileSync(join(pkg, `${chunk}.wasm`)));
  const { name, bytes } = write(`area_${area}`, "bin", Buffer.concat(contents));
  let end = 0;
  const parts = chunks.map((chunk, nth) => [chunk, [end, (end += contents[nth].length)]]);
  areas[area] = { file: `./${name}`, parts: Object.fromEntries(parts) };
  // For the server to name it beforehand, and for end2end/size.mjs: what it weighs, and what of it no other area has.
  const own = chunks.findIndex((chunk) => chunk.startsWith(`split_${area}.`));
  told[area] = { address: `/pkg/${name}`, bytes, own_bytes: brotli(contents[own]).length };
}
writeFileSync(join(dirname(hashes), "areas.json"), JSON.stringify(told));
const loader = join(pkg, only(/^__wasm_split\.[^.]+\.js$/));
writeFileSync(loader, ofAreas(readFileSync(loader, "utf8"), areas));
const { outputFiles } = await build({
  entryPoints: [join(pkg, only(/^supbot\.[^.]+\.js$/))],
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: true,
  write: false,
  logLevel: "warning",
  // wasm-bindgen names the module once for each of its functions.
  logOverride: { "duplicate-object-key": "silent" },
});
const script = write("supbot", "js", Buffer.from(outputFiles[0].contents));
const isJoined = /^(supbot\..*\.(js|ts)|supbot_bg\..*\.ts|__wasm_split|chunk_\d+\.|split_)/;
for (const name of names) if (isJoined.test(name)) rmSync(join(pkg, name), { force: true });
const lines = readFileSync(hashes, "utf8").split("\n");
writeFileSync(hashes, lines.map((line) => (line.startsWith("js:") ? `js: ${script.hash}` : line)).join("\n"));
