// What the chat can do beside talking. It comes after the page, when a person turns to it (src/assets.rs), and works on what
// the client has put there; the client knows nothing of it.

import { keepDrafts } from "./composer/drafts";
import { offerPrompts } from "./composer/slash";
import { hydrated, person } from "./page";

void hydrated().then(() => {
  keepDrafts(person());
  offerPrompts();
});
