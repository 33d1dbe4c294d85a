//! Files that are sent to be kept.

use std::fmt::Write;

/// `Content-Disposition` of a file of that name (RFC 6266, RFC 8187): percent-encoded but for what needs no escape.
/// `plain` is its name for programs that read ASCII alone; they may have none.
pub fn attachment(name: &str, plain: Option<&str>) -> String {
    let mut encoded = String::new();
    for byte in name.replace(['/', '\\', ':'], "-").bytes() {
        // Writing to a String cannot fail.
        let _ = if byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) {
            write!(encoded, "{}", char::from(byte))
        } else {
            write!(encoded, "%{byte:02X}")
        };
    }
    let plain = plain.map_or_else(String::new, |plain| format!(" filename=\"{plain}\";"));
    format!("attachment;{plain} filename*=UTF-8''{encoded}")
}

/// `Content-Disposition` of a file of that name which a browser may show.
pub fn inline(name: &str) -> String {
    attachment(name, None).replacen("attachment;", "inline;", 1)
}
