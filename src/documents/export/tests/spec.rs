//! Everything that Markdown can be becomes a file.

use super::super::{docx::docx, pdf::pdf};
use super::paper::document;
use proptest::prelude::*;

/// The examples of a specification, with its arrows for tabs.
fn examples(specification: &str) -> Vec<String> {
    let fence = "`".repeat(32);
    let begin = format!("{fence} example");
    let pieces = specification.split(&begin).skip(1);
    let examples = pieces.filter_map(|piece| piece.split_once('\n')?.1.split_once("\n.\n"));
    examples.map(|(markdown, _)| markdown.replace('→', "\t")).collect()
}

#[test]
fn every_example_of_the_specifications_is_exported() {
    let files =
        [include_str!("../../../markup/spec/commonmark-0.31.2.txt"), include_str!("../../../markup/spec/gfm-0.29.txt")];
    let examples: Vec<_> = files.iter().flat_map(|file| examples(file)).collect();
    assert!(examples.len() > 1300, "{}", examples.len());
    for example in &examples {
        docx(&document(example)).unwrap();
        if let Err(error) = pdf(&document(example)) {
            panic!("{error}: {example}");
        }
    }
    // And all of them in one.
    pdf(&document(&examples.join("\n\n"))).unwrap();
}

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("# "),
        Just("## "),
        Just("> "),
        Just("- "),
        Just("1. "),
        Just("- [x] "),
        Just("\n"),
        Just("\n\n"),
        Just("    "),
        Just("```\n"),
        Just("| a | b |\n|---|:-:|\n| "),
        Just(" | "),
        Just("**"),
        Just("*"),
        Just("~~"),
        Just("`"),
        Just("["),
        Just("](https://example.com/a?b=c&d)"),
        Just("![x](y)"),
        Just("[^1]"),
        Just("\n[^1]: "),
        Just("<b>"),
        Just("<br>"),
        Just("$$"),
        Just("$x$"),
        Just("> [!TIP]\n"),
        Just("---\n"),
        Just("가나다"),
        Just("漢字"),
        Just("👨‍👩‍👧‍👦"),
        Just("#"),
        Just("\""),
        Just("\\"),
        Just("]"),
        Just("\u{0}"),
        Just("\u{202e}"),
        Just("\u{200d}"),
        Just("averyveryveryverylongwordwithoutanyspaceatall"),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn anything_made_of_marks_is_exported(text in pieces()) {
        prop_assert!(docx(&document(&text)).is_ok());
        let pdf = pdf(&document(&text));
        prop_assert!(pdf.is_ok(), "{:?}", pdf.err());
    }

    #[test]
    fn any_characters_are_exported(text in "\\PC{0,200}") {
        prop_assert!(docx(&document(&text)).is_ok());
        let pdf = pdf(&document(&text));
        prop_assert!(pdf.is_ok(), "{:?}", pdf.err());
    }
}
