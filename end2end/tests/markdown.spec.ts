// Markdown that goes through the editor's forms and back means the same: every block is written anew, as if all of it had
// been edited, and the server's HTML of both texts is compared.
import { build } from "esbuild";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, test } from "./fixtures";

const root = join(__dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

interface Editor {
  parseBlocks(markdown: string): { node: unknown }[];
  parseMarkdown(markdown: string): unknown;
  writeFresh(nodes: unknown[]): string;
  writeMarkdown(doc: unknown): string;
}

async function load(): Promise<Editor> {
  const bundle = await build({
    entryPoints: [join(root, "src/documents/prosemirror/markdown.ts")],
    bundle: true,
    write: false,
    format: "cjs",
    platform: "node",
  });
  const module = { exports: {} };
  new Function("module", "exports", "require", bundle.outputFiles[0].text)(module, module.exports, createRequire(join(root, "package.json")));
  return module.exports as Editor;
}

const documents = [
  "README.md",
  ...readdirSync(join(root, "docs")).map((name) => `docs/${name}`),
  "src/provider/scripted_showcase.md",
  ...readdirSync(join(root, "src/documents/export/tests/samples")).map((name) => `src/documents/export/tests/samples/${name}`),
];

for (const path of documents) {
  test(`${path} means the same after every block was written anew, and is the same when none was`, async ({ person, quietPage: page }) => {
    const editor = await load();
    const markdown = read(path);
    expect(editor.writeMarkdown(editor.parseMarkdown(markdown))).toBe(markdown);
    const fresh = editor.writeFresh(editor.parseBlocks(markdown).map((block) => block.node));
    await person.signUp();
    const html = async (content: string) => {
      const made = await page.request.post("/api/v1/documents", { data: { title: "Paper", content } });
      const { id } = await made.json();
      const answer = await page.request.get(`/api/v1/documents/${id}/export?format=html`);
      return (await answer.text()).replace(/[\s\S]*<main[^>]*>/, "").replaceAll(/\s+/g, " ").replaceAll("> <", "><");
    };
    expect(await html(fresh)).toBe(await html(markdown));
  });
}
