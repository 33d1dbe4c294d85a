//! What can be done to find something. Server functions and HTTP handlers both come through here.

use super::{
    filters::{Conversations, Filter},
    index::{catch_up, key_at},
    model::{Scope, SearchHit},
    query::Query,
    ranking::Places,
    store::{self, Candidate, Span},
    tokenizer::{characters, folded},
};
use crate::{
    db::write_queue::WriteQueue,
    domain::{error::Result, id::UserId, page::Page},
    web::blocking,
};
use futures::FutureExt;
use sqlx::SqlitePool;
use std::{cmp::Reverse, fmt, str::FromStr, sync::Arc, time::Duration};

/// How many of the newest things that fit are put in order by how well they fit, before older ones come.
const WINDOW: usize = 200;
/// Most windows that one page looks through, when what the index knows to fit does not.
const WINDOWS_MAX: usize = 10;
/// Most of what is stale is indexed before a search: what was written just now. A whole import is not waited for.
const CATCH_UPS_MAX: usize = 20;
/// How long what is written waits to be indexed, with what else comes meanwhile: it does not stand between a question and
/// its first word.
const INDEX_INTERVAL: Duration = Duration::from_millis(500);
/// How long to wait after something could not be indexed.
const RETRY_INTERVAL: Duration = Duration::from_secs(60);
/// After so long a thing counts half as new.
const HALF_LIFE_MS: i64 = 30 * 24 * 60 * 60 * 1000;
/// What being new counts at most, beside how well it fits.
const RECENCY_MAX: i64 = 100;

/// The search of this server. Cheap to clone.
#[derive(Clone)]
pub struct Search {
    db: SqlitePool,
    writes: WriteQueue,
}

/// Where a page of results begins: within which window, and after which of its things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cursor {
    /// The key that the window's things are before.
    before: i64,
    /// The last thing that was given: its score, and its key.
    after: Option<(i64, i64)>,
}

/// The text is no [`Cursor`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct InvalidCursor;

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.before)?;
        self.after.map_or(Ok(()), |(score, key)| write!(f, ".{score}.{key}"))
    }
}

impl FromStr for Cursor {
    type Err = InvalidCursor;

    fn from_str(text: &str) -> Result<Self, InvalidCursor> {
        let number = |text: &str| text.parse::<u64>().map(|number| i64::try_from(number).unwrap_or(i64::MAX));
        let numbers: Vec<_> = text.split('.').map(number).collect::<Result<_, _>>().map_err(|_| InvalidCursor)?;
        match numbers[..] {
            [before] => Ok(Self { before, after: None }),
            [before, score, key] => Ok(Self { before, after: Some((score, key)) }),
            _ => Err(InvalidCursor),
        }
    }
}

/// A candidate that is what is searched for.
struct Hit {
    score: i64,
    candidate: Candidate,
    characters: Vec<char>,
    places: Places,
}

impl Hit {
    /// What results are sorted by, the greatest first.
    fn rank(&self) -> (i64, i64) {
        (self.score, self.candidate.key)
    }
}

impl Search {
    /// A search in `db`; what is stale is indexed through `writes`.
    pub fn new(db: SqlitePool, writes: WriteQueue) -> Self {
        Self { db, writes }
    }

    /// Indexes what is stale, in the background, as long as the server runs: at first what an earlier process left, then
    /// what comes. Nobody waits for it but who searches: see [`Self::find`].
    pub fn start_indexing(&self) {
        let search = self.clone();
        tokio::spawn(async move {
            let mut committed = search.writes.committed();
            while committed.changed().await.is_ok() {
                tokio::time::sleep(INDEX_INTERVAL).await;
                committed.mark_unchanged();
                if !search.index_stale().await.is_ok_and(|is_done| is_done) {
                    // What is wrong was logged where it was found.
                    tokio::time::sleep(RETRY_INTERVAL).await;
                }
            }
        });
    }

    /// Indexes what is stale, and says whether that could be done with all of it.
    async fn index_stale(&self) -> Result<bool> {
        while store::has_stale(&self.db).await? {
            if self.catch_up().await? == 0 {
                return Ok(false);
            }
            tokio::task::yield_now().await;
        }
        Ok(true)
    }

    async fn catch_up(&self) -> Result<usize> {
        self.writes.run(|connection| catch_up(connection).boxed()).await
    }

