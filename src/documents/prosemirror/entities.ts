// What Markdown writes as `&name;`, as the browser knows it: the table of the package `entities`, in whose place this comes
// (scripts/bundle.mjs), would be a seventh of the editor.

const decoder = document.createElement("textarea");

/** Decodes one reference; what is none stays as it is. */
export function decodeHTML(reference: string): string {
  // Nothing becomes an element in a text area.
  decoder.innerHTML = reference;
  const text = decoder.textContent;
  // `&notit;` begins with one that needs no semicolon.
  return text.endsWith(";") && reference !== "&semi;" ? reference : text;
}

export { decodeHTML as decodeHTMLStrict };
