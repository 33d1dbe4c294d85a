// The steps of a person who has code written, and runs it.
import { type Page } from "@playwright/test";
import { expect, type Person } from "./fixtures";

/** Asks for an answer in which this stands: the scripted model says again what it is told. */
export async function answerWith(person: Person, text: string) {
  const count = await person.replies.count();
  await person.ask(`Write:\n\n${text}\n`);
  await expect(person.replies).toHaveCount(count + 1);
  // Its words come one by one.
  await expect(person.replies.nth(-1)).toHaveAttribute("aria-busy", "false", { timeout: 90_000 });
}

/** A block of code. */
export const code = (language: string, text: string) => `\`\`\`${language}\n${text}\n\`\`\``;
/** What came of the code that was run last. */
export const result = (page: Page) => page.getByRole("region", { name: "Result" }).last();
/** What its console says. */
export const told = (page: Page) => result(page).getByRole("log");

/** Runs the first code of the last answer. */
export async function runLast(page: Page, person: Person) {
  await person.replies.last().getByRole("button", { name: "Run", exact: true }).first().click();
}
