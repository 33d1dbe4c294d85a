//! How a text becomes words: those of the index, and those that somebody searches for.
//!
//! Korean, Chinese and Japanese have no spaces where a searcher has them: 회의록 must be found by 회의 as by 의록. So of
//! their syllables each pair of neighbours is a word of the index: a longer word is found as a row of pairs, which is rare
//! even where each syllable is common. What is written in letters is found from the beginning of a word on.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark, is_nfc};

/// Most letters of a word that count; longer ones are no words of a language, but keys, hashes and files as text.
const WORD_LENGTH_MAX: usize = 64;

/// What a character is for the search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Part of a word that is written in letters or digits.
    Letter,
    /// A word, or part of one, by itself: Hangul, Han, Kana, an emoji.
    Syllable,
    /// What stands between words.
    Gap,
}

/// The class of a character.
pub(super) fn class(c: char) -> Class {
    match c {
        '\u{1100}'..='\u{11FF}' // Hangul Jamo
        | '\u{2600}'..='\u{27BF}' // symbols
        | '\u{3040}'..='\u{30FF}' // Hiragana, Katakana
        | '\u{3130}'..='\u{318F}' // Hangul Compatibility Jamo: ㅋㅋ
        | '\u{31F0}'..='\u{31FF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' // Han
        | '\u{A960}'..='\u{A97F}'
        | '\u{AC00}'..='\u{D7FF}' // Hangul
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FF66}'..='\u{FFDC}' // half-width Kana and Hangul
        | '\u{1F300}'..='\u{1FAFF}' // emoji
        | '\u{20000}'..='\u{3FFFF}' => Class::Syllable,
        c if c.is_alphanumeric() || is_combining_mark(c) => Class::Letter,
        _ => Class::Gap,
    }
}

/// The characters of a text as it is shown: composed (NFC).
pub(super) fn characters(text: &str) -> Vec<char> {
    if is_nfc(text) { text.chars().collect() } else { text.nfc().collect() }
}

/// Characters as they are compared: in lower case, and none wider than the others. One for each, so that a place in them is
/// the same place in the text.
pub(super) fn folded(characters: &[char]) -> Vec<char> {
    characters.iter().copied().map(fold).collect()
}

fn fold(c: char) -> char {
    let narrow = match c {
        // Full-width forms of ASCII.
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    };
    let mut lower = narrow.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(only), None) => only,
        _ => narrow,
    }
}

/// Neighbours of one class that are no gap, in the order of the text.
pub(super) fn runs(folded: &[char]) -> impl Iterator<Item = (Class, &[char])> {
    let runs = folded.chunk_by(|a, b| class(*a) == class(*b));
    runs.filter_map(|run| Some((class(*run.first()?), run))).filter(|(class, _)| *class != Class::Gap)
}

/// Adds the words of a run to others; of syllables each with its neighbour, and the last one alone when `is_whole`.
pub(super) fn push_words(words: &mut Vec<String>, (class, run): (Class, &[char]), is_whole: bool) {
    match class {
        Class::Letter => words.push(run.iter().take(WORD_LENGTH_MAX).collect()),
        Class::Syllable => {
            words.extend(run.windows(2).map(|pair| pair.iter().collect::<String>()));
            words.extend(run.last().filter(|_| is_whole).map(char::to_string));
        }
        Class::Gap => {}
    }
}

/// What the index holds of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct IndexWords {
    /// Every word, in its place.
    pub(super) text: String,
    /// Every syllable, once.
    pub(super) syllables: String,
}

impl IndexWords {
    /// The words of a text.
    pub(super) fn of(text: &str) -> Self {
        let folded = folded(&characters(text));
        let (mut words, mut syllables) = (Vec::new(), Vec::new());
        for (class, run) in runs(&folded) {
            push_words(&mut words, (class, run), true);
            if class == Class::Syllable {
                syllables.extend_from_slice(run);
            }
        }
        syllables.sort_unstable();
        syllables.dedup();
        let syllables: Vec<_> = syllables.into_iter().map(String::from).collect();
        Self { text: words.join(" "), syllables: syllables.join(" ") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_becomes_words_and_pairs_of_syllables() {
        let words = IndexWords::of("2주 차 회의록: Rust로 slice::sort_by!");
        assert_eq!(words.text, "2 주 차 회의 의록 록 rust 로 slice sort by");
        assert_eq!(words.syllables, "로 록 의 주 차 회");
    }

    #[test]
    fn what_looks_the_same_is_the_same_word() {
        // Decomposed as macOS has it, full-width, upper case.
        assert_eq!(IndexWords::of("\u{1112}\u{116c}\u{110b}\u{1174} ＡＢＣ ÉCOLE").text, "회의 의 abc école");
        assert_eq!(IndexWords::of(&"x".repeat(100)).text, "x".repeat(64));
    }
}
