//! The text of a document, paragraph by paragraph: in Word nothing lies in anything, save tables.

use super::{
    numbering::{BULLETS, FIRST_LIST, LIST_INDENT, Numbered},
    xml_part::Part,
};
use crate::documents::export::{
    Export, Language, TitlePlace,
    ast::{Alert, Block, Content, Inline, Item, List, Look, Run, colour, plain, width},
};
use comrak::nodes::AlertType;
use std::{collections::BTreeSet, fmt::Write};

mod overview;
mod table;

/// How far a quote is indented, in twentieths of a point.
const QUOTE_INDENT: usize = 340;
/// Lines of code in one paragraph; Word gets slow with longer ones.
const CODE_LINES: usize = 200;

/// Where a block stands.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// The style of its paragraphs.
    style: &'static str,
    /// From the left edge of the text, in twentieths of a point.
    indent: usize,
    /// In how many lists.
    level: usize,
    /// Whether its paragraphs are close together.
    is_tight: bool,
    /// Whether it ends the outermost list, so that what follows is not as close as its items.
    is_end: bool,
}

/// What begins a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Start {
    Nothing,
    /// A number or bullet of this numbering.
    Number(usize),
    /// A box, ticked or not.
    Task(bool),
    /// The number of a footnote.
    Note,
}

/// The parts that grow with the text.
pub(super) struct Body<'c> {
    content: &'c Content,
    language: Language,
    /// What stands on pages.
    pub text: Part,
    /// What stands below them.
    pub notes: Part,
    /// The lists with numbers, which are the numberings from [`FIRST_LIST`] on.
    pub lists: Vec<Numbered>,
    /// The footnotes that are referred to in the text.
    placed: BTreeSet<usize>,
    /// Whether what is written now is a footnote.
    is_note: bool,
    /// Of headings, so that the table of contents can lead to them.
    bookmarks: usize,
}

impl<'c> Body<'c> {
    /// Writes all of it.
    pub fn write(content: &'c Content, document: &Export) -> Self {
        let mut body = Self {
            content,
            language: document.language,
            text: Part::default(),
            notes: Part::default(),
            lists: Vec::new(),
            placed: BTreeSet::new(),
            is_note: false,
            bookmarks: 0,
        };
        let place = Place { style: "", indent: 0, level: 0, is_tight: false, is_end: false };
        if let Some(title) = &content.title {
            let style = if document.layout.title == TitlePlace::Centred { "CentredTitle" } else { "Title" };
            if document.layout.title != TitlePlace::None {
                body.paragraph(title, Place { style, ..place }, Start::Nothing);
            }
        }
        if document.layout.contents {
            body.overview();
        }
        body.blocks(&content.blocks, place);
        body.left_notes(place);
        body
    }

    /// The part that is written now.
    fn part(&mut self) -> &mut Part {
        if self.is_note { &mut self.notes } else { &mut self.text }
    }

    fn push(&mut self, xml: &str) {
        self.part().push(xml);
    }

    fn blocks(&mut self, blocks: &[Block], place: Place) {
        self.blocks_after(Start::Nothing, blocks, place);
    }

    /// Blocks of which the first one is begun by a mark. What cannot be begun so stands below an empty paragraph that is.
    fn blocks_after(&mut self, start: Start, blocks: &[Block], place: Place) {
        let not_last = Place { is_end: false, ..place };
        let rest = match (start, blocks) {
            (Start::Nothing, _) => blocks,
            (_, [Block::Paragraph(line), rest @ ..]) => {
                self.paragraph(line, if rest.is_empty() { place } else { not_last }, start);
                rest
            }
            _ => {
                self.paragraph(&[], if blocks.is_empty() { place } else { not_last }, start);
                blocks
            }
        };
        for (index, block) in rest.iter().enumerate() {
            self.block(block, if index + 1 == rest.len() { place } else { not_last });
        }
    }

