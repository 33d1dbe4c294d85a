//! Addresses of pages, made of what stands in them.

use std::fmt::Write;

/// The part of an address after the question mark, without the parameters that are empty. Values are written as RFC 3986
/// §2.3 has them, on both sides alike.
pub fn query(pairs: &[(&str, &str)]) -> String {
    let mut query = String::new();
    for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        // Writing to a String cannot fail.
        let _ = write!(query, "{}{name}=", if query.is_empty() { "" } else { "&" });
        for byte in value.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                query.push(char::from(byte));
            } else {
                let _ = write!(query, "%{byte:02X}");
            }
        }
    }
    query
}

#[cfg(test)]
mod tests {
    use super::query;

    #[test]
    fn what_is_empty_is_left_out_and_what_is_no_letter_is_escaped() {
        assert_eq!(query(&[("a", ""), ("b", "src/가.rs"), ("c", "x &=y-_~")]), "b=src%2F%EA%B0%80.rs&c=x%20%26%3Dy-_~");
    }
}
