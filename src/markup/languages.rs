//! Which language a code fence names: what to call it, and the syntax that highlights it.

use std::sync::LazyLock;
use syntect::parsing::{SyntaxReference, SyntaxSet};

/// Loaded with the first code block that has a language: a server that shows none does not pay for it.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// A longer word is no language; it would only fill the head of the block.
const MAX_NAME_CHARS: usize = 30;

/// Words that the syntax set does not know, or whose name there is not what people call the language:
/// words, name of the syntax (empty: shown plain), name for people.
const SPOKEN: &[(&[&str], &str, &str)] = &[
    (&["text", "txt", "plaintext", "plain", "output", "none"], "", ""),
    (&["bash"], "Bourne Again Shell (bash)", "Bash"),
    (&["sh", "zsh", "shell", "console", "shell-session", "terminal"], "Bourne Again Shell (bash)", "Shell"),
    (&["powershell", "pwsh", "ps1"], "", "PowerShell"),
    (&["batch", "bat", "cmd"], "Batch File", "Batch"),
    (&["node", "mjs", "cjs"], "JavaScript", "JavaScript"),
    (&["jsx"], "TypeScriptReact", "JSX"),
    (&["tsx"], "TypeScriptReact", "TSX"),
    (&["vue"], "Vue Component", "Vue"),
    (&["python3"], "Python", "Python"),
    (&["csharp"], "C#", "C#"),
    (&["fsharp"], "F#", "F#"),
    (&["golang"], "Go", "Go"),
    (&["objc", "objectivec"], "Objective-C", "Objective-C"),
    (&["assembly", "asm", "nasm"], "x86_64 Assembly", "Assembly"),
    (&["fortran"], "Fortran (Modern)", "Fortran"),
    (&["vim"], "VimL", "Vim script"),
    // The syntax called "PHP" is HTML until `<?php`, which answers often leave out.
    (&["php"], "PHP Source", "PHP"),
    (&["postgresql", "postgres", "mysql", "sqlite", "plsql", "tsql"], "SQL", "SQL"),
    (&["jsonc", "json5", "jsonl"], "JSON", "JSON"),
    (&["csv"], "Separated Values", "CSV"),
    (&["proto", "protobuf"], "Protocol Buffer", "Protocol Buffers"),
    (&["docker"], "Dockerfile", "Dockerfile"),
    (&["django", "jinja", "jinja2"], "Jinja2", "Jinja"),
    (&["http"], "HTTP Request and Response", "HTTP"),
    (&["regex"], "Regular Expression", "Regex"),
    (&["apache", "apacheconf"], "Apache Conf", "Apache"),
    (&["gdscript"], "GDScript (Godot Engine)", "GDScript"),
    (&["mermaid"], "", "Mermaid"),
];

/// A code block's language.
pub(super) struct Language {
    /// The word as written, in small letters; empty if there is none. Not escaped.
    pub word: String,
    /// What people call it; empty if there is nothing to say. Not escaped.
    pub name: String,
    /// What highlights it; none for plain text.
    pub syntax: Option<&'static SyntaxReference>,
}

impl Language {
    /// From what stands behind the opening fence: `rust`, `rust,ignore`, `js:app.js`, `{.python}`.
    pub fn of(info: &str) -> Self {
        let typed = info
            .split(|c: char| c.is_whitespace() || matches!(c, ',' | ':' | '{' | '}' | '='))
            .map(|part| part.trim_start_matches('.'))
            .find(|part| !part.is_empty())
            .filter(|part| part.chars().count() <= MAX_NAME_CHARS)
            .unwrap_or_default();
        let word = typed.to_lowercase();
        if word.is_empty() {
            return Self { word, name: String::new(), syntax: None };
        }
        if let Some((_, syntax, name)) = SPOKEN.iter().find(|(words, ..)| words.contains(&word.as_str())) {
            let syntax = if syntax.is_empty() { None } else { SYNTAXES.find_syntax_by_name(syntax) };
            return Self { word, name: (*name).to_owned(), syntax };
        }
        let syntax = SYNTAXES.find_syntax_by_token(&word);
        let name = syntax.map_or(typed, |syntax| &syntax.name).to_owned();
        Self { word, name, syntax }
    }
}

/// All syntaxes, as the highlighter needs them beside the one that it uses.
pub(super) fn syntaxes() -> &'static SyntaxSet {
    &SYNTAXES
}

/// Whether files of some language end like this, without the dot.
pub fn is_file_extension(extension: &str) -> bool {
    SYNTAXES.find_syntax_by_extension(extension).is_some()
}

/// The word of the language that the first line of a file gives away, as `#!` does.
pub fn first_line_language(code: &str) -> Option<String> {
    let syntax = SYNTAXES.find_syntax_by_first_line(code.get(..code.find('\n').map_or(code.len(), |at| at + 1))?)?;
    syntax.file_extensions.first().cloned()
}
