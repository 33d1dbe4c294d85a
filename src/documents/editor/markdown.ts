// Markdown to a document of the editor, and back. A block that nobody has touched is written back exactly as it was read:
// each top-level node remembers its source, and nodes never change, they are replaced.

import MarkdownIt, { type StateCore, type StateInline, type Token } from "markdown-it";
import cjkFriendly from "markdown-it-cjk-friendly";
import { MarkdownParser, MarkdownSerializer, MarkdownSerializerState } from "prosemirror-markdown";
import { Fragment, type Node } from "prosemirror-model";
import { schema } from "./schema";

/** A top-level block as it was read. */
export interface Block {
  node: Node;
  /** Where its source begins. */
  start: number;
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
tokenizer.core.ruler.after("inline", "tasks", (state: StateCore) => {
  const { tokens } = state;
  for (let at = 2; at < tokens.length; at++) {
    const first = tokens[at].children?.[0];
    if (tokens[at].type !== "inline" || tokens[at - 1].type !== "paragraph_open" || tokens[at - 2].type !== "list_item_open") continue;
    const box = first?.type === "text" ? /^\[([ xX])\]\s+/.exec(first.content) : null;
    if (!box || !first) continue;
    tokens[at - 2].attrSet("checked", box[1] === " " ? "no" : "yes");
    first.content = first.content.slice(box[0].length);
  }
});

const isTight = (tokens: readonly Token[], from: number): boolean => {
  for (let at = from + 1; at < tokens.length && tokens[at].level > tokens[from].level; at++) {
    if (tokens[at].type === "paragraph_open" && tokens[at].level === tokens[from].level + 2) return tokens[at].hidden;
  }
  return true;
};
const checked = (token: Token) => {
  const state = token.attrGet("checked");
  return { checked: state === null ? null : state === "yes" };
};
const align = (token: Token) => ({ align: /text-align:(\w+)/.exec(token.attrGet("style") ?? "")?.[1] ?? null });

/** Takes tokens where the library takes text: they are read once for the whole document, so that links find their
 * definitions, and made into nodes block by block. */
const parser = new MarkdownParser(schema, { parse: (tokens: unknown) => tokens } as unknown as MarkdownIt, {
  blockquote: { block: "blockquote" },
  paragraph: { block: "paragraph" },
  list_item: { block: "list_item", getAttrs: checked },
  bullet_list: { block: "bullet_list", getAttrs: (_, tokens, at) => ({ tight: isTight(tokens, at) }) },
  ordered_list: {
    block: "ordered_list",
    getAttrs: (token, tokens, at) => ({ order: Number(token.attrGet("start") ?? 1), tight: isTight(tokens, at) }),
  },
  heading: { block: "heading", getAttrs: (token) => ({ level: Number(token.tag.slice(1)) }) },
  code_block: { block: "code_block", noCloseToken: true },
  fence: { block: "code_block", getAttrs: (token) => ({ params: token.info.trim() }), noCloseToken: true },
  hr: { node: "horizontal_rule" },
  table: { block: "table" },
  thead: { ignore: true },
  tbody: { ignore: true },
  tr: { block: "table_row" },
  th: { block: "table_header", getAttrs: align },
  td: { block: "table_cell", getAttrs: align },
  raw_inline: { node: "raw_inline", getAttrs: (token) => ({ source: token.content }) },
  html_inline: { node: "raw_inline", getAttrs: (token) => ({ source: token.content }) },
  html_block: { block: "raw_block", noCloseToken: true },
  image: { node: "raw_inline", getAttrs: (token) => ({ source: imageSource(token) }) },
  hardbreak: { node: "hard_break" },
  em: { mark: "em" },
  strong: { mark: "strong" },
  s: { mark: "strike" },
  link: { mark: "link", getAttrs: (token) => ({ href: token.attrGet("href"), title: token.attrGet("title") }) },
  code_inline: { mark: "code", noCloseToken: true },
});

function imageSource(token: Token): string {
  const title = token.attrGet("title");
  return `![${token.content}](${token.attrGet("src")}${title ? ` "${title.replaceAll('"', '\\"')}"` : ""})`;
}

/** Cells hold paragraphs, which Markdown does not say. */
function withCellParagraphs(tokens: Token[]): Token[] {
  return tokens.flatMap((token, at) => {
    if (token.type !== "inline" || !/^t[hd]_open$/.test(tokens[at - 1]?.type ?? "")) return [token];
    const wrap = (type: string, nesting: -1 | 1) => Object.assign(Object.create(Object.getPrototypeOf(token)), token, { type, nesting, children: null, content: "", tag: "p", hidden: false });
    return [wrap("paragraph_open", 1), token, wrap("paragraph_close", -1)];
  });
}

/** Reads Markdown. */
export function parseBlocks(markdown: string): Block[] {
  const starts = [0];
  for (let at = markdown.indexOf("\n"); at >= 0; at = markdown.indexOf("\n", at + 1)) starts.push(at + 1);
  const offset = (line: number) => starts[line] ?? markdown.length;
  const tokens = tokenizer.parse(markdown, {});
  const blocks: (Block & { end: number })[] = [];
  const add = (start: number, end: number, make: (text: string) => Node[]) => {
    const text = markdown.slice(start, end);
    const inner = text.trimEnd();
    const nodes = make(inner);
    // A block that becomes several nodes has no source of its own.
    for (const node of nodes) blocks.push({ node, start, end: start + inner.length });
    if (nodes.length === 1) sources.set(nodes[0], { text: inner, gap: "\n\n" });
  };
  const raw = (text: string) => [schema.node("raw_block", null, schema.text(text))];
  const addGap = (from: number, to: number) => {
    const text = markdown.slice(from, to);
    const before = text.length - text.replace(/^(?:[ \t]*\n)+/, "").length;
    if (text.trim()) add(from + before, to, raw);
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
      const parsed = parser.parse(withCellParagraphs(group) as unknown as string);
      const nodes: Node[] = [];
      parsed?.forEach((node) => nodes.push(node));
      return nodes.map((node) => (node.type.name === "raw_block" ? raw(text)[0] : node));
    });
  }
  addGap(offset(line), markdown.length);
  blocks.forEach((block, index) => {
    const source = sources.get(block.node);
    const next = blocks[index + 1];
    if (source) Object.assign(source, { gap: markdown.slice(block.end, next?.start), next: next?.node });
  });
  return blocks;
}

