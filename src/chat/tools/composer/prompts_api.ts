// What the server has for the composer: prompts and personas.

import type { CreatedConversation, FilledPrompt, ItemsPersona, PagePromptSummary, Persona, Problem, PromptSummary } from "../../../rest/schemas";

export interface Library {
  prompts: PromptSummary[];
  personas: Persona[];
}

/** Why something was not done, as a sentence. */
export class Refusal extends Error {}

/** Everything that the person has. */
export async function readLibrary(): Promise<Library> {
  const personas = call<ItemsPersona>("personas");
  const prompts: PromptSummary[] = [];
  let cursor: PagePromptSummary["next_cursor"] = "";
  while (typeof cursor === "string") {
    const query: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : "";
    const page: PagePromptSummary = await call(`prompts?limit=100${query}`);
    prompts.push(...page.items);
    cursor = page.next_cursor;
  }
  return { prompts, personas: (await personas).items };
}

/** The text of a prompt with its blanks filled in. */
export async function fill(prompt: PromptSummary, values: Record<string, string>): Promise<string> {
  return (await call<FilledPrompt>(`prompts/${prompt.id}/fill`, { values })).text;
}

/** Begins a conversation with a persona; gives the address of its page. */
export async function start(persona: Persona): Promise<string> {
  const begun = await call<CreatedConversation>(`personas/${persona.id}/conversations`, {});
  return `/c/${begun.conversation_id}`;
}

async function call<T>(path: string, body?: object): Promise<T> {
  const post = body && { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(`/api/v1/${path}`, post);
  if (!answer.ok) {
    const problem = (await answer.json().catch(() => ({}))) as Partial<Problem>;
    throw new Refusal(problem.detail ?? problem.title ?? "");
  }
  return (await answer.json()) as T;
}
