//! The pages of prompts and personas. They come whole from the server and work as plain forms; none has a script.

mod list;
mod persona;
mod prompt;
mod run_prompt;

pub use list::PromptsPage;
pub use persona::PersonaPage;
pub use prompt::PromptPage;
pub use run_prompt::FillPage;

use super::{Prompts, api::context, rejected_form::RejectedForm};
use crate::{
    auth::CurrentUser,
    domain::error::{AppError, Result},
    i18n::{PromptsTexts, use_language},
    ui::{load_error::LoadError, menu_button::MenuButton},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use std::{future::Future, str::FromStr};

fn use_prompts_texts() -> &'static PromptsTexts {
    use_language().prompts_texts()
}

/// A page of which everything is loaded first, with what its form sent and could not be taken.
fn loaded<T, F, V>(
    load: impl FnOnce(Prompts, CurrentUser) -> F + Send + 'static,
    show: impl FnOnce(T, Option<RejectedForm>) -> V + Send + 'static,
) -> impl IntoView
where
    T: Send + 'static,
    F: Future<Output = Result<T>> + Send + 'static,
    V: IntoView + 'static,
{
    let is_again = use_query_map().get_untracked().get("again").is_some();
    Suspend::new(async move {
        let (loaded, returned) = match context().await {
            Ok((prompts, user)) => {
                let returned = if is_again { prompts.returned.take(user.id()) } else { None };
                (load(prompts, user).await, returned)
            }
            Err(error) => (Err(error), None),
        };
        match loaded {
            Ok(loaded) => show(loaded, returned).into_any(),
            Err(error) => view! { <main class="main" id="content" tabindex="-1"><LoadError error/></main> }.into_any(),
        }
    })
}

/// What the address names; none for the page of a new one.
fn named<I: FromStr<Err = AppError>>() -> Result<Option<I>> {
    use_params_map().get_untracked().get("id").map(|id| id.parse()).transpose()
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
    /// That form; none: it was not sent yet.
    returned: Option<RejectedForm>,
) -> impl IntoView {
    let language = use_language();
    returned
        .map(|RejectedForm { error, .. }| view! { <p class="form-error" role="alert">{error.sentence(language)}</p> })
}
