//! Answers of models, good and bad, as edits.

use super::*;
use proptest::prelude::*;

fn edit(path: &str, search: &[&str], replace: &[&str]) -> Result<Edit, Refused> {
    let lines = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
    Ok(Edit { path: path.to_owned(), search: lines(search), replace: lines(replace) })
}

fn reasons(answer: &str, known: &[&str]) -> Vec<Reason> {
    parse(answer, known).into_iter().filter_map(Result::err).map(|refused| refused.reason).collect()
}

#[test]
fn blocks_are_read_with_the_names_fences_and_words_that_models_put_around_them() {
    let block = "<<<<<<< SEARCH\na\n=======\nb\n>>>>>>> REPLACE\n";
    let known = ["src/a.py", "my file.py"];
    for before in [
        "src/a.py\n",
        "./src/a.py\n```python\n",
        "**src/a.py**\n\n",
        "Here it is.\n\n### `src/a.py`:\n```\n",
        "File: src/a.py\r\n",
    ] {
        assert_eq!(parse(&format!("{before}{block}```\n"), &known), [edit("src/a.py", &["a"], &["b"])], "{before}");
    }
    assert_eq!(parse(&format!("my file.py\n{block}"), &known), [edit("my file.py", &["a"], &["b"])]);
    let crlf = format!("src/a.py\n{block}").replace('\n', "\r\n");
    assert_eq!(parse(&crlf, &known), [edit("src/a.py", &["a"], &["b"])]);
    // A second block for the same file, and one that can only be for one file.
    let twice = format!("src/a.py\n{block}```\n```\n{block}");
    assert_eq!(parse(&twice, &known), [edit("src/a.py", &["a"], &["b"]), edit("src/a.py", &["a"], &["b"])]);
    assert_eq!(parse(&format!("I changed it:\n{block}"), &["x"]), [edit("x", &["a"], &["b"])]);
    let new = "src/new.py\n<<<<<<< SEARCH\n=======\n\n>>>>>>> REPLACE";
    assert_eq!(parse(new, &known), [edit("src/new.py", &[], &[""])]);
}

#[test]
fn what_is_no_block_is_refused_with_its_reason() {
    let known = ["a", "b"];
    let all = |parts: &[&str]| parts.join("\n");
    let (begin, end) = ("<<<<<<< SEARCH", ">>>>>>> REPLACE");
    assert_eq!(reasons("Just a sentence.", &known), [Reason::NoEdits]);
    assert_eq!(reasons("Nothing is wrong.\n\nNO CHANGES", &known), []);
    assert_eq!(reasons(&all(&["a", begin, "x", "=======", "y"]), &known), [Reason::Truncated]);
    assert_eq!(reasons(&all(&["a", begin, "x", end]), &known), [Reason::Divider]);
    assert_eq!(reasons(&all(&["a", begin, "x", "=======", "y", "=======", "z", end]), &known), [Reason::Divider]);
    let nested = all(&["a", begin, "x", "=======", begin, "y", "=======", "z", end, end]);
    assert_eq!(reasons(&nested, &known), [Reason::Nested, Reason::Marker]);
    assert_eq!(reasons("<<<<<<< HEAD\nx", &known), [Reason::Marker]);
    let unnamed = all(&["I changed it:", begin, "x", "=======", "y", end]);
    assert_eq!(reasons(&unnamed, &known), [Reason::NoPath]);
    assert_eq!(reasons(&all(&["a", begin, "x", "=======", "x", end]), &["a"]), [Reason::NoChange]);
    assert_eq!(reasons(&all(&["a", begin, "x", "=======", "\u{0}", end]), &["a"]), [Reason::Control]);
    let many = all(&[begin, "x", "=======", "y", end, ""]).repeat(EDITS_MAX + 5);
    assert_eq!(reasons(&many, &["a"]), [Reason::TooMany]);
}

#[test]
fn names_that_lead_elsewhere_are_not_safe() {
    for path in ["a.rs", "src/a b.rs", "소스/가.py", ".gitignore", "a..b/c"] {
        assert!(is_safe_path(path), "{path}");
    }
    let long = "x".repeat(201);
    for path in
        ["", "/etc/passwd", "../a", "a/../b", "a//b", "a/", "C:\\a", "a\\b", "a\u{0}b", "./a", "a:b", " a", &long]
    {
        assert!(!is_safe_path(path), "{path}");
    }
}

proptest! {
    #[test]
    fn no_answer_breaks_the_reader(lines in prop::collection::vec(
        prop_oneof![
            Just("<<<<<<< SEARCH"), Just("======="), Just(">>>>>>> REPLACE"), Just("```"), Just("a.py"), Just("x"), Just(""), Just("<<<<<<<<<<<<"),
        ], 0..40,
    )) {
        for edit in parse(&lines.join("\n"), &["a.py"]).into_iter().flatten() {
            prop_assert!(edit.search != edit.replace);
            prop_assert!(!edit.search.iter().chain(&edit.replace).any(|line| line == DIVIDER));
        }
    }
}
