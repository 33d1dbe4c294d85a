//! What went wrong with a form, as a whole.

use crate::{error::AppError, locales::use_texts};
use leptos::prelude::*;

/// Shows an error that belongs to no single field; nothing while there is none.
#[component]
pub fn FormError(
    /// The error, also one that is about a field (which is then shown there and not here).
    #[prop(into)]
    error: Signal<Option<AppError>>,
) -> impl IntoView {
    let texts = use_texts();
    let message = move || error.get().filter(|error| error.field().is_none()).map(|error| texts.error(&error));
    view! { <p class="form-error" role="alert" hidden=move || message().is_none()>{message}</p> }
}
