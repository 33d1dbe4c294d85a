//! Filling in sentences, so that what depends on the value is right: the particle after a Korean name, the plural after a number.

use std::fmt::{Display, Write};

/// A sentence with `{name}` filled in, in one pass: what a value contains is not read again.
///
/// After a value may stand a choice, which is made by what stands before it: `{name}{을|를}`, `{n} {file|files}`. A Korean
/// particle's first form follows a final consonant (`로`, of `{으로|로}`, also a final ㄹ), a plural every number but 1.
pub fn fill(sentence: &str, values: &[(&str, &dyn Display)]) -> String {
    let mut filled = String::with_capacity(sentence.len() + 16);
    let mut rest = sentence;
    while let Some((before, (blank, after))) =
        rest.split_once('{').and_then(|(before, tail)| Some((before, tail.split_once('}')?)))
    {
        filled.push_str(before);
        if let Some((first, second)) = blank.split_once('|') {
            let takes_first = if first.is_ascii() { is_one(&filled) } else { has_final(&filled, first == "으로") };
            filled.push_str(if takes_first { first } else { second });
        } else if let Some((_, value)) = values.iter().find(|(name, _)| *name == blank) {
            // Writing into a string cannot fail.
            let _ = write!(filled, "{value}");
        } else {
            let _ = write!(filled, "{{{blank}}}");
        }
        rest = after;
    }
    filled + rest
}

/// Whether the last number of a text is 1.
fn is_one(text: &str) -> bool {
    let is_number = |word: &&str| word.chars().all(|c| c.is_ascii_digit());
    text.split_whitespace().rfind(is_number) == Some("1")
}

/// Whether the last word of a text ends in a consonant when it is said in Korean; quotation marks are not said.
fn has_final(text: &str, but_rieul: bool) -> bool {
    /// The finals of Hangul syllables (Unicode 3.12): 28 to a vowel, none first, ㄹ at 8.
    const FINALS: u32 = 28;
    const RIEUL: u32 = 8;
    match text.chars().rfind(|c| c.is_alphanumeric()) {
        Some(last @ '가'..='힣') => {
            let nth = (u32::from(last) - u32::from('가')) % FINALS;
            nth != 0 && !(but_rieul && nth == RIEUL)
        }
        // 영 일 이 삼 사 오 육 칠 팔 구
        Some('0' | '3' | '6') => true,
        Some('1' | '7' | '8') => !but_rieul,
        // Words of other scripts are read as they end, and most of those in a vowel are.
        Some(last) => {
            last.is_ascii_alphabetic() && !"aeiouwyAEIOUWY".contains(last) && !(but_rieul && "lrLR".contains(last))
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn the_particle_follows_the_sound_before_it() {
        let object = |name: &str| fill("‘{name}’{을|를} 채워 주세요.", &[("name", &name)]);
        assert_eq!(object("이름"), "‘이름’을 채워 주세요.");
        assert_eq!(object("날짜"), "‘날짜’를 채워 주세요.");
        assert_eq!(object("week 3"), "‘week 3’을 채워 주세요.");
        assert_eq!(object("tone"), "‘tone’을 채워 주세요.".replace('을', "를"));
        let way = |name: &str| fill("{name}{으로|로}", &[("name", &name)]);
        assert_eq!(
            [way("서울"), way("부산"), way("제주"), way("7"), way("3")],
            ["서울로", "부산으로", "제주로", "7로", "3으로"]
        );
    }

    #[test]
    fn one_thing_is_not_many() {
        let files = |n: usize| fill("{n} {file|files} in {m} {day|days}", &[("n", &n), ("m", &1)]);
        assert_eq!([files(0), files(1), files(11)], ["0 files in 1 day", "1 file in 1 day", "11 files in 1 day"]);
    }

    #[test]
    fn what_is_filled_in_is_not_filled_in_again() {
        assert_eq!(fill("{a} {b} {c", &[("a", &"{b}"), ("b", &"x")]), "{b} x {c");
    }
}
