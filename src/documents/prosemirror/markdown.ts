// Markdown to a document of the editor, and back. A block that nobody has touched is written back exactly as it was read:
// each top-level node remembers its source, and nodes never change, they are replaced.

import MarkdownIt, { type StateCore, type StateInline, type Token } from "markdown-it";
import cjkFriendly from "markdown-it-cjk-friendly";
import { defaultMarkdownParser, defaultMarkdownSerializer, MarkdownParser, MarkdownSerializer, MarkdownSerializerState } from "prosemirror-markdown";
import type { Node } from "prosemirror-model";
import { childrenOf, schema } from "./schema";

/** A top-level block as it was read. */
export interface Block {
  node: Node;
  /** Where its source begins, and ends. */
  start: number;
  end: number;
}

/** What a node was read from, and what stood between it and the next one. */
interface Source {
  text: string;
  gap: string;
  next?: Node;
}

const sources = new WeakMap<Node, Source>();

const tokenizer = new MarkdownIt("commonmark", { html: true }).enable(["table", "strikethrough"]).use(cjkFriendly);
// A link that leads nowhere is one all the same; where it may lead is the schema's to say.
tokenizer.validateLink = () => true;
// Footnotes, formulas and the names of alerts have no form in the editor.
const RAW = /^(?:\[\^[^\]\s]+\]|\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\](?:[ \t]*\n)?|\$\$[^$\n]+\$\$|\$(?![\s$])[^$\n]*[^\s$\\]\$(?!\d)|\\\([^\n]+?\\\)|\\\[[^\n]+?\\\])/;
tokenizer.inline.ruler.before("escape", "raw", (state: StateInline, silent: boolean) => {
  const found = RAW.exec(state.src.slice(state.pos));
  if (!found) return false;
  if (!silent) state.push("raw_inline", "", 0).content = found[0];
  state.pos += found[0].length;
  return true;
});
// Their definitions, and formulas of several lines.
const RAW_BLOCK = /^ {0,3}(?:\[\^[^\]\s]+\]:|\$\$|\\\[)/;

/** `- [x] done`: marks the item and takes the box off its text. */
tokenizer.core.ruler.after("inline", "tasks", ({ tokens }: StateCore) => {
  tokens.forEach(({ type, children }, at) => {
    const first = children?.[0];
    if (type !== "inline" || first?.type !== "text" || tokens[at - 1].type !== "paragraph_open" || tokens[at - 2]?.type !== "list_item_open") return;
    const box = /^\[([ xX])\]\s+/.exec(first.content);
    if (!box) return;
    tokens[at - 2].meta = { checked: box[1] !== " " };
    first.content = first.content.slice(box[0].length);
  });
});

const isTight = (tokens: readonly Token[], list: number): boolean => {
  for (let at = list + 1; tokens[at].level > tokens[list].level; at++) {
    if (tokens[at].type === "paragraph_open" && tokens[at].level === tokens[list].level + 2) return tokens[at].hidden;
  }
  return true;
};
const align = (token: Token) => ({ align: /text-align:(\w+)/.exec(token.attrGet("style") ?? "")?.[1] ?? null });
const titleOf = (title: string | null) => (title ? ` "${title.replaceAll('"', '\\"')}"` : "");
const rawInline = { node: "raw_inline", getAttrs: (token: Token) => ({ source: token.content }) };

/** Takes tokens where the library takes text: they are read once for the whole document, so that links find their
 * definitions, and made into nodes block by block. */
const parser = new MarkdownParser(schema, { parse: (tokens: unknown) => tokens } as unknown as MarkdownIt, {
  ...defaultMarkdownParser.tokens,
  list_item: { block: "list_item", getAttrs: ({ meta }) => meta as { checked: boolean } | null },
  bullet_list: { block: "bullet_list", getAttrs: (_, tokens, at) => ({ tight: isTight(tokens, at) }) },
  ordered_list: {
    block: "ordered_list",
    getAttrs: (token, tokens, at) => ({ order: Number(token.attrGet("start") ?? 1), tight: isTight(tokens, at) }),
  },
  fence: { block: "code_block", getAttrs: (token) => ({ params: token.info.trim() }), noCloseToken: true },
  table: { block: "table" },
  thead: { ignore: true },
  tbody: { ignore: true },
  tr: { block: "table_row" },
  th: { block: "table_header", getAttrs: align },
  td: { block: "table_cell", getAttrs: align },
  raw_inline: rawInline,
  html_inline: rawInline,
  html_block: { block: "raw_block", noCloseToken: true },
  image: { node: "raw_inline", getAttrs: (token) => ({ source: `![${token.content}](${token.attrGet("src")}${titleOf(token.attrGet("title"))})` }) },
  s: { mark: "strike" },
});

/** Cells hold paragraphs, which Markdown does not say. */
function withCellParagraphs(tokens: Token[]): Token[] {
  return tokens.flatMap((token, at) => {
    if (token.type !== "inline" || !/^t[hd]_open$/.test(tokens[at - 1]?.type ?? "")) return [token];
    const [open, close] = ["paragraph_open", "paragraph_close"].map((type) => ({ ...tokens[at - 1], type }) as Token);
    return [open, token, close];
  });
}

