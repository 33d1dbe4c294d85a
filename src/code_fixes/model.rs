//! Fixes: code that a model mends, with their limits.

#[cfg(feature = "ssr")]
mod fix;
#[cfg(feature = "ssr")]
mod new_fix;

#[cfg(feature = "ssr")]
pub(super) use {fix::left_refusals, new_fix::is_code};
#[cfg(feature = "ssr")]
pub use {
    fix::{DecidedHunk, Fix, FixedFile, Refusal},
    new_fix::{CODE_BYTES_MAX, INSTRUCTION_BYTES_MAX, NewFile, NewFix},
};

use crate::{domain::id::id_type, generation::model::Status};
use serde::{Deserialize, Serialize};

id_type! {
    /// Names one fix.
    FixId
}
id_type! {
    /// Names one file of a fix.
    FileId
}

/// Most files of one fix.
pub const FILES_MAX: usize = 50;
/// Most fixes of an account.
pub const FIXES_MAX: u32 = 1000;
/// Stands in the answer before what the model wrote when it was asked again.
pub const ASKED_AGAIN: char = '\u{1e}';

/// A fix in the list. Times are Unix milliseconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow, utoipa::ToSchema))]
#[cfg_attr(feature = "ssr", schema(as = CodeFixSummary, examples(json!({ "id": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6076", "title": "IndexError: list index out of range", "model": "openai/gpt-5-mini", "status": "complete", "created_at": 1_790_000_000_000_i64 }))))]
pub struct FixSummary {
    /// Names it.
    pub id: FixId,
    /// The first words of what is wrong, or the names of the files.
    pub title: String,
    /// Who mends it.
    pub model: String,
    /// How far it is.
    pub status: Status,
    /// When it was asked for.
    pub created_at: i64,
}
