//! Code that is mended: what a model changes is shown as a difference, and a person takes it or not.
//!
//! A model answers by edits, which are made in a copy of the files: each where its old lines stand exactly once, or not at
//! all. What was given is never lost, and what is not taken keeps its bytes.

pub mod api;
#[cfg(feature = "ssr")]
mod apply;
#[cfg(feature = "ssr")]
pub mod edits;
#[cfg(feature = "ssr")]
pub mod error;
#[cfg(feature = "ssr")]
pub mod export_record;
#[cfg(feature = "ssr")]
mod markdown;
pub mod model;
pub mod pages;
#[cfg(feature = "ssr")]
mod prompting;
#[cfg(feature = "ssr")]
pub mod rest;
#[cfg(feature = "ssr")]
mod run;
#[cfg(feature = "ssr")]
mod service;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
mod upload;

#[cfg(feature = "ssr")]
pub use {service::Fixes, upload::new_upload};
