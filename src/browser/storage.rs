//! What the browser keeps for this site. It may be full or forbidden: then there is nothing.

use web_sys::Storage;

fn storage() -> Option<Storage> {
    leptos::prelude::window().local_storage().ok().flatten()
}

/// What is kept under a name.
pub fn read(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// Keeps a text under a name, and says whether that worked.
pub fn write(key: &str, value: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(key, value).is_ok())
}

/// Forgets what is kept under a name.
pub fn remove(key: &str) {
    if let Some(storage) = storage() {
        // Only where it is forbidden, and then nothing is there.
        let _ = storage.remove_item(key);
    }
}

/// Every name under which something is kept.
pub fn keys() -> Vec<String> {
    let Some(storage) = storage() else { return Vec::new() };
    (0..storage.length().unwrap_or_default()).filter_map(|nth| storage.key(nth).ok().flatten()).collect()
}
