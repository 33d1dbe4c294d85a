//! Everything of a person, taken out as one file and brought in again; and what they said in other programs, brought here.
//!
//! `export` writes the file, with what `readable` makes for people. An import reads its file twice: `reading` looks first
//! whether it is whole and not too much, then gives one thing after the other, which `formats` understands and `tree` brings
//! into our shape; `import` stores them, but for what `known` finds to be there.

pub mod api;
#[cfg(feature = "ssr")]
mod attachments;
#[cfg(feature = "ssr")]
mod branches;
#[cfg(feature = "ssr")]
mod dedup;
#[cfg(feature = "ssr")]
mod directory;
#[cfg(feature = "ssr")]
mod export;
#[cfg(feature = "ssr")]
mod file_names;
#[cfg(feature = "ssr")]
mod formats;
#[cfg(feature = "ssr")]
mod import;
#[cfg(feature = "ssr")]
mod json_stream;
#[cfg(feature = "ssr")]
mod labels;
#[cfg(feature = "ssr")]
mod large;
#[cfg(feature = "ssr")]
mod markdown;
mod messages;
pub mod model;
#[cfg(feature = "ssr")]
mod pace;
#[cfg(feature = "ssr")]
mod package;
pub mod page;
#[cfg(feature = "ssr")]
mod reader;
#[cfg(feature = "ssr")]
pub mod rest;
#[cfg(feature = "ssr")]
mod service;
#[cfg(feature = "ssr")]
mod store;
#[cfg(feature = "ssr")]
mod upload;

#[cfg(feature = "ssr")]
pub use {
    service::{Features, Transfer, TransferSettings},
    upload::import_upload,
};