/** Reads Markdown. */
export function parseBlocks(markdown: string): Block[] {
  const starts = [0];
  for (let at = markdown.indexOf("\n"); at >= 0; at = markdown.indexOf("\n", at + 1)) starts.push(at + 1);
  const offset = (line: number) => starts[line] ?? markdown.length;
  const tokens = tokenizer.parse(markdown, {});
  const blocks: Block[] = [];
  const add = (start: number, end: number, make: (text: string) => readonly Node[]) => {
    const text = markdown.slice(start, end).trimEnd();
    const nodes = make(text);
    // A block that becomes several nodes has no source of its own.
    for (const node of nodes) blocks.push({ node, start, end: start + text.length });
    if (nodes.length === 1) sources.set(nodes[0], { text, gap: "\n\n" });
  };
  const raw = (text: string) => [schema.node("raw_block", null, schema.text(text))];
  const addGap = (from: number, to: number) => {
    const text = markdown.slice(from, to);
    const start = /^(?:[ \t]*\n)*/.exec(text)![0].length;
    if (text.trim()) add(from + start, to, raw);
  };
  let line = 0;
  for (let at = 0; at < tokens.length; ) {
    let end = at + 1;
    while (end < tokens.length && tokens[end].level > 0) end++;
    if (tokens[at].nesting === 1) end++;
    const group = tokens.slice(at, end);
    at = end;
    const map = group[0].map;
    if (!map) continue;
    addGap(offset(line), offset(map[0]));
    line = map[1];
    add(offset(map[0]), offset(map[1]), (text) => {
      if (RAW_BLOCK.test(text)) return raw(text);
      const nodes = childrenOf(parser.parse(withCellParagraphs(group) as unknown as string));
      return nodes.map((node) => (node.type.name === "raw_block" ? raw(text)[0] : node));
    });
  }
  addGap(offset(line), markdown.length);
  blocks.forEach(({ node, end }, index) => {
    const source = sources.get(node);
    const next = blocks[index + 1];
    if (source) Object.assign(source, { gap: markdown.slice(end, next?.start), next: next?.node });
  });
  return blocks;
}

/** Reads Markdown; an empty text is an empty paragraph. */
export function parseMarkdown(markdown: string): Node {
  const nodes = parseBlocks(markdown).map((block) => block.node);
  return schema.node("doc", null, nodes.length ? nodes : [schema.node("paragraph")]);
}

function cellText(cell: Node): string {
  const lines = childrenOf(cell).map((paragraph) => writeFresh([paragraph]).trim());
  return lines.join("<br>").replaceAll("\\\n", "<br>").replaceAll("\n", " ").replaceAll(/(?<!\\)\|/g, "\\|");
}

function writeTable(state: MarkdownSerializerState, table: Node) {
  const rule: Record<string, string> = { left: ":--", center: ":-:", right: "--:" };
  const write = (cells: string[]) => {
    state.write(`| ${cells.join(" | ")} |`);
    state.ensureNewLine();
  };
  childrenOf(table).forEach((row, index) => {
    write(childrenOf(row).map(cellText));
    if (index === 0) write(childrenOf(row).map((cell) => rule[cell.attrs.align as string] ?? "---"));
  });
  state.closeBlock(table);
}

const { esc: escape } = MarkdownSerializerState.prototype;

const serializer: MarkdownSerializer = new MarkdownSerializer(
  {
    ...defaultMarkdownSerializer.nodes,
    raw_block: (state, node) => {
      state.text(node.textContent, false);
      state.closeBlock(node);
    },
    bullet_list: (state, node) => state.renderList(node, "  ", () => "- "),
    ordered_list: (state, node) => {
      const first = node.attrs.order as number;
      const width = `${first + node.childCount - 1}. `.length;
      state.renderList(node, " ".repeat(width), (index) => `${first + index}. `.padEnd(width));
    },
    list_item: (state, node) => {
      if (node.attrs.checked !== null) state.write(node.attrs.checked ? "[x] " : "[ ] ");
      state.renderContent(node);
    },
    table: writeTable,
    raw_inline: (state, node) => state.text(node.attrs.source as string, false),
    text: (state, node) => {
      // `\\[` begins a formula for the server. A bracket that is not closed is no link either.
      state.esc = (text, isAtStart) => escape.call(state, text, isAtStart).replaceAll("\\[", "[");
      state.text(node.text ?? "");
    },
  },
  {
    ...defaultMarkdownSerializer.marks,
    strike: { open: "~~", close: "~~", mixable: true, expelEnclosingWhitespace: true },
    link: {
      open: "[",
      close: (_, mark) => {
        const href = (mark.attrs.href as string).replaceAll(/[()"\\]/g, "\\$&");
        return `](${/[\s<>]/.test(href) ? `<${href.replaceAll(/[<>]/g, "\\$&")}>` : href}${titleOf(mark.attrs.title as string | null)})`;
      },
      mixable: true,
    },
  },
  { escapeExtraCharacters: /[$<]/g },
);

/** Writes blocks anew, as if they had never been read. */
export function writeFresh(nodes: readonly Node[]): string {
  const list = (node: Node) => node.type.name.endsWith("_list");
  let text = "";
  nodes.forEach((node, index) => {
    if (index > 0) text += nodes[index - 1].type === node.type && list(node) ? "\n\n<!-- -->\n\n" : "\n\n";
    text += serializer.serialize(schema.node("doc", null, [node])).replace(/\n+$/, "");
  });
  return text;
}

/** Writes blocks: those that were read and are still as they were, as they were. */
export function writeBlocks(nodes: readonly Node[]): string {
  let text = "";
  nodes.forEach((node, index) => {
    const before = sources.get(nodes[index - 1]);
    // Without an empty line between them, blocks are apart only as long as both are what they were.
    const isKept = before && (before.next === node || /\n[ \t]*\n/.test(before.gap));
    if (index > 0) text += isKept ? before.gap : "\n\n";
    text += sources.get(node)?.text ?? writeFresh([node]);
  });
  return text;
}

/** Writes a document. */
export function writeMarkdown(doc: Node): string {
  const text = writeBlocks(childrenOf(doc));
  const source = sources.get(doc.lastChild!);
  return text.trim() ? text + (source && !source.next ? source.gap : "\n") : "";
}
