//! Finding what was said and written, whatever it is, in Korean and in English, through an index of words.
//!
//! `words` makes words of a text, `index` keeps them, `query` and `filter` read what is searched for, `store` asks the index,
//! and `snippet` says how well a text fits and shows the part that does. The index may give too much, never too little:
//! `query` looks at each text itself.

mod filters;
mod index;
mod model;
pub mod page;
mod query;
mod ranking;
pub mod rest;
mod service;
mod store;
mod tokenizer;

pub use index::rebuild;
pub use service::Search;
