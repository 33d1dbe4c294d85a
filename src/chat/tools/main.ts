// What the chat can do beside talking. It comes after the page, when a person turns to it (src/app/start.ts), and works on what
// the client has put there; the client knows nothing of it.

import { watchEnter } from "../../ui/enter";
import { attachFiles } from "./composer/attach";
import { keepDrafts } from "./composer/drafts";
import { offerPrompts } from "./composer/slash_menu";
import { offerSwipe } from "./swipe_drawer";
import { keepMenu } from "./menu";
import { person, started, styled } from "./page";

watchEnter();
void started().then(async () => {
  keepMenu();
  keepDrafts(person());
  offerSwipe();
  await styled();
  offerPrompts();
  attachFiles(person());
  // Firefox says so when the page is left meanwhile, which is no error.
  if (person()) await import("../../shortcuts/main").catch(() => {});
});
