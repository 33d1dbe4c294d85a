//! The Typst program of a text: calls of the functions of `prelude.typ`, with all text in string literals.

use super::literal::{WORD_MAX, push_string, push_text};
use crate::documents::export::{
    Export, Language, TitlePlace,
    ast::{Alert, Block, Content, Inline, List, Run, Side, Table, colour, plain},
};
use std::{collections::BTreeSet, fmt::Write};

const PRELUDE: &str = include_str!("prelude.typ");
/// Of code that are set as one paragraph. A whole program would have to be set at once to break it over pages.
const CODE_LINES: usize = 40;
/// A wide letter of a word that cannot be broken, in sizes of its text.
const LETTER_WIDTH: f64 = 0.62;

/// The whole program.
pub(super) fn program(content: &Content, document: &Export) -> String {
    let mut writer = Writer {
        program: String::with_capacity(document.markdown.len() * 2 + PRELUDE.len()),
        content,
        language: document.language,
        placed: BTreeSet::new(),
        has_room: true,
        is_tight: false,
        word_max: WORD_MAX,
    };
    writer.head(document);
    if let Some(title) = &content.title
        && document.layout.title != TitlePlace::None
    {
        writer.open(if document.layout.title == TitlePlace::Centred { "#title(true)" } else { "#title(false)" });
        writer.without_notes(title);
        writer.close();
    }
    writer.program.push_str("#overview\n\n");
    writer.blocks(&content.blocks);
    writer.program.push_str("\n\n");
    writer.notes();
    writer.program
}

struct Writer<'c> {
    program: String,
    content: &'c Content,
    language: Language,
    /// The footnotes that stand on a page.
    placed: BTreeSet<usize>,
    /// Whether a footnote may stand here: not in what is repeated, nor in another one.
    has_room: bool,
    /// Whether this is an item of a list whose items are lines.
    is_tight: bool,
    /// Letters of a word that fit everywhere here.
    word_max: usize,
}

