//! A model's answer, read as edits: blocks of what to search and what to put in its place. What is not exactly such a block
//! is refused with a reason, never guessed at.

use serde::{Deserialize, Serialize};

/// Most edits of one answer.
pub(super) const EDITS_MAX: usize = 200;
/// Most bytes of what a refused edit searched for that are kept, to be shown.
pub const SHOWN_BYTES_MAX: usize = 2000;
/// What stands between the old lines and the new ones.
pub(super) const DIVIDER: &str = "=======";
/// What a model answers when nothing has to change.
pub(super) const NO_CHANGES: &str = "NO CHANGES";

/// One block of an answer: these lines of a file are to become those.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    /// The file, by the name that it was given with.
    pub(super) path: String,
    /// Lines that stand in the file, without their ends; none: the file is new.
    pub(super) search: Vec<String>,
    /// Lines that are to stand there.
    pub(super) replace: Vec<String>,
}

/// An edit that is not made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refused {
    /// The file, as the model called it; empty when it called none.
    pub(super) path: String,
    /// Why.
    pub(super) reason: Reason,
    /// What it was to replace, its beginning.
    pub(super) search: String,
}

/// Why an edit is not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, sqlx::Type, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[sqlx(rename_all = "snake_case")]
#[schema(as = CodeEditRefusal)]
pub enum Reason {
    /// The answer has no edit at all.
    NoEdits,
    /// The block has no end.
    Truncated,
    /// A block begins within the block.
    Nested,
    /// There is no line, or more than one, between the old lines and the new ones.
    Divider,
    /// It begins or ends with a line that no block begins or ends with.
    Marker,
    /// It names no file, and there are several.
    NoPath,
    /// There is no file of that name.
    UnknownPath,
    /// No file may have that name.
    UnsafePath,
    /// It searches for nothing in a file that is not empty.
    EmptySearch,
    /// The lines that it searches for are not in the file.
    NotFound,
    /// They are there more than once.
    Ambiguous,
    /// Another edit changes the same lines.
    Overlap,
    /// It changes nothing.
    NoChange,
    /// It holds a control character.
    Control,
    /// There would be more code than there may be.
    TooLarge,
    /// There are more edits, or new files, than there may be.
    TooMany,
}

impl Refused {
    pub(super) fn new(path: &str, reason: Reason, search: &[String]) -> Self {
        let mut search = search.join("\n");
        search.truncate(search.floor_char_boundary(SHOWN_BYTES_MAX));
        Self { path: path.to_owned(), reason, search }
    }
}

/// A block that is being read.
struct Block {
    path: Option<String>,
    search: Vec<String>,
    replace: Vec<String>,
    has_divider: bool,
    /// What is wrong with it, once something is.
    wrong: Option<Reason>,
}

/// Reads the blocks of an answer, in order. `known` are the names of the files that there are.
pub(super) fn parse(answer: &str, known: &[&str]) -> Vec<Result<Edit, Refused>> {
    let mut parsed = Vec::new();
    // The last line that may have named a file, and the file of the block before.
    let (mut named, mut before) = (None::<String>, None::<String>);
    let mut open: Option<Block> = None;
    for line in answer.lines() {
        if parsed.len() > EDITS_MAX {
            break;
        }
        let Some(block) = &mut open else {
            match marker(line) {
                Some(Marker::Begin) => open = Some(Block::new(named.take().or(before.take()))),
                Some(Marker::End | Marker::Other) => {
                    parsed.push(Err(Refused::new(named.as_deref().unwrap_or_default(), Reason::Marker, &[])));
                }
                None => name(line, known, &mut named, &mut before),
            }
            continue;
        };
        if block.take(line) {
            let edit = open.take().map(|block| block.finish(known));
            before = edit.as_ref().and_then(|edit| edit.as_ref().ok()).map(|edit| edit.path.clone());
            parsed.extend(edit);
        }
    }
    if let Some(block) = open {
        let path = block.path.unwrap_or_default();
        parsed.push(Err(Refused::new(&path, Reason::Truncated, &block.search)));
    }
    if parsed.len() > EDITS_MAX {
        parsed.truncate(EDITS_MAX);
        parsed.push(Err(Refused::new("", Reason::TooMany, &[])));
    }
    if parsed.is_empty() && !answer.lines().any(|line| line.trim_matches(['.', '*', '`', ' ']) == NO_CHANGES) {
        parsed.push(Err(Refused::new("", Reason::NoEdits, &[])));
    }
    parsed
}

