//! Documents: written in the format that the occasion demands, kept in versions.

pub mod api;
mod draft;
pub mod export;
pub mod export_record;
pub mod format;
mod format_from_example;
pub mod model;
pub mod pages;
pub mod rest;
mod revision;
mod service;
mod store;
mod upload;
pub mod validation;

pub use service::{DocumentServices, Documents, NewDocument, Source, Sources};
pub use upload::import_upload;
