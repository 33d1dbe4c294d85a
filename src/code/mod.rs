//! Code that is mended: what a model changes is shown as a difference, and a person takes it or not.

pub mod diff;
pub mod diff_view;
