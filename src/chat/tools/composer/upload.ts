// Sending a file to be attached, with how far it is.

import type { Attachment, Models } from "../../../rest/schemas";

/** Why a file is not attached, as a sentence. */
export class Refusal extends Error {}

/** A file on its way. */
export interface Upload {
  done: Promise<Attachment>;
  /** Ends it; `done` fails then. */
  cancel(): void;
}

/** Files sent at once: the server lets one account have four, of all its tabs, and refuses more. */
const PARALLEL_UPLOADS = 2;
let running = 0;
const waiting: (() => void)[] = [];

/** Sends a file in its turn; `tell` hears how much of it has gone, 0 to 1. What fetch sends says nothing of that. */
export function upload(file: File, tell: (part: number) => void): Upload {
  const cancelled = new AbortController();
  const done = turn(() => send(file, tell, cancelled.signal));
  return { done, cancel: () => cancelled.abort() };
}

async function turn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= PARALLEL_UPLOADS) await new Promise<void>((start) => waiting.push(start));
  else running += 1;
  try {
    return await work();
  } finally {
    // Hands its place on, so that nobody who comes now takes it.
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

function send(file: File, tell: (part: number) => void, cancelled: AbortSignal): Promise<Attachment> {
  const request = new XMLHttpRequest();
  return new Promise<Attachment>((resolve, reject) => {
    if (cancelled.aborted) return reject(new Refusal());
    cancelled.addEventListener("abort", () => request.abort());
    request.upload.onprogress = ({ loaded, total }) => tell(total ? loaded / total : 0);
    request.onload = () => {
      const answer = parsed(request.responseText);
      if (request.status === 201) resolve(answer as unknown as Attachment);
      else reject(new Refusal(String(answer.title ?? "")));
    };
    request.onerror = request.onabort = () => reject(new Refusal());
    request.open("POST", "/api/v1/attachments");
    const form = new FormData();
    form.append("file", file, file.name);
    request.send(form);
  });
}

/** Forgets what was attached and not sent. That it cannot be is no matter: the server forgets it by itself. */
export function forget(id: string): void {
  fetch(`/api/v1/attachments/${id}`, { method: "DELETE" }).catch(() => {});
}

/** Whether an attachment is still there. */
export async function isThere(id: string): Promise<boolean> {
  const answer = await fetch(`/attachments/${id}?size=small`, { method: "HEAD" }).catch(() => undefined);
  return answer?.ok ?? true;
}

let models: Promise<Models> | undefined;

/** Tells whether a model sees pictures; takes a model that is not known for one that does. */
export async function seesImages(model: string): Promise<boolean> {
  models ??= fetch("/api/v1/models").then((answer) => answer.json() as Promise<Models>);
  const known = (await models.catch(() => undefined))?.items?.find(({ id }) => id === model);
  return known?.sees_images ?? true;
}

function parsed(json: string): Record<string, unknown> {
  try {
    return JSON.parse(json) as Record<string, unknown>;
  } catch {
    return {};
  }
}
