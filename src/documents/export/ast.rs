//! What a text consists of, with everything settled that PDF and DOCX have in common.

use comrak::nodes::AlertType;
use std::sync::Arc;

/// A line in sizes of a table's text.
const TABLE_WIDTH: f64 = 48.0;
/// The space at both sides of a cell, in sizes of its text.
const CELL_INSET: f64 = 1.4;
/// Lines of a row that is not broken over pages, of which each has some fifty.
const LOW_ROW_LINES: f64 = 12.0;

/// A text that has been read.
#[derive(Debug, Default)]
pub(crate) struct Content {
    /// The first block, if it is a heading of the first level.
    pub title: Option<Vec<Inline>>,
    /// All others, in order. No container lies in more than [`super::parse::DEPTH_MAX`] others.
    pub blocks: Vec<Block>,
    /// What [`Inline::Footnote`] refers to.
    pub footnotes: Vec<Vec<Block>>,
}

/// A part of a text that stands alone.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Block {
    /// The level is 1 to 6, and 1 is the highest in the text.
    Heading(u8, Vec<Inline>),
    Paragraph(Vec<Inline>),
    Quote(Vec<Block>),
    Alert(Alert),
    List(List),
    /// Lines, without line ends.
    Code(Vec<String>),
    /// LaTeX, shown as such.
    Formula(String),
    Table(Table),
    Rule,
}

/// A quote with a meaning.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Alert {
    pub kind: AlertType,
    /// Instead of the kind's name.
    pub title: Option<String>,
    pub blocks: Vec<Block>,
}

/// Of an alert's bar and name: red, green and blue in hexadecimal digits.
pub(crate) fn colour(kind: AlertType) -> &'static str {
    match kind {
        AlertType::Note => "0969DA",
        AlertType::Tip => "1A7F37",
        AlertType::Important => "8250DF",
        AlertType::Warning => "9A6700",
        AlertType::Caution => "CF222E",
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct List {
    /// The first number; none with bullets.
    pub start: Option<u32>,
    /// Whether its items are lines rather than paragraphs.
    pub is_tight: bool,
    pub items: Vec<Item>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Item {
    /// Whether a task is done; none with other items.
    pub task: Option<bool>,
    pub blocks: Vec<Block>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Table {
    /// One for each column, of which there are 1 to 30.
    pub columns: Vec<Column>,
    /// As many as there are columns.
    pub header: Vec<Cell>,
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// Whether a row can be kept on one page: half a page would leave too much of the one before it empty.
    pub fn is_low(&self, row: &[Cell]) -> bool {
        row.iter().zip(&self.columns).all(|(cell, column)| {
            let breaks = cell.iter().filter(|inline| matches!(inline, Inline::Break)).count();
            width(&plain(cell)) / column.width() + breaks as f64 <= LOW_ROW_LINES
        })
    }
}

impl Column {
    /// The part of a table that text of this width needs, in sizes of it.
    pub fn share_for(width: f64) -> f64 {
        (width + CELL_INSET) / TABLE_WIDTH
    }

    /// Of its text, in sizes of it; at least a letter.
    pub fn width(&self) -> f64 {
        (self.share * TABLE_WIDTH - CELL_INSET).max(1.0)
    }
}

/// The text of a cell.
pub(crate) type Cell = Vec<Inline>;

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Column {
    pub side: Side,
    /// Its part of the table's width; all parts together are 1.
    pub share: f64,
}

/// Where the text of a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Left,
    Centre,
    Right,
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Inline {
    Text(Run),
    /// A new line.
    Break,
    /// A place in [`Content::footnotes`]; its number is one more.
    Footnote(usize),
}

/// Text of one look, without line ends and control characters.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Run {
    pub text: String,
    pub look: Look,
    /// Where it leads: `http`, `https` or `mailto`.
    pub link: Option<Arc<str>>,
}

/// How text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Look {
    pub is_bold: bool,
    pub is_italic: bool,
    pub is_struck: bool,
    pub is_code: bool,
}

/// The text of a line, without its looks and notes.
pub(crate) fn plain(line: &[Inline]) -> String {
    let texts = line.iter().map(|inline| match inline {
        Inline::Text(run) => run.text.as_str(),
        Inline::Break => " ",
        Inline::Footnote(_) => "",
    });
    texts.collect()
}

/// About how wide text is, in its own size: Korean letters are wide and Latin ones narrow.
pub(crate) fn width(text: &str) -> f64 {
    text.chars()
        .map(|c| match c {
            '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' => {
                0.9
            }
            '\u{ff00}'..='\u{ff60}' | '\u{1f300}'..='\u{1faff}' => 1.0,
            'A'..='Z' | 'm' | 'w' | '@' | '%' => 0.7,
            'i' | 'j' | 'l' | ' ' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 0.3,
            _ => 0.57,
        })
        .sum()
}
