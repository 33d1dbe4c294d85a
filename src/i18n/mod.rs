//! The languages of the interface: a Fluent file each (`ko.ftl`, `en.ftl`), of which `build.rs` makes `Language` and a struct for
//! each group of messages. A page carries those groups that its client and its scripts need ([`PageTexts`](page::PageTexts)); the client and
//! the scripts have none of their own.

pub mod calendar;
mod format;
mod language;
#[cfg(feature = "ssr")]
pub mod page;
pub mod page_texts;
#[cfg(feature = "ssr")]
mod request;
mod sentences;
#[cfg(test)]
mod tests;
mod texts;

pub(crate) use format::format_text;
pub use language::{page_language, use_language, use_texts};
pub use texts::*;
