//! Reads what was exported, with the programs that people have.

use crate::{
    documents::{export::Export, format::Layout},
    i18n::Language,
};
use std::{fs, io::Read, path::Path, process::Command};

/// A document with nothing special.
pub fn document(markdown: &str) -> Export {
    Export {
        title: "시험".to_owned(),
        markdown: markdown.to_owned(),
        layout: Layout { contents: true, numbered: true, ..Layout::default() },
        language: Language::Ko,
    }
}

fn run(program: &str, arguments: &[&str], folder: &Path) -> Vec<u8> {
    let output = Command::new(program).args(arguments).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// All text of a PDF, in the order in which it is read.
pub fn pdf_text(pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.pdf"), pdf).unwrap();
    String::from_utf8(run("pdftotext", &["a.pdf", "-"], folder.path())).unwrap()
}

/// Where the first place of a word begins and ends, in points from the left edge of its page.
pub fn edges(pdf: &[u8], word: &str) -> (f64, f64) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.pdf"), pdf).unwrap();
    let boxes = String::from_utf8(run("pdftotext", &["-bbox", "a.pdf", "-"], folder.path())).unwrap();
    let found = boxes.lines().find(|line| line.contains(&format!(">{word}</word>")));
    let found = found.unwrap_or_else(|| panic!("{word} is no word of {boxes}"));
    let side =
        |name: &str| found.split_once(&format!("{name}=\"")).unwrap().1.split_once('"').unwrap().0.parse().unwrap();
    (side("xMin"), side("xMax"))
}

/// What `pdfinfo` or `pdffonts` says of a PDF.
pub fn pdf_facts(program: &str, pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.pdf"), pdf).unwrap();
    String::from_utf8_lossy(&run(program, &["a.pdf"], folder.path())).into_owned()
}

/// All text of a DOCX: what stands in runs.
pub fn docx_text(docx: &[u8]) -> String {
    let xml = unpacked(docx, "word/document.xml") + &unpacked(docx, "word/footnotes.xml");
    let runs = xml.split("<w:t").skip(1).filter_map(|rest| rest.split_once('>')?.1.split_once("</w:t>"));
    let text: String = runs.map(|(text, _)| text).collect();
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

/// A part of a DOCX.
pub fn unpacked(docx: &[u8], part: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    let mut text = String::new();
    archive.by_name(part).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// Text without any spaces: lines are broken anywhere.
pub fn dense(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{feff}' | '\u{c}')).collect()
}
