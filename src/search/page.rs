//! `/search`: what was said and written, found: a form and a list.

use super::{
    api::search_all,
    model::{Scope, SearchHit, SearchHitKind},
};
use crate::{
    domain::page::Page,
    i18n::{SearchTexts, use_language},
    ui::{
        day::Day,
        empty_state::Empty,
        get_form::GetForm,
        icon::{Glyph, Icon},
        lazy_page::LazyPage,
        menu_button::MenuButton,
        page_data::PageData,
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{hooks::use_query_map, location::Url};
use serde::{Deserialize, Serialize};

/// The page.
pub struct SearchPage(PageData<Searched>);

/// What was searched for, and what was found.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Searched {
    words: String,
    /// By its name in the address; empty: everywhere.
    place: String,
    page: Page<SearchHit>,
}

impl LazyPage for SearchPage {
    fn data() -> Self {
        let query = use_query_map();
        let asked = move || query.with(|query| ["q", "in", "after"].map(|name| query.get(name).unwrap_or_default()));
        Self(PageData::new(&["search"], asked, |[words, place, cursor]| async move {
            let page = search_all(words.clone(), place_named(&place), cursor).await?;
            Ok(Searched { words, place, page })
        }))
    }

    fn view(self) -> AnyView {
        self.0.view(|found| view! { <Results found/> }.into_any())
    }
}

/// The places of the form, by their names in the address.
const PLACES: [(&str, Scope); 3] =
    [("messages", Scope::Messages), ("documents", Scope::Documents), ("conversations", Scope::Conversations)];

fn place_named(name: &str) -> Option<Scope> {
    PLACES.iter().find(|(known, _)| *known == name).map(|(_, place)| *place)
}

/// The form, and what was found.
#[component]
fn Results(
    /// What was searched for, and what was found.
    found: Searched,
) -> impl IntoView {
    let Searched { words, place, page } = found;
    let texts = use_language().search_texts();
    let options = PLACES.map(|(name, place_of)| {
        let label = match place_of {
            Scope::Messages => texts.in_messages,
            Scope::Documents => texts.in_documents,
            Scope::Conversations => texts.in_titles,
        };
        view! { <option value=name selected=name == place>{label}</option> }
    });
    let has_searched = !words.trim().is_empty();
    let is_empty = page.items.is_empty();
    let more = page.next_cursor.map(|cursor| {
        format!("/search?q={}&in={}&after={}", Url::escape(&words), Url::escape(&place), Url::escape(&cursor))
    });
    let title = if has_searched { format!("{} · {}", words.trim(), texts.search) } else { texts.search.to_owned() };
    view! {
        <Title text=title/>
        <main class="main" id="content" tabindex="-1">
            <header class="bar"><MenuButton/><h1>{texts.search}</h1></header>
            <div class="search">
                <GetForm action="/search" attr:class="search-form" attr:role="search">
                    <input type="search" name="q" aria-label=texts.search placeholder=texts.placeholder value=words
                        maxlength="1000" autofocus=!has_searched aria-describedby="search-hint"/>
                    <select name="in" aria-label=texts.place>
                        <option value="">{texts.in_all}</option>
                        {options.collect_view()}
                    </select>
                    <button class="button">{texts.button}</button>
                </GetForm>
                <p id="search-hint" class="form-note">{texts.hint}</p>
                <details class="form-note"><summary>{texts.operators}</summary>{texts.operators_about}</details>
                {(has_searched && is_empty).then(|| view! { <Empty glyph=Glyph::Search text=texts.nothing_found/> })}
                <ul class="plain found-list">
                    {page.items.into_iter().map(|found| view! { <FoundRow found texts/> }).collect_view()}
                </ul>
                {more.map(|href| view! { <a class="button is-quiet" href=href>{texts.more}</a> })}
            </div>
        </main>
    }
}

#[component]
fn FoundRow(
    /// What was found.
    found: SearchHit,
    /// The sentences.
    texts: &'static SearchTexts,
) -> impl IntoView {
    let (glyph, kind, href) = match (found.kind, &found.conversation_id) {
        (SearchHitKind::Message, Some(conversation)) => {
            let id = &found.id;
            (Glyph::Chat, texts.a_message, format!("/c/{conversation}?message={id}#m-{id}"))
        }
        (SearchHitKind::Document, _) => (Glyph::Document, texts.a_document, format!("/documents/{}", found.id)),
        _ => (Glyph::Chat, texts.a_conversation, format!("/c/{}", found.id)),
    };
    // That page is no part of the client.
    let is_document = found.kind == SearchHitKind::Document;
    view! {
        <li>
            <a class="found" href=href rel=is_document.then_some("external")>
                <Icon glyph/>
                <b>{found.title.clone()}</b>
                <span class="found-snippet">{marked(&found)}</span>
                <span class="form-note">{kind} " · " <Day at=found.at/></span>
            </a>
        </li>
    }
}

/// A snippet with its words marked.
fn marked(found: &SearchHit) -> Vec<AnyView> {
    let characters: Vec<char> = found.snippet.chars().collect();
    let text = |start: usize, end: usize| characters.get(start..end).unwrap_or_default().iter().collect::<String>();
    let (mut parts, mut shown) = (Vec::new(), 0);
    for highlight in &found.highlights {
        let (before, word) = (text(shown, highlight.start()), text(highlight.start(), highlight.end()));
        parts.push(view! { <span>{before}</span> <mark>{word}</mark> }.into_any());
        shown = highlight.end();
    }
    let rest = text(shown, characters.len());
    parts.push(view! { <span>{rest}</span> }.into_any());
    parts
}
