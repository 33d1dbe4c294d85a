//! The texts of the client, which has none of its own: they come with the page that is asked for first, and with the data of
//! those that are gone to from there.

use crate::domain::error::Result;
use leptos::prelude::*;

/// The texts of some groups in the language of the page, in the order of the languages' files.
///
/// # Errors
/// `NotFound` when pages do not carry one of them.
#[server(input = server_fn::codec::GetUrl)]
pub async fn list_texts(
    /// The groups, with commas between them.
    groups: String,
) -> Result<Vec<Vec<String>>> {
    use crate::domain::error::AppError;
    let language = super::page_language();
    let texts = |group| Some(language.sent_texts(group)?.into_iter().map(|(_, text)| text.to_owned()).collect());
    groups.split(',').map(|group| texts(group).ok_or(AppError::NotFound)).collect()
}

/// Fetches the texts of groups that have not come yet, for what comes later than its page; says whether all are there.
pub async fn fetch_texts(groups: &[&'static str]) -> bool {
    #[cfg(not(feature = "ssr"))]
    for group in groups.iter().copied().filter(|group| !has_sentences(&[group])) {
        match crate::browser::fetch::strings(&["/texts/", group].concat()).await {
            Some(texts) => keep_sentences(group, texts),
            None => return false,
        }
    }
    #[cfg(feature = "ssr")]
    let _ = groups;
    true
}

#[cfg(not(feature = "ssr"))]
pub use client::{has_sentences, keep_sentences, sentences};

#[cfg(not(feature = "ssr"))]
mod client {
    use crate::browser::document;
    use std::{cell::RefCell, collections::HashMap};

    thread_local! {
        /// What has come, by group.
        static KEPT: RefCell<HashMap<&'static str, Vec<String>>> = RefCell::default();
    }

    /// Whether the texts of some groups have come.
    pub fn has_sentences(groups: &[&str]) -> bool {
        KEPT.with_borrow(|kept| groups.iter().all(|group| kept.contains_key(group)))
    }

    /// Keeps the texts of a group for as long as the client runs.
    pub fn keep_sentences(group: &'static str, texts: Vec<String>) {
        KEPT.with_borrow_mut(|kept| {
            kept.entry(group).or_insert(texts);
        });
    }

    /// The texts of a group, one after the other: what has come, else what the page carries. They are read once, and kept for
    /// ever.
    pub fn sentences(group: &'static str) -> impl FnMut() -> &'static str {
        let kept = KEPT.with_borrow(|kept| kept.get(group).cloned());
        let mut texts = kept.unwrap_or_else(|| document::texts(group)).into_iter();
        move || texts.next().unwrap_or_default().leak()
    }
}
