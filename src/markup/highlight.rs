//! Code blocks: their frame, and highlighting with a few short classes.
//!
//! syntect's own HTML names every scope and is tens of times the size of the code. Here a token gets one of the classes
//! of [`CLASSES`] or none, and neighbours of one class share a tag.

use super::{
    Labels, Runtime,
    languages::{Language, is_file_extension, syntaxes},
};
use comrak::html::escape;
use std::{
    fmt::{self, Write},
    sync::LazyLock,
};
use syntect::parsing::{ParseState, Scope, ScopeStack};

/// Bytes of a line that is still highlighted. Longer lines are data or minified code: nobody reads their colours, and a
/// regular expression may need a time that grows faster than the line.
const MAX_LINE_BYTES: usize = 2_000;
/// Bytes of a block that are highlighted; what follows is plain. About 2 000 lines, far more than an answer has.
const MAX_BLOCK_BYTES: usize = 64 * 1024;

/// Scopes and their classes, the first that fits wins: `k` keyword, `s` string, `n` number and constant, `c` comment,
/// `f` function and attribute, `t` type, `gi` and `gd` lines that a diff inserts and deletes. An empty class ends the
/// search without one; operators, punctuation and variables have the colour of text.
const CLASSES: &[(&str, &str)] = &[
    ("comment", "c"),
    ("string.unquoted", ""),
    ("string", "s"),
    ("constant.character.entity", "n"),
    ("constant.numeric", "n"),
    ("constant.language", "n"),
    ("constant.other.color", "n"),
    ("support.constant", "n"),
    ("entity.name.constant", "n"),
    ("keyword.other.unit", "n"),
    ("keyword.operator.word", "k"),
    ("keyword.operator.new", "k"),
    ("keyword.operator.logical.python", "k"),
    ("keyword.operator.logical.sql", "k"),
    ("keyword.operator", ""),
    ("keyword", "k"),
    ("storage.type.primitive", "t"),
    ("storage.type.buildin", "t"),
    ("storage", "k"),
    ("variable.language", "k"),
    ("variable.function", "f"),
    ("variable.annotation", "f"),
    ("entity.name.function", "f"),
    ("support.function", "f"),
    ("support.macro", "f"),
    ("entity.other.attribute-name", "f"),
    ("entity.other.pseudo-class", "f"),
    ("support.type.property-name", "f"),
    ("support.type.custom-property", "f"),
    ("entity.name.tag", "k"),
    ("entity.name.section", "k"),
    ("markup.heading", "k"),
    ("entity.name.variable", ""),
    ("entity.name", "t"),
    ("entity.other.inherited-class", "t"),
    ("support.type", "t"),
    ("support.class", "t"),
    ("markup.inserted", "gi"),
    ("markup.deleted", "gd"),
    ("meta.diff.header", "c"),
    ("meta.diff.range", "c"),
    // Code inside a string, as in a template, has not the string's colour.
    ("source", ""),
];

static RULES: LazyLock<Vec<(Scope, &str)>> =
    LazyLock::new(|| CLASSES.iter().filter_map(|(scope, class)| Some((Scope::new(scope).ok()?, *class))).collect());

fn class_of(scopes: &ScopeStack) -> &'static str {
    let rule_for = |scope: &Scope| RULES.iter().find(|(rule, _)| rule.is_prefix_of(*scope));
    scopes.as_slice().iter().rev().find_map(rule_for).map_or("", |(_, class)| class)
}

/// The code blocks of one text in their order. While the text grows, what was highlighted of each is kept, so that
/// every line is highlighted once and not at every update.
#[derive(Debug, Clone, Default)]
pub(super) struct Fences {
    known: Vec<Fence>,
    next: usize,
    /// Those before this one are in blocks that will not be written again.
    settled: usize,
}

impl Fences {
    /// The next block to write is the first one again.
    pub fn restart(&mut self) {
        self.next = 0;
    }

    /// The next block to write is the first one after those that are settled.
    pub fn resume(&mut self) {
        self.next = self.settled;
    }

    /// What was written so far will not be written again, but by a [`restart`](Self::restart).
    pub fn settle(&mut self) {
        self.settled = self.next;
    }

    /// The HTML of the next block.
    pub fn write(&mut self, info: &str, code: &str, labels: Labels) -> Result<String, fmt::Error> {
        let at = self.next;
        self.next += 1;
        if !self.known.get(at).is_some_and(|fence| fence.begins(info, code)) {
            self.known.truncate(at);
            self.known.push(Fence::new(info, labels)?);
        }
        self.known[at].write(code)
    }

    /// The HTML of the first block that is not settled, after complete `lines` more of its code. It was written before.
    pub fn grow(&mut self, lines: &str) -> Result<String, fmt::Error> {
        let fence = self.known.get_mut(self.settled).ok_or(fmt::Error)?;
        fence.add(lines)?;
        fence.write_with("")
    }
}

/// One code block, as far as its complete lines.
#[derive(Debug, Clone)]
struct Fence {
    info: String,
    /// The word of its language.
    word: String,
    head: String,
    /// Bytes of `head` up to the end of the language's name, after which the button to run it stands.
    name_end: usize,
    /// On that button; empty: there is none.
    run: &'static str,
    source: String,
    ink: Ink,
}

