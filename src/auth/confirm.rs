//! The form that asks for the password once more.

use super::api::ConfirmPassword;
use crate::{
    domain::error::Field as Name,
    i18n::use_language,
    ui::{
        field::Field,
        form_error::{FormError, form_error},
    },
};
use leptos::{prelude::*, server_fn::ServerFn};

/// Whether whoever the page is for has given the password recently enough for everything.
#[cfg(feature = "ssr")]
pub fn has_recent_log_in() -> bool {
    let request = use_context::<http::request::Parts>();
    let user = request.and_then(|request| super::current_account(&request).ok().flatten());
    user.is_some_and(|user| user.has_recent_log_in())
}

/// The form; it comes back to `next`, a path of this site.
#[component]
pub fn ConfirmPanel(
    /// Where the person is.
    next: &'static str,
) -> impl IntoView {
    let texts = use_language().account_texts();
    let error = form_error::<ConfirmPassword>();
    view! {
        <section class="panel" id="confirm">
            <h2>{texts.confirm_password}</h2>
            <p>{texts.confirm_about}</p>
            <form class="fields" method="post" action=ConfirmPassword::url()>
                <input type="hidden" name="next" value=next/>
                <Field label=texts.current_password name="confirmation" kind="password" autocomplete="current-password"
                    is_about=Name::CurrentPassword error/>
                <FormError error/>
                <button class="button">{texts.confirm}</button>
            </form>
        </section>
    }
}
