//! The only code that touches the browser's own objects. It compiles on both sides; only event handlers and effects,
//! which never run on the server, call it.

pub mod arrival;
pub mod clipboard;
#[cfg(not(feature = "ssr"))]
pub mod clock;
pub mod document;
pub mod event_source;
pub mod fetch;
pub mod files;
pub mod intl;
pub mod popover;
pub mod sandbox;
pub mod storage;
pub mod timer;
