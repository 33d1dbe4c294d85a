// The page of the chat, as its tools see it.

/** The sentences of the tools (src/locales/chat_tools.rs), in the language of the page. */
export type Texts = Record<string, string>;

let fetched: Promise<Texts> | undefined;

/** The sentences; they are fetched once. */
export function texts(): Promise<Texts> {
  return (fetched ??= fetch("/texts/chat-tools").then((answer) => answer.json() as Promise<Texts>));
}

/** The id of the account that the page was made for; none for a visitor. */
export function person(): string | undefined {
  return document.querySelector<HTMLElement>("script[data-person]")?.dataset.person;
}

/** Waits until the client answers: what it takes over from the server must be as the server wrote it. */
export function hydrated(): Promise<void> {
  if (document.body.hasAttribute("data-hydrated")) return Promise.resolve();
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!document.body.hasAttribute("data-hydrated")) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(document.body, { attributes: true });
  });
}

/** Loads a style sheet, once; resolves when it is there, or cannot be loaded. */
export function loadStyle(address: string): Promise<void> {
  if (document.querySelector(`link[href="${CSS.escape(address)}"]`)) return Promise.resolve();
  return new Promise((resolve) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    link.onload = link.onerror = () => resolve();
    document.head.append(link);
  });
}

/** Loads the style sheet of the tools. */
export async function styled(): Promise<void> {
  const { style } = await texts();
  if (style) await loadStyle(style);
}
