//! What somebody searches for: words, phrases, what must not be there, and filters.

use super::{
    filters::{Conversations, Filter, QUOTES, end_of_quoted_filter},
    model::Scope,
    tokenizer::{Class, characters, class, folded, push_words, runs},
};
use std::ops::Range;

/// Most characters that are read.
const LENGTH_MAX: usize = 1000;
/// Most words and phrases that are searched for.
const TERMS_MAX: usize = 16;
/// A word of fewer letters is found only whole: everything begins with an `a`.
const PREFIX_LENGTH_MIN: usize = 3;

/// What is searched for.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Query {
    /// All of these must be there.
    pub(super) wanted: Vec<Term>,
    /// None of these may be there.
    pub(super) unwanted: Vec<Term>,
    /// What the found things must be.
    pub(super) filter: Filter,
}

/// A word or a phrase, as it must stand in a text: in any case, from the beginning of a word on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    /// Folded characters; a space is any gap, what was typed beside it included.
    characters: Vec<char>,
    /// Whether a word may go on after it.
    is_prefix: bool,
}

impl Query {
    /// Reads what was typed. Nothing is an error: what is no filter is a word.
    pub(super) fn parse(text: &str) -> Self {
        let mut query = Self::default();
        let text: String = text.chars().take(LENGTH_MAX).collect();
        for Piece { is_negative, is_quoted, text } in pieces(&text) {
            if !is_quoted && !is_negative && query.filter.take(text) {
                continue;
            }
            let terms = if is_negative { &mut query.unwanted } else { &mut query.wanted };
            if let Some(term) = Term::new(text, is_quoted).filter(|term| !terms.contains(term)) {
                terms.push(term);
            }
        }
        query.wanted.truncate(TERMS_MAX);
        query.unwanted.truncate(TERMS_MAX);
        query
    }

    /// Whether nothing is asked for.
    pub(super) fn is_empty(&self) -> bool {
        self.wanted.is_empty() && self.unwanted.is_empty() && self.filter == Filter::default()
    }

    /// What the index is asked: at least everything that is wanted. What it holds too much is left out by
    /// [`Self::accepts`].
    pub(super) fn expression(&self, owner: &str, conversations: &Conversations) -> String {
        let mut scope = vec![format!("u{owner}")];
        let place = self.filter.place.map(|place| match place {
            Scope::Conversations => "kconversation",
            Scope::Messages => "kmessage",
            Scope::Documents => "kdocument",
        });
        scope.extend(place.map(str::to_owned));
        scope.extend(self.filter.role.map(|role| format!("r{role}")));
        let scope = scope.iter().map(|word| format!("scope:\"{word}\""));
        let model = self.filter.model.as_ref().and_then(|model| model.expression("scope", "m"));
        let wanted = self.wanted.iter().filter_map(|term| term.expression("text", ""));
        let within = any_of(&conversations.only).filter(|_| self.filter.is_of_conversations());
        let all: Vec<_> = scope.chain(model).chain(within).chain(wanted).collect();
        let unwanted = self.unwanted.iter().filter(|term| term.is_exact_in_index());
        let unwanted = unwanted.filter_map(|term| term.expression("text", ""));
        let unwanted: Vec<_> = unwanted.chain(any_of(&conversations.but)).collect();
        let all = format!("({})", all.join(" AND "));
        if unwanted.is_empty() { all } else { format!("{all} NOT ({})", unwanted.join(" OR ")) }
    }

    /// Whether a text, in folded characters, has all that is wanted and nothing that is not.
    pub(super) fn accepts(&self, folded: &[char]) -> bool {
        self.wanted.iter().all(|term| term.find(folded, 0).is_some())
            && self.unwanted.iter().all(|term| term.find(folded, 0).is_none())
    }
}

fn any_of(words: &[String]) -> Option<String> {
    let words: Vec<_> = words.iter().map(|word| format!("scope:\"{word}\"")).collect();
    (!words.is_empty()).then(|| format!("({})", words.join(" OR ")))
}

/// A word or a phrase as it was typed.
struct Piece<'t> {
    is_negative: bool,
    is_quoted: bool,
    text: &'t str,
}

