//! What stands in a text area.

/// Text as the content of a `<textarea>`, for its `inner_html`. Leptos writes the children of one as they are, so that a
/// text with `</textarea>` would end it; and browsers drop the first line break.
pub fn escape_textarea(text: &str) -> String {
    format!("\n{}", text.replace('&', "&amp;").replace('<', "&lt;"))
}