    fn block(&mut self, block: &Block, place: Place) {
        match block {
            Block::Heading(level, line) => self.heading(*level, line, place),
            Block::Paragraph(line) => self.paragraph(line, place, Start::Nothing),
            Block::Quote(blocks) => {
                let style = if place.style.is_empty() { "Quote" } else { place.style };
                self.blocks(blocks, Place { style, indent: place.indent + QUOTE_INDENT, is_tight: false, ..place });
            }
            Block::Alert(alert) => self.alert(alert, place),
            Block::List(list) => self.list(list, place),
            Block::Code(lines) => self.code(lines, place),
            Block::Formula(latex) => {
                let look = Look { is_code: true, ..Look::default() };
                let run = Run { text: latex.clone(), look, link: None };
                self.paragraph(&[Inline::Text(run)], Place { style: "Formula", ..place }, Start::Nothing);
            }
            Block::Table(table) => self.table(table, place),
            Block::Rule => self.paragraph(&[], Place { style: "HorizontalLine", ..place }, Start::Nothing),
        }
    }

    fn heading(&mut self, level: u8, line: &[Inline], place: Place) {
        const STYLES: [&str; 6] = ["Heading1", "Heading2", "Heading3", "Heading4", "Heading5", "Heading6"];
        let style = STYLES[usize::from(level.clamp(1, 6)) - 1];
        if self.is_note {
            return self.paragraph(line, Place { style, ..place }, Start::Nothing);
        }
        self.bookmarks += 1;
        let id = self.bookmarks;
        let before = self.part().xml.len();
        self.paragraph(line, Place { style, ..place }, Start::Nothing);
        // Around the runs: a paragraph's properties come first.
        let part = self.part();
        let runs = part.xml[before..].find("</w:pPr>").map_or(before, |at| before + at + "</w:pPr>".len());
        part.xml.insert_str(runs, &format!("<w:bookmarkStart w:id=\"{id}\" w:name=\"_Toc{id}\"/>"));
        let end = part.xml.len() - "</w:p>".len();
        part.xml.insert_str(end, &format!("<w:bookmarkEnd w:id=\"{id}\"/>"));
    }

    fn alert(&mut self, alert: &Alert, place: Place) {
        let style = match alert.kind {
            AlertType::Note => "AlertNote",
            AlertType::Tip => "AlertTip",
            AlertType::Important => "AlertImportant",
            AlertType::Warning => "AlertWarning",
            AlertType::Caution => "AlertCaution",
        };
        let labels = self.language.markup_labels();
        let name = alert.title.as_deref().unwrap_or(labels.alert(alert.kind));
        let place = Place { style, indent: place.indent + QUOTE_INDENT, is_tight: false, ..place };
        self.open(Place { is_tight: true, is_end: false, ..place }, Start::Nothing);
        let colour = colour(alert.kind);
        let name = super::xml_part::escape(name);
        let _ = write!(
            self.part().xml,
            "<w:r><w:rPr><w:b/><w:bCs/><w:color w:val=\"{colour}\"/></w:rPr><w:t xml:space=\"preserve\">{name}</w:t></w:r></w:p>"
        );
        self.blocks(&alert.blocks, place);
    }

    fn list(&mut self, list: &List, place: Place) {
        let level = place.level.min(crate::documents::export::parse::DEPTH_MAX);
        let numbering = match list.start {
            None => BULLETS,
            Some(start) => {
                self.lists.push(Numbered { level, start });
                FIRST_LIST + self.lists.len() - 1
            }
        };
        let style = if place.style.is_empty() { "ListParagraph" } else { place.style };
        let inner = Place {
            style,
            indent: place.indent + LIST_INDENT,
            level: place.level + 1,
            is_tight: list.is_tight,
            is_end: false,
        };
        for (index, Item { task, blocks }) in list.items.iter().enumerate() {
            let start = task.map_or(Start::Number(numbering), Start::Task);
            let is_last = index + 1 == list.items.len();
            self.blocks_after(start, blocks, Place { is_end: is_last && (place.is_end || place.level == 0), ..inner });
        }
    }

    fn code(&mut self, lines: &[String], place: Place) {
        for chunk in lines.chunks(CODE_LINES) {
            self.open(Place { style: "Code", ..place }, Start::Nothing);
            for (index, line) in chunk.iter().enumerate() {
                if index > 0 {
                    self.push("<w:r><w:br/></w:r>");
                }
                self.part().text(line);
            }
            self.push("</w:p>");
        }
    }

    fn paragraph(&mut self, line: &[Inline], place: Place, start: Start) {
        self.open(place, start);
        self.line(line);
        self.push("</w:p>");
    }

