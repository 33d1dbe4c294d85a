// The files of a conversation, as the server finds them in its answers.

import type { ConversationFile, PageConversationFile } from "../../../rest/schemas";

/** A file in one of its versions. */
export interface Version {
  name: string;
  version: number;
}

/** All files; none when they cannot be had. */
export async function listFiles(conversation: string): Promise<ConversationFile[]> {
  const answer = await fetch(`/api/v1/conversations/${conversation}/files`);
  return answer.ok ? ((await answer.json()) as PageConversationFile).items : [];
}

/** What files are in one answer. */
export function inAnswer(files: ConversationFile[], message: string): Version[] {
  return files.flatMap(({ name, versions }) => {
    const version = versions.find(({ message_id }) => message_id === message);
    return version ? [{ name, version: version.number }] : [];
  });
}

/** The address from which a file is downloaded. */
export function contentAddress(conversation: string, { name, version }: Version): string {
  return `/api/v1/conversations/${conversation}/files/content?${new URLSearchParams({ name, version: String(version) })}`;
}

/** What is in a file. */
export async function content(conversation: string, file: Version): Promise<string> {
  const answer = await fetch(contentAddress(conversation, file));
  if (!answer.ok) throw new Error(`${file.name}: ${answer.status}`);
  return answer.text();
}
