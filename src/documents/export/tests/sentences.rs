//! What stands in a text stands in its files, and readers can find and copy it.

use super::super::{Export, docx::docx, pdf::pdf};
use super::paper::{dense, document, docx_text, edges, pdf_facts, pdf_text, unpacked};
use crate::{documents::format::TitlePlace, i18n::Language};

const KOREAN: &str = include_str!("samples/korean.md");
const ENGLISH: &str = include_str!("samples/english.md");

/// The sentences of a sample, without the signs of Markdown.
fn sentences(markdown: &str) -> Vec<String> {
    let mut sentences = Vec::new();
    let mut is_code = false;
    for line in markdown.lines() {
        if line.starts_with("```") {
            is_code = !is_code;
            continue;
        }
        if is_code {
            sentences.push(dense(line));
            continue;
        }
        if line.starts_with("|-") || line.starts_with("|:") || line.starts_with("[ref]") || line.contains("[!") {
            continue;
        }
        // Of marked text, the pieces between the marks.
        let plain = line
            .trim_start_matches(['#', '>', '-', ' '])
            .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ':'));
        let pieces = plain.split(['*', '~', '`', '[', ']', '(', ')', '|', '$', '<', '>', '!', '^']);
        sentences.extend(
            pieces.map(|piece| dense(piece.trim_start_matches(": "))).filter(|piece| piece.chars().count() > 3),
        );
    }
    sentences
}

/// What is in the Markdown, but is not shown: addresses of links, and marks.
fn is_shown(sentence: &str) -> bool {
    let is_shown_link = ["long", "metrics", "org"].iter().any(|part| sentence.contains(part));
    let is_hidden_link = sentence.starts_with("https://example.com/") && !is_shown_link;
    let is_mark = ["mailto:", "검색", "cache:"].iter().any(|start| sentence.starts_with(start)) || sentence == "cache";
    !is_hidden_link && !is_mark
}

#[test]
fn every_sentence_is_in_the_pdf_and_in_the_docx() {
    for (markdown, language) in [(KOREAN, Language::Ko), (ENGLISH, Language::En)] {
        let document = Export { language, ..document(markdown) };
        let (pdf, docx) = (dense(&pdf_text(&pdf(&document).unwrap())), dense(&docx_text(&docx(&document).unwrap())));
        let sentences = sentences(markdown);
        assert!(sentences.len() > 60);
        for sentence in sentences.iter().filter(|sentence| is_shown(sentence)) {
            assert!(pdf.contains(sentence), "{sentence} is not in the PDF: {pdf}");
            assert!(docx.contains(sentence), "{sentence} is not in the DOCX: {docx}");
        }
    }
}

#[test]
fn a_pdf_has_a_title_tags_pages_and_no_font_but_ours() {
    let pdf = pdf(&document(KOREAN)).unwrap();
    let facts = pdf_facts("pdfinfo", &pdf);
    assert!(facts.contains("사내 메신저 전환 계획서") && facts.contains("Tagged:          yes"), "{facts}");
    assert!(facts.contains("(A4)"), "{facts}");
    let fonts = pdf_facts("pdffonts", &pdf);
    assert!(fonts.lines().skip(2).all(|line| line.contains("Supbot") && line.contains("yes yes yes")), "{fonts}");
    assert!(dense(&pdf_text(&pdf)).contains("1/"));
}

#[test]
fn a_title_is_set_as_the_layout_says() {
    let mut export = document("# 제목입니다\n\n본문입니다.");
    assert!(unpacked(&docx(&export).unwrap(), "word/document.xml").contains("\"Title\""));
    export.layout.title = TitlePlace::Centred;
    assert!(unpacked(&docx(&export).unwrap(), "word/document.xml").contains("\"CentredTitle\""));
    export.layout.title = TitlePlace::None;
    assert!(!unpacked(&docx(&export).unwrap(), "word/document.xml").contains("제목입니다"));
    assert!(!pdf_text(&pdf(&export).unwrap()).contains("제목입니다"));
    assert!(unpacked(&docx(&export).unwrap(), "docProps/core.xml").contains("제목입니다"));
}

