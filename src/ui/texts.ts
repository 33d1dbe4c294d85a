// Texts in the language of the page (src/i18n/): those that the page carries, and those that the server has for a script that
// comes later.

import type { Groups } from "../i18n/texts";

const fetched = new Map<keyof Groups, Promise<unknown>>();

/** The texts of a group that the page carries. */
export function pageTexts<G extends keyof Groups>(group: G): Groups[G] {
  const carried = document.querySelector(`script[data-texts=${group}]`)?.textContent;
  return JSON.parse(carried ?? "{}") as Groups[G];
}

/** The texts of a group, fetched once; after a failure they can be asked for again. */
export function texts<G extends keyof Groups>(group: G): Promise<Groups[G]> {
  const known = fetched.get(group) as Promise<Groups[G]> | undefined;
  if (known) return known;
  const asked = ask(group);
  fetched.set(group, asked);
  asked.catch(() => fetched.delete(group));
  return asked;
}

async function ask<G extends keyof Groups>(group: G): Promise<Groups[G]> {
  const answer = await fetch(`/texts/${group}`);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return (await answer.json()) as Groups[G];
}

/** A text with its arguments, as src/i18n/format.rs makes it. */
export function formatText(template: string, values: Record<string, string | number>): string {
  return template.replace(PLACEHOLDER, (_, name: string, particle?: string, variants?: string) => {
    const value = String(values[name] ?? "");
    if (particle) return withParticle(value, particle);
    if (!variants) return value;
    const rules = new Intl.PluralRules(document.documentElement.lang);
    const forms = new Map(variants.slice(1).split("#").map((form) => form.split(/:(.*)/s, 2) as [string, string]));
    return formatText(forms.get(rules.select(Number(value))) ?? forms.get("other") ?? "", values);
  });
}

/** `{name}`, `{name|을/를}` or `{n#one:{n} file#other:{n} files}`. */
const PLACEHOLDER = /\{(\w+)(?:\|([^{}]*)|(#(?:[^{}]|\{\w+\})*))?\}/g;

/** The form of a Korean particle that follows the value, by the final of its last syllable (Unicode 3.12). */
function withParticle(value: string, forms: string): string {
  const [first = "", second = ""] = forms.split("/");
  const last = [...value].reverse().find((letter) => /[\p{L}\p{N}]/u.test(letter)) ?? "";
  const isHangul = last >= "가" && last <= "힣";
  const final = isHangul ? ((last.codePointAt(0) ?? 0) - 0xac00) % 28 : /[013678bcdfghjklmnpqrstvxz]/i.test(last) ? 1 : 0;
  // (으)로 stands after ㄹ as after a vowel.
  const isRieul = isHangul ? final === 8 : /[178lr]/i.test(last);
  return final && !(first === "으로" && isRieul) ? first : second;
}
