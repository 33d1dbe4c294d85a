//! Everything of a person, taken out as one file and brought in again; and what they said in other programs, brought here.
//!
//! `export` writes the file, with what `readable` makes for people. An import reads its file twice: `reading` looks first
//! whether it is whole and not too much, then gives one thing after the other, which `formats` understands and `tree` brings
//! into our shape; `import` stores them, but for what `known` finds to be there.

mod attached;
mod directory;
mod elements;
mod export;
mod filing;
mod formats;
mod import;
mod known;
mod large;
pub mod model;
mod names;
mod pace;
mod package;
pub mod page;
mod readable;
mod reading;
pub mod rest;
mod sentences;
mod service;
mod store;
mod tree;
mod upload;

pub use service::{Features, Transfer, TransferSettings};
pub use upload::import_upload;
