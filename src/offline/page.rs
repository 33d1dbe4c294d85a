//! `/offline`: what is shown in place of a page that cannot be had now. The worker keeps it, and fills in what it has.

use crate::{i18n::use_language, ui::logo::Mark};
use leptos::prelude::*;
use leptos_meta::Title;

/// The page. It belongs to nobody: what a person has read comes into its list on the device.
#[component]
pub fn OfflinePage() -> impl IntoView {
    let texts = use_language().offline_texts();
    view! {
        <Title text=texts.offline_title/>
        <main class="gate" id="content" tabindex="-1">
            <div class="card">
                <Mark/>
                <h1>{texts.offline_title}</h1>
                <p>{texts.offline_about}</p>
                <p><a class="button" href="">{texts.offline_retry}</a></p>
                <nav class="kept" aria-labelledby="kept">
                    <h2 id="kept">{texts.offline_kept}</h2>
                    <ul class="plain" id="kept-list"></ul>
                </nav>
            </div>
        </main>
    }
}
