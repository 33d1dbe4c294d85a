// The blanks of a prompt, to be filled in before it goes into the composer.

import { element } from "../../../ui/elements";
import type { Texts } from "../page";
import type { PromptSummary, Variable } from "../../../rest/schemas";
import { Refusal, fill } from "./prompts_api";

/** Asks for what goes into the blanks; gives the whole text, or nothing when the person thinks better of it. */
export function askForBlanks(prompt: PromptSummary, texts: Texts): Promise<string | undefined> {
  const fields = prompt.variables.map((variable, at) => field(variable, `blank-${at}`));
  const refused = element("p", { class: "form-error", role: "alert" });
  refused.hidden = true;
  const cancel = element("button", { type: "button", class: "button is-quiet" }, texts.cancel);
  const row = element("div", { class: "blanks-row" }, cancel, element("button", { class: "button" }, texts.prompt_insert));
  const form = element("form", { method: "dialog" }, ...fields.map(({ shown }) => shown), refused, row);
  const title = element("h2", { id: "blanks-title" }, prompt.name);
  const dialog = element("dialog", { class: "blanks", "aria-labelledby": "blanks-title" }, title, form);
  document.body.append(dialog);
  dialog.showModal();
  fields[0]?.input.focus();

  return new Promise((resolve) => {
    let text: string | undefined;
    cancel.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(text);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const values = prompt.variables.map(({ name }, at) => [name, fields[at].input.value] as const);
      fill(prompt, Object.fromEntries(values)).then(
        (filled) => {
          text = filled;
          dialog.close();
        },
        (error: unknown) => {
          refused.textContent = (error instanceof Refusal && error.message) || texts.prompt_failed;
          refused.hidden = false;
        },
      );
    });
  });
}

type Input = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** A field for a blank, with its label. */
function field(variable: Variable, id: string): { shown: HTMLElement; input: Input } {
  const input = inputOf(variable, id);
  const shown = element("div", { class: "field" }, element("label", { for: id }, variable.name), input);
  return { shown, input };
}

function inputOf({ kind, choices, default: value }: Variable, id: string): Input {
  if (kind === "choice") {
    return element("select", { id }, ...choices.map((choice) => element("option", { value: choice }, choice)));
  }
  const input = kind === "number" ? element("input", { id, type: "number", step: "any" }) : element("textarea", { id, rows: "2" });
  input.required = value === null;
  input.value = value ?? "";
  return input;
}
