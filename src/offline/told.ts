// What a page and the worker tell each other.

/** A message that waits to be sent. */
export interface Item {
  /** Under which the server takes it once. */
  key: string;
  account: string;
  /** Where it goes; empty: a new conversation. */
  conversation: string;
  content: string;
  /** The form as the page sent it. */
  body: string;
  /** When it was written, Unix milliseconds. */
  at: number;
  /**
   * `log_in`: the log-in has ended; `unsure`: it may have come, and the server no longer knows; `refused`: it cannot be taken
   * as it is.
   */
  state: "waiting" | "log_in" | "unsure" | "refused";
  /** When it was first sent without an answer. */
  tried?: number;
}

/** What a page tells the worker. */
export type Wish =
  /** A page is there, made for this account; send what waits. */
  | { type: "begin"; account: string | undefined }
  /** Keep a page, unless it was kept after `since`. */
  | { type: "read"; path: string; since: number }
  /** Ask for a conversation that is about to be opened. */
  | { type: "prepare"; id: string }
  /** Send what waits; either way, tell what there is. */
  | { type: "flush" }
  /** Send this one again, whatever became of it. */
  | { type: "again"; key: string }
  /** Forget this one. */
  | { type: "drop"; key: string };

/** What the worker tells each page: what waits, and what was just sent or put with it. */
export interface Told {
  type: "outbox";
  items: Item[];
  queued?: Item;
  sent?: Item;
}
