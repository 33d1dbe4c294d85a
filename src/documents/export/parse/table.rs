//! Reads tables, and settles how wide their columns are.

use super::Reader;
use crate::documents::export::{
    ExportError,
    ast::{Block, Cell, Column, Inline, Look, Run, Side, Table, plain, width},
};
use comrak::nodes::{Node, NodeValue, TableAlignment};

/// More columns cannot be read on paper, nor opened by Word (63); the rows of a wider table are paragraphs.
pub(crate) const COLUMNS_MAX: usize = 30;
/// Rows that the widths of columns are told from. The last one of ten thousand should not have the say.
const MEASURED_ROWS: usize = 500;
/// A text may be as long as it likes, but a column gets no more than this, in sizes of its text: about half a line.
const WIDTH_MAX: f64 = 24.0;
/// Longer words are broken.
const WORD_MAX: f64 = 12.0;
/// No column is narrower than three Korean letters.
const WIDTH_MIN: f64 = 3.0;

impl Reader {
    pub(super) fn table(&mut self, node: Node<'_>, sides: &[TableAlignment]) -> Result<Block, ExportError> {
        let mut rows = Vec::new();
        for row in node.children() {
            let mut cells = Vec::new();
            for cell in row.children() {
                self.count()?;
                cells.push(self.line(cell)?);
            }
            if matches!(row.data().value, NodeValue::TableRow(_)) {
                rows.push(cells);
            }
        }
        if sides.is_empty() || sides.len() > COLUMNS_MAX {
            return Ok(Block::Paragraph(rows_as_lines(rows)));
        }
        // All rows of a table are of the same length; were they not, cells would change places.
        rows.iter_mut().for_each(|row| row.resize(sides.len(), Cell::new()));
        let shares = shares(&rows, sides.len());
        let columns = sides.iter().zip(shares).map(|(side, share)| Column { side: side_of(*side), share }).collect();
        let mut rows = rows.into_iter();
        let header = rows.next().unwrap_or_else(|| vec![Cell::new(); sides.len()]);
        Ok(Block::Table(Table { columns, header, rows: rows.collect() }))
    }
}

fn side_of(alignment: TableAlignment) -> Side {
    match alignment {
        TableAlignment::Center => Side::Centre,
        TableAlignment::Right => Side::Right,
        TableAlignment::Left | TableAlignment::None => Side::Left,
    }
}

/// By the widest cell of each column, but none is so narrow that its words do not fit, as long as there is room.
fn shares(rows: &[Vec<Cell>], count: usize) -> Vec<f64> {
    let (mut widths, mut words) = (vec![WIDTH_MIN; count], vec![0_f64; count]);
    for row in rows.iter().take(MEASURED_ROWS) {
        for ((widest, word), cell) in widths.iter_mut().zip(&mut words).zip(row) {
            let text = plain(cell);
            *widest = widest.max(width(&text).min(WIDTH_MAX));
            *word = word.max(widest_word(&text).min(WORD_MAX));
        }
    }
    let least: Vec<_> = words.iter().map(|word| Column::share_for(*word)).collect();
    let needed: f64 = least.iter().sum();
    if needed >= 1.0 {
        return least.into_iter().map(|share| share / needed).collect();
    }
    // What is left above the least goes where the texts are long.
    let surplus: Vec<_> = widths.iter().zip(&words).map(|(width, word)| (width - word).max(0.1)).collect();
    let total: f64 = surplus.iter().sum();
    least.iter().zip(surplus).map(|(least, surplus)| least + (1.0 - needed) * surplus / total).collect()
}

/// Of the parts between which a line may end; bold letters are a little wider.
fn widest_word(text: &str) -> f64 {
    let is_breakable = |c: char| c.is_whitespace() || ('\u{2e80}'..='\u{d7ff}').contains(&c);
    text.split(is_breakable).map(width).fold(1.0, f64::max) * 1.08
}

fn rows_as_lines(rows: Vec<Vec<Cell>>) -> Vec<Inline> {
    let between = || Inline::Text(Run { text: " | ".to_owned(), look: Look::default(), link: None });
    let mut line = Vec::new();
    for (index, row) in rows.into_iter().enumerate() {
        if index > 0 {
            line.push(Inline::Break);
        }
        for (index, cell) in row.into_iter().enumerate() {
            if index > 0 {
                line.push(between());
            }
            line.extend(cell);
        }
    }
    line
}
