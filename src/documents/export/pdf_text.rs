//! The text of a PDF. A page says where each of its letters stands and nothing of words and lines: those are made of the
//! gaps between letters.

use super::ExportError;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint,
    PathDrawMode, SoftMask, font::Glyph, hayro_cmap::BfString, hayro_syntax::Pdf, interpret_page,
};
use kurbo::{Affine, BezPath, Point, Rect, Vec2};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Most bytes of a text: more than anybody takes, and it is told so early.
const TEXT_BYTES_MAX: usize = 1024 * 1024;
/// Units of a glyph's own space, as the interpreter has it.
const UNITS_PER_EM: f64 = 1000.0;
/// A gap of so much of the letters' size stands between words. Where letters are spaced out it is less.
const WORD_GAP: f64 = 0.2;
/// What stands higher or lower by so much of the letters' size is another line; what is raised, as a note's number, is not.
const LINE_GAP: f64 = 0.6;
/// By so much: another paragraph.
const PARAGRAPH_GAP: f64 = 1.8;

/// The text of a PDF, its pages after one another; empty when all of it is pictures.
///
/// # Errors
/// `Unreadable` when it is none, or locked; `TooLong`.
pub(super) fn text(file: Vec<u8>) -> Result<String, ExportError> {
    // Whatever is wrong with it, it is the file that is wrong.
    catch_unwind(AssertUnwindSafe(|| read(file))).unwrap_or_else(|_| Err(unreadable("it broke its reader")))
}

fn unreadable(why: impl Into<String>) -> ExportError {
    ExportError::Unreadable(why.into())
}

fn read(file: Vec<u8>) -> Result<String, ExportError> {
    let pdf = Pdf::new(file).map_err(|error| unreadable(format!("{error:?}")))?;
    let cache = InterpreterCache::new();
    let mut reader = Reader::default();
    for page in pdf.pages().iter() {
        let (width, height) = page.render_dimensions();
        let area = Rect::new(0.0, 0.0, width.into(), height.into());
        let settings = InterpreterSettings::default();
        let mut context = Context::new(Affine::IDENTITY, area, &cache, pdf.xref(), settings);
        interpret_page(page, &mut context, &mut reader);
        reader.end_page();
        if reader.text.len() > TEXT_BYTES_MAX {
            return Err(ExportError::TooLong { bytes: reader.text.len(), most: TEXT_BYTES_MAX });
        }
    }
    Ok(reader.text.trim_end().to_owned())
}

/// Reads what is drawn.
#[derive(Default)]
struct Reader {
    text: String,
    last: Option<Placed>,
}

/// Where a letter stands.
#[derive(Clone, Copy)]
struct Placed {
    start: Point,
    end: Point,
    /// Which way its line runs, as long as the letters are high.
    along: Vec2,
}

impl Placed {
    fn new(transform: Affine, advance: f64) -> Self {
        let (start, end) = (transform * Point::ZERO, transform * Point::new(advance, 0.0));
        let along = transform * Point::new(UNITS_PER_EM, 0.0) - start;
        Self { start, end, along }
    }

    /// What is between this letter and the next one.
    fn gap_to(self, next: Self) -> &'static str {
        let size = self.along.hypot().min(next.along.hypot()).max(f64::EPSILON);
        let along = self.along / self.along.hypot().max(f64::EPSILON);
        let way = next.start - self.end;
        let (forward, aside) = (way.dot(along) / size, way.cross(along).abs() / size);
        match (forward, aside) {
            (_, aside) if aside > PARAGRAPH_GAP => "\n\n",
            (_, aside) if aside > LINE_GAP => "\n",
            (forward, _) if forward > WORD_GAP => " ",
            // Back to before where this one began: what is set twice to look bold goes no further.
            (forward, _) if forward < -2.0 => "\n",
            _ => "",
        }
    }
}

impl Reader {
    fn add(&mut self, letter: &str, placed: Placed) {
        if self.text.len() > TEXT_BYTES_MAX {
            return;
        }
        let gap = self.last.map_or("", |last| last.gap_to(placed));
        if gap.starts_with('\n') {
            self.text.truncate(self.text.trim_end_matches(' ').len());
        }
        if gap != " " || !(letter == " " || self.text.ends_with([' ', '\n'])) {
            self.text.push_str(gap);
        }
        self.text.extend(letter.chars().filter(|c| !c.is_control()));
        self.last = Some(placed);
    }

    fn end_page(&mut self) {
        self.text.truncate(self.text.trim_end().len());
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.last = None;
    }
}

impl Device<'_> for Reader {
    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'_>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'_>,
        _: &GlyphDrawMode,
    ) {
        let advance = match glyph {
            Glyph::Outline(outline) => outline.advance_width().unwrap_or_default(),
            Glyph::Type3(_) => 0.0,
        };
        let letter = match glyph.as_unicode() {
            Some(BfString::Char(letter)) => letter.to_string(),
            Some(BfString::String(letters)) => letters,
            None => return,
        };
        self.add(&letter, Placed::new(transform * glyph_transform, advance.into()));
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'_>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'_>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'_, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
