//! What stands in a `<pre>`.

/// Text as the content of a `<pre>`. Browsers drop a line break that stands first in what comes from the server: there it
/// is written once more.
pub fn preformatted(text: String) -> String {
    if cfg!(feature = "ssr") && text.starts_with('\n') { format!("\n{text}") } else { text }
}
