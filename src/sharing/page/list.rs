//! `/shares`: what a person shares, and the link that was just made, once.

use super::query;
use crate::{
    auth::Auth,
    domain::{error::Result, page::Page},
    i18n::use_language,
    sharing::{
        Sharing,
        api::{DeleteShare, NEW_LINK, context},
        model::{Kind, Share},
    },
    ui::{
        assets::PageScript,
        confirm::Confirm,
        copy_field::CopyField,
        day::{DAY, DaySentence},
        empty_state::Empty,
        icon::Glyph,
        load_error::LoadError,
        menu_button::MenuButton,
        saved::Saved,
    },
};
use http::{header, request::Parts};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_axum::ResponseOptions;
use leptos_meta::Title;
use leptos_router::location::Url;

/// Shares of one page of the list.
const PAGE_LENGTH: usize = 40;

/// The page.
#[component]
pub fn SharesPage() -> impl IntoView {
    let older = query("older");
    let link = new_link();
    Suspend::new(async move {
        match load(&older).await {
            Ok((page, is_on)) => view! { <List page is_on link/> }.into_any(),
            Err(error) => view! { <main class="main" id="content" tabindex="-1"><LoadError error/></main> }.into_any(),
        }
    })
}

async fn load(older: &str) -> Result<(Page<Share>, bool)> {
    let (_, sharing, user) = context().await?;
    Ok((sharing.list(user.id(), older.parse().ok(), PAGE_LENGTH).await?, sharing.is_on()))
}

#[component]
fn List(
    /// The shares.
    page: Page<Share>,
    /// Whether links open on this server.
    is_on: bool,
    /// The address of the link that was just made.
    link: Option<String>,
) -> impl IntoView {
    let texts = use_language().sharing_texts();
    let is_empty = page.items.is_empty();
    let more = page.next_cursor.map(|cursor| format!("/shares?older={}", Url::escape(&cursor)));
    view! {
        <Title text=texts.shares/>
        <main class="main" id="content" tabindex="-1">
            <header class="bar"><MenuButton/><h1>{texts.shares}</h1></header>
            <div class="settings">
                <p class="form-note">{texts.shares_about}</p>
                {(!is_on).then(|| view! { <p class="form-error" role="status">{texts.off}</p> })}
                {link.map(|link| view! {
                    <section class="panel" role="status">
                        <p class="saved">{texts.new_link}</p>
                        <CopyField text=link name=texts.new_link_name label=texts.copy_link/>
                    </section>
                })}
                <Saved of="revoked" text=texts.revoked/>
                {is_empty.then(|| view! { <Empty glyph=Glyph::Chat text=texts.shares_none/> })}
                <ul class="plain">
                    {page.items.into_iter().map(|share| view! { <ShareRow share/> }).collect_view()}
                </ul>
                {more.map(|href| view! { <a class="button is-quiet" href=href>{texts.shares_more}</a> })}
            </div>
            <PageScript name="forms"/>
        </main>
    }
}

#[component]
fn ShareRow(
    /// The share.
    share: Share,
) -> impl IntoView {
    let texts = use_language().sharing_texts();
    let Share { id, kind, source_id, title, created_at, expires_at, is_findable } = share;
    let (kind, source) = match kind {
        Kind::Conversation => (texts.conversation, format!("/c/{source_id}")),
        Kind::Document => (texts.document, format!("/documents/{source_id}")),
    };
    let made = view! { <DaySentence text=texts.made_on(DAY) at=created_at/> };
    let ends = match expires_at {
        Some(at) => view! { <DaySentence text=texts.ends_on(DAY) at/> }.into_any(),
        None => texts.ends_never.into_any(),
    };
    view! {
        <li class="session">
            <div>
                <p class="session-device"><a href=source>{title.clone()}</a></p>
                <p class="form-note">{kind} " · " {made} " · " {ends} {is_findable.then(|| format!(" · {}", texts.is_findable))}</p>
            </div>
            <Confirm label=texts.revoke name=Some(format!("{}: {title}", texts.revoke)) question=texts.revoke_about>
                <form method="post" action=DeleteShare::url()>
                    <button class="button is-danger" name="id" value=id.to_string()>{texts.revoke}</button>
                </form>
            </Confirm>
        </li>
    }
}

/// The link that was just made, with its whole address; this page is the only one that shows it, once.
fn new_link() -> Option<String> {
    let (auth, sharing) = use_context::<Auth>().zip(use_context::<Sharing>())?;
    let request = use_context::<Parts>()?;
    let (token, removal) = NEW_LINK.take(&request.headers, auth.has_secure_cookies())?;
    use_context::<ResponseOptions>()?.append_header(header::SET_COOKIE, removal);
    Some(sharing.address(&request, &token))
}
