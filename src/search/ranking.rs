//! How well a text fits, and what of it is shown.

use super::{
    model::Highlight,
    query::Query,
    tokenizer::{Class, class},
};
use std::ops::Range;

/// Characters of a snippet.
const LENGTH: usize = 160;
/// How many of them come before the first word that was searched for.
const BEFORE: usize = 40;
/// Most places of one word that are looked at.
const PLACES_MAX: usize = 200;

/// Where the words of a query stand in a text.
pub(super) struct Places(Vec<Vec<Range<usize>>>);

impl Places {
    /// Looks for them, in folded characters.
    pub(super) fn of(query: &Query, folded: &[char]) -> Self {
        let places = query.wanted.iter().map(|term| {
            let next = |from: usize| term.find(folded, from).filter(|place| !place.is_empty());
            std::iter::successors(next(0), |place| next(place.end)).take(PLACES_MAX).collect()
        });
        Self(places.collect())
    }

    /// How well the text fits: how often each word stands there, how soon, and how close they come to each other, in
    /// hundredths.
    pub(super) fn score(&self) -> i64 {
        let of_term = |places: &Vec<Range<usize>>| {
            let often = i64::try_from(places.len().min(6)).unwrap_or(6) * 20;
            let soon = places.first().map_or(0, |first| if first.start < LENGTH { 30 } else { 0 });
            often + soon
        };
        let together = self.densest().map_or(0, |(_, terms)| terms.saturating_sub(1)) * 60;
        self.0.iter().map(of_term).sum::<i64>() + i64::try_from(together).unwrap_or(i64::MAX)
    }

    /// Where most of the words stand together, and how many.
    fn densest(&self) -> Option<(usize, usize)> {
        let starts = self.0.iter().flatten().map(|place| place.start);
        let near = |start: usize| {
            let is_near = |places: &&Vec<Range<usize>>| {
                let at = places.partition_point(|place| place.start < start);
                places.get(at).is_some_and(|place| place.end <= start + LENGTH - BEFORE)
            };
            self.0.iter().filter(is_near).count()
        };
        // The earliest of the best ones.
        let counted = starts.map(|start| (near(start), std::cmp::Reverse(start)));
        counted.max().map(|(terms, start)| (start.0, terms))
    }

    /// The part of a text that is shown, on one line, and the words in it; places are in characters of the snippet.
    pub(super) fn snippet(&self, characters: &[char]) -> (String, Vec<Highlight>) {
        let start = self.densest().map_or(0, |(start, _)| start.saturating_sub(BEFORE));
        let start = begin_of_word(characters, start);
        let mut shown: Vec<char> = Vec::new();
        // For each character of the text from `start` on, where it stands in the snippet.
        let mut places = Vec::new();
        if start > 0 {
            shown.push('…');
        }
        let mut at = start;
        while at < characters.len() && shown.len() < LENGTH {
            let c = characters[at];
            places.push(shown.len());
            if !c.is_whitespace() && !c.is_control() {
                shown.push(c);
            } else if shown.last().is_some_and(|last| *last != ' ' && *last != '…') {
                shown.push(' ');
            }
            at += 1;
        }
        places.push(shown.len());
        if at < characters.len() {
            shown.push('…');
        }
        let inside = |place: &Range<usize>| {
            let place = place.start.checked_sub(start)?..place.end.checked_sub(start)?;
            let (start, end) = (*places.get(place.start)?, *places.get(place.end).unwrap_or(places.last()?));
            (start < end).then(|| Highlight::new(start, end))
        };
        let mut highlights: Vec<_> = self.0.iter().flatten().filter_map(inside).collect();
        highlights.sort();
        highlights.dedup_by(|next, last| last.takes_in(*next));
        (shown.into_iter().collect(), highlights)
    }
}

/// The beginning of the word that stands at a place, if it is near.
fn begin_of_word(characters: &[char], at: usize) -> usize {
    let is_gap = |at: &usize| *at == 0 || characters.get(at - 1).is_some_and(|c| class(*c) == Class::Gap);
    (at.saturating_sub(BEFORE / 2)..=at).rev().find(is_gap).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::tokenizer::{characters, folded};

    fn shown(typed: &str, text: &str) -> String {
        let characters = characters(text);
        let places = Places::of(&Query::parse(typed), &folded(&characters));
        let (snippet, highlights) = places.snippet(&characters);
        let snippet: Vec<char> = snippet.chars().collect();
        let mut marked = String::new();
        for (at, c) in snippet.iter().enumerate() {
            let (start, end) =
                (highlights.iter().any(|mark| mark.start() == at), highlights.iter().any(|mark| mark.end() == at));
            marked.extend(end.then_some(']'));
            marked.extend(start.then_some('['));
            marked.push(*c);
        }
        marked.extend(highlights.iter().any(|mark| mark.end() == snippet.len()).then_some(']'));
        marked
    }

    #[test]
    fn what_was_searched_for_is_shown_and_marked() {
        assert_eq!(shown("회의 자료", "내일 회의록과\n\n  자료를 준비"), "내일 [회의]록과 [자료]를 준비");
        assert_eq!(shown("rust rus", "Rust"), "[Rust]");
        let long = format!("{} 정렬 {} rust 정렬 끝", "가나다 ".repeat(100), "라마바 ".repeat(100));
        let snippet = shown("rust 정렬", &long);
        assert!(snippet.starts_with('…') && snippet.ends_with("[rust] [정렬] 끝"), "{snippet}");
    }

    #[test]
    fn what_holds_more_of_the_words_closer_together_fits_better() {
        let score = |text: &str| Places::of(&Query::parse("rust 정렬"), &folded(&characters(text))).score();
        let far = format!("rust {} 정렬", "x ".repeat(300));
        assert!(score("rust 정렬") > score(&far));
        assert!(score("rust 정렬 rust 정렬") > score("rust 정렬"));
    }
}
