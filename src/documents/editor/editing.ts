// The editor takes the place of the plain text area.

import { dropCursor } from "prosemirror-dropcursor";
import { gapCursor } from "prosemirror-gapcursor";
import { closeHistory, history } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { search } from "prosemirror-search";
import { EditorState, Selection, type Transaction } from "prosemirror-state";
import { tableEditing } from "prosemirror-tables";
import { EditorView } from "prosemirror-view";
import { follow, Growth } from "./drafting";
import { Finding } from "./finding";
import { parseMarkdown, writeMarkdown } from "./markdown";
import { button, element } from "../../ui/elements";
import { alertName, type Page } from "./page";
import { Panels } from "./panels";
import { proposalPlugin } from "./proposal";
import { Revising } from "./revising";
import { callDocument, Saving } from "./saving";
import { keys, markdownRules, Toolbar } from "./toolbar";

/** Lets the browser handle other events in between. */
const pause = () => new Promise((resolve) => setTimeout(resolve));

/** Returns a function that waits for the end of the composition in `area`, if there is one when it is called. */
function watchComposition(area: HTMLTextAreaElement): () => Promise<void> {
  let ended = Promise.resolve();
  area.addEventListener("compositionstart", () => {
    ended = new Promise((resolve) => area.addEventListener("compositionend", () => resolve(), { once: true }));
  });
  return () => ended;
}

/** Makes the editor in `place`, and shows it where `form` was. */
export async function edit(page: Page, place: HTMLElement, form: HTMLFormElement): Promise<void> {
  const { texts } = page;
  const area = form.elements.namedItem("content") as HTMLTextAreaElement;
  const composed = watchComposition(area);
  let isWritten = page.status === "generating";
  let saving: Saving | undefined;
  let panels: Panels | undefined;
  let written: { doc: unknown; markdown: string } | undefined;
  let parts: { update(): void }[] = [];

  const doc = parseMarkdown(isWritten ? "" : page.content);
  await pause();
  const view = new EditorView(place, {
    state: EditorState.create({
      doc,
      plugins: [
        keymap(
          keys({
            "Mod-s": () => {
              void saving?.save("manual");
              return true;
            },
            "Mod-f": () => {
              finding.open();
              return true;
            },
            "Mod-j": () => {
              revising.toggle();
              return true;
            },
            "Mod-k": () => {
              toolbar.askForLink();
              return true;
            },
          }),
        ),
        markdownRules(),
        history(),
        gapCursor(),
        dropCursor(),
        tableEditing(),
        search(),
        proposalPlugin(page),
      ],
    }),
    attributes: { class: "prose is-editor", role: "textbox", "aria-multiline": "true", "aria-label": texts.editor, lang: page.language },
    editable: () => !isWritten,
    dispatchTransaction(change: Transaction) {
      view.updateState(view.state.apply(change));
      for (const part of parts) part.update();
      if (!change.docChanged) return;
      panels?.changed();
      if (!change.getMeta("isLoaded")) saving?.changed(change.getMeta("accepted") as string | undefined);
    },
    handleClickOn(_view, _position, node, at, event) {
      // The box of a task is drawn before its text.
      const item = node.type.name === "list_item" && node.attrs.checked !== null;
      if (!item || !(event.target instanceof HTMLElement) || !event.target.matches("li.task") || isWritten) return false;
      view.dispatch(view.state.tr.setNodeMarkup(at, undefined, { checked: !node.attrs.checked }));
      return true;
    },
    nodeViews: {
      raw_inline: (node) => {
        const source = node.attrs.source as string;
        return { dom: alertName(page, source) ?? element("code", { class: "raw" }, source) };
      },
      list_item: (node) => {
        const dom = document.createElement("li");
        if (node.attrs.checked !== null) {
          dom.className = "task";
          dom.dataset.checked = String(node.attrs.checked);
        }
        return { dom, contentDOM: dom };
      },
    },
  });

  await pause();
  const read = () => {
    // Reading costs a walk over the blocks; many ask between two changes.
    if (written?.doc !== view.state.doc) written = { doc: view.state.doc, markdown: writeMarkdown(view.state.doc) };
    return written.markdown;
  };
  const replace = (markdown: string, isLoaded = false) => {
    const { state } = view;
    const change = closeHistory(state.tr).replaceWith(0, state.doc.content.size, parseMarkdown(markdown).content);
    if (isLoaded) change.setMeta("addToHistory", false);
    view.dispatch(change.setMeta("isLoaded", true));
  };

  saving = new Saving(page, { read, replace });
  const finding = new Finding(page, view);
  const revising = new Revising(page, view, saving);
  const tools = [button(texts.find, "text-button", () => finding.open()), button(`✦ ${texts.revise}`, "text-button is-revise", () => revising.toggle())];
  tools[1].title = "Ctrl+J";
  const toolbar = new Toolbar(page, view, tools);
  panels = new Panels(page, view, () => void revising.fill());
  parts = [toolbar, revising];
  await composed();
  // What was typed before this had loaded is not lost, nor what the browser has kept.
  const typed = area.value === area.defaultValue ? page.content : area.value;
  saving.onSaved = () => void panels?.check();
  place.prepend(toolbar.dom, revising.dom, finding.dom);
  // Whoever writes in the text area already goes on in the editor.
  const isFocused = document.activeElement === area;
  place.hidden = false;
  form.hidden = true;
  if (typed !== page.content && !isWritten) {
    replace(typed);
    saving.changed();
  }
  if (isFocused) {
    view.dispatch(view.state.tr.setSelection(Selection.atEnd(view.state.doc)));
    view.focus();
  }
  renameInPlace(page);
  document.body.dataset.editor = "ready";

  if (isWritten) void watch();

  /** Shows the draft as it is written, then lets the person go on. */
  async function watch() {
    const ended = await follow(page.id, new Growth(view));
    const answer = await callDocument(page.id, "GET", "").catch(() => undefined);
    // Why it ended, and what can be done, is said by the page.
    if (!ended || !answer?.ok) return location.reload();
    const stored = (await answer.json()) as { content: string; revision: number };
    saving?.adopt(stored);
    replace(stored.content, true);
    isWritten = false;
    view.setProps({});
    document.getElementById("draft-notice")?.remove();
    await panels?.check();
  }
}

/** A new title is stored without leaving the page. */
function renameInPlace(page: Page) {
  const form = document.querySelector<HTMLFormElement>(".document-title");
  const input = form?.elements.namedItem("title");
  if (!form || !(input instanceof HTMLInputElement)) return;
  form.classList.add("is-live");
  const rename = async () => {
    const title = input.value.trim();
    if (!title || title === input.defaultValue) return;
    const answer = await callDocument(page.id, "PATCH", "", { title }).catch(() => undefined);
    if (!answer?.ok) return;
    input.defaultValue = title;
    document.title = `${title} · Supbot`;
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    input.blur();
  });
  input.addEventListener("change", () => void rename());
}
