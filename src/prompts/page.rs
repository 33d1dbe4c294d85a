//! The pages of prompts and personas. Their forms are plain ones: they work without a script.

mod list;
mod persona;
mod prompt;
mod run_prompt;

pub use list::PromptsPage;
pub use persona::PersonaPage;
pub use prompt::PromptPage;
pub use run_prompt::FillPage;

use crate::{
    i18n::{PromptsTexts, use_language},
    ui::menu_button::MenuButton,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

fn use_prompts_texts() -> &'static PromptsTexts {
    use_language().prompts_texts()
}

/// What the address says of a form: the id of what it is about, empty for the page of a new one, and whether it was sent and
/// not taken.
fn use_form_address() -> impl Fn() -> (String, bool) + Send + Sync + 'static {
    let (params, query) = (use_params_map(), use_query_map());
    move || {
        let id = params.with(|params| params.get("id").unwrap_or_default());
        (id, query.with(|query| query.get("again").is_some()))
    }
}

/// The frame of a page: its title, and what is on it.
#[component]
fn Frame(
    /// What it is called.
    title: String,
    /// Where one came from; empty: nowhere.
    #[prop(default = "")]
    back: &'static str,
    /// What is on it.
    children: Children,
) -> impl IntoView {
    let texts = use_prompts_texts();
    view! {
        <Title text=title.clone()/>
        <main class="main" id="content" tabindex="-1">
            <header class="bar"><MenuButton/><h1>{title}</h1></header>
            <div class="settings">
                {children()}
                {(!back.is_empty()).then(|| view! { <p><a href=back>{texts.back}</a></p> })}
            </div>
        </main>
    }
}

/// Why a form was not taken.
#[component]
fn Refused(
    /// That, as a sentence; none: it was not sent yet.
    error: Option<String>,
) -> impl IntoView {
    error.map(|error| view! { <p class="form-error" role="alert">{error}</p> })
}
