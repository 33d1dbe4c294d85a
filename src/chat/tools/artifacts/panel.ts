// The files of an answer in a panel beside the chat; on a narrow page it covers the chat.

import { button, element } from "../../../ui/elements";
import { type Texts, styledAsPages, texts } from "../page";
import type { ConversationFile } from "../../../rest/schemas";
import { inAnswer, listFiles } from "./api";
import { FileView } from "./viewer";

/** Where there is no room for the panel beside the chat. */
const narrow = matchMedia("(max-width: 1100px)");

let panel: Panel | undefined;

/** Opens the panel for the files of an answer. */
export async function openPanel(conversation: string, message: string, opener: HTMLElement): Promise<void> {
  panel?.close();
  // The differences look as they do on the page of files.
  const [files, words] = await Promise.all([listFiles(conversation), texts(), styledAsPages()]);
  panel = new Panel(conversation, message, files, words, opener);
}

/** Closes the panel when its conversation is not the one that the page shows. */
export function closePanelOfOther(conversation: string | undefined): void {
  if (panel && panel.conversation !== conversation) panel.close();
}

class Panel {
  private readonly dialog: HTMLDialogElement;
  private readonly tabs: HTMLButtonElement[];
  private readonly view: FileView;
  private readonly changeMode = () => {
    this.dialog.close();
    this.show();
  };

  constructor(
    readonly conversation: string,
    message: string,
    files: ConversationFile[],
    words: Texts,
    private readonly opener: HTMLElement,
  ) {
    const ours = inAnswer(files, message);
    this.dialog = element("dialog", { class: "files-panel", "aria-labelledby": "files-title" });
    this.view = new FileView(conversation, message, words);
    this.tabs = ours.map(({ name }, at) => {
      const tab = element("button", { type: "button", role: "tab", id: `file-tab-${at}`, "aria-controls": "file-view" }, name);
      tab.addEventListener("click", () => this.select(at));
      tab.addEventListener("keydown", (event) => this.move(event, at));
      return tab;
    });
    const all = element("a", { class: "text-button", href: `/files/${conversation}` }, words.files_all);
    const zip = element("a", { class: "button is-quiet", href: `/api/v1/conversations/${conversation}/files/archive?message=${message}`, download: "" }, words.files_download_all);
    const head = element("header", {}, element("h2", { id: "files-title" }, words.files), all, button(words.close, "text-button", () => this.close()));
    const list = element("div", { role: "tablist", class: "files-tabs", "aria-labelledby": "files-title" }, ...this.tabs);
    this.dialog.append(head, list, this.view.box, element("footer", {}, zip));
    this.dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.close();
    });
    this.dialog.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented && !narrow.matches) this.close();
    });
    document.body.append(this.dialog);
    // Every file of the answer is one of the conversation.
    this.files = ours.map(({ name, version }) => ({ version, file: files.find((file) => file.name === name) as ConversationFile }));
    narrow.addEventListener("change", this.changeMode);
    this.select(0);
    this.show();
    this.tabs[0]?.focus();
  }

  private readonly files: { file: ConversationFile; version: number }[];

  private show(): void {
    document.body.classList.toggle("has-files", !narrow.matches);
    if (narrow.matches) this.dialog.showModal();
    else this.dialog.show();
  }

  private select(at: number): void {
    this.tabs.forEach((tab, index) => {
      tab.setAttribute("aria-selected", String(index === at));
      tab.tabIndex = index === at ? 0 : -1;
    });
    const { file, version } = this.files[at];
    this.view.show(file, version, this.tabs[at].id);
    this.tabs[at].scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  private move(event: KeyboardEvent, at: number): void {
    const { length } = this.tabs;
    const to = { ArrowRight: (at + 1) % length, ArrowLeft: (at - 1 + length) % length, Home: 0, End: length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.select(to);
    this.tabs[to].focus();
  }

  close(): void {
    narrow.removeEventListener("change", this.changeMode);
    document.body.classList.remove("has-files");
    this.view.stop();
    this.dialog.close();
    this.dialog.remove();
    if (panel === this) panel = undefined;
    if (this.opener.isConnected) this.opener.focus();
  }
}
