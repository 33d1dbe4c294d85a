// The editor of documents comes in parts, each of which begins by itself: nothing that a person does on the page meanwhile
// waits for all of them.

import { readPage } from "./page";

const page = readPage();
const place = document.getElementById("document-editor");
const form = document.querySelector<HTMLFormElement>("#document-form");
if (page && place && form) {
  void Promise.all([import("./editing"), import("./schema"), import("./markdown")]).then(([{ edit }]) => edit(page, place, form));
}
