//! A difference between two texts, as both sides see it.

use serde::{Deserialize, Serialize};

/// A stretch that differs, with what stands around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Hunk {
    /// Where it begins in the old text; lines count from 1.
    pub old_start: u32,
    /// Its lines in the old text.
    pub old_lines: u32,
    /// Where it begins in the new text; lines count from 1.
    pub new_start: u32,
    /// Its lines in the new text.
    pub new_lines: u32,
    /// Its lines: of what was replaced first the old ones, then the new ones.
    pub lines: Vec<Line>,
}

impl Hunk {
    /// Its first and its last line in the new text; in the old one where none is left.
    pub fn range(&self) -> (u32, u32) {
        let (start, count) =
            if self.new_lines > 0 { (self.new_start, self.new_lines) } else { (self.old_start, self.old_lines) };
        (start, start + count.saturating_sub(1))
    }
}

/// A line of either text or of both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema), schema(as = DiffLine))]
pub struct Line {
    /// What became of it.
    pub kind: LineKind,
    /// Its number in the old text, from 1.
    pub old: Option<u32>,
    /// Its number in the new text, from 1.
    pub new: Option<u32>,
    /// What it says, without its end; neighbours differ in whether they changed.
    pub pieces: Vec<Piece>,
    /// How it ends.
    pub end: LineEnd,
}

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema), schema(as = DiffLineKind))]
pub enum LineKind {
    /// It is in both texts.
    Keep,
    /// It is in the old text alone.
    Remove,
    /// It is in the new text alone.
    Add,
}

/// How a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub enum LineEnd {
    /// With `\n`.
    Lf,
    /// With `\r\n`.
    Crlf,
    /// With the text.
    None,
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema), schema(as = DiffPiece))]
pub struct Piece {
    /// What it says.
    pub text: String,
    /// Whether the line that this one replaces, or that replaces it, says something else here. Never in a line that has no
    /// such counterpart.
    pub is_changed: bool,
}
