//! DOCX: the parts of a WordprocessingML package (ECMA-376, part 1), written as text and zipped.
//!
//! Word refuses a file whose elements stand in the wrong order, so each is written in the order of the schema.

mod document;
mod numbering;
mod package;
mod xml_part;

use super::{
    ast::plain,
    parse::{Limits, read},
};
use crate::{
    documents::export::{Export, ExportError},
    web::archive,
};
use document::Body;
use xml_part::escape;

/// Word itself opens no larger ones in reasonable time; see the figures in the tests.
const LIMITS: Limits = Limits { bytes: 5_000_000, parts: 1_000_000 };

/// The document as DOCX, for Word 2010 and later. It takes a core for up to a second.
///
/// # Errors
/// `TooLong`, `TooManyParts`; another one is our mistake.
pub(super) fn docx(document: &Export) -> Result<Vec<u8>, ExportError> {
    let content = read(&document.markdown, LIMITS)?;
    let title = content.title.as_deref().map(plain).filter(|title| !title.trim().is_empty());
    let title = escape(title.as_deref().unwrap_or(&document.title));
    let body = Body::write(&content, document);
    let parts = [
        ("[Content_Types].xml", package::CONTENT_TYPES.to_owned()),
        ("_rels/.rels", package::RELATIONSHIPS.to_owned()),
        ("docProps/app.xml", package::APP.to_owned()),
        ("docProps/core.xml", package::core(&title, document.language)),
        ("word/document.xml", package::document(&body.text.xml)),
        ("word/_rels/document.xml.rels", package::document_relationships(&body.text.links)),
        ("word/footnotes.xml", package::footnotes(&body.notes.xml)),
        ("word/_rels/footnotes.xml.rels", package::footnote_relationships(&body.notes.links)),
        ("word/styles.xml", package::styles(document)),
        ("word/numbering.xml", numbering::numbering(&body.lists)),
        ("word/settings.xml", package::SETTINGS.to_owned()),
        ("word/fontTable.xml", package::FONTS.to_owned()),
        ("word/footer1.xml", package::FOOTER.to_owned()),
    ];
    drop(content);
    archive::pack(&parts).map_err(ExportError::NotPacked)
}
