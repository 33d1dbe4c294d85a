// The button below a reply that has files; it opens the panel beside the chat.

import { formatText } from "../../../ui/texts";
import { element } from "../../../ui/elements";
import { conversation, texts } from "../page";
import { inAnswer, listFiles } from "./api";
import { closePanelOfOther, openPanel } from "./panel";

const WHOLE = '.reply[aria-busy="false"]';

/** The replies that were looked at last, so that the server is asked when there are others. */
let seen = "";

/** Puts a button below each reply that has files and has none yet. */
export function offerFiles(): void {
  const id = conversation();
  closePanelOfOther(id);
  const replies = [...document.querySelectorAll<HTMLElement>(`${WHOLE}:has(.fence):not(:has(.files-button))`)];
  const now = `${id} ${replies.map((reply) => reply.id).join(" ")}`;
  if (!id || !replies.length || now === seen) return;
  seen = now;
  // Without a network: when something changes again.
  offer(id, replies).catch(() => (seen = ""));
}

async function offer(id: string, replies: HTMLElement[]): Promise<void> {
  const [files, words] = await Promise.all([listFiles(id), texts()]);
  for (const reply of replies) {
    const message = reply.id.replace(/^m-/, "");
    const { length } = inAnswer(files, message);
    if (!length || !reply.isConnected || reply.querySelector(".files-button")) continue;
    const label = formatText(words.files_in_answer, { n: length });
    const open = element("button", { type: "button", class: "files-button", "aria-haspopup": "dialog" }, label);
    open.addEventListener("click", () => void openPanel(id, message, open));
    reply.querySelector(".prose")?.after(open);
  }
}
