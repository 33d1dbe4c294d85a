// The pages of code that is mended: files dropped on the form, the answer as it is written, changes taken without reloading.

import { element } from "../../ui/elements";
import { decide } from "./deciding";
import { watch } from "./watching";

const form = document.querySelector<HTMLFormElement>("#code-form");
if (form) takeFiles(form);
const fix = document.getElementById("code-fix");
if (fix?.dataset.id) {
  if (fix.dataset.status === "generating") watch(fix.dataset.id);
  decide(fix.dataset.id);
}

/** Files that are dropped anywhere on the form join those that were chosen, whose names are shown. */
function takeFiles(form: HTMLFormElement) {
  const input = form.elements.namedItem("files");
  const list = document.getElementById("code-files-list");
  if (!(input instanceof HTMLInputElement) || !list) return;
  const show = () => {
    const files = [...(input.files ?? [])];
    list.replaceChildren(...files.map((file) => element("li", {}, file.name)));
    list.hidden = !files.length;
  };
  input.addEventListener("change", show);
  form.addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    form.classList.add("is-over");
  });
  for (const name of ["dragleave", "drop", "dragend"]) form.addEventListener(name, () => form.classList.remove("is-over"));
  form.addEventListener("drop", (event) => {
    const dropped = event.dataTransfer?.files;
    if (!dropped?.length) return;
    event.preventDefault();
    const all = new DataTransfer();
    const added = [...dropped];
    // The same file once more is the newer one.
    const kept = [...(input.files ?? [])].filter((file) => !added.some((other) => other.name === file.name));
    for (const file of [...kept, ...added]) all.items.add(file);
    input.files = all.files;
    show();
  });
  show(); // What the browser has kept when a person comes back.
}
