//! The scripts of a page that goes on without a network, and of one that is gone back to. The first comes after the page, and carries its sentences with it: where
//! there is no network there is nobody to ask for them.

use crate::{
    i18n::page::PageTexts,
    offline::Build,
    ui::assets::{Assets, load_after_first_picture},
};
use leptos::prelude::*;

/// Loads the script when the page is there.
#[component]
pub fn OfflineScript() -> impl IntoView {
    let source = use_context::<Assets>()?.address("offline", "js")?;
    let has_worker = use_context::<Build>().is_some_and(|build| build.has_worker());
    Some(view! {
        <PageTexts group="offline"/>
        <script nonce=leptos::nonce::use_nonce() data-worker=has_worker.then_some("") inner_html=load_after_first_picture(&source)></script>
    })
}

/// Lets nobody see a page of an account again who goes back to it after the log-out.
#[component]
pub fn RestoredScript() -> impl IntoView {
    let script = use_context::<Assets>()?.inline("restored", &[]);
    Some(view! { <script nonce=leptos::nonce::use_nonce() inner_html=script></script> })
}
