//! Code that is mended: what a model changes is shown as a difference, and a person takes it or not.
//!
//! A model answers by edits, which are made in a copy of the files: each where its old lines stand exactly once, or not at
//! all. What was given is never lost, and what is not taken keeps its bytes.

pub mod api;
mod apply;
pub mod edits;
pub mod error;
pub mod export_record;
mod markdown;
pub mod model;
pub mod pages;
mod prompting;
pub mod rest;
mod run;
mod service;
pub mod store;
mod upload;

pub use service::Fixes;
pub use upload::new_upload;
