//! Values that every feature shares. No I/O.

pub mod civil;
#[cfg(feature = "ssr")]
pub mod cursor;
pub mod error;
pub mod id;
pub mod page;
#[cfg(feature = "ssr")]
pub mod time;
pub mod title;
