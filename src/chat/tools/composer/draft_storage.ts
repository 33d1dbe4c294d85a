// What this browser keeps of what people were writing: on this device alone, and for each account by itself.

import { attempt, deviceName } from "../../../offline/device";

/** How the names of drafts begin. */
const PREFIX = "supbot-draft ";
/** Most drafts of a device: the oldest one goes when another one comes. */
const COUNT_MAX = 100;
/** Most bytes of a draft, as many as a question may have. */
const BYTES_MAX = 512 * 1024;

/** The name of a draft; a conversation that is none yet has no id. */
export function draftName(person: string, conversation: string): string {
  return deviceName("draft", person, conversation || "new");
}

/** What is kept under a name; empty when nothing is. */
export function read(name: string): string {
  const kept = attempt(() => localStorage.getItem(name)) ?? "";
  return kept.slice(kept.indexOf("\n") + 1);
}

/** Keeps a text, or forgets it when it is empty. One that is too long is not kept: what was before stays. */
export function keep(name: string, text: string): void {
  if (text === "") {
    attempt(() => localStorage.removeItem(name));
    return;
  }
  if (text.length > BYTES_MAX || new TextEncoder().encode(text).length > BYTES_MAX) return;
  const others = byAge().filter((other) => other !== name);
  for (const oldest of others.splice(0, others.length + 1 - COUNT_MAX)) localStorage.removeItem(oldest);
  // A full storage is no reason to disturb whoever writes: older drafts make room, and when there are none it is not kept.
  while (attempt(() => localStorage.setItem(name, `${Date.now()}\n${text}`) ?? true) === undefined) {
    const oldest = others.shift();
    if (oldest === undefined) return;
    localStorage.removeItem(oldest);
  }
}

/** The names of all drafts, the oldest first. */
function byAge(): string[] {
  const names = attempt(() => Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))) ?? [];
  const age = new Map(names.map((name) => [name, Number.parseInt(localStorage.getItem(name) ?? "")]));
  return names.sort((a, b) => (age.get(a) || 0) - (age.get(b) || 0));
}
