// One file of the panel: a version of it, or what differs between two, with what can be done with it.

import { formatText } from "../../../ui/texts";
import { button, element } from "../../../ui/elements";
import type { Texts } from "../page";
import { run } from "../code_runner/sandbox";
import { kindOf } from "../code_runner/runtime";
import { joined } from "./bundle";
import type { ConversationFile } from "../../../rest/schemas";
import { type Version, content, contentAddress } from "./api";

/** How long the button says that it has copied, in ms. */
const SAYS_COPIED = 1600;

export class FileView {
  readonly box = element("div", { role: "tabpanel", id: "file-view", class: "files-view", tabindex: "-1" });
  private shown: Version | undefined;
  private result: HTMLElement | undefined;

  constructor(
    private readonly conversation: string,
    private readonly message: string,
    private readonly words: Texts,
  ) {}

  /** Shows a file of an answer; `tab` names what selects it. */
  show(file: ConversationFile, version: number, tab: string): void {
    this.stop();
    this.box.setAttribute("aria-labelledby", tab);
    const code = element("div", { class: "files-place" });
    const shown = this.select(file, this.words.files_version_shown, version);
    const compared = this.select(file, this.words.files_compare, undefined);
    const download = element("a", { class: "text-button", download: "" }, this.words.files_download);
    const start = button(this.words.run, "text-button", () => void this.run(code));
    const fill = async () => {
      this.stop();
      const now = { name: file.name, version: Number(shown.value) };
      this.shown = now;
      download.href = contentAddress(this.conversation, now);
      const part = await this.part(now, compared.value);
      // Another file or version may have been chosen meanwhile.
      if (this.shown !== now) return;
      code.replaceChildren(part);
      start.hidden = !this.kind(part);
    };
    shown.addEventListener("change", () => void fill());
    compared.addEventListener("change", () => void fill());
    start.hidden = true;
    const versions = file.versions.length > 1 ? [shown, compared] : [];
    this.box.replaceChildren(element("div", { class: "files-tools" }, ...versions, this.copyButton(), download, start), code);
    void fill();
  }

  /** Ends what runs. */
  stop(): void {
    // The frame goes with it, and all that runs in it.
    this.result?.remove();
    this.result = undefined;
  }

  private select(file: ConversationFile, label: string, chosen: number | undefined): HTMLSelectElement {
    const select = element("select", { "aria-label": label });
    if (chosen === undefined) select.append(element("option", { value: "" }, this.words.files_compare_none));
    for (const { number } of file.versions) {
      select.append(element("option", { value: String(number) }, formatText(this.words.files_version, { n: number })));
    }
    if (chosen !== undefined) select.value = String(chosen);
    return select;
  }

  /** What the page of files shows of it. */
  private async part({ name, version }: Version, other: string): Promise<Node> {
    const query = new URLSearchParams({ file: name, version: String(version), ...(other ? { with: other } : {}) });
    const answer = await fetch(`/files/${this.conversation}?${query}`);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const part = page.querySelector(".files-code");
    return part ? document.adoptNode(part) : element("p", { role: "alert" }, this.words.files_failed);
  }

  private kind(part: Node) {
    const code = part instanceof Element ? part.querySelector(".fence code") : null;
    return code ? kindOf(/language-(\S+)/.exec(code.className)?.[1] ?? "", code.textContent ?? "") : undefined;
  }

  private copyButton(): HTMLButtonElement {
    const copy = button(this.words.files_copy, "text-button", () => {
      if (!this.shown) return;
      const text = content(this.conversation, this.shown);
      void text.then((text) => navigator.clipboard.writeText(text)).then(() => {
        copy.textContent = this.words.files_copied;
        setTimeout(() => (copy.textContent = this.words.files_copy), SAYS_COPIED);
      });
    });
    return copy;
  }

  private async run(place: HTMLElement): Promise<void> {
    const code = place.querySelector(".fence code");
    const kind = this.kind(place);
    if (!code || !kind) return;
    const text = code.textContent ?? "";
    const language = /language-(\S+)/.exec(code.className)?.[1] ?? "";
    const whole = kind === "page" ? await joined(text, this.conversation, this.message) : text;
    this.stop();
    this.result = run({ kind, code: whole, asked: text, language }, this.words);
    place.before(this.result);
    this.result.scrollIntoView({ block: "nearest" });
  }
}
