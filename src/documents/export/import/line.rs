//! The words of a paragraph, with how they look.

use crate::documents::export::ast::Look;

/// Words of one look.
#[derive(Debug)]
struct Piece {
    text: String,
    look: Look,
    link: Option<String>,
    /// Whether the text is Markdown already.
    is_mark: bool,
}

/// A line on the way.
#[derive(Debug, Default)]
pub(super) struct Line {
    pieces: Vec<Piece>,
    /// Of what comes next.
    pub look: Look,
    /// Where what comes next leads.
    pub link: Option<String>,
}

impl Line {
    pub fn begin_run(&mut self) {
        self.look = Look::default();
    }

    pub fn end_run(&mut self) {
        self.look = Look::default();
    }

    pub fn push(&mut self, text: &str) {
        let text: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
        match self.pieces.last_mut() {
            Some(last) if last.look == self.look && last.link == self.link && !last.is_mark => {
                last.text.push_str(&text)
            }
            _ => self.pieces.push(Piece { text, look: self.look, link: self.link.clone(), is_mark: false }),
        }
    }

    /// Adds what is Markdown already.
    pub fn push_mark(&mut self, mark: String) {
        self.pieces.push(Piece { text: mark, look: Look::default(), link: None, is_mark: true });
    }

    /// Without any marks.
    pub fn plain(&self) -> String {
        self.pieces.iter().map(|piece| piece.text.as_str()).collect()
    }

    /// With its marks; a new line in it is `\` and a line end.
    pub fn markdown(&self) -> String {
        let text: String = self.pieces.iter().map(Piece::markdown).collect();
        text.trim().replace('\n', "\\\n")
    }

    /// As the text of a table's cell.
    pub fn in_cell(&self) -> String {
        let text: String = self.pieces.iter().map(Piece::markdown).collect();
        text.trim().replace('|', "\\|").replace('\n', "<br>")
    }
}

impl Piece {
    fn markdown(&self) -> String {
        let words = self.text.trim();
        if words.is_empty() || self.is_mark {
            return self.text.clone();
        }
        // A mark must touch the words that it marks.
        let start = self.text.len() - self.text.trim_start().len();
        let (before, after) = (&self.text[..start], &self.text[start + words.len()..]);
        let look = self.look;
        let mut marked = if look.is_code && !words.contains('`') { format!("`{words}`") } else { escape(words) };
        for (is_so, mark) in [(look.is_struck, "~~"), (look.is_italic, "*"), (look.is_bold, "**")] {
            if is_so {
                marked = format!("{mark}{marked}{mark}");
            }
        }
        match &self.link {
            Some(address) => format!("{before}[{marked}](<{}>){after}", address.replace(['<', '>'], "")),
            None => format!("{before}{marked}{after}"),
        }
    }
}

/// Text of which nothing is taken for a mark.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut last = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        // Inside a word an underscore marks nothing.
        let is_inside = c == '_'
            && last.is_alphanumeric()
            && chars.peek().is_some_and(|next| next.is_alphanumeric() || *next == '_');
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~' | '$') && !is_inside {
            escaped.push('\\');
        }
        escaped.push(c);
        last = c;
    }
    escaped
}

/// A line that begins a paragraph, and is taken for nothing else.
pub(super) fn at_start(line: &str) -> String {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = &line[digits..];
    if digits > 0 && (rest.starts_with(". ") || rest.starts_with(") ")) {
        return format!("{}\\{rest}", &line[..digits]);
    }
    let is_mark = line.starts_with(['#', '>', '+', '|', '=']) || line.starts_with("- ") || line.starts_with("---");
    if is_mark { format!("\\{line}") } else { line.to_owned() }
}
