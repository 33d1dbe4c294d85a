// A web page of several files as one: the sandbox has no network to fetch the others from.

import { type Version, content, inAnswer, listFiles } from "./api";

const STYLE = /<link\b[^>]*\bhref=["']?([^"'\s>]+)["']?[^>]*>/gi;
const SCRIPT = /<script\b([^>]*)\bsrc=["']?([^"'\s>]+)["']?([^>]*)>\s*<\/script>/gi;

/** The page with those style sheets and scripts in it that the same answer has. */
export async function joined(html: string, conversation: string, message: string): Promise<string> {
  const wanted = [...html.matchAll(STYLE)].map((found) => found[1]).concat([...html.matchAll(SCRIPT)].map((found) => found[2]));
  if (!wanted.length) return html;
  const files = inAnswer(await listFiles(conversation), message);
  const texts = new Map<string, string>();
  for (const address of wanted) {
    const file = find(files, address);
    if (file) texts.set(address, await content(conversation, file));
  }
  let late = "";
  const whole = html
    .replace(STYLE, (tag, address: string) => {
      const text = texts.get(address);
      return text === undefined || !/\.css$/i.test(address) ? tag : `<style>${text.replaceAll(/<\/style/gi, "<\\/style")}</style>`;
    })
    .replace(SCRIPT, (tag, before: string, address: string, after: string) => {
      const text = texts.get(address);
      if (text === undefined) return tag;
      const script = `<script${before}${after}>${text.replaceAll(/<\/script/gi, "<\\/script")}</script>`;
      // A script in the page itself does not wait for it by `defer`.
      if (!/\bdefer\b/i.test(before + after)) return script;
      late += script;
      return "";
    });
  return whole + late;
}

/** The file that an address within a page means. */
function find(files: Version[], address: string): Version | undefined {
  const path = address.replace(/^\.?\//, "").replace(/[?#].*$/, "");
  return files.find(({ name }) => name === path) ?? files.find(({ name }) => name.split("/").pop() === path.split("/").pop());
}
