//! What changed between two texts, by lines and by words, and how it is shown.

#[cfg(feature = "ssr")]
pub mod lines;
pub mod model;
pub mod view;
pub mod words;
