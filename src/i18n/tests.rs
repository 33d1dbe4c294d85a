//! Every language has every text, every text is used, and a language is one file.

use super::Language;
use std::collections::BTreeSet;

#[path = "build.rs"]
mod build;

fn catalogues() -> Vec<build::Catalogue> {
    build::read("src/i18n".as_ref()).expect("the languages can be read")
}

fn refused(reference: &str, other: &str) -> String {
    let parse = |tag: &str, source: &str| build::Catalogue::parse(tag, &format!("## chat: Chats\n{source}"));
    let reference = parse("en", reference).expect("the reference is right");
    let checked = parse("xx", other).and_then(|other| other.check(&reference));
    checked.expect_err("something is wrong").to_string()
}

#[test]
fn a_language_that_lacks_a_text_or_has_one_too_many_ends_the_build() {
    let en = "chat-send = Send\nchat-files = { $n ->\n [one] { $n } file\n *[other] { $n } files\n }\n";
    assert_eq!(refused(en, "chat-send = Senden\n"), "xx.ftl lacks chat-files");
    let more = format!("{en}chat-more = Mehr\n");
    assert_eq!(refused(en, &more), "xx.ftl has chat-more, which en.ftl has not");
    assert_eq!(refused(en, "chat-send = Senden\nchat-files = Dateien\n"), "xx.ftl: chat-files has other arguments");
    assert_eq!(refused(en, "chat-send = Senden\nchat-send = Schicken\n"), "xx.ftl has chat-send twice");
    assert_eq!(refused(en, "send = Senden\n"), "xx.ftl: send must begin with its group, chat-");
    assert!(refused(en, "chat-send = { NUMBER($n) }\n").starts_with("xx.ftl: chat-send: not understood here"));
    assert_eq!(refused(en, "chat-send = { $n ->\n *[any] x\n }\n"), "xx.ftl: chat-send: any is no category of plurals");
}

#[test]
fn one_file_more_is_one_language_more() {
    let mut more = catalogues();
    let en = std::fs::read_to_string("src/i18n/en.ftl").expect("the file can be read");
    more.push(build::Catalogue::parse("xx", &en.replace("= English", "= Deutsch")).expect("the file is right"));
    let all = format!("ALL: [(Self, &str); {}]", more.len());
    let rust = build::rust(more, true, false).expect("Rust is made");
    for made in ["Xx,", "Self::Xx => \"xx\"", "(Self::Xx, \"Deutsch\")", all.as_str(), "locale: Language::Xx"] {
        assert!(rust.contains(made), "{made}");
    }
    // No code but what is made of the files has to know which languages there are.
    let mut named = BTreeSet::new();
    visit("src".as_ref(), &mut |path, source| {
        let is_test = path.components().any(|part| part.as_os_str() == "tests") || path.ends_with("tests.rs");
        let code = source.split("\nmod tests {").next().unwrap_or_default();
        let is_named = code.split("Language::Ko").skip(1).any(|rest| !rest.starts_with(char::is_alphanumeric));
        if !is_test && path.extension().is_some_and(|it| it == "rs") && is_named {
            named.insert(path.display().to_string());
        }
    });
    // The formats of documents come in two languages, and are told in English to the others.
    assert_eq!(named, BTreeSet::from(["src/documents/format.rs".to_owned()]));
}

#[test]
fn a_language_is_found_by_its_whole_tag_or_by_its_first_part() {
    let tags = ["ko-KR", "KO", "en-GB", "en-XA", "fr", ""].map(|tag| Language::from_tag(tag).map(Language::tag));
    assert_eq!(tags, [Some("ko"), Some("ko"), Some("en"), Some("en-XA"), None, None]);
    // It is made for tests, and nobody is asked whether they want it.
    assert!(Language::ALL.iter().all(|(language, _)| language.tag() != "en-XA"));
}

#[test]
fn the_types_of_scripts_are_those_of_the_texts() {
    let made = typescript(&catalogues()[0]);
    let path = "src/i18n/texts.d.ts";
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(path, &made).expect("the file can be written");
    }
    let there = std::fs::read_to_string(path).unwrap_or_default();
    assert!(there == made, "please run: UPDATE_SNAPSHOTS=1 cargo test --features ssr --lib i18n");
}

/// TypeScript for the groups that pages carry for scripts.
fn typescript(reference: &build::Catalogue) -> String {
    let mut made =
        String::from("// Made of the languages' files: UPDATE_SNAPSHOTS=1 cargo test --features ssr --lib i18n\n");
    for group in build::OF_SCRIPTS {
        made +=
            &format!("\n/** The texts of the group `{group}`. */\nexport interface {}Texts {{\n", build::camel(group));
        for message in reference.messages.iter().filter(|message| message.group == group) {
            made += &format!("  /** {} */\n  {}: string;\n", message.template, message.key);
        }
        made += "}\n";
    }
    made += "\n/** Every group that pages carry. */\nexport interface Groups {\n";
    for group in build::OF_SCRIPTS {
        made += &format!("  \"{group}\": {}Texts;\n", build::camel(group));
    }
    made + "}\n"
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
    for catalogue in catalogues() {
        // Models understand other words.
        for message in catalogue.messages.iter().filter(|message| message.group != "instructions") {
            let said = message.template.to_lowercase();
            for word in UNKNOWN_WORDS {
                assert!(!said.contains(word), "{}-{} says {word}: {said}", message.group, message.key);
            }
        }
    }
}

/// The compiler tells of texts that no page of the server uses; of those that scripts are sent it cannot know.
#[test]
fn every_text_that_scripts_are_sent_is_used() {
    let mut sources = String::new();
    visit("src".as_ref(), &mut |path, source| {
        if !path.starts_with("src/i18n") || ["calendar.rs", "sentences.rs"].iter().any(|file| path.ends_with(file)) {
            sources.push_str(source);
        }
    });
    let is_key = |c: char| c.is_alphanumeric() || c == '_';
    let words: BTreeSet<_> = sources.split(|c| !is_key(c)).collect();
    let unused: Vec<_> = catalogues()[0]
        .messages
        .iter()
        .filter(|message| build::sent().any(|group| group == message.group) && !words.contains(message.key.as_str()))
        .map(|message| format!("{}-{}", message.group, message.key))
        .collect();
    assert_eq!(unused, [""; 0]);
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

/// CommonTexts of the interface that stand in a `view!` and not in the catalogue: quoted words, in any letters.
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
