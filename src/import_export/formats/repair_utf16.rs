//! JSON that is none for a few of its characters: bytes that are no UTF-8, and halves of characters that programs write when
//! they cut a text within an emoji.

/// What stands for a character that cannot be read.
const UNREADABLE: &[u8] = b"\\ufffd";
/// The bytes of `\u` and its four digits.
const ESCAPE_LENGTH: usize = 6;

/// The text with a mark where a character cannot be read; none when there is no such place.
pub(super) fn mended(bytes: &[u8]) -> Option<Vec<u8>> {
    let text = String::from_utf8_lossy(bytes);
    let (mut mended, mut rest) = (Vec::with_capacity(text.len()), text.as_bytes());
    let mut is_changed = text.as_bytes() != bytes;
    while let Some(at) = rest.iter().position(|byte| *byte == b'\\') {
        let (before, escape) = rest.split_at(at);
        mended.extend_from_slice(before);
        let (length, written) = match (unit(escape), unit(escape.get(ESCAPE_LENGTH..).unwrap_or_default())) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => (2 * ESCAPE_LENGTH, None),
            (Some(0xD800..=0xDFFF), _) => (ESCAPE_LENGTH, Some(UNREADABLE)),
            (Some(_), _) => (ESCAPE_LENGTH, None),
            // What is escaped otherwise may be a backslash itself.
            (None, _) => (2.min(escape.len()), None),
        };
        is_changed |= written.is_some();
        let (escape, after) = escape.split_at(length);
        mended.extend_from_slice(written.unwrap_or(escape));
        rest = after;
    }
    mended.extend_from_slice(rest);
    is_changed.then_some(mended)
}

/// The UTF-16 unit of an escape that the text begins with.
fn unit(text: &[u8]) -> Option<u16> {
    let digits = text.strip_prefix(b"\\u")?.get(..4).filter(|digits| digits.iter().all(u8::is_ascii_hexdigit))?;
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_of_characters_become_marks_and_nothing_else_changes() {
        let mend = |text: &[u8]| mended(text).map(|text| String::from_utf8(text).unwrap());
        assert_eq!(mend(br#"{"a":"\ud83d\ude00 \\ud83d \" \n"}"#), None);
        assert_eq!(mend(br#""\ud83d""#).as_deref(), Some(r#""\ufffd""#));
        assert_eq!(
            mend(br#""\ude00\ud83dx\ud83d\ud83d\ude00""#).as_deref(),
            Some(r#""\ufffd\ufffdx\ufffd\ud83d\ude00""#)
        );
        assert_eq!(mend(b"\"a\xff\"").as_deref(), Some("\"a\u{fffd}\""));
        for end in [&br"\"[..], br"\u", br"\ud83d\u12", br"\ud8"] {
            let _ = mended(end);
        }
    }
}
