//! XML on the way: text in runs, and the addresses that it links to.

use crate::documents::export::ast::Run;
use std::{borrow::Cow, collections::HashMap, fmt::Write, sync::Arc};

/// Text and attribute values, as XML. Characters that XML cannot hold are gone already.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"', '\'']) {
        return Cow::Borrowed(text);
    }
    let mut xml = String::with_capacity(text.len() + 32);
    for c in text.chars() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\'' => xml.push_str("&#39;"),
            _ => xml.push(c),
        }
    }
    Cow::Owned(xml)
}

/// A file of a package: XML, and what it refers to outside of the package.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub xml: String,
    /// The address with index n is the relationship `link<n>`.
    pub links: Vec<Arc<str>>,
    /// Their places.
    known: HashMap<Arc<str>, usize>,
}

impl Part {
    /// Adds XML.
    pub fn push(&mut self, xml: &str) {
        self.xml.push_str(xml);
    }

    /// Adds a run, and a link around it if it has an address.
    pub fn run(&mut self, run: &Run) {
        if run.text.is_empty() {
            return;
        }
        if let Some(address) = &run.link {
            let next = self.links.len();
            let link = *self.known.entry(address.clone()).or_insert(next);
            if link == next {
                self.links.push(address.clone());
            }
            // Writing to a String cannot fail.
            let _ = write!(self.xml, "<w:hyperlink r:id=\"link{link}\" w:history=\"1\">");
        }
        self.push("<w:r>");
        self.look(run);
        self.push("<w:t xml:space=\"preserve\">");
        self.push(&escape(&run.text));
        self.push("</w:t></w:r>");
        if run.link.is_some() {
            self.push("</w:hyperlink>");
        }
    }

    fn look(&mut self, run: &Run) {
        let look = run.look;
        let properties = [
            (look.is_code, "<w:rStyle w:val=\"CodeCharacter\"/>"),
            (run.link.is_some() && !look.is_code, "<w:rStyle w:val=\"Hyperlink\"/>"),
            (look.is_bold, "<w:b/><w:bCs/>"),
            (look.is_italic, "<w:i/><w:iCs/>"),
            (look.is_struck, "<w:strike/>"),
        ];
        if properties.iter().any(|(is_so, _)| *is_so) {
            self.push("<w:rPr>");
            properties.iter().filter(|(is_so, _)| *is_so).for_each(|(_, xml)| self.push(xml));
            self.push("</w:rPr>");
        }
    }

    /// Adds text without a look.
    pub fn text(&mut self, text: &str) {
        self.push("<w:r><w:t xml:space=\"preserve\">");
        self.push(&escape(text));
        self.push("</w:t></w:r>");
    }
}
