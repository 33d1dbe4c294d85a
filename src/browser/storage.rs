//! What this browser keeps for the pages, on this device alone.

use leptos::prelude::window;
use web_sys::Storage;

/// The browser's storage; none where it keeps nothing, as some private windows.
fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// Keeps a text under a name; an empty one is forgotten. Does nothing where nothing more can be kept.
pub fn keep(name: &str, text: &str) {
    let Some(storage) = storage() else { return };
    // A full storage is no reason to disturb whoever writes.
    let _ = if text.is_empty() { storage.remove_item(name) } else { storage.set_item(name, text) };
}

/// The text that is kept under a name.
pub fn kept(name: &str) -> Option<String> {
    storage()?.get_item(name).ok().flatten()
}
