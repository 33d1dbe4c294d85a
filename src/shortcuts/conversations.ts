// What the keys do with conversations.

import { formatText } from "../ui/texts";
import { toast } from "../ui/toast";
import { ariaShortcut } from "./chords";
import { keysOf } from "./bindings";
import { call, conversation, go, idIn, isVisible, texts } from "./page";

/** Those of the sidebar, as it shows them. */
function links(): HTMLAnchorElement[] {
  return [...document.querySelectorAll<HTMLAnchorElement>(".side-list a[href^='/c/']")].filter((link) => !link.closest("[hidden]"));
}

/** Goes to the conversation that many places further down the sidebar. */
export function move(by: number): void {
  const all = links();
  const at = all.findIndex((link) => idIn(link.pathname) === conversation());
  const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by;
  all[next]?.click();
}

/** The link of the sidebar that has the focus. */
export function focusedLink(): HTMLAnchorElement | undefined {
  return links().find((link) => link === document.activeElement);
}

/** Moves the conversation that is looked at to the trash: the one of the sidebar that has the focus, or that of the page. */
export function removeLookedAt(): void {
  const link = focusedLink();
  const id = link ? idIn(link.pathname) : conversation();
  if (id) void remove(id);
}

/** Moves a conversation to the trash, and offers to bring it back. */
export async function remove(id: string): Promise<void> {
  const said = await texts();
  const link = links().find(({ pathname }) => idIn(pathname) === id);
  const isShown = conversation() === id;
  const title = (isShown ? document.querySelector(".bar h1") : link)?.textContent?.trim() ?? "";
  const say = (sentence: string) => formatText(sentence, { title });
  // The client may hear of it, and take the link away, before the answer is here.
  const leave = link && leaving(link);
  try {
    await call(`conversations/${id}`, "DELETE");
  } catch {
    toast(said.failed);
    return;
  }
  leave?.();
  if (isShown) go("/");
  const restore = async () => {
    try {
      await call(`conversations/${id}/restore`, "POST");
    } catch {
      toast(said.failed);
      return;
    }
    link?.closest("li")?.removeAttribute("hidden");
    if (isShown) go(`/c/${id}`);
    toast(say(said.restored));
  };
  toast(say(said.deleted), { label: said.undo, keys: ariaShortcut(keysOf("undo")), act: () => void restore() });
}

/** What takes a link away: the focus goes to the one after, or before; a list that no client keeps is without the link at once. */
function leaving(link: HTMLAnchorElement): () => void {
  const all = links();
  const at = all.indexOf(link);
  const next = all[at + 1] ?? all[at - 1];
  const hadFocus = document.activeElement === link;
  return () => {
    if (hadFocus && isVisible(next)) next.focus();
    // The client hears of it from the server.
    if (!document.querySelector("script[data-person]")) link.closest("li")?.setAttribute("hidden", "");
  };
}
