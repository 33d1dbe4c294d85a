//! Hunks and words of small texts, and that nothing is lost of any.

use super::*;
use proptest::prelude::*;

/// The hunks as a program would print them, changed words in brackets.
fn printed(old: &str, new: &str) -> String {
    let mut printed = String::new();
    for hunk in hunks(old, new, &spans(old, new)) {
        let Hunk { old_start, old_lines, new_start, new_lines, lines } = hunk;
        printed.push_str(&format!("@@ -{old_start},{old_lines} +{new_start},{new_lines} @@\n"));
        for line in lines {
            let sign = match line.kind {
                LineKind::Keep => ' ',
                LineKind::Remove => '-',
                LineKind::Add => '+',
            };
            let mark = |piece: Piece| if piece.is_changed { format!("[{}]", piece.text) } else { piece.text };
            let text: String = line.pieces.into_iter().map(mark).collect();
            let end = if line.end == LineEnd::None { "⏚" } else { "" };
            printed.push_str(&format!("{sign}{text}{end}\n"));
        }
    }
    printed
}

#[test]
fn a_changed_line_is_shown_with_three_around_it_and_its_words() {
    let old = "1\n2\n3\n4\nlet total = a - b;\n6\n7\n8\n9\n";
    let new = "1\n2\n3\n4\nlet total = a + b;\n6\n7\n8\n9\n";
    let shown = "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-let total = a [-] b;\n+let total = a [+] b;\n 6\n 7\n 8\n";
    assert_eq!(printed(old, new), shown);
}

#[test]
fn what_is_close_is_one_hunk_and_no_line_is_shown_twice() {
    let old = "a\n1\n2\n3\nb\n1\n2\n3\n4\nc\n";
    let new = "A\n1\n2\n3\nB\n1\n2\n3\n4\n";
    let shown = "@@ -1,8 +1,8 @@\n-a\n+A\n 1\n 2\n 3\n-b\n+B\n 1\n 2\n 3\n@@ -9,2 +9,1 @@\n 4\n-c\n";
    assert_eq!(printed(old, new), shown);
    assert_eq!(printed(old, old), "");
}

#[test]
fn files_that_come_and_go_and_a_last_line_without_an_end_are_told() {
    assert_eq!(printed("", "x\n"), "@@ -1,0 +1,1 @@\n+x\n");
    assert_eq!(printed("x\n", ""), "@@ -1,1 +1,0 @@\n-x\n");
    assert_eq!(printed("값 = 1", "값 = 1\n"), "@@ -1,1 +1,1 @@\n-값 = 1⏚\n+값 = 1\n");
}

#[test]
fn one_hunk_is_taken_without_the_other() {
    let (old, new) = ("a\r\n1\r\n2\r\n3\r\n4\r\nb", "A\r\n1\r\n2\r\n3\r\n4\r\nB");
    let spans = spans(old, new);
    assert_eq!(merge(old, new, spans.iter().zip([true, false])), "A\r\n1\r\n2\r\n3\r\n4\r\nb");
    assert_eq!(merge(old, new, spans.iter().zip([false, true])), "a\r\n1\r\n2\r\n3\r\n4\r\nB");
}

proptest! {
    #[test]
    fn all_of_it_is_the_new_text_and_nothing_of_it_the_old(old in "([ab]?\r?\n?){0,16}", new in "([ab]?\r?\n?){0,16}") {
        let spans = spans(&old, &new);
        prop_assert_eq!(merge(&old, &new, spans.iter().map(|span| (span, true))), new.clone());
        prop_assert_eq!(merge(&old, &new, spans.iter().map(|span| (span, false))), old.clone());
        prop_assert_eq!(hunks(&old, &new, &spans).len(), spans.len());
    }
}
