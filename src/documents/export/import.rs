//! DOCX as Markdown: headings, lists, tables, quotes, code, links, and how words look. What Markdown has no marks for
//! (colours, columns, pictures) is left out.

mod line;
mod package;

use super::ExportError;
use crate::documents::model::CONTENT_MAX_BYTES;
use line::Line;
use package::{Kind, Package};
use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};

/// The text of a DOCX file.
///
/// # Errors
/// `Unreadable` when it is none; `TooLong` when its text is longer than a document may be.
pub(super) fn from_docx(file: &[u8]) -> Result<String, ExportError> {
    let package = Package::open(file)?;
    let mut text = Text { package: &package, markdown: String::new(), last: Last::Nothing, has_title: false };
    let mut reader = Reader::from_str(&package.document);
    loop {
        match reader.read_event().map_err(unreadable)? {
            Event::Eof => break,
            Event::Start(start) => match start.local_name().as_ref() {
                "p" => {
                    let paragraph = read_paragraph(&mut reader, &package)?;
                    text.add(paragraph)?;
                }
                "tbl" => {
                    let table = read_table(&mut reader, &package)?;
                    text.add_table(&table)?;
                }
                // What was deleted under review is not there, and properties are no text.
                "del" | "sectPr" => {
                    reader.read_to_end(start.name()).map_err(unreadable)?;
                }
                _ => {}
            },
            _ => {}
        }
    }
    let footnotes = read_footnotes(&package)?;
    Ok(text.end(&footnotes))
}

