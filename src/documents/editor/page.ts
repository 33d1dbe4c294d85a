// What the page tells its editor.

import { pageTexts } from "../../ui/texts";
import type { EditorTexts } from "../../i18n/texts";
import type { Status } from "../../rest/schemas";
import { element } from "../../ui/elements";

/** The kinds of quotes with a meaning, as Markdown writes them. */
const ALERTS = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];

/** The document, and the sentences in the language of the page. */
export interface Page {
  id: string;
  /** The id of whoever writes it. */
  account: string;
  revision: number;
  status: Status;
  content: string;
  language: string;
  /** Who can be asked for proposals. */
  models: { id: string; name: string }[];
  /** Who is asked unless a person chooses. */
  model: string | null;
  texts: EditorTexts;
  /** The names of alerts, in the order of `ALERTS`. */
  alerts: string[];
  errors: Record<string, string>;
}

/** Reads the page's data; it stands in an element that no browser runs. */
export function readPage(): Page | undefined {
  const data = document.getElementById("document-data")?.textContent;
  return data ? { ...(JSON.parse(data) as Page), texts: pageTexts("editor") } : undefined;
}

/** What stands above an alert whose mark this is, such as `[!NOTE]`; none when it is no such mark. */
export function alertName(page: Page, mark: string): HTMLElement | undefined {
  const kind = /^\[!(\w+)\]/.exec(mark)?.[1];
  const name = kind && page.alerts[ALERTS.indexOf(kind)];
  return name ? element("b", { class: `alert-name is-${kind.toLowerCase()}` }, name) : undefined;
}