impl Fence {
    fn new(info: &str, labels: Labels) -> Result<Self, fmt::Error> {
        let language = Language::of(info);
        let mut head = String::from("<div class=\"fence\"><div class=\"fence-head\"><b>");
        escape(&mut head, &language.name)?;
        head.push_str("</b>");
        if let Some(name) = file_name(info).filter(|_| !labels.is_page) {
            head.push_str("<span class=\"fence-name\">");
            escape(&mut head, name)?;
            head.push_str("</span>");
        }
        let name_end = head.len();
        if !labels.is_page && !labels.code_actions.is_empty() {
            head.push_str("<button type=\"button\" class=\"code-button\" data-tool=\"actions\" aria-haspopup=\"dialog\" aria-label=\"");
            escape(&mut head, labels.code_actions)?;
            head.push_str("\">⋯</button>");
        }
        if !labels.is_page && !labels.copy.is_empty() {
            head.push_str("<button type=\"button\" class=\"copy\" data-copy=\"code\">");
            escape(&mut head, labels.copy)?;
            head.push_str("</button>");
        }
        head.push_str("</div><pre tabindex=\"0\"><code");
        if !language.word.is_empty() {
            head.push_str(" class=\"language-");
            escape(&mut head, &language.word)?;
            head.push('"');
        }
        head.push('>');
        let state = language.syntax.map(|syntax| (ParseState::new(syntax), ScopeStack::new()));
        let ink = Ink { html: String::new(), class: "", state };
        let run = if labels.is_page { "" } else { labels.run };
        Ok(Self { info: info.to_owned(), word: language.word, head, name_end, run, source: String::new(), ink })
    }

    /// Whether `code` is this block, grown or not.
    fn begins(&self, info: &str, code: &str) -> bool {
        self.info == info && code.starts_with(&self.source)
    }

    fn write(&mut self, code: &str) -> Result<String, fmt::Error> {
        let complete = code.rfind('\n').map_or(0, |at| at + 1);
        self.add(&code[self.source.len()..complete])?;
        self.write_with(&code[complete..])
    }

    fn add(&mut self, lines: &str) -> fmt::Result {
        for line in lines.split_inclusive('\n') {
            if self.source.len() + line.len() > MAX_BLOCK_BYTES {
                self.ink.state = None;
            }
            self.ink.line(line)?;
            self.source.push_str(line);
        }
        Ok(())
    }

    /// All of it, and a `line` that is not complete.
    fn write_with(&self, line: &str) -> Result<String, fmt::Error> {
        let mut ink = self.ink.clone();
        ink.line(line)?;
        ink.dip("")?;
        let (name, rest) = self.head.split_at(self.name_end);
        let mut html = String::with_capacity(self.head.len() + ink.html.len() + 100);
        html.push_str(name);
        if !self.run.is_empty() && Runtime::of(&self.word, &self.source).is_some() {
            html.push_str("<button type=\"button\" class=\"code-button\" data-tool=\"run\">");
            escape(&mut html, self.run)?;
            html.push_str("</button>");
        }
        html.push_str(rest);
        html.push_str(&ink.html);
        html.push_str("</code></pre></div>");
        Ok(html)
    }
}

/// The name of a file that an opening fence gives: `html title="index.html"`, `html index.html`.
fn file_name(info: &str) -> Option<&str> {
    const KEYS: [&str; 5] = ["title", "filename", "file", "name", "path"];
    let (_, rest) = info.trim().split_once(char::is_whitespace)?;
    let rest = rest.trim_start();
    let Some((key, value)) = rest.split_once('=') else {
        let is_file = |name: &&str| name.rsplit_once('.').is_some_and(|(_, end)| is_file_extension(end));
        return rest.split_whitespace().next().filter(is_file);
    };
    let value = match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value[1..].split(quote).next(),
        _ => value.split_whitespace().next(),
    };
    value.filter(|value| KEYS.contains(&key) && !value.is_empty())
}

/// Highlighted lines and what is needed to go on; `class` is that of the tag left open at the end.
#[derive(Debug, Clone)]
struct Ink {
    html: String,
    class: &'static str,
    /// None once the text is to be plain.
    state: Option<(ParseState, ScopeStack)>,
}

impl Ink {
    fn line(&mut self, line: &str) -> fmt::Result {
        // What is too long is skipped, and the state stays that of the line before.
        let state = self.state.take_if(|_| !line.is_empty() && line.len() <= MAX_LINE_BYTES);
        let Some((mut parser, mut scopes)) = state else {
            return self.put(line, "");
        };
        let Ok(changes) = parser.parse_line(line, syntaxes()) else {
            return self.put(line, "");
        };
        let mut start = 0;
        for (at, change) in changes {
            if at > start {
                self.put(&line[start..at], class_of(&scopes))?;
                start = at;
            }
            if scopes.apply(&change).is_err() {
                return self.put(&line[start..], "");
            }
        }
        self.put(&line[start..], class_of(&scopes))?;
        self.state = Some((parser, scopes));
        Ok(())
    }

    fn put(&mut self, text: &str, class: &'static str) -> fmt::Result {
        // White space has no colour: it goes with whatever is before it.
        if !text.trim().is_empty() {
            self.dip(class)?;
        }
        escape(&mut self.html, text)
    }

    /// What follows has this class.
    fn dip(&mut self, class: &'static str) -> fmt::Result {
        if class == self.class {
            return Ok(());
        }
        if !self.class.is_empty() {
            self.html.push_str("</span>");
        }
        if !class.is_empty() {
            write!(self.html, "<span class=\"{class}\">")?;
        }
        self.class = class;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
