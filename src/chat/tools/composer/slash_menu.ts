// `/` in an empty composer: prompts and personas to choose from.

import { type Texts, styled, texts } from "../page";
import { askForBlanks } from "./template_form";
import { folded } from "../../../ui/fold";
import type { Persona, PromptSummary } from "../../../rest/schemas";
import { type Library, Refusal, fill, readLibrary, start } from "./prompts_api";
import { Listbox, type Option } from "./listbox";

/** What is longer is no command but a message that begins with a `/`. */
const COMMAND_MAX = 64;

/** Something to choose, and what it does: it gives the text for the composer, or leads to another page. */
interface Entry extends Option {
  words: string;
  act(): Promise<string | undefined>;
}

/** A list that was asked for, for as long as the composer begins with `/`. */
interface Session {
  area: HTMLTextAreaElement;
  list?: Listbox<Entry>;
  entries?: Entry[];
  isDismissed: boolean;
  /** Whether what was chosen is on its way. */
  isChosen: boolean;
  /** The key that was pressed before the list was there. */
  early?: "Enter" | "Tab";
}

let session: Session | undefined;

/** Listens to every composer that comes. */
export function offerPrompts(): void {
  document.addEventListener("input", ({ target }) => {
    if (isComposer(target)) update(target);
  });
  // Before the client, for which Enter sends.
  document.addEventListener("keydown", key, true);
  document.addEventListener("submit", close, true);
  document.addEventListener("focusout", ({ target }) => {
    if (target === session?.area) close();
  });
  // Reads what was typed before this script was there.
  if (isComposer(document.activeElement)) update(document.activeElement);
}

function isComposer(target: EventTarget | null): target is HTMLTextAreaElement {
  return target instanceof HTMLTextAreaElement && target.matches("form.composer textarea");
}

function update(area: HTMLTextAreaElement): void {
  const { value } = area;
  if (!value.startsWith("/") || value.includes("\n") || value.length > COMMAND_MAX) {
    close();
    return;
  }
  if (session?.area !== area) {
    close();
    session = { area, isDismissed: false, isChosen: false };
    // Without the server there is nothing to offer.
    open(session).catch(close);
  }
  narrow();
}

/** Reads what there is, as it is now. */
async function open(opened: Session): Promise<void> {
  await styled();
  const said = await texts();
  const list = new Listbox<Entry>(opened.area, said.prompt_library, said.prompt_library_count, (entry) => void choose(entry));
  if (session === opened) opened.list = list;
  try {
    opened.entries = entriesOf(await readLibrary(), said);
  } catch {
    opened.entries = links(said);
  }
  if (session !== opened) {
    list.close();
    return;
  }
  narrow();
  if (list.chosen && opened.early) void choose(list.chosen);
  else if (opened.early === "Enter") opened.area.form?.requestSubmit();
}

/** Shows what fits to what is written. */
function narrow(): void {
  if (!session?.list || !session.entries || session.isDismissed) return;
  const word = folded(session.area.value.slice(1));
  const found = session.entries.filter(({ words }) => words.includes(word));
  // What begins so comes before what has it somewhere.
  const rank = ({ command, title }: Entry) => Number(!folded(command || title).startsWith(word));
  session.list.show(word ? found.sort((a, b) => rank(a) - rank(b)) : found);
}

function close(): void {
  session?.list?.close();
  session = undefined;
}

function key(event: KeyboardEvent): void {
  // Keys that an input method has taken are its own (UI Events §7.3.1).
  if (!session || event.target !== session.area || event.isComposing || event.keyCode === 229) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (!session.entries && (event.key === "Enter" || event.key === "Tab")) {
    session.early = event.key;
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  const { list } = session;
  const entry = list?.chosen;
  if (!list || !entry) return;
  switch (event.key) {
    case "ArrowDown":
      list.move(1);
      break;
    case "ArrowUp":
      list.move(-1);
      break;
    case "Enter":
    case "Tab":
      void choose(entry);
      break;
    case "Escape":
      session.isDismissed = true;
      list.show([]);
      break;
    default:
      return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
}

async function choose(entry: Entry): Promise<void> {
  if (!session || session.isChosen) return;
  const chosen = session;
  const { area, list } = chosen;
  chosen.isChosen = true;
  try {
    const text = await entry.act();
    if (text !== undefined) write(area, text);
    else area.focus();
  } catch (error) {
    list?.tell((error instanceof Refusal && error.message) || (await texts()).prompt_failed);
  } finally {
    chosen.isChosen = false;
  }
}

/** Puts a text in the place of the command, as if it was typed. */
function write(area: HTMLTextAreaElement, text: string): void {
  close();
  // A syllable that is still being composed would come after it.
  area.blur();
  area.value = text;
  area.focus();
  area.setSelectionRange(text.length, text.length);
  area.dispatchEvent(new InputEvent("input", { bubbles: true }));
  if (session) {
    session.isDismissed = true;
    session.list?.show([]);
  }
}

function entriesOf({ prompts, personas }: Library, said: Texts): Entry[] {
  return [...prompts.map((prompt) => ofPrompt(prompt, said)), ...personas.map((persona) => ofPersona(persona, said)), ...links(said)];
}

function ofPrompt(prompt: PromptSummary, said: Texts): Entry {
  const { name: title, command, beginning: hint, variables } = prompt;
  const act = () => {
    if (variables.length === 0) return fill(prompt, {});
    return askForBlanks(prompt, said);
  };
  return { title, command, kind: said.prompt, hint, words: folded(`${command}\n${title}`), act };
}

function ofPersona(persona: Persona, said: Texts): Entry {
  const act = async () => leave(await start(persona));
  return { title: persona.name, command: "", kind: said.persona, hint: persona.system_prompt, words: folded(persona.name), act };
}

/** The pages that the sidebar does not lead to. */
function links(said: Texts): Entry[] {
  const link = (title: string, href: string): Entry => {
    return { title, command: "", kind: "", hint: "", words: folded(title), act: async () => leave(href) };
  };
  return [link(said.temporary, "/temporary"), link(said.prompt_library_manage, "/prompts")];
}

/** Goes to another page; the command is not what the person wants to find here again. */
function leave(href: string): undefined {
  if (session) write(session.area, "");
  const link = document.createElement("a");
  link.href = href;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
  return undefined;
}
