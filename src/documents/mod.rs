//! Documents: written in the format that the occasion demands, kept in versions.

pub mod api;
mod components;
#[cfg(feature = "ssr")]
mod draft;
mod editor;
#[cfg(feature = "ssr")]
pub mod export;
#[cfg(feature = "ssr")]
pub mod export_record;
#[cfg(feature = "ssr")]
pub mod format;
#[cfg(feature = "ssr")]
mod format_from_example;
pub mod model;
pub mod pages;
#[cfg(feature = "ssr")]
pub mod rest;
#[cfg(feature = "ssr")]
mod revision;
#[cfg(feature = "ssr")]
mod service;
#[cfg(feature = "ssr")]
mod store;
#[cfg(feature = "ssr")]
mod upload;
#[cfg(feature = "ssr")]
pub mod validation;

#[cfg(feature = "ssr")]
pub use {
    service::{DocumentServices, Documents, NewDocument, Source, Sources},
    upload::import_upload,
};
