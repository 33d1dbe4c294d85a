// Tells the server the time zone of the browser, by a cookie. A page that was written before it was known has its days
// corrected in place. It stands in the page itself (src/app/document.rs).

export {};

/** The zone that the server knows; empty while it knows none. */
declare const ZONE: string;
/** The name of the cookie. */
declare const COOKIE: string;

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const language = document.documentElement.lang;
const format = (date: Date, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, options).format(date);
const dayOf = (date: Date) => format(date, { dateStyle: "short" });

/** Writes today and yesterday by their words where they are asked for, else the date, with its year when it is another one. */
function correct(time: HTMLTimeElement, now: Date, words: Intl.RelativeTimeFormat): void {
  const date = new Date(time.dateTime);
  const near = [0, -1].find((days) => dayOf(date) === dayOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() + days)));
  time.title = format(date, { dateStyle: "medium", timeStyle: "short" });
  time.textContent =
    time.dataset.day === "near" && near !== undefined
      ? words.format(near, "day")
      : format(date, {
          month: "short",
          day: "numeric",
          ...(date.getFullYear() !== now.getFullYear() && { year: "numeric" }),
        });
}

if (zone && zone !== ZONE) {
  document.cookie = `${COOKIE}=${zone};path=/;max-age=31536000;samesite=lax`;
  addEventListener("DOMContentLoaded", () => {
    const now = new Date();
    const words = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
    document.querySelectorAll<HTMLTimeElement>("time[data-day]").forEach((time) => correct(time, now, words));
  });
}
