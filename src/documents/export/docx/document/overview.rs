//! The table of contents of a long document.

use super::{Body, height};
use crate::documents::export::ast::{Block, plain};
use std::fmt::Write;

/// More than this can get lost in. Only Word knows the pages, so they are guessed from the text.
const PAGES: f64 = 3.0;
/// Of the text's size, on a page.
const LINES_PER_PAGE: f64 = 40.0;
/// The lowest level of headings that it lists.
const LEVEL_MAX: u8 = 3;

impl Body<'_> {
    /// Writes it, if the document is long: a field that Word can write anew, with what it would write.
    ///
    /// It has no page numbers (`\n`), because there are none before Word has set the pages, and a field that is to be
    /// updated makes it ask the reader for permission.
    pub(super) fn overview(&mut self) {
        let content = self.content;
        let is_listed = |block: &&Block| matches!(block, Block::Heading(level, _) if *level <= LEVEL_MAX);
        let entries = content.blocks.iter().filter(is_listed).count();
        if height(&content.blocks) <= PAGES * LINES_PER_PAGE || entries == 0 {
            return;
        }
        let name = self.language.documents_texts().contents;
        let _ = write!(
            self.text.xml,
            "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/><w:docPartUnique/></w:docPartObj></w:sdtPr>\
             <w:sdtContent><w:p><w:pPr><w:pStyle w:val=\"TOCHeading\"/></w:pPr><w:r><w:t>{name}</w:t></w:r></w:p>"
        );
        let mut field = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>\
             <w:r><w:instrText xml:space=\"preserve\"> TOC \\o \"1-3\" \\n \\h \\z \\u </w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>";
        // Bookmarks are numbered in the order of headings, those in quotes and lists too.
        let mut bookmarks = 0;
        for block in &content.blocks {
            if let Block::Heading(level, line) = block {
                bookmarks += 1;
                if *level > LEVEL_MAX {
                    continue;
                }
                let _ = write!(self.text.xml, "<w:p><w:pPr><w:pStyle w:val=\"TOC{level}\"/></w:pPr>{field}");
                let _ = write!(self.text.xml, "<w:hyperlink w:anchor=\"_Toc{bookmarks}\" w:history=\"1\">");
                self.text.text(&plain(line));
                self.text.push("</w:hyperlink></w:p>");
                field = "";
            } else {
                bookmarks += headings_in(block);
            }
        }
        self.text.push("<w:p><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p></w:sdtContent></w:sdt>");
        self.text.push("<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>");
    }
}

/// The headings within a block that is none.
fn headings_in(block: &Block) -> usize {
    let inner = |blocks: &[Block]| blocks.iter().map(headings_in).sum::<usize>();
    match block {
        Block::Heading(..) => 1,
        Block::Quote(blocks) => inner(blocks),
        Block::Alert(alert) => inner(&alert.blocks),
        Block::List(list) => list.items.iter().map(|item| inner(&item.blocks)).sum(),
        _ => 0,
    }
}
