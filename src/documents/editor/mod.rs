//! The editor of one document: it takes the place of the plain text area, saves by itself, shows a draft as it is written, and
//! asks a model for another wording.

mod bringing;
mod drafting;
mod latch;
pub mod prosemirror;
mod revising;
mod saving;
mod state;

pub(super) use bringing::bring;
pub(super) use revising::Order;
pub(super) use saving::SaveKind;
pub(super) use state::{Conflict, DraftStage, EditorState};
