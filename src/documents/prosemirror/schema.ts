// What a document in the editor consists of: what Markdown's own schema has, tasks, tables, and what has no form here.

import { schema as basic } from "prosemirror-markdown";
import { type DOMOutputSpec, DOMSerializer, type Node, type NodeSpec, Schema } from "prosemirror-model";
import { tableNodes } from "prosemirror-tables";

const tables = tableNodes({ tableGroup: "block", cellContent: "paragraph", cellAttributes: {} });
const withSide = (spec: NodeSpec, tag: string): NodeSpec => ({
  ...spec,
  attrs: { ...spec.attrs, align: { default: null } },
  toDOM: (node) => [tag, node.attrs.align ? { align: node.attrs.align as string } : {}, 0],
});
const known = basic.spec.nodes;
const change = (name: string, changes: NodeSpec): Record<string, NodeSpec> => ({ [name]: { ...known.get(name), ...changes } });

const nodes = known.remove("image").append({
  ...change("horizontal_rule", { toDOM: () => ["hr"] }),
  ...change("heading", { content: "inline*" }),
  ...change("bullet_list", { attrs: { tight: { default: true } }, parseDOM: [{ tag: "ul" }] }),
  ...change("ordered_list", {
    attrs: { order: { default: 1 }, tight: { default: true } },
    parseDOM: [{ tag: "ol", getAttrs: (dom) => ({ order: Number(dom.getAttribute("start") ?? 1) }) }],
  }),
  ...change("list_item", {
    // Whether a task is done; null with other items.
    attrs: { checked: { default: null } },
    parseDOM: [{ tag: "li", getAttrs: (dom) => ({ checked: isChecked(dom) }) }],
    toDOM: ({ attrs }) => ["li", attrs.checked === null ? {} : { class: "task", "data-checked": String(attrs.checked) }, 0],
  }),
  ...change("hard_break", { leafText: () => "\n" }),
  ...tables,
  table_cell: withSide(tables.table_cell, "td"),
  table_header: withSide(tables.table_header, "th"),
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
  raw_inline: {
    attrs: { source: { default: "" } },
    group: "inline",
    inline: true,
    atom: true,
    parseDOM: [{ tag: "code.raw", priority: 60, getAttrs: (dom) => ({ source: dom.textContent ?? "" }) }],
    toDOM: (node) => ["code", { class: "raw" }, sourceOf(node)],
    leafText: sourceOf,
  },
});

const marks = basic.spec.marks
  .update("link", {
    ...basic.spec.marks.get("link"),
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
    toDOM: ({ attrs }) => ["a", { href: mayLeadTo(attrs.href as string) ? attrs.href : "#", title: attrs.href }, 0],
  })
  .addBefore("link", "strike", { parseDOM: [{ tag: "s" }, { tag: "del" }, { tag: "strike" }], toDOM: () => ["s"] });

export const schema = new Schema({ nodes, marks });

function isChecked(item: HTMLElement): boolean | null {
  const box = item.querySelector<HTMLInputElement>(":scope > input[type=checkbox]");
  return box ? box.checked : item.dataset.checked ? item.dataset.checked === "true" : null;
}

function sourceOf(node: Node): string {
  return node.attrs.source as string;
}

/** Whether an address is one of the web or of mail, as on the pages. */
export function mayLeadTo(address: string): boolean {
  return /^(https?:\/\/|mailto:)/i.test(address);
}

/** The nodes in another one. */
export function childrenOf({ content }: Pick<Node, "content">): readonly Node[] {
  return content.content;
}

/** An element of the editor, as a schema describes it. */
export function element(spec: DOMOutputSpec): HTMLElement {
  return DOMSerializer.renderSpec(document, spec).dom as HTMLElement;
}
