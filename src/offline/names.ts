// Names all that stays on a person's device (device.ts), for the pages and for the worker.

/** Caches of pages that somebody has read (src/offline/worker/kept.ts). The others hold files of the program, and are nobody's. */
export const KEPT_PAGES = "kept ";
/** The database of messages that were not sent yet (src/offline/worker/box.ts). */
export const OUTBOX = "supbot-offline";
/** What the server says of a page: whose it is (src/auth/service.rs). */
export const ACCOUNT = "supbot-account";
export const NOBODY = "none";
/** The cookie that says that the log-in was ended here on purpose (src/offline/mod.rs). */
export const LEFT = "supbot_left";
