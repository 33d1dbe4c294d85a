//! `/shares`: what a person shares, and the link that was just made, once.

use crate::{
    i18n::use_language,
    sharing::{
        api::{DeleteShare, list_shares},
        model::{Kind, Share, ShareList},
    },
    ui::{
        confirm::Confirm,
        copy_field::CopyField,
        day::{DAY, DaySentence},
        empty_state::Empty,
        icon::Glyph,
        lazy_page::LazyPage,
        menu_button::MenuButton,
        page_data::PageData,
        saved::Saved,
    },
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_meta::Title;
use leptos_router::{hooks::use_query_map, location::Url};

/// The page.
pub struct SharesPage(PageData<ShareList>);

impl LazyPage for SharesPage {
    fn data() -> Self {
        let query = use_query_map();
        let older = move || query.with(|query| query.get("older").unwrap_or_default());
        Self(PageData::new(&["sharing"], older, list_shares))
    }

    fn view(self) -> AnyView {
        self.0.view(|list| view! { <List list/> }.into_any())
    }
}

#[component]
fn List(
    /// The shares.
    list: ShareList,
) -> impl IntoView {
    let ShareList { page, is_on, new_link } = list;
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
                {new_link.map(|link| view! {
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
    // The page of a document is none of the client.
    let (kind, source, rel) = match kind {
        Kind::Conversation => (texts.conversation, format!("/c/{source_id}"), None),
        Kind::Document => (texts.document, format!("/documents/{source_id}"), Some("external")),
    };
    let made = view! { <DaySentence text=texts.made_on(DAY) at=created_at/> };
    let ends = match expires_at {
        Some(at) => view! { <DaySentence text=texts.ends_on(DAY) at/> }.into_any(),
        None => texts.ends_never.into_any(),
    };
    view! {
        <li class="session">
            <div>
                <p class="session-device"><a href=source rel=rel>{title.clone()}</a></p>
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
