//! How lists and sections count.

use std::fmt::Write;

/// The numbering of all lists with bullets.
pub(super) const BULLETS: usize = 1;
/// The numbering of sections.
pub(super) const SECTIONS: usize = 2;
/// The first one of a list with numbers; each has its own, or it would go on counting where the last one ended.
pub(super) const FIRST_LIST: usize = 3;

/// How far a list is indented, in twentieths of a point.
pub(super) const LIST_INDENT: usize = 425;
/// Levels of a list that Word knows.
const LEVELS: usize = 9;
/// Word counts with 32 bits, and shows nothing above this.
const START_MAX: u32 = 32_767;

/// A list with numbers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numbered {
    /// In how many other lists it lies.
    pub level: usize,
    /// Its first number.
    pub start: u32,
}

/// `numbering.xml`.
pub(super) fn numbering(lists: &[Numbered]) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
         <w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">",
    );
    let bullets = ["•", "–", "·"];
    let list = |level: usize| {
        let left = LIST_INDENT * (level + 1);
        format!("<w:pPr><w:ind w:left=\"{left}\" w:hanging=\"{LIST_INDENT}\"/></w:pPr>")
    };
    scheme(&mut xml, 0, |level| format!("{}{}", format_of("bullet", bullets[level % bullets.len()]), list(level)));
    scheme(&mut xml, 1, |level| format!("{}{}", format_of("decimal", &format!("%{}.", level + 1)), list(level)));
    scheme(&mut xml, 2, |level| {
        let numbers: String = (1..=level + 1).map(|level| format!("%{level}.")).collect();
        let style = if level < 6 { format!("<w:pStyle w:val=\"Heading{}\"/>", level + 1) } else { String::new() };
        // The style stands before the text (CT_Lvl).
        format_of("decimal", &numbers).replacen("<w:lvlText", &format!("{style}<w:suff w:val=\"space\"/><w:lvlText"), 1)
    });
    // Writing to a String cannot fail.
    let _ = write!(xml, "<w:num w:numId=\"{BULLETS}\"><w:abstractNumId w:val=\"0\"/></w:num>");
    let _ = write!(xml, "<w:num w:numId=\"{SECTIONS}\"><w:abstractNumId w:val=\"2\"/></w:num>");
    for (index, Numbered { level, start }) in lists.iter().enumerate() {
        let (id, start) = (FIRST_LIST + index, start.min(&START_MAX));
        let _ = write!(
            xml,
            "<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"{level}\">\
             <w:startOverride w:val=\"{start}\"/></w:lvlOverride></w:num>"
        );
    }
    xml.push_str("</w:numbering>");
    xml
}

fn scheme(xml: &mut String, id: usize, level: impl Fn(usize) -> String) {
    let _ = write!(xml, "<w:abstractNum w:abstractNumId=\"{id}\"><w:multiLevelType w:val=\"multilevel\"/>");
    for index in 0..LEVELS {
        let _ = write!(xml, "<w:lvl w:ilvl=\"{index}\"><w:start w:val=\"1\"/>{}</w:lvl>", level(index));
    }
    xml.push_str("</w:abstractNum>");
}

fn format_of(format: &str, text: &str) -> String {
    format!("<w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/><w:lvlJc w:val=\"left\"/>")
}
