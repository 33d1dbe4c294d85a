//! What a block of code is called: what stands behind its fence, right before it, or in its first line.

use super::language;
use crate::markup::CodeBlock;

/// Characters of a path.
const PATH_MAX: usize = 200;
/// Characters of a name in it.
const NAME_MAX: usize = 100;
/// Folders that a file may be in.
const FOLDERS_MAX: usize = 10;
/// Lines from which on code without a name is a file all the same.
const LINES_MIN: usize = 6;

/// What may stand behind a fence before a name.
const KEYS: [&str; 5] = ["title", "filename", "file", "name", "path"];
/// What may stand before a name where it is announced.
const ANNOUNCED: [&str; 6] = ["file", "filename", "file name", "path", "파일", "파일명"];
/// Files whose names have no end.
const WITHOUT_END: [&str; 10] = [
    "Dockerfile",
    "Makefile",
    "Procfile",
    "Gemfile",
    "Rakefile",
    "Jenkinsfile",
    "Vagrantfile",
    "Justfile",
    "LICENSE",
    ".gitignore",
];
/// What is called like a file and is none.
const NO_FILES: [&str; 9] =
    ["node.js", "vue.js", "next.js", "nuxt.js", "react.js", "express.js", "three.js", "d3.js", "chart.js"];
/// Names that Windows keeps to itself.
const RESERVED: [&str; 6] = ["con", "prn", "aux", "nul", "com1", "lpt1"];
/// How comments of one line begin and end.
const COMMENTS: [(&str, &str); 6] = [("<!--", "-->"), ("/*", "*/"), ("//", ""), ("--", ""), ("#", ""), (";", "")];

/// The name that a block was given; none when it has none.
pub(super) fn given_name(block: &CodeBlock) -> Option<String> {
    from_info(&block.info)
        .or_else(|| from_before(block))
        .or_else(|| from_comment(&block.code))
        .and_then(|name| safe(&name))
}

/// ` ```rust src/main.rs`, ` ```js:app.js`, ` ```python title="app.py"`, ` ```{.js file=app.js}`.
fn from_info(info: &str) -> Option<String> {
    let parts = parts(info);
    let keyed = parts.iter().find_map(|part| {
        let (key, value) = part.split_once('=')?;
        (KEYS.contains(&key.to_ascii_lowercase().as_str()) && !value.is_empty()).then(|| value.to_owned())
    });
    keyed.or_else(|| {
        let bare = parts.iter().take(2).filter(|part| !part.contains('='));
        let names = bare.map(|part| part.split_once(':').map_or(part.as_str(), |(_, path)| path));
        names.filter(|name| is_name(name)).map(str::to_owned).next()
    })
}

/// What is apart by white space outside of quotes, without quotes and braces.
fn parts(info: &str) -> Vec<String> {
    let (mut parts, mut part, mut quote) = (Vec::new(), String::new(), None);
    for c in info.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, '{' | '}') => {}
            (None, c) if c.is_whitespace() || c == ',' => parts.push(std::mem::take(&mut part)),
            (_, c) => part.push(c),
        }
    }
    parts.push(part);
    parts.retain(|part| !part.is_empty());
    parts
}

/// `**src/main.rs**`, `### 2. app.py`, `파일: app.py`, and a sentence that names one file and ends with a colon.
fn from_before(block: &CodeBlock) -> Option<String> {
    let line = block.before.trim();
    let announced = line.trim_end_matches([':', '：', ' ']);
    let announced = announced.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' '));
    // A name that begins with a dot or a digit.
    for whole in [announced, line.trim_end_matches([':', '：', ' '])] {
        let name = unannounced(whole);
        if is_name(name) {
            return Some(name.to_owned());
        }
    }
    let mut marked = block.marked.iter().map(|name| unannounced(name)).filter(|name| is_name(name));
    let (name, is_only) = (marked.next()?, marked.next().is_none());
    let is_led_to = line.ends_with([':', '：']) || line.starts_with(name);
    (is_only && is_led_to).then(|| name.to_owned())
}

/// The first line, when it is a comment that is nothing but a name.
fn from_comment(code: &str) -> Option<String> {
    let line = code.lines().next()?.trim();
    let (begin, end) = COMMENTS.iter().find(|(begin, end)| line.starts_with(begin) && line.ends_with(end))?;
    let name = line.strip_prefix(begin)?.strip_suffix(end)?;
    let name = unannounced(name.trim_matches(['/', '#', '-', '*', ' ', '!']));
    is_name(name).then(|| name.to_owned())
}

/// Without `File:` before it.
fn unannounced(text: &str) -> &str {
    let text = text.trim();
    match text.split_once([':', '：']) {
        Some((word, name)) if ANNOUNCED.contains(&word.trim().to_lowercase().as_str()) => name.trim(),
        _ => text,
    }
}

/// Whether a text looks like the path of a file.
fn is_name(text: &str) -> bool {
    let is_path = |c: char| c.is_alphanumeric() || "._-/\\+@[]()$".contains(c);
    if text.chars().count() > PATH_MAX || !text.chars().all(is_path) || text.contains("//") {
        return false;
    }
    let last = text.rsplit(['/', '\\']).next().unwrap_or_default();
    if NO_FILES.contains(&text.to_ascii_lowercase().as_str()) {
        return false;
    }
    WITHOUT_END.contains(&last)
        || last
            .rsplit_once('.')
            .is_some_and(|(_, end)| end.starts_with(|c: char| c.is_ascii_alphabetic()) && language::is_extension(end))
}

/// A path that may be unpacked anywhere: relative, without a way up, without what systems forbid; none when nothing is left.
pub(super) fn safe(path: &str) -> Option<String> {
    let mut names = Vec::new();
    for name in path.split(['/', '\\']) {
        let name: String =
            name.chars().filter(|c| !c.is_control() && !"<>:\"|?*".contains(*c)).take(NAME_MAX).collect();
        let name = name.trim_end_matches([' ', '.']).trim_start();
        if name.is_empty() {
            // `.`, `..` and the root are no folders.
            continue;
        }
        let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
        names.push(if RESERVED.contains(&stem.as_str()) { format!("_{name}") } else { name.to_owned() });
    }
    let path = names.join("/");
    let fits = (1..=PATH_MAX).contains(&path.chars().count()) && names.len() <= FOLDERS_MAX + 1;
    fits.then_some(path)
}

/// Names for the code of one answer that has none.
#[derive(Debug, Default)]
pub(super) struct DefaultNames {
    given: usize,
    main: Vec<&'static str>,
}

impl DefaultNames {
    /// `main.py`, then `snippet-2.py`; none for what is too short to be a file, or is none by itself.
    pub fn next(&mut self, language: &str, code: &str) -> Option<String> {
        let (end, name) = language::file_names(language)?;
        let is_script = name.is_empty() && code.starts_with("#!");
        if code.lines().filter(|line| !line.trim().is_empty()).count() < LINES_MIN || (name.is_empty() && !is_script) {
            return None;
        }
        self.given += 1;
        if name.is_empty() || self.main.contains(&name) {
            return Some(format!("snippet-{}.{end}", self.given));
        }
        self.main.push(name);
        Some(name.to_owned())
    }
}