enum Marker {
    Begin,
    End,
    /// It looks like one, and is none.
    Other,
}

/// The line that begins or ends a block; at the beginning of a line only, with five to nine signs.
fn marker(line: &str) -> Option<Marker> {
    let signs = |sign: char, word: &str| {
        let rest = line.trim_start_matches(sign);
        let count = line.len() - rest.len();
        (count >= 5).then(|| (5..=9).contains(&count) && rest.trim() == word)
    };
    match (signs('<', "SEARCH"), signs('>', "REPLACE")) {
        (Some(true), _) => Some(Marker::Begin),
        (_, Some(true)) => Some(Marker::End),
        (None, None) => None,
        _ => Some(Marker::Other),
    }
}

impl Block {
    fn new(path: Option<String>) -> Self {
        Self { path, search: Vec::new(), replace: Vec::new(), has_divider: false, wrong: None }
    }

    /// Takes the next line; says whether it was the last one.
    fn take(&mut self, line: &str) -> bool {
        match marker(line) {
            Some(Marker::Begin) => self.wrong = self.wrong.or(Some(Reason::Nested)),
            Some(Marker::End) => {
                if !self.has_divider {
                    self.wrong = self.wrong.or(Some(Reason::Divider));
                }
                return true;
            }
            Some(Marker::Other) | None if line.trim_end() == DIVIDER => {
                if self.has_divider {
                    self.wrong = self.wrong.or(Some(Reason::Divider));
                }
                self.has_divider = true;
            }
            Some(Marker::Other) | None => {
                if line.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\u{c}')) {
                    self.wrong = self.wrong.or(Some(Reason::Control));
                }
                let part = if self.has_divider { &mut self.replace } else { &mut self.search };
                part.push(line.to_owned());
            }
        }
        false
    }

    fn finish(self, known: &[&str]) -> Result<Edit, Refused> {
        let Self { path, search, replace, wrong, .. } = self;
        // With one file there is nothing to mistake.
        let path = path.or_else(|| if let [only] = known { Some((*only).to_owned()) } else { None });
        let refused = |reason| Err(Refused::new(path.as_deref().unwrap_or_default(), reason, &search));
        match (wrong, &path) {
            (Some(reason), _) => refused(reason),
            (None, None) => refused(Reason::NoPath),
            (None, Some(_)) if search == replace => refused(Reason::NoChange),
            (None, Some(path)) => Ok(Edit { path: path.clone(), search: search.clone(), replace }),
        }
    }
}

/// Looks at a line between blocks: it may name the file of the next one. Fences and empty lines say nothing; other words
/// end the run of blocks that need not name their file again.
fn name(line: &str, known: &[&str], named: &mut Option<String>, before: &mut Option<String>) {
    let text = line.trim();
    if text.is_empty() || text.starts_with("```") || text.starts_with("~~~") {
        return;
    }
    *before = None;
    *named = path_of(text, known);
}

/// The name of a file on a line of its own, with what models put around it.
fn path_of(line: &str, known: &[&str]) -> Option<String> {
    let is_around = |c: char| c.is_whitespace() || matches!(c, '#' | '*' | '`' | '"' | '\'' | ':' | '-' | '>');
    let mut text = line.trim_matches(is_around);
    for label in ["File", "file", "FILE", "Path", "path", "파일"] {
        if let Some(rest) = text.strip_prefix(label).map(str::trim_start).and_then(|rest| rest.strip_prefix(':')) {
            text = rest.trim_matches(is_around);
        }
    }
    let text = text.strip_prefix("./").unwrap_or(text);
    let is_known = known.contains(&text);
    // A sentence is no name, whatever signs it has.
    let is_name = !text.is_empty() && !text.contains(char::is_whitespace) && text.contains(['.', '/', '\\']);
    (is_known || is_name).then(|| text.to_owned())
}

/// Whether a file may have this name: a relative path below one folder, of 1 to 200 bytes.
pub fn is_safe_path(path: &str) -> bool {
    let is_part = |part: &str| {
        let is_relative = matches!(part, "" | "." | "..");
        !is_relative && part.trim() == part && !part.ends_with('.')
    };
    let is_sign = |c: char| c.is_control() || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    (1..=200).contains(&path.len()) && !path.contains(is_sign) && path.split('/').all(is_part)
}

#[cfg(test)]
mod tests;