impl Writer<'_> {
    fn head(&mut self, document: &Export) {
        let language = self.language.tag();
        let contents = if document.layout.contents { self.language.documents_texts().contents } else { "" };
        let name = self.content.title.as_deref().map(plain).filter(|title| !title.trim().is_empty());
        // Writing to a String cannot fail.
        let _ = write!(
            self.program,
            "#let language = \"{language}\"\n#let numbered = {}\n#let name = ",
            document.layout.numbered
        );
        push_string(&mut self.program, name.as_deref().unwrap_or(&document.title));
        self.program.push_str("\n#let contents = ");
        if contents.is_empty() {
            self.program.push_str("none")
        } else {
            push_string(&mut self.program, contents)
        }
        self.program.push('\n');
        self.program.push_str(PRELUDE);
    }

    /// Begins the last argument of a call.
    fn open(&mut self, call: &str) {
        self.program.push_str(call);
        self.program.push('[');
    }

    fn close(&mut self) {
        self.program.push(']');
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for (index, block) in blocks.iter().enumerate() {
            // A list right below a paragraph, without an empty line between them, is close to it.
            let is_attached = matches!(block, Block::List(list) if list.is_tight)
                && index > 0
                && matches!(blocks[index - 1], Block::Paragraph(_))
                && self.is_tight;
            self.program.push_str(if index == 0 || is_attached { "" } else { "\n\n" });
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(level, line) => {
                let _ = write!(self.program, "#heading(level: {level})");
                self.open("");
                self.without_notes(line);
                self.close();
            }
            Block::Paragraph(line) => self.line(line),
            Block::Quote(blocks) => {
                self.open("#q");
                self.blocks(blocks);
                self.close();
            }
            Block::Alert(alert) => self.alert(alert),
            Block::List(list) => self.list(list),
            Block::Code(lines) => self.code(lines),
            Block::Formula(latex) => {
                self.open("#m");
                push_text(&mut self.program, latex, self.word_max);
                self.close();
            }
            Block::Table(table) => self.table(table),
            Block::Rule => self.program.push_str("#rule"),
        }
    }

    fn alert(&mut self, alert: &Alert) {
        let labels = self.language.markup_labels();
        let name = alert.title.as_deref().unwrap_or(labels.alert(alert.kind));
        let _ = write!(self.program, "#a(\"{}\", ", colour(alert.kind));
        push_string(&mut self.program, name);
        self.open(")");
        self.blocks(&alert.blocks);
        self.close();
    }

    fn list(&mut self, list: &List) {
        let has_tasks = list.items.iter().any(|item| item.task.is_some());
        let _ = match list.start {
            _ if has_tasks => write!(self.program, "#tasks(tight: {}", list.is_tight),
            Some(start) => write!(self.program, "#enum(start: {start}, tight: {}", list.is_tight),
            None => write!(self.program, "#list(tight: {}", list.is_tight),
        };
        for (index, item) in list.items.iter().enumerate() {
            self.open(", ");
            if has_tasks {
                let number = list.start.map(|start| format!("{}.", u64::from(start) + index as u64));
                let mark = match item.task {
                    Some(true) => "☑",
                    Some(false) => "☐",
                    None => number.as_deref().unwrap_or("•"),
                };
                let _ = write!(self.program, "#x(\"{mark}\");");
            }
            let is_tight = std::mem::replace(&mut self.is_tight, list.is_tight);
            self.blocks(&item.blocks);
            self.is_tight = is_tight;
            self.close();
        }
        self.program.push(')');
    }

    fn code(&mut self, lines: &[String]) {
        self.open("#k");
        for chunk in lines.chunks(CODE_LINES) {
            for (index, line) in chunk.iter().enumerate() {
                if index > 0 {
                    self.program.push_str("#n;");
                }
                push_text(&mut self.program, line, self.word_max);
            }
            self.program.push_str("\n\n");
        }
        self.close();
    }

    fn table(&mut self, table: &Table) {
        self.program.push_str("#table(columns: (");
        for column in &table.columns {
            let _ = write!(self.program, "{:.4}fr,", column.share);
        }
        self.program.push_str("), align: (");
        for column in &table.columns {
            let side = match column.side {
                Side::Left => "left,",
                Side::Centre => "center,",
                Side::Right => "right,",
            };
            self.program.push_str(side);
        }
        self.program.push_str("), table.header(");
        let word_max = self.word_max;
        let has_room = std::mem::replace(&mut self.has_room, false);
        self.cells(table, &table.header);
        self.has_room = has_room;
        self.program.push_str("),\n");
        for row in &table.rows {
            self.cells(table, row);
            self.program.push('\n');
        }
        self.word_max = word_max;
        self.program.push(')');
    }

    fn cells(&mut self, table: &Table, cells: &[Vec<Inline>]) {
        let call = if table.is_low(cells) { "u" } else { "" };
        for (cell, column) in cells.iter().zip(&table.columns) {
            // At least a letter.
            self.word_max = (column.width() / LETTER_WIDTH).max(1.0) as usize;
            self.open(call);
            self.line(cell);
            self.program.push_str("],");
        }
    }

    fn without_notes(&mut self, line: &[Inline]) {
        let has_room = std::mem::replace(&mut self.has_room, false);
        self.line(line);
        self.has_room = has_room;
    }

    fn line(&mut self, line: &[Inline]) {
        for inline in line {
            match inline {
                Inline::Text(run) => self.run(run),
                Inline::Break => self.program.push_str("#n;"),
                Inline::Footnote(index) => self.footnote(*index),
            }
        }
    }

    fn run(&mut self, run: &Run) {
        let look = run.look;
        if let Some(address) = &run.link {
            self.program.push_str("#l(");
            push_string(&mut self.program, address);
            self.open(")");
        }
        let calls = [(look.is_bold, "#b"), (look.is_italic, "#i"), (look.is_struck, "#s"), (look.is_code, "#c")];
        let calls = calls.into_iter().filter_map(|(is_so, call)| is_so.then_some(call));
        let open = calls.map(|call| self.open(call)).count() + usize::from(run.link.is_some());
        push_text(&mut self.program, &run.text, self.word_max);
        for _ in 0..open {
            self.close();
        }
        if open > 0 {
            self.program.push(';');
        }
    }

    /// The note where it is first referred to, its number elsewhere.
    fn footnote(&mut self, index: usize) {
        let number = index + 1;
        let content = self.content;
        let Some(note) = content.footnotes.get(index).filter(|_| self.has_room && self.placed.insert(index)) else {
            let _ = write!(self.program, "#r({number});");
            return;
        };
        self.has_room = false;
        let word_max = std::mem::replace(&mut self.word_max, WORD_MAX);
        let _ = write!(self.program, "#f({number})");
        self.open("");
        self.blocks(note);
        self.program.push_str("];");
        self.word_max = word_max;
        self.has_room = true;
    }

    /// The footnotes that are referred to in headings, headers of tables and other footnotes alone.
    fn notes(&mut self) {
        let content = self.content;
        let left: Vec<_> = (0..content.footnotes.len()).filter(|index| !self.placed.contains(index)).collect();
        if left.is_empty() {
            return;
        }
        self.has_room = false;
        self.program.push_str("#notes(");
        for index in left {
            let _ = write!(self.program, "({}, ", index + 1);
            self.open("");
            self.blocks(&content.footnotes[index]);
            self.program.push_str("]),\n");
        }
        self.program.push(')');
    }
}