    /// Begins a paragraph. Its properties stand in the order of the schema (CT_PPr).
    fn open(&mut self, place: Place, start: Start) {
        let is_note = self.is_note;
        let style = if is_note && matches!(place.style, "" | "ListParagraph") { "FootnoteText" } else { place.style };
        let xml = &mut self.part().xml;
        xml.push_str("<w:p><w:pPr>");
        if !style.is_empty() {
            let _ = write!(xml, "<w:pStyle w:val=\"{style}\"/>");
        }
        if let Start::Number(numbering) = start {
            let level = place.level.saturating_sub(1);
            let _ = write!(xml, "<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{numbering}\"/></w:numPr>");
        }
        if place.is_tight && !place.is_end {
            xml.push_str("<w:spacing w:after=\"40\"/>");
        }
        let hanging = if matches!(start, Start::Number(_) | Start::Task(_)) { LIST_INDENT } else { 0 };
        if place.indent > 0 {
            let _ = write!(xml, "<w:ind w:left=\"{}\" w:hanging=\"{hanging}\"/>", place.indent);
        }
        xml.push_str("</w:pPr>");
        match start {
            Start::Task(is_done) => {
                self.part().text(if is_done { "☑" } else { "☐" });
                self.push("<w:r><w:tab/></w:r>");
            }
            Start::Note => {
                self.push("<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>");
                self.part().text(" ");
            }
            Start::Nothing | Start::Number(_) => {}
        }
    }

    fn line(&mut self, line: &[Inline]) {
        for inline in line {
            match inline {
                Inline::Text(run) => self.part().run(run),
                Inline::Break => self.push("<w:r><w:br/></w:r>"),
                Inline::Footnote(index) => self.footnote(*index),
            }
        }
    }

    /// The note where it is first referred to, its number elsewhere.
    fn footnote(&mut self, index: usize) {
        let number = index + 1;
        let style = "<w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>";
        let content = self.content;
        let Some(note) = content.footnotes.get(index).filter(|_| !self.is_note && self.placed.insert(index)) else {
            let _ = write!(self.part().xml, "<w:r>{style}<w:t>{number}</w:t></w:r>");
            return;
        };
        let _ = write!(self.text.xml, "<w:r>{style}<w:footnoteReference w:id=\"{number}\"/></w:r>");
        let _ = write!(self.notes.xml, "<w:footnote w:id=\"{number}\">");
        self.is_note = true;
        self.blocks_after(Start::Note, note, Place { style: "", indent: 0, level: 0, is_tight: false, is_end: false });
        self.is_note = false;
        self.notes.push("</w:footnote>");
    }

    /// The footnotes that are referred to in other footnotes alone, which Word cannot do.
    fn left_notes(&mut self, place: Place) {
        let content = self.content;
        for index in (0..content.footnotes.len()).filter(|index| !self.placed.contains(index)).collect::<Vec<_>>() {
            let number = Run { text: format!("{}) ", index + 1), look: Look::default(), link: None };
            let place = Place { style: "FootnoteText", ..place };
            self.paragraph(&[Inline::Text(number)], place, Start::Nothing);
            self.placed.insert(index);
            self.blocks(&content.footnotes[index], place);
        }
    }
}

/// About how many lines of a page text takes.
fn lines(text: &str) -> f64 {
    const LINE_WIDTH: f64 = 43.0;
    (width(text) / LINE_WIDTH).ceil().max(1.0)
}

/// About how many lines of a page blocks take.
fn height(blocks: &[Block]) -> f64 {
    let heights = blocks.iter().map(|block| match block {
        Block::Heading(..) => 2.5,
        Block::Paragraph(line) => lines(&plain(line)) + 0.5,
        Block::Quote(blocks) => height(blocks),
        Block::Alert(alert) => 1.5 + height(&alert.blocks),
        Block::List(list) => list.items.iter().map(|item| height(&item.blocks)).sum(),
        Block::Code(code) => code.iter().map(|line| lines(line)).sum::<f64>() + 1.0,
        Block::Formula(latex) => lines(latex) + 0.5,
        Block::Table(table) => 2.0 + 1.4 * table.rows.len() as f64,
        Block::Rule => 1.0,
    });
    heights.sum()
}