/** Reads Markdown; an empty text is an empty paragraph. */
export function parseMarkdown(markdown: string): Node {
  const nodes = parseBlocks(markdown).map((block) => block.node);
  return schema.node("doc", null, nodes.length ? nodes : [schema.node("paragraph")]);
}

function fence(node: Node): string {
  const longest = Math.max(2, ...(node.textContent.match(/`{3,}/g) ?? []).map((run) => run.length));
  return "`".repeat(longest + 1);
}

function cellText(cell: Node): string {
  const lines: string[] = [];
  cell.forEach((paragraph) => lines.push(serializer.serialize(schema.node("doc", null, [paragraph])).trim()));
  return lines.join("<br>").replaceAll("\\\n", "<br>").replaceAll("\n", " ").replaceAll(/(?<!\\)\|/g, "\\|");
}

function writeTable(state: MarkdownSerializerState, table: Node) {
  table.forEach((row, _, index) => {
    const cells: Node[] = [];
    row.forEach((cell) => void cells.push(cell));
    state.write(`| ${cells.map(cellText).join(" | ")} |`);
    state.ensureNewLine();
    if (index > 0) return;
    const rule: Record<string, string> = { left: ":--", center: ":-:", right: "--:" };
    state.write(`| ${cells.map((cell) => rule[cell.attrs.align as string] ?? "---").join(" | ")} |`);
    state.ensureNewLine();
  });
  state.closeBlock(table);
}

const { esc: escape } = MarkdownSerializerState.prototype;

const serializer: MarkdownSerializer = new MarkdownSerializer(
  {
    blockquote: (state, node) => state.wrapBlock("> ", null, node, () => state.renderContent(node)),
    code_block: (state, node) => {
      const mark = fence(node);
      state.write(`${mark}${node.attrs.params}\n`);
      state.text(node.textContent, false);
      state.write("\n");
      state.write(mark);
      state.closeBlock(node);
    },
    raw_block: (state, node) => {
      state.text(node.textContent, false);
      state.closeBlock(node);
    },
    heading: (state, node) => {
      state.write(`${"#".repeat(node.attrs.level as number)} `);
      state.renderInline(node, false);
      state.closeBlock(node);
    },
    horizontal_rule: (state, node) => {
      state.write("---");
      state.closeBlock(node);
    },
    bullet_list: (state, node) => state.renderList(node, "  ", () => "- "),
    ordered_list: (state, node) => {
      const first = (node.attrs.order as number) ?? 1;
      const width = `${first + node.childCount - 1}. `.length;
      state.renderList(node, " ".repeat(width), (index) => `${first + index}. `.padEnd(width));
    },
    list_item: (state, node) => {
      if (node.attrs.checked !== null) state.write(node.attrs.checked ? "[x] " : "[ ] ");
      state.renderContent(node);
    },
    table: writeTable,
    paragraph: (state, node) => {
      state.renderInline(node);
      state.closeBlock(node);
    },
    raw_inline: (state, node) => state.text(node.attrs.source as string, false),
    hard_break: (state, node, parent, index) => {
      // At the end of a block it would be a backslash.
      for (let at = index + 1; at < parent.childCount; at++) {
        if (parent.child(at).type !== node.type) return state.write("\\\n");
      }
    },
    text: (state, node) => {
      // `\\[` begins a formula for the server. A bracket that is not closed is no link either.
      state.esc = (text, isAtStart) => escape.call(state, text, isAtStart).replaceAll("\\[", "[");
      state.text(node.text ?? "");
    },
  },
  {
    em: { open: "*", close: "*", mixable: true, expelEnclosingWhitespace: true },
    strong: { open: "**", close: "**", mixable: true, expelEnclosingWhitespace: true },
    strike: { open: "~~", close: "~~", mixable: true, expelEnclosingWhitespace: true },
    link: {
      open: "[",
      close: (_, mark) => {
        const title = mark.attrs.title as string | null;
        const href = (mark.attrs.href as string).replaceAll(/[()"\\]/g, "\\$&");
        return `](${/[\s<>]/.test(href) ? `<${href.replaceAll(/[<>]/g, "\\$&")}>` : href}${title ? ` "${title.replaceAll('"', '\\"')}"` : ""})`;
      },
      mixable: true,
    },
    code: {
      open: (_state, _mark, parent, index) => backticks(parent.child(index), -1),
      close: (_state, _mark, parent, index) => backticks(parent.child(index - 1), 1),
      escape: false,
    },
  },
  { hardBreakNodeName: "hard_break", escapeExtraCharacters: /[$<]/g, strict: true },
);

function backticks(node: Node, side: -1 | 1): string {
  const runs = (node.text ?? "").match(/`+/g) ?? [];
  const longest = Math.max(0, ...runs.map((run) => run.length));
  const mark = "`".repeat(longest + 1);
  if (longest === 0) return mark;
  return side < 0 ? `${mark} ` : ` ${mark}`;
}

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
    if (index > 0) {
      const before = sources.get(nodes[index - 1]);
      // Without an empty line between them, blocks are apart only as long as both are what they were.
      const isKept = before && (before.next === node || /\n[ \t]*\n/.test(before.gap));
      text += isKept ? before.gap : "\n\n";
    }
    text += sources.get(node)?.text ?? writeFresh([node]);
  });
  return text;
}

/** Writes a document. */
export function writeMarkdown(doc: Node): string {
  const nodes: Node[] = [];
  doc.forEach((node) => void nodes.push(node));
  const last = nodes[nodes.length - 1];
  const source = sources.get(last);
  const end = source && !source.next ? source.gap : "\n";
  const text = writeBlocks(nodes);
  return text.trim() ? text + end : "";
}

/** The blocks of a range that begins and ends at block borders. */
export function blocksBetween(doc: Node, from: number, to: number): Node[] {
  const nodes: Node[] = [];
  doc.forEach((node, offset) => {
    if (offset >= from && offset + node.nodeSize <= to) nodes.push(node);
  });
  return nodes;
}

/** The Markdown of what stands in a line. */
export function writeInline(content: Fragment): string {
  return writeFresh([schema.node("paragraph", null, content)]);
}
