// Files with a question: picked, pasted or dropped anywhere on the page.

import { button, element } from "../../../ui/elements";
import { onChange, styled, texts } from "../page";
import { Basket } from "./attachment_tray";
import { draftName } from "./draft_storage";

const ICON = "M16.5 7.5 9 15a2 2 0 0 0 3 3l7.5-7.5a4 4 0 0 0-6-6L6 12a6 6 0 0 0 9 8.5";

const baskets = new WeakMap<HTMLFormElement, Basket>();

/** Lets files be attached in every composer that comes. */
export function attachFiles(person: string | undefined): void {
  if (!person) return;
  onChange(() => {
    const forms = document.querySelectorAll<HTMLFormElement>("form.composer:has(input[name=attachments]):not([data-attaches])");
    for (const form of forms) {
      form.dataset.attaches = "";
      void mount(form, person);
    }
  });
  document.addEventListener("paste", paste);
  for (const name of ["dragenter", "dragover", "dragleave", "drop"] as const) document.addEventListener(name, drag);
  // Before the client: what is still on its way is not left behind.
  document.addEventListener(
    "submit",
    (event) => {
      const basket = event.target instanceof HTMLFormElement && baskets.get(event.target);
      if (!basket) return;
      if (!basket.isBusy) return basket.leave();
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    true,
  );
}

async function mount(form: HTMLFormElement, person: string): Promise<void> {
  await styled();
  const said = await texts();
  const field = form.querySelector<HTMLInputElement>("input[name=attachments]");
  const conversation = form.querySelector<HTMLInputElement>("input[name=conversation]")?.value ?? "";
  if (!field) return;
  const basket = new Basket(form, field, `${draftName(person, conversation)} files`, said);
  baskets.set(form, basket);
  const chooser = element("input", { type: "file", multiple: "", hidden: "", "aria-label": said.attach });
  chooser.addEventListener("change", () => {
    basket.add(chooser.files ?? []);
    // The same file may be chosen again.
    chooser.value = "";
  });
  const pick = button("", "icon-button attach-pick", () => chooser.click());
  pick.setAttribute("aria-label", said.attach);
  pick.title = said.attach;
  pick.append(icon());
  form.querySelector(".composer-row > select")?.after(pick, chooser);
}

function icon(): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", ICON);
  svg.append(path);
  return svg;
}

function paste(event: ClipboardEvent): void {
  const { target, clipboardData } = event;
  const basket = target instanceof HTMLTextAreaElement && target.form && baskets.get(target.form);
  // Of a table that was copied there is a picture as well: whoever pastes it wants its words.
  if (!basket || !clipboardData?.files.length || clipboardData.types.includes("text/plain")) return;
  event.preventDefault();
  basket.add(clipboardData.files);
}

function drag(event: DragEvent): void {
  const form = document.querySelector<HTMLFormElement>("form.composer[data-attaches]");
  const basket = form && baskets.get(form);
  if (!basket || !event.dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  const hasLeft = event.type === "drop" || (event.type === "dragleave" && event.relatedTarget === null);
  form.classList.toggle("is-dropping", !hasLeft);
  if (event.type === "drop") basket.add(event.dataTransfer.files);
}
