//! What a DOCX file says of its paragraphs: their styles, numberings and links.

use super::{attribute, unreadable};
use crate::documents::export::ExportError;
use quick_xml::{Reader, events::Event};
use std::{
    collections::{HashMap, HashSet},
    io::{Cursor, Read},
};
use zip::ZipArchive;

/// Most bytes of one part of the package, unpacked: a bomb is no document.
const PART_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// What a style means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Body,
    /// Of the whole text.
    Title,
    Heading(usize),
    Quote,
    Code,
}

/// A package that has been read.
#[derive(Debug, Default)]
pub(super) struct Package {
    /// The XML of the text.
    pub document: String,
    /// The XML of the footnotes.
    pub footnotes: String,
    /// Addresses by their ids.
    pub links: HashMap<String, String>,
    styles: HashMap<String, Kind>,
    /// The scheme of each numbering.
    schemes: HashMap<String, String>,
    /// The schemes with their levels that count.
    ordered: HashSet<(String, usize)>,
}

impl Package {
    pub fn open(file: &[u8]) -> Result<Self, ExportError> {
        let mut archive = ZipArchive::new(Cursor::new(file)).map_err(unreadable)?;
        let mut part = |name: &str| -> Result<Option<String>, ExportError> {
            let Ok(part) = archive.by_name(name) else { return Ok(None) };
            let mut xml = String::new();
            part.take(PART_BYTES_MAX).read_to_string(&mut xml).map_err(unreadable)?;
            Ok(Some(xml))
        };
        let document = part("word/document.xml")?.ok_or_else(|| unreadable("it has no text"))?;
        let footnotes = part("word/footnotes.xml")?.unwrap_or_default();
        let mut package = Self { document, footnotes, ..Self::default() };
        package.read_styles(&part("word/styles.xml")?.unwrap_or_default())?;
        package.read_numbering(&part("word/numbering.xml")?.unwrap_or_default())?;
        package.read_links(&part("word/_rels/document.xml.rels")?.unwrap_or_default())?;
        Ok(package)
    }

    /// What a style means, by its id.
    pub fn style(&self, id: &str) -> Kind {
        self.styles.get(id).copied().unwrap_or_else(|| kind_of(id))
    }

    /// Whether a level of a numbering has numbers rather than bullets.
    pub fn is_ordered(&self, numbering: &str, level: usize) -> bool {
        self.schemes.get(numbering).is_some_and(|scheme| self.ordered.contains(&(scheme.clone(), level)))
    }

    fn read_styles(&mut self, xml: &str) -> Result<(), ExportError> {
        let mut id = String::new();
        for_each(xml, |name, attribute| match name {
            "style" => id = attribute("styleId").unwrap_or_default(),
            "name" => {
                let kind = kind_of(&attribute("val").unwrap_or_default());
                self.styles.insert(id.clone(), kind);
            }
            "outlineLvl" => {
                let level: usize = attribute("val").and_then(|level| level.parse().ok()).unwrap_or(9);
                if level < 6 && self.styles.get(&id) == Some(&Kind::Body) {
                    self.styles.insert(id.clone(), Kind::Heading(level + 1));
                }
            }
            _ => {}
        })
    }

    fn read_numbering(&mut self, xml: &str) -> Result<(), ExportError> {
        let (mut scheme, mut level, mut numbering) = (String::new(), 0, String::new());
        for_each(xml, |name, attribute| match name {
            "abstractNum" => scheme = attribute("abstractNumId").unwrap_or_default(),
            "lvl" => level = attribute("ilvl").and_then(|level| level.parse().ok()).unwrap_or(0),
            "numFmt" if !matches!(attribute("val").as_deref(), Some("bullet" | "none")) => {
                self.ordered.insert((scheme.clone(), level));
            }
            "num" => numbering = attribute("numId").unwrap_or_default(),
            "abstractNumId" => {
                self.schemes.insert(numbering.clone(), attribute("val").unwrap_or_default());
            }
            _ => {}
        })
    }

    fn read_links(&mut self, xml: &str) -> Result<(), ExportError> {
        for_each(xml, |name, attribute| {
            if name == "Relationship"
                && attribute("TargetMode").as_deref() == Some("External")
                && let Some((id, target)) = attribute("Id").zip(attribute("Target"))
            {
                self.links.insert(id, target);
            }
        })
    }
}

/// What the name of a style means, in English and as Word and Hangul call it in Korea.
fn kind_of(name: &str) -> Kind {
    let name = name.to_lowercase().replace(' ', "");
    let level = name.strip_prefix("heading").or_else(|| name.strip_prefix("제목"));
    match level.and_then(|level| level.parse::<usize>().ok()) {
        Some(level @ 1..=6) => return Kind::Heading(level),
        _ if matches!(name.as_str(), "title" | "제목" | "centredtitle") => return Kind::Title,
        _ => {}
    }
    if name.contains("quote") || name.contains("인용") || name.starts_with("alert") {
        Kind::Quote
    } else if name.contains("code") || name.contains("preformatted") || name.contains("코드") {
        Kind::Code
    } else {
        Kind::Body
    }
}

/// Calls `element` with the name and attributes of each element.
fn for_each(xml: &str, mut element: impl FnMut(&str, &dyn Fn(&str) -> Option<String>)) -> Result<(), ExportError> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().map_err(unreadable)? {
            Event::Start(start) | Event::Empty(start) => {
                element(start.local_name().as_ref(), &|name| attribute(&start, name));
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}
