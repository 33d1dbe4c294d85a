// What the chat can do beside talking. It comes after the page, when a person turns to it (src/assets.rs), and works on what
// the client has put there; the client knows nothing of it.

import { decorateCode } from "./code/blocks";
import { keepDrafts } from "./composer/drafts";
import { offerPrompts } from "./composer/slash";
import { offerSwipe } from "./drawer";
import { offerFiles } from "./files/replies";
import { hydrated, onChange, person, styled } from "./page";

void hydrated().then(async () => {
  keepDrafts(person());
  offerSwipe();
  await styled();
  offerPrompts();
  onChange(decorateCode);
  onChange(offerFiles);
});
