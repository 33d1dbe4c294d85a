//! Code blocks: their frame, and colours by class names, so that the style sheet decides what they look like.

use comrak::html::escape;
use std::{
    fmt::{Result, Write},
    sync::LazyLock,
};
use syntect::{
    parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet},
    util::LinesWithEndings,
};

/// Longer code stays without colours: at about 1 MB/s this is a tenth of a second.
pub(super) const HIGHLIGHT_LIMIT: usize = 100 * 1024;
/// The same for a block that is still being written, which is rendered again with every update.
pub(super) const OPEN_HIGHLIGHT_LIMIT: usize = 6 * 1024;
/// A longer line is data, not code; regular expressions over it take too long.
const LINE_LIMIT: usize = 2000;

/// 213 languages, loaded with the first code block: an idle server does not hold them.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// Which class a scope of the TextMate grammars gets; the first that fits counts, from the innermost scope outwards.
static CLASSES: LazyLock<Vec<(Scope, &'static str)>> = LazyLock::new(|| {
    const NAMES: [(&str, &str); 22] = [
        ("comment", "c"),
        ("constant.numeric", "n"),
        ("constant.language", "n"),
        ("constant.character.escape", "n"),
        ("string", "s"),
        ("constant", "n"),
        ("entity.name.function", "f"),
        ("support.function", "f"),
        ("variable.function", "f"),
        ("support.macro", "f"),
        ("entity.name.type", "t"),
        ("entity.name.class", "t"),
        ("entity.name.struct", "t"),
        ("entity.name.enum", "t"),
        ("support.type", "t"),
        ("support.class", "t"),
        ("entity.name.tag", "k"),
        ("entity.other.attribute-name", "f"),
        ("storage", "k"),
        ("keyword", "k"),
        ("markup.inserted", "gi"),
        ("markup.deleted", "gd"),
    ];
    // Names that are not plain scopes would only be left without colour.
    NAMES.iter().filter_map(|(name, class)| Scope::new(name).ok().map(|scope| (scope, *class))).collect()
});

/// Writes a code block with its frame: the language's name and a button that copies.
pub(super) fn write_fence(
    out: &mut dyn Write,
    language: &str,
    code: &str,
    copy: &str,
    highlight_up_to: usize,
) -> Result {
    let syntax = (!language.is_empty()).then(|| SYNTAXES.find_syntax_by_token(language)).flatten();
    out.write_str("<div class=\"fence\"><div class=\"fence-head\"><b>")?;
    escape(out, syntax.map_or(language, |syntax| &syntax.name))?;
    out.write_str("</b><button type=\"button\" class=\"copy\" data-copy=\"code\">")?;
    escape(out, copy)?;
    out.write_str("</button></div><pre tabindex=\"0\"><code")?;
    if !language.is_empty() {
        out.write_str(" class=\"language-")?;
        escape(out, language)?;
        out.write_str("\"")?;
    }
    out.write_str(">")?;
    match syntax {
        Some(syntax) if code.len() <= highlight_up_to => write_highlighted(out, syntax, code)?,
        _ => escape(out, code)?,
    }
    out.write_str("</code></pre></div>\n")
}

fn write_highlighted(out: &mut dyn Write, syntax: &SyntaxReference, code: &str) -> Result {
    let mut parser = ParseState::new(syntax);
    let mut scopes = ScopeStack::new();
    let mut spans = Spans { out, class: None, text: String::new() };
    for line in LinesWithEndings::from(code) {
        let changes =
            if line.len() > LINE_LIMIT { Vec::new() } else { parser.parse_line(line, &SYNTAXES).unwrap_or_default() };
        let mut done = 0;
        for (at, change) in changes {
            spans.push(class_of(&scopes), &line[done..at])?;
            done = at;
            // A grammar that takes away more than it has given costs colours, not text.
            let _ = scopes.apply(&change);
        }
        spans.push(class_of(&scopes), &line[done..])?;
    }
    spans.flush()
}

fn class_of(scopes: &ScopeStack) -> Option<&'static str> {
    scopes
        .as_slice()
        .iter()
        .rev()
        .find_map(|scope| CLASSES.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)).map(|(_, class)| *class))
}

/// Text with classes, written so that neighbours of one class share one element.
struct Spans<'a> {
    out: &'a mut dyn Write,
    class: Option<&'static str>,
    text: String,
}

impl Spans<'_> {
    fn push(&mut self, class: Option<&'static str>, text: &str) -> Result {
        // White space has no colour: it goes with whatever is before it.
        if class != self.class && !text.trim().is_empty() {
            self.flush()?;
            self.class = class;
        }
        self.text.push_str(text);
        Ok(())
    }

    fn flush(&mut self) -> Result {
        let text = std::mem::take(&mut self.text);
        if text.is_empty() {
            return Ok(());
        }
        if let Some(class) = self.class {
            write!(self.out, "<span class=\"{class}\">")?;
        }
        escape(self.out, &text)?;
        if self.class.is_some() { self.out.write_str("</span>") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fence(language: &str, code: &str) -> String {
        let mut html = String::new();
        write_fence(&mut html, language, code, "Copy", HIGHLIGHT_LIMIT).expect("a String takes everything");
        html
    }

    #[test]
    fn common_languages_get_colours_and_their_names() {
        for (language, code, name, colour) in [
            ("rust", "fn main() {}", "Rust", "<span class=\"k\">fn</span>"),
            ("python", "# hi\nx = 1", "Python", "<span class=\"c\"># hi"),
            ("sql", "select 1", "SQL", "<span class=\"k\">select</span>"),
            ("ts", "const a = \"b\"", "TypeScript", "<span class=\"s\">&quot;b&quot;</span>"),
            ("html", "<p>x</p>", "HTML", "<span class=\"k\">p</span>"),
            ("diff", "+new\n-old", "Diff", "<span class=\"gi\">+new"),
        ] {
            let html = fence(language, code);
            assert!(html.contains(&format!("<b>{name}</b>")) && html.contains(colour), "{html}");
        }
    }

    #[test]
    fn no_character_of_the_code_is_lost_or_added() {
        let code = "fn main() {\n\tlet 한글 = \"<&>\"; // 주석\n}\n\n/* open";
        let html = fence("rust", code);
        let inner = html.split("<code class=\"language-rust\">").nth(1).and_then(|rest| rest.split("</code>").next());
        let mut text = String::new();
        let mut in_tag = false;
        for c in inner.unwrap_or_default().chars() {
            match c {
                '<' => in_tag = true,
                '>' => in_tag = false,
                c if !in_tag => text.push(c),
                _ => {}
            }
        }
        let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
        assert_eq!(text, code);
    }

    #[test]
    fn an_unknown_language_and_too_long_a_text_stay_plain() {
        assert!(fence("nonsense", "<b>").ends_with("<code class=\"language-nonsense\">&lt;b&gt;</code></pre></div>\n"));
        assert!(!fence("rust", &"fn x() {}\n".repeat(20_000)).contains("<span"));
        assert!(fence("", "x").contains("<b></b>"));
    }

    #[test]
    fn there_are_more_than_a_hundred_languages() {
        assert!(SYNTAXES.syntaxes().len() > 100);
    }
}