/// The footnotes, as Markdown; the lines between text and notes are none.
fn read_footnotes(package: &Package) -> Result<String, ExportError> {
    let mut reader = Reader::from_str(&package.footnotes);
    let (mut notes, mut id) = (String::new(), None);
    loop {
        match reader.read_event().map_err(unreadable)? {
            Event::Eof => return Ok(notes),
            Event::Start(start) => match start.local_name().as_ref() {
                "footnote" => id = if attribute(&start, "type").is_none() { attribute(&start, "id") } else { None },
                "p" => {
                    let line = read_paragraph(&mut reader, package)?.line.markdown();
                    match id.take() {
                        Some(id) => notes.push_str(&format!("\n[^{id}]: {line}\n")),
                        None if !notes.is_empty() && !line.is_empty() => notes.push_str(&format!("\n    {line}\n")),
                        None => {}
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }
}

fn unreadable(error: impl std::fmt::Display) -> ExportError {
    ExportError::Unreadable(error.to_string())
}

/// The value of an attribute, whatever its namespace's prefix.
fn attribute(start: &BytesStart, name: &str) -> Option<String> {
    let found = start.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}

/// Whether a switch such as `<w:b/>` is on.
fn is_on(start: &BytesStart) -> bool {
    !matches!(attribute(start, "val").as_deref(), Some("0" | "false" | "off" | "none"))
}

#[derive(Debug, Default)]
struct Paragraph {
    style: Option<String>,
    /// Its level and the id of its numbering, when it is an item of a list.
    item: Option<(usize, String)>,
    line: Line,
}

/// Reads up to the end of a paragraph that has begun.
fn read_paragraph(reader: &mut Reader<&[u8]>, package: &Package) -> Result<Paragraph, ExportError> {
    let mut paragraph = Paragraph::default();
    let (mut level, mut numbering) = (0, None);
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(unreadable)? {
            Event::Eof => return Err(unreadable("it ends in the middle of a paragraph")),
            Event::End(end) if end.local_name().as_ref() == "p" => match depth {
                0 => break,
                _ => depth -= 1,
            },
            Event::End(end) => match end.local_name().as_ref() {
                "r" => paragraph.line.end_run(),
                "hyperlink" => paragraph.line.link = None,
                _ => {}
            },
            Event::Start(start) => match start.local_name().as_ref() {
                // A text box lies in the paragraph that it is anchored in.
                "p" => depth += 1,
                "r" => paragraph.line.begin_run(),
                "hyperlink" => {
                    paragraph.line.link = attribute(&start, "id").and_then(|id| package.links.get(&id).cloned());
                }
                "t" => {
                    let text = read_text(reader)?;
                    paragraph.line.push(&text);
                }
                // What Word keeps beside what it shows.
                "del" | "instrText" | "Fallback" | "drawing" | "pict" => {
                    reader.read_to_end(start.name()).map_err(unreadable)?;
                }
                _ => {}
            },
            Event::Empty(empty) => match empty.local_name().as_ref() {
                "pStyle" => paragraph.style = attribute(&empty, "val"),
                "ilvl" => level = attribute(&empty, "val").and_then(|level| level.parse().ok()).unwrap_or(0),
                "numId" => numbering = attribute(&empty, "val").filter(|id| id != "0"),
                "footnoteReference" => {
                    if let Some(id) = attribute(&empty, "id") {
                        paragraph.line.push_mark(format!("[^{id}]"));
                    }
                }
                "br" | "cr" if attribute(&empty, "type").is_none() => paragraph.line.push("\n"),
                "tab" => paragraph.line.push("\t"),
                "noBreakHyphen" => paragraph.line.push("-"),
                "b" => paragraph.line.look.is_bold = is_on(&empty),
                "i" => paragraph.line.look.is_italic = is_on(&empty),
                "strike" | "dstrike" => paragraph.line.look.is_struck = is_on(&empty),
                "rStyle" => {
                    let style = attribute(&empty, "val").unwrap_or_default();
                    paragraph.line.look.is_code = package.style(&style) == Kind::Code;
                }
                _ => {}
            },
            _ => {}
        }
    }
    paragraph.item = numbering.map(|id| (level, id));
    Ok(paragraph)
}

/// Reads up to the end of a text that has begun.
fn read_text(reader: &mut Reader<&[u8]>) -> Result<String, ExportError> {
    let mut text = String::new();
    loop {
        match reader.read_event().map_err(unreadable)? {
            Event::Text(part) => text.push_str(&part),
            Event::CData(part) => text.push_str(&part),
            Event::GeneralRef(reference) => {
                if let Some(c) = reference.resolve_char_ref().map_err(unreadable)? {
                    text.push(c);
                } else {
                    text.push_str(quick_xml::escape::resolve_predefined_entity(&reference).unwrap_or_default());
                }
            }
            Event::End(_) => return Ok(text),
            Event::Eof => return Err(unreadable("it ends in the middle of a text")),
            _ => {}
        }
    }
}

/// Reads up to the end of a table that has begun. Tables in its cells become text.
fn read_table(reader: &mut Reader<&[u8]>, package: &Package) -> Result<Vec<Vec<String>>, ExportError> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(unreadable)? {
            Event::Eof => return Err(unreadable("it ends in the middle of a table")),
            Event::End(end) if end.local_name().as_ref() == "tbl" => match depth {
                0 => return Ok(rows),
                _ => depth -= 1,
            },
            Event::Start(start) => match start.local_name().as_ref() {
                "tbl" => depth += 1,
                "tr" if depth == 0 => rows.push(Vec::new()),
                "tc" if depth == 0 => {
                    if let Some(row) = rows.last_mut() {
                        row.push(String::new());
                    }
                }
                "p" => {
                    let line = read_paragraph(reader, package)?.line.in_cell();
                    if let Some(cell) = rows.last_mut().and_then(|row| row.last_mut()).filter(|_| !line.is_empty()) {
                        cell.push_str(if cell.is_empty() { "" } else { "<br>" });
                        cell.push_str(&line);
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }
}

/// What the Markdown ends with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    Block,
    Item,
    Quote,
    Code,
}

/// Markdown on the way.
struct Text<'p> {
    package: &'p Package,
    markdown: String,
    last: Last,
    /// Whether the text has a title, so that its headings begin at the second level.
    has_title: bool,
}

impl Text<'_> {
    fn add(&mut self, paragraph: Paragraph) -> Result<(), ExportError> {
        let kind = paragraph.style.as_deref().map_or(Kind::Body, |style| self.package.style(style));
        if kind == Kind::Code && paragraph.item.is_none() {
            self.separate(Last::Code, if self.last == Last::Code { "" } else { "```\n" });
            self.markdown.push_str(&paragraph.line.plain());
            self.markdown.push('\n');
            return self.checked();
        }
        let line = paragraph.line.markdown();
        if line.trim().is_empty() {
            return Ok(());
        }
        let task = [("☐", "[ ] "), ("☑", "[x] "), ("☒", "[x] ")];
        let task = task.into_iter().find_map(|(sign, mark)| Some((line.trim_start().strip_prefix(sign)?, mark)));
        match (kind, paragraph.item, task) {
            (Kind::Title | Kind::Heading(_), ..) => {
                let level = if let Kind::Heading(level) = kind { level + usize::from(self.has_title) } else { 1 };
                self.has_title |= kind == Kind::Title;
                self.separate(Last::Block, "");
                let marks = "#".repeat(level.min(6));
                self.markdown.push_str(&format!("{marks} {}\n", line.replace("\\\n", " ").trim()));
            }
            (_, None, Some((rest, mark))) => {
                self.separate(Last::Item, "- ");
                self.markdown.push_str(mark);
                self.markdown.push_str(rest.trim());
                self.markdown.push('\n');
            }
            (_, Some((level, numbering)), _) => {
                let mark = if self.package.is_ordered(&numbering, level) { "1. " } else { "- " };
                let indent = " ".repeat(4 * level.min(8));
                self.separate(Last::Item, &format!("{indent}{mark}"));
                self.markdown.push_str(&line.replace('\n', &format!("\n{indent}    ")));
                self.markdown.push('\n');
            }
            (Kind::Quote, ..) => {
                self.separate(Last::Quote, "> ");
                self.markdown.push_str(&line.replace('\n', "\n> "));
                self.markdown.push('\n');
            }
            _ => {
                self.separate(Last::Block, "");
                self.markdown.push_str(&line::at_start(&line));
                self.markdown.push('\n');
            }
        }
        self.checked()
    }

    fn add_table(&mut self, rows: &[Vec<String>]) -> Result<(), ExportError> {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        if columns == 0 {
            return Ok(());
        }
        self.separate(Last::Block, "");
        for (index, row) in rows.iter().enumerate() {
            for column in 0..columns {
                self.markdown.push_str("| ");
                self.markdown.push_str(row.get(column).map_or("", String::as_str));
                self.markdown.push(' ');
            }
            self.markdown.push_str("|\n");
            if index == 0 {
                self.markdown.push_str(&"|---".repeat(columns));
                self.markdown.push_str("|\n");
            }
            self.checked()?;
        }
        Ok(())
    }

    /// Begins a block with `mark`. Items of a list, and lines of code, stand close together.
    fn separate(&mut self, next: Last, mark: &str) {
        if self.last == Last::Code && next != Last::Code {
            self.markdown.push_str("```\n");
        }
        match (self.last, next) {
            (Last::Nothing, _) | (Last::Item, Last::Item) | (Last::Code, Last::Code) => {}
            (Last::Quote, Last::Quote) => self.markdown.push_str(">\n"),
            _ => self.markdown.push('\n'),
        }
        self.markdown.push_str(mark);
        self.last = next;
    }

    fn checked(&self) -> Result<(), ExportError> {
        let bytes = self.markdown.len();
        if bytes > CONTENT_MAX_BYTES { Err(ExportError::TooLong { bytes, most: CONTENT_MAX_BYTES }) } else { Ok(()) }
    }

    fn end(mut self, footnotes: &str) -> String {
        if self.last == Last::Code {
            self.markdown.push_str("```\n");
        }
        self.markdown.push_str(footnotes);
        self.markdown
    }
}
