// What a document in the editor consists of.

import { type MarkSpec, type NodeSpec, Schema } from "prosemirror-model";
import { tableNodes } from "prosemirror-tables";

const tables = tableNodes({ tableGroup: "block", cellContent: "paragraph", cellAttributes: {} });
const side = { align: { default: null, validate: "string|null" } };
const withSide = (spec: NodeSpec): NodeSpec => ({
  ...spec,
  attrs: { ...spec.attrs, ...side },
  toDOM: (node) => {
    const [name] = (spec.toDOM as (node: unknown) => [string])(node);
    return [name, node.attrs.align ? { align: node.attrs.align as string } : {}, 0];
  },
});

const nodes: Record<string, NodeSpec> = {
  doc: { content: "block+" },
  paragraph: { content: "inline*", group: "block", parseDOM: [{ tag: "p" }], toDOM: () => ["p", 0] },
  heading: {
    attrs: { level: { default: 1, validate: "number" } },
    content: "inline*",
    group: "block",
    defining: true,
    parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level } })),
    toDOM: (node) => [`h${node.attrs.level}`, 0],
  },
  blockquote: { content: "block+", group: "block", parseDOM: [{ tag: "blockquote" }], toDOM: () => ["blockquote", 0] },
  horizontal_rule: { group: "block", parseDOM: [{ tag: "hr" }], toDOM: () => ["hr"] },
  code_block: {
    attrs: { params: { default: "", validate: "string" } },
    content: "text*",
    marks: "",
    group: "block",
    code: true,
    defining: true,
    parseDOM: [{ tag: "pre", preserveWhitespace: "full" }],
    toDOM: (node) => ["pre", node.attrs.params ? { "data-language": node.attrs.params as string } : {}, ["code", 0]],
  },
  // What the editor has no form for: it stays as it was written.
  raw_block: {
    content: "text*",
    marks: "",
    group: "block",
    code: true,
    defining: true,
    parseDOM: [{ tag: "pre.raw", preserveWhitespace: "full", priority: 60 }],
    toDOM: () => ["pre", { class: "raw" }, ["code", 0]],
  },
  ordered_list: {
    attrs: { order: { default: 1, validate: "number" }, tight: { default: true, validate: "boolean" } },
    content: "list_item+",
    group: "block",
    parseDOM: [{ tag: "ol", getAttrs: (dom) => ({ order: Number(dom.getAttribute("start") ?? 1) }) }],
    toDOM: (node) => ["ol", node.attrs.order === 1 ? {} : { start: String(node.attrs.order) }, 0],
  },
  bullet_list: {
    attrs: { tight: { default: true, validate: "boolean" } },
    content: "list_item+",
    group: "block",
    parseDOM: [{ tag: "ul" }],
    toDOM: () => ["ul", 0],
  },
  list_item: {
    // Whether a task is done; null with other items.
    attrs: { checked: { default: null, validate: "boolean|null" } },
    content: "block+",
    defining: true,
    parseDOM: [
      {
        tag: "li",
        getAttrs: (dom) => {
          const box = dom.querySelector<HTMLInputElement>(":scope > input[type=checkbox]");
          return { checked: box ? box.checked : null };
        },
      },
    ],
    toDOM: (node) => ["li", node.attrs.checked === null ? {} : { class: "task" }, 0],
  },
  ...tables,
  table_cell: withSide(tables.table_cell),
  table_header: withSide(tables.table_header),
  text: { group: "inline" },
  raw_inline: {
    attrs: { source: { default: "", validate: "string" } },
    group: "inline",
    inline: true,
    atom: true,
    parseDOM: [{ tag: "code.raw", priority: 60, getAttrs: (dom) => ({ source: dom.textContent ?? "" }) }],
    toDOM: (node) => ["code", { class: "raw" }, node.attrs.source as string],
    leafText: (node) => node.attrs.source as string,
  },
  hard_break: {
    inline: true,
    group: "inline",
    selectable: false,
    parseDOM: [{ tag: "br" }],
    toDOM: () => ["br"],
    leafText: () => "\n",
  },
};

const marks: Record<string, MarkSpec> = {
  em: { parseDOM: [{ tag: "i" }, { tag: "em" }, { style: "font-style=italic" }], toDOM: () => ["em"] },
  strong: {
    parseDOM: [
      { tag: "strong" },
      // Google Docs wraps everything in a <b> that is not bold.
      { tag: "b", getAttrs: (dom) => dom.style.fontWeight !== "normal" && null },
      { style: "font-weight", getAttrs: (value) => /^(bold(er)?|[6-9]\d{2})$/.test(value) && null },
    ],
    toDOM: () => ["strong"],
  },
  strike: { parseDOM: [{ tag: "s" }, { tag: "del" }, { tag: "strike" }], toDOM: () => ["s"] },
  link: {
    attrs: { href: { validate: "string" }, title: { default: null, validate: "string|null" } },
    inclusive: false,
    parseDOM: [
      {
        tag: "a[href]",
        getAttrs: (dom) => {
          const href = dom.getAttribute("href") ?? "";
          return mayLeadTo(href) && { href, title: dom.getAttribute("title") };
        },
      },
    ],
    // Not a link that can be followed by a slip of the hand: the address stands in its title.
    toDOM: (node) => ["a", { href: mayLeadTo(node.attrs.href) ? node.attrs.href : "#", title: node.attrs.href }],
  },
  code: { code: true, parseDOM: [{ tag: "code" }], toDOM: () => ["code"] },
};

export const schema = new Schema({ nodes, marks });

/** Whether an address is one of the web or of mail, as on the pages. */
export function mayLeadTo(address: string): boolean {
  return /^(https?:\/\/|mailto:)/i.test(address);
}
