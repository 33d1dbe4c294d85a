//! `/search`: what was said and written, found. A form and a list; no script is needed.

use super::{
    Search,
    model::{Scope, SearchHit, SearchHitKind},
    service::Cursor,
};
use crate::{
    auth::api::current_user,
    domain::{
        error::{AppError, Result},
        page::Page,
    },
    i18n::{SearchTexts, use_language},
    ui::{
        day::Day,
        empty_state::Empty,
        icon::{Glyph, Icon},
        load_error::LoadError,
        menu_button::MenuButton,
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{hooks::use_query_map, location::Url};

/// Results of one page.
const PAGE_LENGTH: usize = 30;

/// The page.
#[component]
pub fn SearchPage() -> impl IntoView {
    let query = |name: &str| use_query_map().get_untracked().get(name).unwrap_or_default();
    let (words, place, cursor) = (query("q"), query("in"), query("after").parse().ok());
    let searched = words.clone();
    Suspend::new(async move {
        match find(&searched, place_named(&place), cursor).await {
            Ok(page) => view! { <Results words place page/> }.into_any(),
            Err(error) => view! { <main class="main" id="content" tabindex="-1"><LoadError error/></main> }.into_any(),
        }
    })
}

async fn find(words: &str, place: Option<Scope>, cursor: Option<Cursor>) -> Result<Page<SearchHit>> {
    let search = use_context::<Search>().ok_or(AppError::Internal)?;
    let (_, user) = current_user().await?;
    search.find(user.id(), words, place, cursor, PAGE_LENGTH).await
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
    /// What was searched for.
    words: String,
    /// Where, by its name in the address; empty: everywhere.
    place: String,
    /// What was found.
    page: Page<SearchHit>,
) -> impl IntoView {
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
                <form class="search-form" role="search" action="/search">
                    <input type="search" name="q" aria-label=texts.search placeholder=texts.placeholder value=words
                        maxlength="1000" autofocus=!has_searched aria-describedby="search-hint"/>
                    <select name="in" aria-label=texts.place>
                        <option value="">{texts.in_all}</option>
                        {options.collect_view()}
                    </select>
                    <button class="button">{texts.button}</button>
                </form>
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
    view! {
        <li>
            <a class="found" href=href>
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
