// What the palette offers: actions and pages, and what the server finds.

import { formatText } from "../ui/texts";
import type { ItemsDocumentFormat, PageConversationSummary, PageSearchHit, SearchHit } from "../rest/schemas";
import { folded } from "../ui/fold";
import { DEEDS, type Deed, keysOf } from "./bindings";
import { shown } from "./chords";
import { PAGES, names, run, stop } from "./deeds";
import { type Texts, addresses, call, composer, conversation, go, post, visible } from "./page";

/** Something to choose. */
export interface Entry {
  title: string;
  /** What it is. */
  kind: string;
  /** What stands around the words that were found. */
  hint?: string;
  keys?: string;
  act(): void;
}

/** Most results of a search, and most conversations while nothing is searched for. */
const FOUND_MAX = 12;
const RECENT_MAX = 6;

/** What can be done now whose name has the words in it; what begins with them comes first. */
export function actions(words: string, formats: Entry[], said: Texts): Entry[] {
  const all = [...deeds(said), ...pages(said), ...formats, ...others(said)];
  const looked = folded(words.trim());
  const rank = ({ title }: Entry) => Number(!folded(title).startsWith(looked));
  return all.filter(({ title }) => folded(title).includes(looked)).sort((a, b) => rank(a) - rank(b));
}

/** What has keys and can be done on this page. */
function deeds(said: Texts): Entry[] {
  const isPossible: Partial<Record<Deed, boolean>> = {
    palette: false,
    undo: false,
    key_composer: !!composer(),
    key_copy: !!visible(".reply[aria-busy=false]"),
    key_stop: !!visible(".send.is-stop"),
    key_delete: !!conversation(),
  };
  const possible = DEEDS.filter((deed) => isPossible[deed] !== false);
  return possible.map((deed) => ({
    title: names(said)[deed],
    kind: deed in PAGES ? said.kind_page : said.kind_action,
    keys: shown(keysOf(deed)),
    // By its button: the key may be resting.
    act: () => void (deed === "key_stop" ? stop() : run(deed)),
  }));
}

function pages(said: Texts): Entry[] {
  const paths = [
    [said.go_temporary, "/temporary"],
    [said.go_code, "/code"],
    [said.go_documents, "/documents"],
    [said.go_chats, "/chats"],
    [said.go_trash, "/chats?view=trash"],
    [said.go_prompts, "/prompts"],
    [said.go_shares, "/shares"],
    [said.go_transfer, "/transfer"],
  ];
  return paths.map(([title, path]) => ({ title, kind: said.kind_page, act: () => go(path) }));
}

function others(said: Texts): Entry[] {
  const { languages, choose_language: chooseLanguage, log_out: logOut } = addresses();
  const others = Object.entries(languages).filter(([language]) => language !== document.documentElement.lang);
  return [
    ...others.map(([language, name]) => ({
      title: formatText(said.language_other, { name }),
      kind: said.kind_action,
      act: () => post(chooseLanguage, { language }),
    })),
    { title: said.log_out, kind: said.kind_action, act: () => post(logOut, {}) },
  ];
}

/** A new document of each kind. */
export async function newDocuments(said: Texts): Promise<Entry[]> {
  const formats = await call<ItemsDocumentFormat>("document-formats");
  // They come in Korean and English.
  const language = document.documentElement.lang === "ko" ? "ko" : "en";
  return (formats?.items ?? []).map(({ id = "", name }) => ({
    title: formatText(said.go_new_document, { format: name[language] }),
    kind: said.kind_document,
    act: () => go(`/documents/new?format=${encodeURIComponent(id)}`),
  }));
}

/** The newest conversations. */
export async function recent(said: Texts, signal: AbortSignal): Promise<Entry[]> {
  const page = await call<PageConversationSummary>(`conversations?limit=${RECENT_MAX}`, "GET", signal);
  return (page?.items ?? []).map(({ id, title }) => ({ title, kind: said.kind_chat, act: () => go(`/c/${id}`) }));
}

/** What the server finds, and the way to its page of results. */
export async function find(words: string, said: Texts, signal: AbortSignal): Promise<Entry[]> {
  const query = `search?limit=${FOUND_MAX}&q=${encodeURIComponent(words)}`;
  const found = await call<PageSearchHit>(query, "GET", signal);
  return (found?.items ?? []).map((item) => {
    const kind = { conversation: said.kind_chat, message: said.kind_message, document: said.kind_document }[item.kind];
    const hint = item.kind === "conversation" ? undefined : item.snippet;
    return { title: item.title, kind, hint, act: () => go(addressOf(item)) };
  });
}

/** The page of the search, for these words. */
export function everywhere(words: string, said: Texts): Entry {
  const path = `/search?q=${encodeURIComponent(words)}`;
  return { title: formatText(said.palette_everywhere, { words }), kind: said.kind_page, act: () => go(path) };
}

function addressOf({ kind, id, conversation_id }: SearchHit): string {
  if (kind === "document") return `/documents/${id}`;
  return kind === "message" ? `/c/${conversation_id}?message=${id}#m-${id}` : `/c/${id}`;
}