#[test]
fn a_long_document_has_contents_and_a_short_one_has_none() {
    let section = "## 절의 제목\n\n".to_owned() + &"본문의 한 문장이다. ".repeat(120) + "\n\n";
    let (short, long) = (document(&section), document(&section.repeat(12)));
    assert!(!pdf_text(&pdf(&short).unwrap()).contains("차례"));
    assert!(!unpacked(&docx(&short).unwrap(), "word/document.xml").contains("TOC1"));
    assert!(pdf_text(&pdf(&long).unwrap()).contains("차례"));
    assert!(unpacked(&docx(&long).unwrap(), "word/document.xml").contains("TOC1"));
}

#[test]
fn a_header_is_repeated_on_each_page_of_a_table() {
    let rows: String = (0..200).map(|row| format!("| 행 {row} | 값 |\n")).collect();
    let document = document(&format!("| 머리글 | 둘째 |\n|---|---|\n{rows}"));
    let text = pdf_text(&pdf(&document).unwrap());
    assert!(text.matches("머리글").count() >= 4, "{text}");
    assert!(unpacked(&docx(&document).unwrap(), "word/document.xml").contains("<w:tblHeader/>"));
}

#[test]
fn a_word_of_a_table_stays_in_its_column() {
    let long = "a longer text that takes several lines of its column ".repeat(4);
    let document =
        document(&format!("| Aim | Method | Criteria |\n|---|---|---|\n| {long} | Observation | Identify {long} |\n"));
    let pdf = pdf(&document).unwrap();
    assert!(edges(&pdf, "Observation").1 + 3.0 < edges(&pdf, "Identify").0);
}

#[test]
fn a_low_row_of_a_table_is_on_one_page_and_a_high_one_is_not_lost() {
    let low: Vec<_> =
        (0..40).map(|row| format!("{row}번째 줄의 첫 칸에는 {} 선다.", "여러 줄에 걸친 글이 ".repeat(12))).collect();
    let rows: String = low.iter().map(|text| format!("| {text} | 값 |\n")).collect();
    let high = "아주 긴 칸의 글이다. ".repeat(600);
    let document = document(&format!("| 글 | 값 |\n|---|---|\n{rows}| {high} | 끝 |\n"));
    let text = dense(&pdf_text(&pdf(&document).unwrap()));
    for row in &low {
        assert!(text.contains(&dense(row)), "{row}");
    }
    // Of a sentence that a page ends in, the page's number is a part: a letter that stands nowhere else is counted.
    assert_eq!(text.matches('긴').count(), 600);
    let xml = unpacked(&docx(&document).unwrap(), "word/document.xml");
    assert_eq!(xml.matches("<w:cantSplit/>").count(), 41);
}

#[test]
fn footnotes_stand_somewhere_wherever_they_are_referred_to() {
    let document = document(
        "# 제목[^t]\n\n## 머리[^h]\n\n글[^a] 또 글[^a]\n\n| 머리[^c] |\n|---|\n| 칸[^d] |\n\n\
         [^t]: 노트하나 [링크](https://example.com/t)\n[^h]: 노트둘\n[^a]: 노트셋[^n]\n[^n]: 노트넷[^a]\n[^c]: 노트다섯\n[^d]: 노트여섯\n\n    - 목록\n\n    | 표 |\n    |---|\n    | 칸 |\n",
    );
    let (pdf, docx) = (pdf_text(&pdf(&document).unwrap()), docx_text(&docx(&document).unwrap()));
    for note in ["노트하나", "노트둘", "노트셋", "노트넷", "노트다섯", "노트여섯"] {
        assert_eq!((pdf.matches(note).count(), docx.matches(note).count()), (1, 1), "{note}: {pdf} {docx}");
    }
}
