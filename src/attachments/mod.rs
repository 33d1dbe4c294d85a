//! Pictures and texts that go with questions: taken by what they are and not by what they are called, kept beside their
//! messages, and shown as nothing that could run. It does not know what a conversation is.

pub mod model;

#[cfg(feature = "ssr")]
mod error;
#[cfg(feature = "ssr")]
mod image;
#[cfg(feature = "ssr")]
mod prompt;
#[cfg(feature = "ssr")]
pub mod rest;
#[cfg(feature = "ssr")]
mod service;
#[cfg(feature = "ssr")]
mod sniff;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
pub mod upload;
#[cfg(feature = "ssr")]
mod view;

#[cfg(feature = "ssr")]
pub use {
    error::AttachmentError,
    image::{JOB as IMAGE_JOB, convert_image},
    prompt::{AttachmentBudget, PromptParts, to_prompt},
    service::{AttachmentSettings, Attachments, FILE_BYTES_MAX, PdfReader},
    view::{file_name, strip},
};
