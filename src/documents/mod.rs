//! Documents: written in the format that the occasion demands, kept in versions.

pub mod api;
pub mod contract;
mod drafting;
mod example;
pub mod export;
pub mod format;
pub mod model;
pub mod pages;
pub mod rest;
mod revising;
mod service;
mod store;
mod upload;
pub mod whole;

pub use service::{DocumentServices, Documents, NewDocument, Source, Sources};
pub use upload::import_upload;
