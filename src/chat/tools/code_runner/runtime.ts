// What of a block of code can be run, and how.

/** How code runs in the sandbox (sandbox.html). */
export type Kind = "page" | "style" | "diagram" | "script" | "scriptInPage" | "python";

const KINDS: Record<string, Kind> = {
  html: "page",
  htm: "page",
  xhtml: "page",
  svg: "page",
  css: "style",
  mermaid: "diagram",
  mmd: "diagram",
  javascript: "script",
  js: "script",
  mjs: "script",
  python: "python",
  python3: "python",
  py: "python",
};

/** What a script without a page knows nothing of. */
const OF_A_PAGE = /\b(document|window|requestAnimationFrame|localStorage|sessionStorage|alert|prompt|confirm|HTMLElement|customElements)\b/;

/** How code of a language runs; not at all when it is none of those. */
export function kindOf(language: string, code: string): Kind | undefined {
  const kind = Object.hasOwn(KINDS, language) ? KINDS[language] : byContent(language, code);
  return kind === "script" && OF_A_PAGE.test(code) ? "scriptInPage" : kind;
}

function byContent(language: string, code: string): Kind | undefined {
  const begin = code.trimStart().slice(0, 200).toLowerCase();
  if ((language === "" || language === "xml") && /^(<\?xml[^>]*>\s*)?<svg\b/.test(begin)) return "page";
  return language === "" && /^(<!doctype html|<html\b)/.test(begin) ? "page" : undefined;
}
