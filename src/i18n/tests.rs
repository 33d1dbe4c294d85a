//! Every text is there, in both languages, and used.

use super::{
    attachments, catalogue, chat_tools, chats, code, documents, editor, keys, markup, offline, plain, prompts, search,
    sharing, still, temporary, transfer,
};
use std::collections::BTreeSet;

fn entries() -> impl Iterator<Item = &'static (&'static str, &'static str, &'static str)> {
    [
        attachments::ENTRIES,
        catalogue::ENTRIES,
        chat_tools::ENTRIES,
        chats::ENTRIES,
        code::ENTRIES,
        documents::ENTRIES,
        editor::ENTRIES,
        keys::ENTRIES,
        markup::ENTRIES,
        still::ENTRIES,
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
        let blanks = text.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
        blanks.map(|(name, _)| name.to_owned()).filter(|name| !name.contains('|')).collect()
    };
    for (key, ko, en) in entries() {
        assert!(!ko.trim().is_empty() && !en.trim().is_empty(), "{key} is empty");
        assert_eq!(names(ko), names(en), "{key}");
    }
}

#[test]
fn the_sentences_that_a_page_brings_are_lines_that_end_no_script() {
    for (key, ko, en) in catalogue::ENTRIES {
        assert!(!ko.contains(['\n', '\r', '<']) && !en.contains(['\n', '\r', '<']), "{key}");
    }
}

/// Words of ours that other products have another word for, which is the one that people know; and other spellings than that
/// of the United States. Small letters also find great ones.
const UNKNOWN_WORDS: [&str; 26] = [
    "낱말",
    "갈래",
    "거두",
    "지우기",
    "지웠",
    "멈추기",
    "그만두",
    "견주",
    "열쇠",
    "되살",
    "고르기",
    "글머리표",
    "옮기기",
    "마크다운",
    "운영자",
    "for good",
    " conversation",
    "e-mail",
    "colour",
    "organis",
    "goes on",
    "brought back",
    "bring back",
    "whoever",
    "user name",
    "mended",
];

#[test]
fn one_word_is_used_for_one_thing_and_it_is_the_usual_one() {
    for (key, ko, en) in entries() {
        let said = [ko.to_lowercase(), en.to_lowercase()];
        for word in UNKNOWN_WORDS {
            assert!(!said.iter().any(|said| said.contains(word)), "{key} says {word}: {said:?}");
        }
    }
}

#[test]
fn every_text_is_used() {
    let mut sources = String::new();
    visit("src".as_ref(), &mut |_, source| sources.push_str(source));
    for (key, ..) in entries() {
        assert!(sources.contains(&format!(".{key}")), "{key} is used nowhere");
    }
}

/// Shows every source file.
fn visit(folder: &std::path::Path, look: &mut impl FnMut(&std::path::Path, &str)) {
    for entry in std::fs::read_dir(folder).expect("the sources are there") {
        let path = entry.expect("the entry can be read").path();
        if path.is_dir() {
            visit(&path, look);
        } else if path.extension().is_some_and(|extension| extension == "rs" || extension == "ts") {
            look(&path, &std::fs::read_to_string(&path).expect("the file can be read"));
        }
    }
}

/// Texts of the interface that stand in a `view!` and not in the catalogue: quoted words, in any letters.
#[test]
fn no_text_of_the_interface_stands_outside_the_catalogue() {
    let mut found = Vec::new();
    visit("src".as_ref(), &mut |path, source| {
        let is_looked_at = path.extension().is_some_and(|extension| extension == "rs")
            && !path.starts_with("src/i18n")
            && !path.starts_with("src/tests")
            // For those who build Supbot.
            && !path.ends_with("ui/gallery.rs");
        for view in source.split("view! {").skip(1).filter(|_| is_looked_at) {
            let view = within_braces(view);
            found.extend(shown_texts(view).map(|text| format!("{}: {text}", path.display())));
        }
    });
    assert_eq!(found, [""; 0]);
}

/// What stands before the brace that closes a `view! {`.
fn within_braces(rest: &str) -> &str {
    let mut depth = 1;
    let end = rest.char_indices().find(|(_, c)| {
        depth += i32::from(*c == '{') - i32::from(*c == '}');
        depth == 0
    });
    end.map_or(rest, |(end, _)| &rest[..end])
}

/// The literals of a view that a person would read or hear: those between tags, and those of `aria-label`, `title`,
/// `placeholder` and `alt`. Names and examples of code are the same in every language.
fn shown_texts(view: &str) -> impl Iterator<Item = &str> {
    const SAME_IN_ALL: [&str; 4] = ["Supbot", "OPENAI_API_KEY=", "OPENAI_BASE_URL=", "src/main.py"];
    let mut before = "";
    view.split('"').enumerate().filter_map(move |(index, part)| {
        if index % 2 == 0 {
            before = part.trim_end();
            return None;
        }
        let is_attribute = before.ends_with('=');
        let is_read = ["aria-label=", "title=", "placeholder=", "alt="].iter().any(|name| before.ends_with(name));
        let is_child = before.is_empty() || before.ends_with(['>', '}']);
        let is_text = if is_attribute { is_read } else { is_child };
        let has_words = part.chars().filter(|c| c.is_alphabetic()).count() > 1;
        (is_text && has_words && !SAME_IN_ALL.iter().any(|same| part.starts_with(same))).then_some(part)
    })
}
