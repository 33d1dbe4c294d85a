//! What changed between two texts, by lines and by words, and how it is shown.

pub mod lines;
pub mod view;
pub mod words;