    /// The conversations that a search is narrowed down to, or that are left out.
    async fn conversations(&self, user: UserId, filter: &Filter) -> Result<Conversations> {
        let mut conversations = Conversations::default();
        if filter.is_of_conversations() {
            conversations.only = store::conversations(&self.db, user, filter, filter.pinned == Some(true)).await?;
        }
        if filter.pinned == Some(false) {
            conversations.but = store::conversations(&self.db, user, &Filter::default(), true).await?;
        }
        Ok(conversations)
    }

    /// A page of what fits `text`, which may hold filters; nothing fits an empty text. Of the newest two hundred things those
    /// come first that fit best, then of the next two hundred.
    ///
    /// # Errors
    /// Only when the database fails.
    pub(super) async fn find(
        &self,
        user: UserId,
        text: &str,
        place: Option<Scope>,
        cursor: Option<Cursor>,
        limit: usize,
    ) -> Result<Page<SearchHit>> {
        let mut query = Query::parse(text);
        if query.is_empty() {
            return Ok(Page { items: Vec::new(), next_cursor: None });
        }
        query.filter.place = place.or(query.filter.place);
        for _ in 0..CATCH_UPS_MAX {
            if !store::has_stale(&self.db).await? || self.catch_up().await? == 0 {
                break;
            }
        }
        let conversations = self.conversations(user, &query.filter).await?;
        if query.filter.is_of_conversations() && conversations.only.is_empty() {
            return Ok(Page { items: Vec::new(), next_cursor: None });
        }
        let expression = query.expression(&user.uuid().simple().to_string(), &conversations);
        let span =
            Span { from: query.filter.after.map_or(0, key_at), to: query.filter.before.map_or(i64::MAX, key_at) };
        let query = Arc::new(query);
        let mut cursor = cursor.unwrap_or(Cursor { before: span.to, after: None });
        let mut items = Vec::new();
        for _ in 0..WINDOWS_MAX {
            let span = Span { to: cursor.before.min(span.to), ..span };
            let keys = store::keys(&self.db, &expression, span, WINDOW).await?;
            let candidates = store::candidates(&self.db, user, &keys).await?;
            let (query, after, room) = (Arc::clone(&query), cursor.after, limit - items.len());
            let (found, last) = blocking::run(move || page_of(&query, candidates, after, room)).await?;
            items.extend(found);
            if let Some(last) = last {
                let next = Cursor { after: Some(last), ..cursor };
                return Ok(Page { items, next_cursor: Some(next.to_string()) });
            }
            let Some(oldest) = keys.last().filter(|_| keys.len() == WINDOW) else {
                return Ok(Page { items, next_cursor: None });
            };
            cursor = Cursor { before: *oldest, after: None };
            if items.len() == limit {
                break;
            }
        }
        Ok(Page { items, next_cursor: Some(cursor.to_string()) })
    }
}

/// The next `limit` results of a window, and the rank of the last one when there are more.
fn page_of(
    query: &Query,
    candidates: Vec<Candidate>,
    after: Option<(i64, i64)>,
    limit: usize,
) -> (Vec<SearchHit>, Option<(i64, i64)>) {
    let newest = candidates.iter().map(|candidate| candidate.at).max().unwrap_or_default();
    let mut hits: Vec<_> = candidates.into_iter().filter_map(|candidate| hit(query, candidate, newest)).collect();
    hits.sort_by_key(|hit| Reverse(hit.rank()));
    hits.retain(|hit| after.is_none_or(|after| hit.rank() < after));
    let has_more = hits.len() > limit;
    hits.truncate(limit);
    let last = hits.last().filter(|_| has_more).map(Hit::rank);
    (hits.into_iter().map(SearchHit::from).collect(), last)
}

fn hit(query: &Query, candidate: Candidate, newest: i64) -> Option<Hit> {
    let characters = characters(&candidate.text);
    let folded = folded(&characters);
    if !query.accepts(&folded) {
        return None;
    }
    let places = Places::of(query, &folded);
    // Beside the newest of its window, so that the order does not change while somebody reads on.
    let recency = RECENCY_MAX * HALF_LIFE_MS / (HALF_LIFE_MS + (newest - candidate.at).max(0));
    Some(Hit { score: places.score() + recency, candidate, characters, places })
}

impl From<Hit> for SearchHit {
    fn from(Hit { candidate, characters, places, .. }: Hit) -> Self {
        let Candidate { kind, id, conversation_id, title, at, .. } = candidate;
        let (snippet, highlights) = places.snippet(&characters);
        Self { kind, id, conversation_id, title, snippet, highlights, at }
    }
}
