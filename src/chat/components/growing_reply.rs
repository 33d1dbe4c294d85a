//! A reply that grows on the page, whoever tells of it.

use super::{live_reply::LiveReply, message::anchor};
use crate::{browser::document, chat::api::reply_files, generation::model::Status, i18n::use_texts, markup::SafeHtml};
use leptos::{html, prelude::*, task::spawn_local};

/// What a model is writing, or has written since the page is there.
#[component]
pub fn GrowingReply(
    /// The reply.
    reply: LiveReply,
    /// What can be done with it when it has ended.
    actions: AnyView,
) -> impl IntoView {
    let texts = use_texts();
    let was_cut_short = move || reply.state.with(|state| state.status != Status::Complete);
    view! {
        <article class="reply" class:is-cut=was_cut_short class:is-wordless=move || reply.text.with(String::is_empty)
            id=reply.id.map(anchor) aria-label=texts.assistant aria-busy=move || if reply.is_running() { "true" } else { "false" }>
            <div class="prose" class:is-growing=move || reply.is_running()>
                <StreamingText reply/>
            </div>
            <ReplyFiles reply/>
            <ReplyNotice reply/>
            <footer class="reply-foot">
                {actions}
                <small>{move || reply.state.with(|state| texts.usage(state))}</small>
            </footer>
        </article>
    }
}

/// The text of a reply. It grows in place: what is on the page already is not made again, so that a selection stays and long
/// code does not slow the page down.
#[component]
fn StreamingText(
    /// The reply.
    reply: LiveReply,
) -> impl IntoView {
    // The block that is being written, behind those that will not change any more.
    let open = NodeRef::<html::Div>::new();
    let block = |html: &SafeHtml| view! { <div class="block" inner_html=html.clone().into_string()></div> };
    let finished = reply.finished.with_untracked(|finished| finished.blocks.iter().map(block).collect_view());
    Effect::new(move |shown: Option<(u32, usize)>| {
        reply.finished.with(|finished| {
            if let (Some(open), Some((beginning, count))) = (open.get_untracked(), shown) {
                let is_anew = beginning != finished.beginning;
                if is_anew {
                    document::clear_before(&open);
                }
                for html in finished.blocks.iter().skip(if is_anew { 0 } else { count }) {
                    document::put_block_before(&open, html.as_str());
                }
            }
            (finished.beginning, finished.blocks.len())
        })
    });
    Effect::new(move |shown: Option<SafeHtml>| {
        let html = reply.open.get();
        if let (Some(open), Some(shown)) = (open.get_untracked(), shown) {
            document::grow(&open, shown.as_str(), html.as_str());
        }
        html
    });
    view! {
        {finished}
        <div class="block open" node_ref=open inner_html=reply.open.get_untracked().into_string()></div>
    }
}

/// What opens the files of a reply, when it has ended and has some.
#[component]
fn ReplyFiles(
    /// The reply.
    reply: LiveReply,
) -> impl IntoView {
    let id = reply.id?;
    let files = RwSignal::new(SafeHtml::default());
    Effect::new(move |was_running: Option<bool>| {
        let is_running = reply.is_running();
        let has_code = || reply.text.with_untracked(|text| text.contains("```") || text.contains("~~~"));
        if was_running == Some(true) && !is_running && has_code() {
            spawn_local(async move {
                // Without a network there are none to open either.
                if let Ok(found) = reply_files(id).await {
                    files.try_set(found);
                }
            });
        }
        is_running
    });
    Some(view! { <div inner_html=move || files.get().into_string()></div> })
}

/// Why there is nothing to read yet, or no more.
#[component]
fn ReplyNotice(
    /// The reply.
    reply: LiveReply,
) -> impl IntoView {
    let texts = use_texts();
    let notice = move || reply.notice(texts);
    let omitted = move || reply.state.with(|state| texts.omitted_messages(state));
    let asks_for_reload = reply.state.with_untracked(|state| state.status == Status::Generating);
    view! {
        <p class="reply-notice" class:is-wrong=move || reply.is_failure() hidden=move || notice().is_none()>
            {move || notice().unwrap_or_default()}
        </p>
        <p class="reply-notice" hidden=move || omitted().is_none()>{omitted}</p>
        {asks_for_reload.then(|| view! { <noscript><p class="reply-notice">{texts.reload_for_more}</p></noscript> })}
    }
}
