//! What went wrong with a form, as a whole.

use crate::{browser::arrival, domain::error::AppError, i18n::use_texts};
use leptos::{
    prelude::*,
    server::ServerActionError,
    server_fn::{ServerFn, error::ServerFnUrlError},
};

/// The `id` of the error of a whole form, for the fields that it describes. A page shows one at a time.
pub const FORM_ERROR: &str = "form-error";

/// Shows an error that belongs to no single field; nothing while there is none. The page begins at it, with the focus there,
/// unless a field before it has taken that.
#[component]
pub fn FormError(
    /// The error, also one that is about a field (which is then shown there and not here).
    #[prop(into)]
    error: Signal<Option<AppError>>,
    /// Whether no field of the form shows what is wrong with it: then everything is shown here.
    #[prop(default = false)]
    is_alone: bool,
) -> impl IntoView {
    let texts = use_texts();
    let message =
        move || error.get().filter(|error| is_alone || error.field().is_none()).map(|error| texts.error(&error));
    let is_wrong = move || message().is_some();
    view! {
        <p class="form-error" role="alert" id=move || is_wrong().then_some(FORM_ERROR) tabindex="-1"
            autofocus=is_wrong hidden=move || !is_wrong()>{message}</p>
    }
}

/// What the last post of a plain form was answered with: the framework hands it over ([`crate::auth::flash`]). It is about
/// the page that the server wrote, and none that was gone to from there.
pub fn form_error<F: ServerFn<Error = AppError>>() -> Signal<Option<AppError>> {
    let is_first = cfg!(feature = "ssr") || arrival::is_first();
    let posted = use_context::<ServerActionError>().filter(|posted| is_first && posted.path() == F::PATH);
    let error = posted.map(|posted| ServerFnUrlError::<AppError>::decode_err(posted.err()));
    Signal::stored(error)
}
