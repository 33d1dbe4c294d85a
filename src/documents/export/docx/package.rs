//! The parts of a package that do not grow with the text.

use super::{numbering::SECTIONS, xml_part::escape};
use crate::documents::export::{Export, Language};
use std::{fmt::Write, sync::Arc};

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
const MAIN: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const REFERENCES: &str = "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
/// What the types of relationships begin with.
const RELATIONSHIP: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// `[Content_Types].xml`.
pub(super) const CONTENT_TYPES: &str = include_str!("content_types.xml");
/// `_rels/.rels`.
pub(super) const RELATIONSHIPS: &str = include_str!("relationships.xml");
/// `docProps/app.xml`.
pub(super) const APP: &str = include_str!("app.xml");
/// `word/settings.xml`.
pub(super) const SETTINGS: &str = include_str!("settings.xml");
/// `word/fontTable.xml`: what to take where a font is missing, as on anything but Windows.
pub(super) const FONTS: &str = include_str!("fonts.xml");
/// `word/footer1.xml`: the page and how many there are.
pub(super) const FOOTER: &str = include_str!("footer.xml");
const STYLES: &str = include_str!("styles.xml");

/// `docProps/core.xml`, with the title as XML.
pub(super) fn core(title: &str, language: Language) -> String {
    let language = language.language_texts().region_tag;
    format!(
        "{DECLARATION}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{title}</dc:title><dc:language>{language}</dc:language>\
         </cp:coreProperties>"
    )
}

/// `word/document.xml`, with its paragraphs. The page is A4, in twentieths of a point.
pub(super) fn document(paragraphs: &str) -> String {
    format!(
        "{DECLARATION}<w:document {MAIN} {REFERENCES}><w:body>{paragraphs}<w:sectPr>\
         <w:footerReference w:type=\"default\" r:id=\"footer\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"1417\" w:right=\"1417\" w:bottom=\"1417\" w:left=\"1417\" w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/>\
         </w:sectPr></w:body></w:document>"
    )
}

/// `word/footnotes.xml`, with its footnotes. The first two are the lines above all others.
pub(super) fn footnotes(notes: &str) -> String {
    format!(
        "{DECLARATION}<w:footnotes {MAIN} {REFERENCES}>\
         <w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>\
         <w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>\
         {notes}</w:footnotes>"
    )
}

/// `word/_rels/document.xml.rels`, with the links of the text.
pub(super) fn document_relationships(links: &[Arc<str>]) -> String {
    let parts = [
        ("styles", "styles.xml"),
        ("numbering", "numbering.xml"),
        ("settings", "settings.xml"),
        ("fontTable", "fontTable.xml"),
        ("footnotes", "footnotes.xml"),
        ("footer", "footer1.xml"),
    ];
    let parts = parts
        .map(|(kind, file)| format!("<Relationship Id=\"{kind}\" Type=\"{RELATIONSHIP}/{kind}\" Target=\"{file}\"/>"));
    relationships(&parts.concat(), links)
}

/// `word/_rels/footnotes.xml.rels`, with the links of the footnotes.
pub(super) fn footnote_relationships(links: &[Arc<str>]) -> String {
    relationships("", links)
}

fn relationships(parts: &str, links: &[Arc<str>]) -> String {
    let mut xml = format!(
        "{DECLARATION}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{parts}"
    );
    for (index, address) in links.iter().enumerate() {
        // Writing to a String cannot fail.
        let _ = write!(
            xml,
            "<Relationship Id=\"link{index}\" Type=\"{RELATIONSHIP}/hyperlink\" Target=\"{}\" TargetMode=\"External\"/>",
            escape(address)
        );
    }
    xml.push_str("</Relationships>");
    xml
}

/// `word/styles.xml`. Korean lines are flush, as Word sets them in Korea.
pub(super) fn styles(document: &Export) -> String {
    let mut styles = STYLES.replace("JUSTIFICATION", document.language.language_texts().alignment);
    for level in 1..=6 {
        let numbering = if document.layout.numbered {
            format!("<w:numPr><w:ilvl w:val=\"{}\"/><w:numId w:val=\"{SECTIONS}\"/></w:numPr>", level - 1)
        } else {
            String::new()
        };
        styles = styles.replace(&format!("NUMBERING{level}"), &numbering);
    }
    styles
}
