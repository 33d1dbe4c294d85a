// What goes with the next question of one composer: shown above the text area, and named in a field of its form.

import { formatText } from "../../../ui/texts";
import { button, element } from "../../../ui/elements";
import type { Texts } from "../page";
import { keep, read } from "./draft_storage";
import type { Attachment } from "../../../rest/schemas";
import { Refusal, type Upload, forget, isThere, seesImages, upload } from "./upload";

/** As many as a message may have, and most bytes of each: src/attachments/. */
const COUNT_MAX = 10;
const BYTES_MAX = 10 * 1024 * 1024;

/** One file: on its way, or attached. */
interface Item {
  shown: HTMLLIElement;
  attachment?: Attachment;
  upload?: Upload;
}

/** The files of one composer. */
export class Basket {
  private items: Item[] = [];
  private readonly list: HTMLUListElement;
  private readonly told = element("p", { class: "form-error", role: "alert" });
  private readonly note = element("p", { class: "attach-note", role: "status" });
  private readonly area: HTMLTextAreaElement;

  /** `field` has their ids; `name` is what they are kept under. */
  constructor(
    readonly form: HTMLFormElement,
    private readonly field: HTMLInputElement,
    private readonly name: string,
    private readonly said: Texts,
  ) {
    this.area = form.querySelector("textarea")!;
    this.list = element("ul", { class: "attaching", "aria-label": said.attach_list });
    this.told.hidden = this.note.hidden = this.list.hidden = true;
    this.area.before(this.list);
    this.area.after(this.told, this.note);
    form.querySelector("select")?.addEventListener("change", () => void this.look());
    this.listen();
    void this.bringBack();
  }

  /** Whether a file is still on its way; then it says so. */
  get isBusy(): boolean {
    const isBusy = this.items.some(({ upload }) => upload);
    if (isBusy) this.complain(this.said.attach_wait);
    return isBusy;
  }

  /** Attaches files, as far as they may be. */
  add(files: Iterable<File>): void {
    this.complain("");
    for (const file of files) {
      if (this.items.length >= COUNT_MAX) this.complain(this.said.attach_max);
      else if (file.size > BYTES_MAX) this.complain(formatText(this.said.attach_too_large, { name: file.name }));
      else void this.send(file);
    }
  }

  /** What was kept is on its way to the server: should it fail, it is still shown. */
  leave(): void {
    keep(this.name, "");
  }

  private async send(file: File): Promise<void> {
    const bar = element("progress", { max: "1", "aria-label": formatText(this.said.attach_uploading, { name: file.name }) });
    const item: Item = { shown: this.row(file.name, bar) };
    item.upload = upload(file, (part) => (bar.value = part));
    this.items.push(item);
    this.show(item);
    try {
      const attachment = await item.upload.done;
      item.upload = undefined;
      // It was taken away in the last moment.
      if (!this.items.includes(item)) return forget(attachment.id);
      this.fill(item, attachment);
    } catch (error) {
      if (!this.items.includes(item)) return;
      this.drop(item);
      const why = (error instanceof Refusal && error.message) || this.said.attach_failed;
      this.complain(`${file.name}: ${why}`);
    }
    this.changed();
  }

  /** A file of the list, with a button that takes it away. */
  private row(name: string, ...parts: Node[]): HTMLLIElement {
    const shown = element("li", {}, ...parts, element("span", { title: name }, name));
    const remove = button("×", "attach-remove", () => {
      const item = this.items.find((item) => item.shown === shown);
      if (!item) return;
      this.drop(item);
      item.upload?.cancel();
      if (item.attachment) forget(item.attachment.id);
      this.complain("");
      this.changed();
      this.area.focus();
    });
    remove.setAttribute("aria-label", formatText(this.said.attach_remove, { name }));
    shown.append(remove);
    return shown;
  }

  private fill(item: Item, attachment: Attachment): void {
    item.attachment = attachment;
    const { id, kind, name } = attachment;
    const picture = kind === "image" ? [element("img", { src: `/attachments/${id}?size=small`, alt: "" })] : [];
    const shown = this.row(name, ...picture);
    item.shown.replaceWith(shown);
    item.shown = shown;
  }

  private show(item: Item): void {
    this.list.append(item.shown);
    this.list.hidden = false;
  }

  private drop(item: Item): void {
    this.items = this.items.filter((other) => other !== item);
    item.shown.remove();
    this.list.hidden = this.items.length === 0;
  }

  private complain(sentence: string): void {
    this.told.textContent = sentence;
    this.told.hidden = sentence === "";
  }

  /** Writes down what is attached. */
  private changed(): void {
    const attached = this.items.flatMap(({ attachment }) => attachment ?? []);
    value.set?.call(this.field, attached.map(({ id }) => id).join(","));
    keep(this.name, attached.length ? JSON.stringify(attached) : "");
    void this.look();
  }

  /** What follows from it: the question need not have words, and the model may not see pictures. */
  private async look(): Promise<void> {
    const attached = this.items.flatMap(({ attachment }) => attachment ?? []);
    this.area.required = attached.length === 0;
    const model = this.form.querySelector("select")?.value ?? "";
    const isUnseen = attached.some(({ kind }) => kind === "image") && !(await seesImages(model));
    this.note.textContent = isUnseen ? this.said.attach_unseen : "";
    this.note.hidden = !isUnseen;
  }

  /** The client empties the field when the server has the question; no event tells of it. */
  private listen(): void {
    Object.defineProperty(this.field, "value", {
      configurable: true,
      get: () => value.get?.call(this.field) as string,
      set: (text: string) => {
        value.set?.call(this.field, text);
        if (text !== "") return;
        // What is still on its way goes with the next one.
        this.items.filter(({ attachment }) => attachment).forEach((item) => this.drop(item));
        this.changed();
      },
    });
  }

  /** Shows what was attached before the page was left, as far as it is still there. */
  private async bringBack(): Promise<void> {
    const kept = parsed(read(this.name));
    value.set?.call(this.field, "");
    for (const attachment of kept) {
      const item: Item = { shown: element("li") };
      if (!(await isThere(attachment.id))) continue;
      this.fill(item, attachment);
      this.items.push(item);
      this.show(item);
    }
    if (kept.length) this.changed();
  }
}

const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value") ?? {};

function parsed(json: string): Attachment[] {
  try {
    return JSON.parse(json) as Attachment[];
  } catch {
    return [];
  }
}
