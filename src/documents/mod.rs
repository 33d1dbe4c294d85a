//! Documents: written in the format that the occasion demands, kept in versions.

pub mod contract;
pub mod format;
pub mod model;
pub mod rest;
mod service;
mod store;

pub use service::Documents;
