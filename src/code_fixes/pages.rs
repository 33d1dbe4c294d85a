//! The pages of code that is mended. They come whole from the server and work as plain forms; a script spares reloading.

mod files;
mod fix;
mod list;

pub use fix::FixPage;
pub use list::CodePage;

use super::{Fixes, api::context, error::FixError};
use crate::{
    auth::CurrentUser,
    domain::error::{AppError, Result},
    i18n::{CodeFixesTexts, use_language, use_texts},
    ui::{assets::PageScript, load_error::LoadError},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use std::future::Future;

/// The sentences of the page that is being shown.
fn use_code_fixes_texts() -> &'static CodeFixesTexts {
    use_language().code_fixes_texts()
}

/// A page of which everything is loaded first.
fn loaded<T, F, V>(
    load: impl FnOnce(Fixes, CurrentUser) -> F + Send + 'static,
    show: impl FnOnce(T) -> V + Send + 'static,
) -> impl IntoView
where
    T: Send + 'static,
    F: Future<Output = Result<T>> + Send + 'static,
    V: IntoView + 'static,
{
    let page = Suspend::new(async move {
        let loaded = match context().await {
            Ok((fixes, user)) => load(fixes, user).await,
            Err(error) => Err(error),
        };
        match loaded {
            Ok(loaded) => show(loaded).into_any(),
            Err(error) => view! { <main class="main" id="content" tabindex="-1"><LoadError error/></main> }.into_any(),
        }
    });
    view! {
        {page}
        <PageScript name="code"/>
    }
}

/// A parameter of the address; empty when it is not there.
fn query(name: &str) -> String {
    use_query_map().get_untracked().get(name).unwrap_or_default()
}

/// Why what was just tried was not done, when the address says so.
#[component]
fn FlashMessage() -> impl IntoView {
    let (code, wait, language) = (query("error"), query("wait").parse::<u32>().ok(), use_language());
    let own = FixError::OWN.into_iter().find(|error| error.code() == code);
    let sentence = match (own, wait) {
        (Some(own), _) => Some(own.sentence(language)),
        (None, Some(seconds)) => Some(use_texts().error(&AppError::TooManyRequests(seconds))),
        (None, None) if code.is_empty() => None,
        (None, None) => Some(use_texts().error(&AppError::from_code(&code))),
    };
    sentence.map(|sentence| view! { <p class="form-error" role="alert">{sentence}</p> })
}
