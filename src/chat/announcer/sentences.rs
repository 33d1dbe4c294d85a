//! Sentences of a text: a few rules that hold for Korean and English, after Unicode's (UAX #29 §5).

/// Cuts a text into sentences; nothing of it is lost.
pub fn split(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let (mut start, mut signs) = (0, text.char_indices().peekable());
    while let Some((_, sign)) = signs.next() {
        if !is_end(sign) {
            continue;
        }
        while signs.next_if(|(_, next)| is_end(*next) || is_closing(*next)).is_some() {}
        let mut has_blank = false;
        while signs.next_if(|(_, next)| *next == ' ').is_some() {
            has_blank = true;
        }
        let next = signs.peek().copied();
        let goes_on = match next {
            None => true,
            // `3.14` and `a.b` are no ends; nor is what goes on in small letters.
            Some((_, next)) => (!has_blank && !is_wide_end(sign)) || (sign == '.' && next.is_ascii_lowercase()),
        };
        if let Some((at, _)) = next.filter(|_| !goes_on) {
            sentences.push(&text[start..at]);
            start = at;
        }
    }
    if start < text.len() {
        sentences.push(&text[start..]);
    }
    sentences
}

fn is_end(sign: char) -> bool {
    matches!(sign, '.' | '!' | '?' | '…') || is_wide_end(sign)
}

/// What ends a sentence without a blank after it.
fn is_wide_end(sign: char) -> bool {
    matches!(sign, '。' | '！' | '？')
}

fn is_closing(sign: char) -> bool {
    matches!(sign, '"' | '\'' | ')' | ']' | '”' | '’' | '」' | '』' | '»' | '）')
}

/// Whether there is a letter or a number in a text. Tables of all letters would be larger than the rest of this.
pub fn is_readable(text: &str) -> bool {
    text.chars().any(|sign| {
        sign.is_ascii_alphanumeric()
            || match u32::from(sign) {
                // Signs, arrows, boxes, and what stands between words in the east.
                0..=0xbf | 0x2000..=0x2bff | 0x3000..=0x303f | 0xfe00..=0xfe0f | 0xff00..=0xff0f => false,
                // Pictures.
                code => !(0x1_f000..0x2_0000).contains(&code),
            }
    })
}

#[cfg(test)]
mod tests {
    use super::{is_readable, split};

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        for (text, expected) in [
            ("One. Two! Three", vec!["One. ", "Two! ", "Three"]),
            ("첫 문장이에요. 둘째 문장입니다! 셋째", vec!["첫 문장이에요. ", "둘째 문장입니다! ", "셋째"]),
            ("Version 3.14 of a.rs is it. e.g. this", vec!["Version 3.14 of a.rs is it. e.g. this"]),
            ("He said \"no.\" Then he left.", vec!["He said \"no.\" ", "Then he left."]),
            ("今日は。明日は？", vec!["今日は。", "明日は？"]),
            ("Done. ", vec!["Done. "]),
            ("", vec![]),
        ] {
            assert_eq!(split(text), expected);
            assert_eq!(split(text).concat(), text);
        }
    }

    #[test]
    fn what_has_no_letter_is_not_read() {
        for (text, expected) in
            [("--- …", false), ("→ ✅ 🎉", false), ("7", true), ("가", true), ("é", true), ("", false)]
        {
            assert_eq!(is_readable(text), expected, "{text}");
        }
    }
}
