//! Finding what was said and written, whatever it is.

mod model;
pub mod rest;
mod service;
mod store;

pub use service::Search;
