//! What found things must be beside the words that they have: `name:value` in a query.

use super::{model::Scope, query::Term};
use crate::domain::title::one_line;
use jiff::{civil::Date, tz::TimeZone};

/// What phrases, and names with spaces, stand in.
pub(super) const QUOTES: [char; 3] = ['"', '“', '”'];
/// Filters whose values may have spaces, in quotes.
const QUOTED_FILTERS: [&str; 2] = ["tag:", "folder:"];

/// What the found things must be.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Filter {
    /// Where it stands; none: everywhere.
    pub(super) place: Option<Scope>,
    /// Who said it, `user` or `assistant`.
    pub(super) role: Option<&'static str>,
    /// The model that said it, the beginning of its name.
    pub(super) model: Option<Term>,
    /// From this time on, Unix milliseconds.
    pub(super) after: Option<i64>,
    /// Before this time, Unix milliseconds.
    pub(super) before: Option<i64>,
    /// Whether its conversation is pinned.
    pub(super) pinned: Option<bool>,
    /// A tag that its conversation has.
    pub(super) tag: Option<String>,
    /// The folder that its conversation is in.
    pub(super) folder: Option<String>,
}

/// The conversations that something must be in, or must not be in, by their words in the index.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Conversations {
    /// One of these, when the filter asks for some.
    pub(super) only: Vec<String>,
    /// None of these.
    pub(super) but: Vec<String>,
}

impl Filter {
    /// Whether only what is in certain conversations is asked for.
    pub(super) fn is_of_conversations(&self) -> bool {
        self.pinned == Some(true) || self.tag.is_some() || self.folder.is_some()
    }

    /// Takes `name:value`, if it is a filter.
    pub(super) fn take(&mut self, text: &str) -> bool {
        let Some((name, value)) = text.split_once(':') else { return false };
        match name.to_ascii_lowercase().as_str() {
            "in" => set(&mut self.place, place(value)),
            "role" => set(&mut self.role, role(value)),
            "model" => set(&mut self.model, Term::new(value, false).map(Term::open)),
            "after" => set(&mut self.after, day(value)),
            "before" => set(&mut self.before, day(value)),
            "pinned" => set(&mut self.pinned, yes_or_no(value)),
            "tag" => set(&mut self.tag, label(value)),
            "folder" => set(&mut self.folder, label(value)),
            _ => false,
        }
    }
}

fn set<T>(place: &mut Option<T>, value: Option<T>) -> bool {
    let is_value = value.is_some();
    if is_value {
        *place = value;
    }
    is_value
}

fn place(value: &str) -> Option<Scope> {
    match value.to_lowercase().as_str() {
        "docs" | "documents" | "문서" => Some(Scope::Documents),
        "chats" | "messages" | "대화" | "메시지" => Some(Scope::Messages),
        "titles" | "conversations" | "제목" => Some(Scope::Conversations),
        _ => None,
    }
}

/// Nothing is yes, too.
fn yes_or_no(value: &str) -> Option<bool> {
    match value.to_lowercase().as_str() {
        "" | "yes" | "예" => Some(true),
        "no" | "아니요" => Some(false),
        _ => None,
    }
}

/// The name of a folder or a tag, with the quotes that it may stand in.
fn label(value: &str) -> Option<String> {
    let name = one_line(value.trim_matches(QUOTES));
    (!name.is_empty()).then_some(name)
}

fn role(value: &str) -> Option<&'static str> {
    match value.to_lowercase().as_str() {
        "user" | "me" | "나" => Some("user"),
        "assistant" | "ai" => Some("assistant"),
        _ => None,
    }
}

/// The beginning of a day, a month or a year, UTC.
fn day(value: &str) -> Option<i64> {
    let whole = match value.len() {
        4 => format!("{value}-01-01"),
        7 => format!("{value}-01"),
        _ => value.to_owned(),
    };
    let day: Date = whole.parse().ok()?;
    day.to_zoned(TimeZone::UTC).ok().map(|day| day.timestamp().as_millisecond())
}

/// Where the value of a filter ends that begins with a quote.
pub(super) fn end_of_quoted_filter(text: &str) -> Option<usize> {
    let value = QUOTED_FILTERS.iter().find_map(|name| text.strip_prefix(name)?.strip_prefix(QUOTES))?;
    let begin = text.len() - value.len();
    Some(value.find(QUOTES).map_or(text.len(), |length| begin + length))
}
