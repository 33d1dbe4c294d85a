//! What is shown in place of something that could not be loaded.

use super::not_found::NotFound;
use crate::{
    domain::error::{AppError, set_page_error},
    i18n::use_texts,
};
use leptos::prelude::*;
use leptos_meta::Title;

/// Says why something is not shown; the page is answered with the error's status.
#[component]
pub fn LoadError(
    /// Why.
    error: AppError,
) -> impl IntoView {
    let texts = use_texts();
    if error == AppError::NotFound {
        return view! { <NotFound/> }.into_any();
    }
    let needs_log_in = error == AppError::Unauthorized;
    if !needs_log_in {
        // Who has to log in first is led there by a redirect with its own status.
        set_page_error(&error);
    }
    view! {
        <Title text=texts.failed_to_load/>
        <div class="notice" role="alert">
            <h1>{texts.failed_to_load}</h1>
            <p>{texts.error(&error)}</p>
            <a class="button" rel="external" href=if needs_log_in { "/login" } else { "/" }>
                {if needs_log_in { texts.log_in } else { texts.go_home }}
            </a>
        </div>
    }
    .into_any()
}