/// Words, and phrases in quotes; a quote that does not end goes to the end.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (is_negative, begun) = match rest.strip_prefix('-') {
            Some(begun) if !begun.starts_with(char::is_whitespace) && !begun.is_empty() => (true, begun),
            _ => (false, rest),
        };
        let (text, after, is_quoted) = match begun.strip_prefix(QUOTES) {
            Some(quoted) => {
                let (text, after) = quoted.split_once(QUOTES).unwrap_or((quoted, ""));
                (text, after, true)
            }
            None if let Some(end) = end_of_quoted_filter(begun) => {
                let (text, after) = begun.split_at(end);
                (text, after.trim_start_matches(QUOTES), false)
            }
            None => {
                let (text, after) = begun.split_once(char::is_whitespace).unwrap_or((begun, ""));
                (text, after, false)
            }
        };
        pieces.push(Piece { is_negative, is_quoted, text });
        rest = after.trim_start();
    }
    pieces
}

impl Term {
    /// A word as it was typed, `*` at its end lets it go on; what is quoted is found only whole. None when there is nothing
    /// in it that could be found.
    pub(super) fn new(text: &str, is_quoted: bool) -> Option<Self> {
        let starred = text.trim_end_matches('*');
        let has_star = !is_quoted && starred.len() < text.len();
        let typed = folded(&characters(if has_star { starred } else { text.trim() }));
        let mut characters: Vec<char> = Vec::with_capacity(typed.len());
        let is_gap = |c: &char| class(*c) == Class::Gap;
        for run in typed.chunk_by(|a, b| is_gap(a) == is_gap(b)) {
            let is_space = run.iter().all(is_gap) && run.iter().any(|c| c.is_whitespace());
            if is_space { characters.push(' ') } else { characters.extend(run) }
        }
        let last_word = characters.iter().rev().take_while(|c| class(**c) == Class::Letter).count();
        runs(&characters).next()?;
        let is_prefix = !is_quoted && (last_word >= PREFIX_LENGTH_MIN || has_star && last_word > 1);
        Some(Self { characters, is_prefix })
    }

    /// The same, whatever comes after it.
    pub(super) fn open(self) -> Self {
        Self { is_prefix: true, ..self }
    }

    /// Whether the index knows exactly where it stands: it is a single run.
    fn is_exact_in_index(&self) -> bool {
        runs(&self.characters).next().is_some_and(|(_, run)| run.len() == self.characters.len())
    }

    /// What a column of the index is asked, whose words begin with `mark`; none when the index cannot be asked.
    fn expression(&self, column: &str, mark: &str) -> Option<String> {
        let is_open = self.characters.last().is_some_and(|last| class(*last) != Class::Gap);
        let runs: Vec<_> = runs(&self.characters).collect();
        let (mut words, mut syllable) = (Vec::new(), None);
        for (at, run) in runs.iter().enumerate() {
            match run {
                // What follows the last syllable is unknown: its pair is too.
                (Class::Syllable, [only]) if is_open && at + 1 == runs.len() => syllable = Some(*only),
                run => push_words(&mut words, *run, !is_open || at + 1 < runs.len()),
            }
        }
        let star = if self.is_prefix && syllable.is_none() { " *" } else { "" };
        let words: Vec<_> = words.into_iter().map(|word| format!("{mark}{word}")).collect();
        let words = (!words.is_empty()).then(|| format!("{column}:\"{}\"{star}", words.join(" ")));
        let syllable = syllable.map(|syllable| format!("syllables:\"{syllable}\""));
        match (words, syllable) {
            (Some(words), Some(syllable)) => Some(format!("({words} AND {syllable})")),
            (words, syllable) => words.or(syllable),
        }
    }

    /// Where it stands next in a text, in folded characters.
    pub(super) fn find(&self, text: &[char], from: usize) -> Option<Range<usize>> {
        let first = self.characters.first()?;
        let starts = (from..text.len()).filter(|start| text[*start] == *first);
        starts.filter_map(|start| self.end_at(text, start).map(|end| start..end)).next()
    }

