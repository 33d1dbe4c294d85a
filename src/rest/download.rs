//! Files that are sent to be kept.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but the characters of RFC 8187's `attr-char` that names of files have.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.');

/// `Content-Disposition` of a file of that name (RFC 6266, RFC 8187). `plain` is its name for programs that read ASCII
/// alone; they may have none.
pub fn attachment(name: &str, plain: Option<&str>) -> String {
    let name = name.replace(['/', '\\', ':'], "-");
    let plain = plain.map_or_else(String::new, |plain| format!(" filename=\"{plain}\";"));
    format!("attachment;{plain} filename*=UTF-8''{}", utf8_percent_encode(&name, ESCAPED))
}

/// `Content-Disposition` of a file of that name which a browser may show.
pub fn inline(name: &str) -> String {
    attachment(name, None).replacen("attachment;", "inline;", 1)
}
