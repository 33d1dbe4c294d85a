//! PDF: the text becomes a Typst program, which is set on pages.
//!
//! All that comes from the text stands in string literals (see `source`), and the program has no file, package, clock or
//! network to ask for (see [`Desk`]); so nothing in a text is a command.

mod literal;
mod source;

use super::parse::{Limits, read};
use crate::documents::export::{Export, ExportError};
use std::sync::LazyLock;
use typst::{
    Library, LibraryExt, World,
    diag::{FileError, FileResult, SourceDiagnostic},
    ecow::EcoVec,
    foundations::{Bytes, Datetime, Duration, Smart},
    syntax::{FileId, Source},
    text::{Font, FontBook},
    utils::LazyHash,
};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

/// About 1,000 pages of text; see the figures in the tests.
const LIMITS: Limits = Limits { bytes: 2_000_000, parts: 150_000 };
/// Setting calls itself for each container in another; a task's own stack is too small for [`super::parse::DEPTH_MAX`].
const STACK_BYTES: usize = 64 * 1024 * 1024;

/// See `fonts/make.py`.
const FONTS: [&[u8]; 8] = [
    include_bytes!("fonts/sans-regular.otf"),
    include_bytes!("fonts/sans-bold.otf"),
    include_bytes!("fonts/sans-oblique.otf"),
    include_bytes!("fonts/mono.ttf"),
    include_bytes!("fonts/han.otf"),
    include_bytes!("fonts/signs.ttf"),
    include_bytes!("fonts/math.ttf"),
    include_bytes!("fonts/emoji.ttf"),
];

/// What all documents share.
struct Shop {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

static SHOP: LazyLock<Shop> = LazyLock::new(|| {
    let fonts: Vec<_> = FONTS.into_iter().flat_map(|font| Font::iter(Bytes::new(font))).collect();
    Shop { library: LazyHash::new(Library::default()), book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
});

/// The document as PDF. It takes a core for up to some seconds and does not return before, so it belongs on a thread
/// for blocking work, and few at once: a page takes about half a megabyte meanwhile.
///
/// # Errors
/// `TooLong`, `TooManyParts`; another one is our mistake.
pub(super) fn pdf(document: &Export) -> Result<Vec<u8>, ExportError> {
    let content = read(&document.markdown, LIMITS)?;
    let program = source::program(&content, document);
    drop(content);
    let pdf = stacker::grow(STACK_BYTES, || set(program));
    // What has been set is remembered to set it faster again; but no text comes twice, and memory would only grow.
    comemo::evict(0);
    pdf
}

fn set(program: String) -> Result<Vec<u8>, ExportError> {
    let desk = Desk { main: Source::detached(program) };
    let pages = typst::compile::<PagedDocument>(&desk).output.map_err(|errors| not_set(&errors))?;
    let options = PdfOptions { creator: Smart::Custom(None), ..PdfOptions::default() };
    typst_pdf::pdf(&pages, &options).map_err(|errors| not_set(&errors))
}

fn not_set(errors: &EcoVec<SourceDiagnostic>) -> ExportError {
    ExportError::NotSet(errors.iter().map(|error| error.message.as_str()).collect::<Vec<_>>().join("; "))
}

/// All that one document can see: itself and the fonts.
struct Desk {
    main: Source,
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &SHOP.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &SHOP.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        SHOP.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
