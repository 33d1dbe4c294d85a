//! Texts that mean harm: they become text.

use super::super::{ExportError, docx::docx, pdf::pdf};
use super::paper::{dense, document, pdf_text, unpacked};

/// What Typst and XML would take for commands.
const HOSTILE: [&str; 14] = [
    "#import \"/etc/passwd\"",
    "#eval(\"1+1\")",
    "#read(\"/etc/passwd\")",
    "\"; #panic(\"out\"); \"",
    "\\u{41}\\\" #panic()",
    "#\"[#panic()]",
    "]#panic()[",
    "<label> @reference <label>",
    "*/ // /* comment",
    "</w:t></w:r></w:p><w:p>",
    "]]><![CDATA[ &amp; &#x0; &bogus;",
    "= heading ~ -- ... 'quotes' \"quotes\"",
    "#set page(width: 1pt)",
    "{{ }} ${x} %s %n",
];

#[test]
fn commands_are_shown_as_they_were_typed() {
    let lines: Vec<_> = HOSTILE.map(|line| format!("```\n{line}\n```\n")).into();
    let document = document(&lines.concat());
    let text = pdf_text(&pdf(&document).unwrap());
    let xml = unpacked(&docx(&document).unwrap(), "word/document.xml");
    for line in HOSTILE {
        assert!(text.contains(line), "{line} is not in the PDF: {text}");
        let escaped = line
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
            .replace('"', "&quot;")
            .replace('\'', "&#39;");
        assert!(xml.contains(&escaped), "{line} is not in the DOCX");
    }
}

#[test]
fn commands_are_harmless_in_every_place_that_text_can_have() {
    for line in HOSTILE {
        let line = line.replace('|', "");
        let text = format!(
            "# {line}\n\n## {line}\n\n{line} **{line}** *{line}* `{line}` [{line}](https://example.com/{line}) ![{line}](x)\n\n\
             - {line}\n- [x] {line}\n\n> {line}\n\n> [!NOTE] {line}\n> {line}\n\n| {line} | b |\n|--|--|\n| {line} | [^1] |\n\n\
             $${line}$$\n\n<b>{line}</b>\n\n[^1]: {line}\n"
        );
        let document = document(&text);
        pdf(&document).unwrap();
        docx(&document).unwrap();
    }
}

#[test]
fn characters_that_xml_cannot_hold_are_dropped() {
    let document = document("a\u{0}\u{1}b\u{b}\u{c}\u{1f}\u{fffe}\u{ffff}c `d\u{7}e`\n\n```\nf\u{8}g\n```\n");
    let xml = unpacked(&docx(&document).unwrap(), "word/document.xml");
    assert!(xml.chars().all(|c| c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}')));
    assert!(xml.contains(">de<") && xml.contains(">fg<"), "{xml}");
    pdf(&document).unwrap();
}

#[test]
fn links_lead_to_the_web_and_mail_only() {
    let document = document(
        "[a](javascript:alert(1)) [b](file:///etc/passwd) [c](data:text/html,x) [d](/page) [e](https://example.com/?a=1&b=\"2\")",
    );
    let links = unpacked(&docx(&document).unwrap(), "word/_rels/document.xml.rels");
    assert_eq!(links.matches("External").count(), 1, "{links}");
    let pdf = String::from_utf8_lossy(&pdf(&document).unwrap()).into_owned();
    assert!(!pdf.contains("javascript:") && !pdf.contains("file:"), "a PDF's links are not compressed");
}

#[test]
fn what_nests_a_thousand_deep_is_flattened_and_kept() {
    let quotes = format!("{}innermost\n", "> ".repeat(1000));
    let lists: String = (0..1000).map(|depth| format!("{}- item{depth}\n", " ".repeat(2 * depth))).collect();
    let brackets = format!("{}innermost{}", "[".repeat(1000), "](https://example.com)".repeat(1000));
    let stars = format!("{}innermost{}", "*a ".repeat(1000), " b*".repeat(1000));
    let line = format!("{}innermost", ">".repeat(1_500_000));
    let mixed: String = (0..200).map(|depth| "> - 1. ".repeat(depth) + "innermost\n\n").collect();
    for text in [&quotes, &lists, &brackets, &stars, &line, &mixed] {
        let document = document(text);
        let text = dense(&pdf_text(&pdf(&document).unwrap()));
        assert!(text.contains("innermost") || text.contains("item5"), "{text}");
        docx(&document).unwrap();
    }
}

#[test]
fn too_much_is_an_error_that_says_so() {
    let long = document(&"a ".repeat(2_600_000));
    assert!(matches!(docx(&long), Err(ExportError::TooLong { bytes: 5_200_000, .. })));
    assert!(matches!(pdf(&long), Err(ExportError::TooLong { .. })));
    let many = document(&"*a* b ".repeat(300_000));
    assert!(matches!(pdf(&many), Err(ExportError::TooManyParts { .. })));
    let error = pdf(&many).unwrap_err().to_string();
    assert!(error.contains("parts"), "{error}");
}
