//! Every text is there, in both languages, and used.

use super::{
    catalogue, chat_tools, chats, code, documents, editor, markup, offline, plain, prompts, search, sharing, temporary,
    transfer,
};
use std::collections::BTreeSet;

fn entries() -> impl Iterator<Item = &'static (&'static str, &'static str, &'static str)> {
    [
        catalogue::ENTRIES,
        chat_tools::ENTRIES,
        chats::ENTRIES,
        code::ENTRIES,
        documents::ENTRIES,
        editor::ENTRIES,
        markup::ENTRIES,
        offline::ENTRIES,
        plain::ENTRIES,
        prompts::ENTRIES,
        search::ENTRIES,
        sharing::ENTRIES,
        temporary::ENTRIES,
        transfer::ENTRIES,
    ]
    .into_iter()
    .flatten()
}

#[test]
fn every_text_fills_in_the_same_names_in_both_languages() {
    let names = |text: &str| -> BTreeSet<String> {
        text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name.to_owned()).collect()
    };
    for (key, ko, en) in entries().filter(|(_, ko, _)| !ko.contains("println!")) {
        assert!(!ko.trim().is_empty() && !en.trim().is_empty(), "{key} is empty");
        assert_eq!(names(ko), names(en), "{key}");
    }
}

#[test]
fn every_text_is_used() {
    let mut sources = String::new();
    read_sources("src".as_ref(), &mut sources);
    for (key, ..) in entries() {
        assert!(sources.contains(&format!(".{key}")), "{key} is used nowhere");
    }
}

fn read_sources(folder: &std::path::Path, sources: &mut String) {
    for entry in std::fs::read_dir(folder).expect("the sources are there") {
        let path = entry.expect("the entry can be read").path();
        if path.is_dir() {
            read_sources(&path, sources);
        } else if path.extension().is_some_and(|extension| extension == "rs" || extension == "ts") {
            sources.push_str(&std::fs::read_to_string(&path).expect("the file can be read"));
        }
    }
}
