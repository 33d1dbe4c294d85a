//! What of a block of HTML is read, in the order of reading. The HTML is the server's own (`crate::markup`): its tags are whole,
//! and what people and models wrote is escaped.

/// A part of a block in which sentences end: none goes on from one into the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unit {
    /// What is read as it is written.
    Text(String),
    /// A block of code, with the name of its language.
    Code(String),
    /// A table.
    Table,
}

/// Elements in which sentences end.
const ENDS_SENTENCES: [&str; 13] = ["p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "td", "th", "summary"];
/// Elements that have no end.
const VOID: [&str; 5] = ["br", "hr", "img", "input", "wbr"];

/// The units of a block that say something.
pub fn units_of(html: &str) -> Vec<Unit> {
    let mut units = Units::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        units.add_text(&rest[..at]);
        rest = &rest[at..];
        let Some(end) = rest.find('>') else { return units.done() };
        let (tag, after) = (&rest[1..end], &rest[end + 1..]);
        rest = match whole(tag) {
            Some(Whole::Code) => {
                let (head, after) = after.split_once("</code></pre></div>").unwrap_or((after, ""));
                units.put(Unit::Code(language(head)));
                after
            }
            Some(Whole::Table) => {
                units.put(Unit::Table);
                past(after, "div")
            }
            // What a model thought is not read, nor are the notices and buttons below an answer.
            Some(Whole::Foot) => return units.done(),
            Some(Whole::Details) => {
                units.current = None;
                past(after, "details")
            }
            Some(Whole::Button) => past(after, "button"),
            None => {
                units.enter(tag);
                after
            }
        };
    }
    units.add_text(rest);
    units.done()
}

/// What is not read word by word.
enum Whole {
    Code,
    Table,
    Details,
    Foot,
    Button,
}

fn whole(tag: &str) -> Option<Whole> {
    let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
    match (name, attributes) {
        ("details", _) => Some(Whole::Details),
        ("footer", _) => Some(Whole::Foot),
        ("p", attributes) if attributes.starts_with("class=\"reply-notice") => Some(Whole::Foot),
        ("button", _) => Some(Whole::Button),
        ("div", "class=\"fence\"") => Some(Whole::Code),
        ("div", attributes) if attributes.starts_with("class=\"table\"") => Some(Whole::Table),
        _ => None,
    }
}

/// The name of a language, in the head of a block of code.
fn language(head: &str) -> String {
    let name = head.split_once("<b>").and_then(|(_, rest)| rest.split_once("</b>")).map_or("", |(name, _)| name);
    let mut text = String::new();
    push_text(&mut text, name);
    text
}

/// What follows the end of an element that has begun.
fn past<'a>(html: &'a str, name: &str) -> &'a str {
    let (mut rest, mut depth) = (html, 1);
    while let Some(at) = rest.find('<') {
        let tag = &rest[at + 1..];
        let Some(end) = tag.find('>') else { return "" };
        let (tag, after) = (&tag[..end], &tag[end + 1..]);
        if tag.strip_prefix('/') == Some(name) {
            depth -= 1;
        } else if tag.split(' ').next() == Some(name) {
            depth += 1;
        }
        rest = after;
        if depth == 0 {
            return rest;
        }
    }
    ""
}

#[derive(Default)]
struct Units {
    found: Vec<Unit>,
    /// The elements that are open: those in which sentences end by their number, others by that of the one around them.
    open: Vec<u32>,
    elements: u32,
    /// The element whose text was found last; none when what was found last is whole.
    current: Option<u32>,
}

impl Units {
    fn enter(&mut self, tag: &str) {
        if tag.starts_with('/') {
            self.open.pop();
            return;
        }
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        if VOID.contains(&name) || tag.ends_with('/') {
            if name == "br" {
                self.add_text(" ");
            }
            return;
        }
        let is_unit = ENDS_SENTENCES.contains(&name);
        self.elements += u32::from(is_unit);
        let number = if is_unit { self.elements } else { self.open.last().copied().unwrap_or_default() };
        self.open.push(number);
    }

    fn add_text(&mut self, html: &str) {
        if html.is_empty() {
            return;
        }
        let number = self.open.last().copied().unwrap_or_default();
        if self.current != Some(number) {
            self.found.push(Unit::Text(String::new()));
            self.current = Some(number);
        }
        if let Some(Unit::Text(text)) = self.found.last_mut() {
            push_text(text, html);
        }
    }

    fn put(&mut self, unit: Unit) {
        self.found.push(unit);
        self.current = None;
    }

    fn done(mut self) -> Vec<Unit> {
        self.found.retain(|unit| !matches!(unit, Unit::Text(text) if text.trim().is_empty()));
        self.found
    }
}

/// Adds escaped text. Within a line a break is a blank.
fn push_text(text: &mut String, html: &str) {
    let mut rest = html;
    while let Some(at) = rest.find(['&', '\n', '\t', '\r']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let entity = ENTITIES.iter().find(|(name, _)| rest.starts_with(name));
        let (length, said) = entity
            .map_or_else(|| (1, if rest.starts_with('&') { "&" } else { " " }), |(name, said)| (name.len(), said));
        text.push_str(said);
        rest = &rest[length..];
    }
    text.push_str(rest);
}

/// What `crate::markup` and Leptos write of signs that HTML has for itself.
const ENTITIES: [(&str, &str); 8] = [
    ("&amp;", "&"),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", "\""),
    ("&#39;", "'"),
    ("&#x27;", "'"),
    ("&nbsp;", " "),
    ("&#160;", " "),
];

#[cfg(test)]
mod tests {
    use super::{Unit, units_of};

    fn text(text: &str) -> Unit {
        Unit::Text(text.into())
    }

    #[test]
    fn text_is_read_by_paragraphs_and_items_without_its_marks() {
        let html = "<h2>Title</h2>\n<p>One &amp; <strong>two</strong>\nthree<br />four</p>\n<ul>\n<li>a</li>\n<li>b\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>";
        assert_eq!(units_of(html), [text("Title"), text("One & two three four"), text("a"), text("b  "), text("c")]);
    }

    #[test]
    fn code_and_tables_are_named_and_thoughts_are_left_out() {
        let html = "<details class=\"thoughts\"><summary>T</summary><p>x</p></details>\
            <div class=\"fence\"><div class=\"fence-head\"><b>C++</b><button>Copy</button></div><pre tabindex=\"0\"><code>1\n</code></pre></div>\
            <div class=\"table\" tabindex=\"0\"><div><table><tr><td>a</td></tr></table></div></div><p>end";
        assert_eq!(units_of(html), [Unit::Code("C++".into()), Unit::Table, text("end")]);
    }

    #[test]
    fn code_that_still_grows_is_one_unit() {
        let html =
            "<p>See:</p><div class=\"fence\"><div class=\"fence-head\"><b></b></div><pre tabindex=\"0\"><code>fn";
        assert_eq!(units_of(html), [text("See:"), Unit::Code(String::new())]);
    }
}
