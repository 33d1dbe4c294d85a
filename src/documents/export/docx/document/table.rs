//! Tables.

use super::{Body, Place, Start};
use crate::documents::export::ast::{Cell, Side, Table};
use std::fmt::Write;

/// Of the text, in twentieths of a point: A4 without its margins.
const TEXT_WIDTH: usize = 9072;
/// A table deep in lists still gets this much.
const WIDTH_MIN: usize = 3000;

impl Body<'_> {
    pub(super) fn table(&mut self, table: &Table, place: Place) {
        let width = TEXT_WIDTH.saturating_sub(place.indent).max(WIDTH_MIN);
        let widths: Vec<_> = table.columns.iter().map(|column| (column.share * width as f64) as usize).collect();
        let xml = &mut self.part().xml;
        let _ = write!(
            xml,
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"DocumentTable\"/><w:tblW w:w=\"{width}\" w:type=\"dxa\"/>\
             <w:tblInd w:w=\"{}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>\
             <w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" \
             w:noVBand=\"1\"/></w:tblPr><w:tblGrid>",
            place.indent
        );
        for width in &widths {
            let _ = write!(xml, "<w:gridCol w:w=\"{width}\"/>");
        }
        xml.push_str("</w:tblGrid>");
        self.row(table, &widths, &table.header, "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for row in &table.rows {
            let properties = if table.is_low(row) { "<w:trPr><w:cantSplit/></w:trPr>" } else { "" };
            self.row(table, &widths, row, properties);
        }
        self.push("</w:tbl>");
        // Two tables without a paragraph between them would be one.
        let after = Place { style: "AfterTable", ..place };
        self.paragraph(&[], after, Start::Nothing);
    }

    fn row(&mut self, table: &Table, widths: &[usize], cells: &[Cell], properties: &str) {
        self.push("<w:tr>");
        self.push(properties);
        for ((cell, column), width) in cells.iter().zip(&table.columns).zip(widths) {
            let side = match column.side {
                Side::Left => "left",
                Side::Centre => "center",
                Side::Right => "right",
            };
            let _ = write!(
                self.part().xml,
                "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr><w:p><w:pPr><w:pStyle w:val=\"TableText\"/>\
                 <w:jc w:val=\"{side}\"/></w:pPr>"
            );
            self.line(cell);
            self.push("</w:p></w:tc>");
        }
        self.push("</w:tr>");
    }
}
