// What the server has for the composer: prompts and personas.

/** A blank of a prompt. */
export interface Variable {
  name: string;
  kind: "text" | "number" | "choice";
  choices: string[];
  /** What goes into it when nothing is given; null: something must be given. */
  default: string | null;
}

export interface Prompt {
  id: string;
  name: string;
  command: string;
  beginning: string;
  variables: Variable[];
}

export interface Persona {
  id: string;
  name: string;
  system_prompt: string;
}

export interface Library {
  prompts: Prompt[];
  personas: Persona[];
}

/** Why something was not done, as a sentence. */
export class Refusal extends Error {}

/** Everything that the person has. */
export async function readLibrary(): Promise<Library> {
  const personas = call<{ items: Persona[] }>("personas");
  const prompts: Prompt[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const query: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : "";
    const page: { items: Prompt[]; next_cursor: string | null } = await call(`prompts?limit=100${query}`);
    prompts.push(...page.items);
    cursor = page.next_cursor;
  }
  return { prompts, personas: (await personas).items };
}

/** The text of a prompt with its blanks filled in. */
export async function fill(prompt: Prompt, values: Record<string, string>): Promise<string> {
  return (await call<{ text: string }>(`prompts/${prompt.id}/fill`, { values })).text;
}

/** Begins a conversation with a persona; gives the address of its page. */
export async function start(persona: Persona): Promise<string> {
  const begun = await call<{ conversation_id: string }>(`personas/${persona.id}/conversations`, {});
  return `/c/${begun.conversation_id}`;
}

async function call<T>(path: string, body?: object): Promise<T> {
  const post = body && { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(`/api/v1/${path}`, post);
  if (!answer.ok) {
    const problem = (await answer.json().catch(() => ({}))) as { title?: string; detail?: string };
    throw new Refusal(problem.detail ?? problem.title ?? "");
  }
  return (await answer.json()) as T;
}