    /// Where it ends, if it stands at `start`.
    fn end_at(&self, text: &[char], start: usize) -> Option<usize> {
        let is_letter = |at: usize| text.get(at).is_some_and(|c| class(*c) == Class::Letter);
        if is_letter(start) && start > 0 && is_letter(start - 1) {
            return None;
        }
        let mut at = start;
        for wanted in &self.characters {
            if *wanted == ' ' {
                let gap = text[at..].iter().take_while(|c| class(**c) == Class::Gap).count();
                if gap == 0 {
                    return None;
                }
                at += gap;
            } else if text.get(at) == Some(wanted) {
                at += 1;
            } else {
                return None;
            }
        }
        let ends_in_word = at > 0 && is_letter(at - 1) && is_letter(at);
        (self.is_prefix || !ends_in_word).then_some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expression(text: &str) -> String {
        Query::parse(text)
            .expression("1", &Conversations::default())
            .replace("(scope:\"u1\" AND ", "")
            .trim_end_matches(')')
            .to_owned()
    }

    #[test]
    fn what_is_typed_becomes_what_the_index_is_asked() {
        for (typed, asked) in [
            ("회의", r#"text:"회의""#),
            ("회의록", r#"text:"회의 의록""#),
            ("록", r#"syllables:"록""#),
            ("Rust", r#"text:"rust" *"#),
            ("\"Rust\"", r#"text:"rust""#),
            ("go", r#"text:"go""#),
            ("go*", r#"text:"go" *"#),
            ("slice::sort", r#"text:"slice sort" *"#),
            ("3월", r#"(text:"3" AND syllables:"월")"#),
            ("\"회의 자료\"", r#"text:"회의 의 자료""#),
            ("회의 rust", r#"text:"회의" AND text:"rust" *"#),
            ("rust -회의", r#"text:"rust" *) NOT (text:"회의""#),
        ] {
            let asked = asked.trim_end_matches(')');
            assert_eq!(expression(typed), asked, "{typed}");
        }
    }

    #[test]
    fn filters_are_taken_out_and_what_is_none_is_a_word() {
        let query = Query::parse("in:docs role:user before:2026-02 after:2025 model:gpt-5 http://x 정렬");
        assert_eq!(query.filter.place, Some(Scope::Documents));
        assert_eq!(query.filter.role, Some("user"));
        assert_eq!(query.filter.before, Some(1_769_904_000_000));
        assert_eq!(query.filter.after, Some(1_735_689_600_000));
        assert_eq!(query.wanted.len(), 2);
        let asked = query.expression("1", &Conversations::default());
        assert!(asked.contains(r#"scope:"mgpt m5" *"#), "{asked}");
        assert_eq!(Query::parse("before:yesterday in:nowhere").wanted.len(), 2);
        assert!(Query::parse(" - \"\" ++ * ").is_empty());
    }

    #[test]
    fn conversations_are_asked_for_by_how_they_are_kept() {
        let query = Query::parse("pinned: tag:rust folder:\"내 일\" 정렬");
        assert_eq!((query.filter.pinned, query.filter.tag.as_deref()), (Some(true), Some("rust")));
        assert_eq!((query.filter.folder.as_deref(), query.wanted.len()), (Some("내 일"), 1));
        assert_eq!(Query::parse("folder:\"내 일").filter.folder.as_deref(), Some("내 일"));
        assert_eq!(Query::parse("pinned:no").filter.pinned, Some(false));
        assert_eq!(Query::parse("pinned:perhaps tag: folder:\"\"").filter, Filter::default());
        let conversations = Conversations { only: vec!["c1".into(), "c2".into()], but: vec!["c3".into()] };
        let asked = Query::parse("pinned:").expression("1", &conversations);
        assert_eq!(asked, r#"(scope:"u1" AND (scope:"c1" OR scope:"c2")) NOT ((scope:"c3"))"#);
    }

    #[test]
    fn a_text_is_accepted_for_what_stands_in_it() {
        for (typed, text, is_there) in [
            ("의록", "회의록을", true),
            ("art", "start", false),
            ("sta", "start", true),
            ("\"sta\"", "start", false),
            ("st", "start", false),
            ("c++", "C++ 언어", true),
            ("c++", "c ++", false),
            ("\"foo bar\"", "foo, bar", true),
            ("\"회의 자료\"", "회의자료", false),
            ("rust로", "Rust로 정렬", true),
            ("rust로", "rust 로", false),
            ("정렬 -rust", "rust 정렬", false),
        ] {
            assert_eq!(Query::parse(typed).accepts(&folded(&characters(text))), is_there, "{typed} in {text}");
        }
    }
}
