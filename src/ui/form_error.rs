//! What went wrong with a form, as a whole.

use crate::{error::AppError, locales::use_texts};
use leptos::{
    prelude::*,
    server::ServerActionError,
    server_fn::{ServerFn, error::ServerFnUrlError},
};

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

/// What the last post of a plain form was answered with: the framework carries it over in the page's address. It never
/// changes while the page is shown.
pub fn posted_error<F: ServerFn<Error = AppError>>() -> Signal<Option<AppError>> {
    let posted = use_context::<ServerActionError>().filter(|posted| posted.path() == F::PATH);
    let error = posted.map(|posted| ServerFnUrlError::<AppError>::decode_err(posted.err()));
    Signal::stored(error)
}
