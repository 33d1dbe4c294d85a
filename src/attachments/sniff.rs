//! What a file is, told by its content: a name says what somebody would like it to be.

use super::AttachmentError;
use crate::domain::title::clean_text;
use encoding_rs::{EUC_KR, Encoding, UTF_8};
use image::ImageFormat;

/// Most bytes of a text, as UTF-8: four times a long novel's chapter, and what a model reads at once besides the rest.
pub(super) const TEXT_BYTES_MAX: usize = 256 * 1024;

/// What a file is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// A picture that can be read.
    Picture,
    /// A PDF, whose text is to be read.
    Pdf,
    /// A text, with `\n` at the end of its lines.
    Text(String),
}

/// Looks what a file is. Whatever is drawn by markup, as SVG, is text: nothing here draws it.
///
/// # Errors
/// `Unsupported`, `TextTooLong`.
pub(super) fn sniff(file: &[u8]) -> Result<Content, AttachmentError> {
    if picture_format(file).is_some() {
        return Ok(Content::Picture);
    }
    if file.trim_ascii_start().starts_with(b"%PDF-") {
        return Ok(Content::Pdf);
    }
    text(&decoded(file).ok_or(AttachmentError::Unsupported)?).map(Content::Text)
}

/// A text that may be attached, without what nobody sees.
///
/// # Errors
/// `Unsupported` with a control character, `TextTooLong`.
pub(super) fn text(text: &str) -> Result<String, AttachmentError> {
    let text = clean_text(text).map_err(|_| AttachmentError::Unsupported)?;
    if text.len() > TEXT_BYTES_MAX { Err(AttachmentError::TextTooLong) } else { Ok(text) }
}

/// By the marks that their files begin with: PNG (W3C) §5.2, JPEG (ITU-T T.81) §B.1.1.3, GIF89a §17, WebP (RFC 9649) §2.4.
pub(super) fn picture_format(file: &[u8]) -> Option<ImageFormat> {
    match file {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Some(ImageFormat::Png),
        [0xFF, 0xD8, 0xFF, ..] => Some(ImageFormat::Jpeg),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(ImageFormat::Gif),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(ImageFormat::WebP),
        _ => None,
    }
}

/// A text in UTF-8, in UTF-16 with its mark, or in what Korean Windows writes.
fn decoded(file: &[u8]) -> Option<String> {
    let (encoding, mark) = Encoding::for_bom(file).unwrap_or((UTF_8, 0));
    let decode = |encoding: &'static Encoding| {
        encoding.decode_without_bom_handling_and_without_replacement(&file[mark..]).map(String::from)
    };
    decode(encoding).or_else(|| decode(EUC_KR).filter(|text| mark == 0 && is_korean(text)))
}

/// Whether a text reads as Korean: any bytes make some letters of EUC-KR, hardly any make Hangul.
fn is_korean(text: &str) -> bool {
    let letters = text.chars().filter(|c| !c.is_ascii());
    let (mut hangul, mut others) = (0, 0);
    letters.for_each(|c| if ('가'..='힣').contains(&c) { hangul += 1 } else { others += 1 });
    hangul > others
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(file: &[u8]) -> Result<Content, AttachmentError> {
        sniff(file)
    }

    fn text_content(text: &str) -> Result<Content, AttachmentError> {
        Ok(Content::Text(text.to_owned()))
    }

    #[test]
    fn a_text_is_read_in_every_encoding_that_koreans_meet() {
        let text = "안녕하세요, 회의록입니다.\n둘째 줄";
        let utf16 = |mark: [u8; 2], bytes: fn(u16) -> [u8; 2]| {
            [mark.to_vec(), text.encode_utf16().flat_map(bytes).collect()].concat()
        };
        assert_eq!(read(text.as_bytes()), text_content(text));
        assert_eq!(read(&[b"\xEF\xBB\xBF", text.as_bytes()].concat()), text_content(text));
        assert_eq!(read(&utf16([0xFF, 0xFE], u16::to_le_bytes)), text_content(text));
        assert_eq!(read(&utf16([0xFE, 0xFF], u16::to_be_bytes)), text_content(text));
        assert_eq!(read(&EUC_KR.encode("뷁, 똠방각하\r\n").0), text_content("뷁, 똠방각하\n"));
    }

    #[test]
    fn what_is_no_text_is_not_made_one() {
        for file in [
            &b"PK\x03\x04\x14\0"[..],
            b"\x7FELF\x02\x01",
            b"caf\xE9 cr\xE8me",
            b"a\0b",
            b"\x00\x01\x02",
            b"\xEF\xBB\xBF\xFF",
        ] {
            assert_eq!(read(file), Err(AttachmentError::Unsupported), "{file:?}");
        }
        assert_eq!(read(&vec![b'x'; TEXT_BYTES_MAX + 1]), Err(AttachmentError::TextTooLong));
    }

    #[test]
    fn pictures_are_known_by_their_marks_and_markup_is_text() {
        assert_eq!(read(b"\xFF\xD8\xFF\xE0 and more"), Ok(Content::Picture));
        assert_eq!(read(b"GIF89a"), Ok(Content::Picture));
        assert_eq!(read(b"\n%PDF-1.7\n"), Ok(Content::Pdf));
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
        assert_eq!(read(svg.as_bytes()), text_content(svg));
    }
}
