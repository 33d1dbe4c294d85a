//! Everything of a person, taken out as one file and brought in again; and what they said in other programs, brought here.
//!
//! `export` writes the file, with what `readable` makes for people. An import reads its file twice: `reading` looks first
//! whether it is whole and not too much, then gives one thing after the other, which `formats` understands and `tree` brings
//! into our shape; `import` stores them, but for what `known` finds to be there.

mod attachments;
mod branches;
mod dedup;
mod directory;
mod export;
mod file_names;
mod formats;
mod import;
mod json_stream;
mod labels;
mod large;
mod markdown;
mod messages;
pub mod model;
mod pace;
mod package;
pub mod page;
mod reader;
pub mod rest;
mod service;
mod store;
mod upload;

pub use service::{Features, Transfer, TransferSettings};
pub use upload::import_upload;
