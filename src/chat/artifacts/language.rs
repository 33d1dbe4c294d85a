//! What language a block of code is in: by its fence, by its name, and else by what stands in it.

use crate::markup::{first_line_language, is_file_extension, language_of};

/// Words of languages, the end of their files, and what the only file of that kind is called; empty: it has no name of its
/// own, for answers have such code that is no file.
const KINDS: &[(&[&str], &str, &str)] = &[
    (&["html", "htm", "xhtml"], "html", "index.html"),
    (&["css"], "css", "style.css"),
    (&["javascript", "js", "node", "mjs", "cjs"], "js", "script.js"),
    (&["typescript", "ts"], "ts", "main.ts"),
    (&["tsx"], "tsx", "App.tsx"),
    (&["jsx"], "jsx", "App.jsx"),
    (&["vue"], "vue", "App.vue"),
    (&["svelte"], "svelte", "App.svelte"),
    (&["python", "py", "python3"], "py", "main.py"),
    (&["rust", "rs"], "rs", "main.rs"),
    (&["go", "golang"], "go", "main.go"),
    (&["java"], "java", "Main.java"),
    (&["kotlin", "kt"], "kt", "Main.kt"),
    (&["scala"], "scala", "Main.scala"),
    (&["swift"], "swift", "main.swift"),
    (&["c"], "c", "main.c"),
    (&["cpp", "c++", "cxx"], "cpp", "main.cpp"),
    (&["csharp", "cs", "c#"], "cs", "Program.cs"),
    (&["fsharp", "fs"], "fs", "Program.fs"),
    (&["ruby", "rb"], "rb", "main.rb"),
    (&["php"], "php", "index.php"),
    (&["perl", "pl"], "pl", "main.pl"),
    (&["lua"], "lua", "main.lua"),
    (&["dart"], "dart", "main.dart"),
    (&["haskell", "hs"], "hs", "Main.hs"),
    (&["elixir", "ex", "exs"], "ex", "main.ex"),
    (&["zig"], "zig", "main.zig"),
    (&["r"], "r", "main.r"),
    (&["julia", "jl"], "jl", "main.jl"),
    (&["sql", "postgresql", "postgres", "mysql", "sqlite"], "sql", "query.sql"),
    (&["svg"], "svg", "image.svg"),
    (&["mermaid", "mmd"], "mmd", "diagram.mmd"),
    (&["xml"], "xml", "data.xml"),
    (&["json", "jsonc", "json5"], "json", "data.json"),
    (&["yaml", "yml"], "yaml", "config.yaml"),
    (&["toml"], "toml", "config.toml"),
    (&["dockerfile", "docker"], "dockerfile", "Dockerfile"),
    (&["makefile", "make"], "mk", "Makefile"),
    (&["bash", "sh", "shell", "zsh"], "sh", ""),
    (&["powershell", "ps1"], "ps1", ""),
    (&["markdown", "md"], "md", ""),
];

/// Ends of files that no language of the highlighter has.
const PLAIN_ENDS: [&str; 14] =
    ["txt", "env", "lock", "cfg", "conf", "ini", "log", "mmd", "tsv", "csv", "svg", "vue", "svelte", "http"];

/// Whether a file may end like this, without the dot.
pub(super) fn is_extension(end: &str) -> bool {
    let end = end.to_ascii_lowercase();
    PLAIN_ENDS.contains(&end.as_str()) || is_file_extension(&end)
}

/// What files of a language end with, and what the only one is called: none when its code is no file by itself.
pub(super) fn file_names(word: &str) -> Option<(&'static str, &'static str)> {
    KINDS.iter().find(|(words, ..)| words.contains(&word)).map(|(_, end, name)| (*end, *name))
}

/// The word of the language of a block; empty: plain text.
pub(super) fn detect(info: &str, name: Option<&str>, code: &str) -> String {
    let by_fence = language_of(info).map(|(word, _)| word);
    // `src/main.rs` alone behind the fence names no language.
    let by_name = || {
        let last = name?.rsplit('/').next()?;
        let end = last.rsplit_once('.').map_or(last, |(_, end)| end);
        language_of(&end.to_ascii_lowercase()).map(|(word, _)| word)
    };
    let has_word = !info.trim().is_empty() && name.is_none_or(|name| !info.trim().ends_with(name));
    by_fence.or_else(by_name).or_else(|| if has_word { None } else { by_content(code) }).unwrap_or_default()
}

/// The language that code gives away.
fn by_content(code: &str) -> Option<String> {
    let text = code.trim_start();
    let start = text.get(..text.floor_char_boundary(200)).unwrap_or(text).to_ascii_lowercase();
    let first = start.lines().next().unwrap_or_default();
    let has = |words: &[&str]| words.iter().any(|word| start.starts_with(word));
    let word = if has(&["<!doctype html", "<html"]) {
        "html"
    } else if has(&["<svg"]) {
        "svg"
    } else if has(&["<?xml"]) {
        if start.contains("<svg") { "svg" } else { "xml" }
    } else if has(&["graph td", "graph lr", "flowchart ", "sequencediagram", "classdiagram", "erdiagram", "gantt\n"]) {
        "mermaid"
    } else if first.starts_with("#!") && first.contains("python") {
        "python"
    } else if first.starts_with("#!") && first.contains("node") {
        "javascript"
    } else if first.starts_with("#!") && (first.ends_with("sh") || first.contains("sh ")) {
        "bash"
    } else if has(&["{", "["]) && serde_json::from_str::<serde::de::IgnoredAny>(code).is_ok() {
        "json"
    } else if has(&["def ", "from ", "import "]) && code.lines().any(|line| line.ends_with(':')) {
        "python"
    } else if has(&["use ", "fn ", "pub ", "struct ", "impl "]) && code.contains("fn ") && code.contains('{') {
        "rust"
    } else if has(&["package "]) && code.contains("func ") {
        "go"
    } else if has(&["#include"]) {
        if code.contains("std::") { "cpp" } else { "c" }
    } else if has(&["select ", "create table", "insert into", "with "]) && code.contains(';') {
        "sql"
    } else if has(&["const ", "let ", "function ", "import "]) {
        "javascript"
    } else {
        return first_line_language(text);
    };
    Some(word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fence_goes_before_the_name_and_the_name_before_the_content() {
        assert_eq!(detect("rust", Some("notes.txt"), ""), "rust");
        assert_eq!(detect("src/lib.rs", Some("src/lib.rs"), ""), "rs");
        assert_eq!(detect("", Some("Dockerfile"), ""), "dockerfile");
        assert_eq!(detect("unheard-of", None, "#!/bin/sh\n"), "");
    }

    #[test]
    fn code_without_a_name_gives_its_language_away() {
        for (code, word) in [
            ("#!/usr/bin/env python3\nprint(1)\n", "python"),
            ("#!/bin/bash\nls\n", "bash"),
            ("<!DOCTYPE html>\n<p>x", "html"),
            ("<svg viewBox='0 0 1 1'/>", "svg"),
            ("<?xml version=\"1.0\"?>\n<a/>", "xml"),
            ("{\"a\": [1, 2]}", "json"),
            ("def f():\n    pass\n", "python"),
            ("use std::fmt;\n\nfn main() {}\n", "rust"),
            ("flowchart TD\n  A --> B\n", "mermaid"),
            ("package main\n\nfunc main() {}\n", "go"),
            ("const a = 1;\n", "javascript"),
            ("안녕하세요\n", ""),
        ] {
            assert_eq!(detect("", None, code), word, "{code}");
        }
    }
}
