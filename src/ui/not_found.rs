//! What is shown in place of something that is not there.

use crate::{domain::error::set_page_status, i18n::use_texts};
use http::StatusCode;
use leptos::prelude::*;
use leptos_meta::Title;

/// Says that there is no such page; the page is answered with 404.
#[component]
pub fn NotFound() -> impl IntoView {
    let texts = use_texts();
    set_page_status(StatusCode::NOT_FOUND);
    view! {
        <Title text=texts.not_found/>
        <div class="notice">
            <p class="notice-code" aria-hidden="true">"404"</p>
            <h1>{texts.not_found}</h1>
            <p>{texts.not_found_about}</p>
            <a class="button" href="/">{texts.go_home}</a>
        </div>
    }
}
