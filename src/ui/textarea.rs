//! What stands in a text area.

/// Text as the content of a `<textarea>`, for its `inner_html`. Leptos writes the children of one as they are, so that a
/// text with `</textarea>` would end it; and browsers drop the first line break of what a page brings, not of what is set
/// in it later.
pub fn escape_textarea(text: &str) -> String {
    let line_break = if cfg!(feature = "ssr") { "\n" } else { "" };
    format!("{line_break}{}", text.replace('&', "&amp;").replace('<', "&lt;"))
}
