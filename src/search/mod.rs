//! Finding what was said and written, whatever it is, in Korean and in English, through an index of words.
//!
//! `words` makes words of a text, `index` keeps them, `query` and `filter` read what is searched for, `store` asks the index,
//! and `snippet` says how well a text fits and shows the part that does. The index may give too much, never too little:
//! `query` looks at each text itself.

pub mod api;
#[cfg(feature = "ssr")]
mod filters;
#[cfg(feature = "ssr")]
mod index;
mod model;
pub mod page;
#[cfg(feature = "ssr")]
mod query;
#[cfg(feature = "ssr")]
mod ranking;
#[cfg(feature = "ssr")]
pub mod rest;
#[cfg(feature = "ssr")]
mod service;
#[cfg(feature = "ssr")]
mod store;
#[cfg(feature = "ssr")]
mod tokenizer;

#[cfg(feature = "ssr")]
pub use {index::rebuild, service::Search};
