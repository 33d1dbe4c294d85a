//! What `build.rs` makes of the languages' files.

use super::format_text;

include!(concat!(env!("OUT_DIR"), "/texts.rs"));
