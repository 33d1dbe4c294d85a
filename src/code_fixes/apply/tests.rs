//! Edits, made in one file or none.

use super::*;
use crate::code_fixes::edits::parse;

/// What edits make of one file, and why some are not made.
fn made(original: &str, blocks: &[(&str, &str)]) -> (String, Vec<Reason>) {
    let block =
        |(search, replace): &(&str, &str)| format!("a\n<<<<<<< SEARCH\n{search}=======\n{replace}>>>>>>> REPLACE\n");
    let answer: String = blocks.iter().map(block).collect();
    let mut bench = PatchSet::new([("a".to_owned(), original.to_owned())]);
    let refused = bench.make(parse(&answer, &["a"]));
    (bench.finish().remove(0).content, refused.into_iter().map(|refused| refused.reason).collect())
}

#[test]
fn lines_that_stand_once_are_replaced_and_all_else_keeps_its_bytes() {
    assert_eq!(made("1\n2\n3\n", &[("2\n", "two\nzwei\n")]), ("1\ntwo\nzwei\n3\n".to_owned(), vec![]));
    assert_eq!(made("1\r\n2\r\n3", &[("2\n", "two\n"), ("3\n", "three\n4\n")]).0, "1\r\ntwo\r\nthree\r\n4");
    assert_eq!(made("1\n2\r\n3\n", &[("1\n2\n3\n", "1\n2\n4\n")]).0, "1\n2\r\n4\n");
    assert_eq!(made("\tx  \n\ty\n", &[("\tx\n\ty\n", "\tx\n\tz\n")]).0, "\tx  \n\tz\n");
    assert_eq!(made("x  \ny\n", &[("x  \n", "x\n")]).0, "x\ny\n");
    assert_eq!(made("\u{feff}1\r\n2\r\n", &[("1\n2\n", "1\n3\n")]).0, "\u{feff}1\r\n3\r\n");
    assert_eq!(made("1\n2", &[("2\n", "")]).0, "1\n");
    assert_eq!(made("1", &[("1\n", "0\n1\n2\n")]).0, "0\n1\n2");
    assert_eq!(made("", &[("", "1\n2\n")]).0, "1\n2\n");
    assert_eq!(made("1\n\n", &[("1\n", "2\n")]).0, "2\n\n");
}

#[test]
fn what_is_not_there_or_there_twice_or_taken_already_is_refused() {
    let original = "a\nb\na\nc \nc\n";
    for (blocks, reasons) in [
        (vec![("x\n", "y\n")], vec![Reason::NotFound]),
        (vec![("a\n", "y\n")], vec![Reason::Ambiguous]),
        (vec![("", "y\n")], vec![Reason::EmptySearch]),
        (vec![("a\nb\n", "y\n"), ("b\na\n", "z\n")], vec![Reason::Overlap]),
        (vec![("a\nb\n", "y\n"), ("a\nb\n", "y\n")], vec![]),
        (vec![("a\nb\n", "y\n"), ("a\nc\n", "z\n")], vec![]),
        (vec![("c\n", "d\n")], vec![]),
        (vec![("c  \n", "d\n")], vec![Reason::Ambiguous]),
    ] {
        assert_eq!(made(original, &blocks).1, reasons, "{blocks:?}");
    }
    let large = format!("{}\n", "y".repeat(2_000_000));
    let (content, reasons) = made(original, &[("b\n", &large)]);
    assert!(content == original && reasons == [Reason::TooLarge], "{reasons:?}");
}

#[test]
fn overlapping_beginnings_are_no_way_around() {
    assert_eq!(made("x\nx\nx\ny\n", &[("x\nx\ny\n", "z\n")]).0, "x\nz\n");
    assert_eq!(made("x\nx\nx\n", &[("x\nx\n", "z\n")]).1, [Reason::Ambiguous]);
}

#[test]
fn new_files_have_names_of_their_own_that_stay_below() {
    let mut bench = PatchSet::new([("a".to_owned(), "1\n".to_owned())]);
    let new = |path: &str| format!("{path}\n<<<<<<< SEARCH\n=======\nnew\n>>>>>>> REPLACE\n");
    let answer = ["b/c.py", "b/c.py", "../x.py", "A/x.py", "/x.py", "B/C.py"].map(new).concat();
    let reasons: Vec<_> = bench.make(parse(&answer, &["a"])).into_iter().map(|refused| refused.reason).collect();
    assert_eq!(reasons, [Reason::UnsafePath; 4]);
    let files = bench.finish();
    assert_eq!((files.len(), files[1].path.as_str(), files[1].content.as_str()), (2, "b/c.py", "new\n"));
}
