//! What a page of the client needs before it can be shown: its data, and the texts of its feature.

use super::{codec::Json, load_error::LoadError, menu_button::MenuButton};
use crate::{
    browser::arrival,
    domain::error::{AppError, Result},
    i18n::page_texts::list_texts,
};
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

/// What a page needs. It is asked for when the page is gone to, beside the code of the page; a page that comes from the server
/// carries it.
pub struct PageData<T: Send + Sync + 'static> {
    groups: &'static [&'static str],
    texts: Resource<Result<Vec<Vec<String>>>, Json>,
    data: Resource<Result<T>, Json>,
}

impl<T: Clone + Send + Sync + Serialize + DeserializeOwned + 'static> PageData<T> {
    /// Data that depends on `source`, which is looked at for as long as the page is shown, and the texts of `groups` beside
    /// the common ones.
    pub fn new<S, F>(
        groups: &'static [&'static str],
        source: impl Fn() -> S + Send + Sync + 'static,
        load: impl Fn(S) -> F + Send + Sync + 'static,
    ) -> Self
    where
        S: PartialEq + Clone + Send + Sync + 'static,
        F: Future<Output = Result<T>> + Send + 'static,
    {
        let texts = Resource::new_with_options(|| (), move |()| texts_of(groups), false);
        Self { groups, texts, data: Resource::new_with_options(source, load, false) }
    }

    /// The page: `view` of the data each time that it has come, or why there is none.
    pub fn view(self, view: impl Fn(T) -> AnyView + Copy + Send + Sync + 'static) -> AnyView {
        let Self { groups, texts, data } = self;
        let show = move || {
            Suspend::new(async move {
                let shown = match texts.await {
                    Ok(texts) => {
                        keep(groups, texts);
                        data.await.map(view)
                    }
                    Err(error) => Err(error),
                };
                Effect::new(arrival::arrived);
                shown.unwrap_or_else(|error| view! { <Unavailable error/> }.into_any())
            })
        };
        view! { <Transition>{show}</Transition> }.into_any()
    }
}

/// A page that could not be loaded.
#[component]
pub fn Unavailable(
    /// Why.
    error: AppError,
) -> impl IntoView {
    view! {
        <main class="main" id="content" tabindex="-1">
            <header class="bar"><MenuButton/></header>
            <LoadError error/>
        </main>
    }
}

/// The texts of some groups; nothing when they have come before.
async fn texts_of(groups: &'static [&'static str]) -> Result<Vec<Vec<String>>> {
    #[cfg(not(feature = "ssr"))]
    if crate::i18n::page_texts::has_sentences(groups) {
        return Ok(Vec::new());
    }
    if groups.is_empty() { Ok(Vec::new()) } else { list_texts(groups.join(",")).await }
}

/// Keeps what has come, for the client to take its sentences from.
fn keep(groups: &'static [&'static str], texts: Vec<Vec<String>>) {
    #[cfg(not(feature = "ssr"))]
    for (group, texts) in groups.iter().zip(texts) {
        crate::i18n::page_texts::keep_sentences(group, texts);
    }
    #[cfg(feature = "ssr")]
    let _ = (groups, texts);
}
