//! Log-in and sign-up. Their forms are plain HTML, answered by a whole page; where there is a script it puts the
//! answer in place, so that nothing that was typed is lost (src/ui/forms.ts).

use super::{
    Auth,
    api::{LogIn, SignUp, is_signup_open},
    flash::posted_value,
    language_switch::LanguageSwitch,
};
use crate::{
    domain::error::{AppError, Field as Name, ValidationError},
    i18n::{use_language, use_texts},
    ui::{
        assets::PageScript,
        field::Field,
        form_error::{FormError, form_error},
        logo::Mark,
    },
    web::cookie::FlashCookie,
};
use http::{header, request::Parts};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_axum::ResponseOptions;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// Carries to the log-in where to go on, when that must not stand in its address.
pub const NEXT: FlashCookie = FlashCookie { name: "supbot_next", path: "/login" };

/// `/login`
#[component]
pub fn LogInPage() -> impl IntoView {
    let texts = use_texts();
    let plain = use_language().account_texts();
    let error = form_error::<LogIn>();
    let next = next();
    let is_in_doubt = error.get_untracked() == Some(AppError::Invalid(ValidationError::CredentialsWrong));
    let was_sent_here = !next.is_empty() && error.get_untracked().is_none();
    view! {
        <Title text=texts.log_in/>
        <main class="gate" id="content" tabindex="-1">
            <form class="card" method="post" action=LogIn::url() data-stay=true>
                <Mark/>
                <h1>{texts.log_in}</h1>
                {was_sent_here.then(|| view! { <p class="form-note">{plain.log_in_first}</p> })}
                <input type="hidden" name="next" value=next/>
                <Field label=plain.username name="username" autocomplete="username" value={posted_value::<LogIn>("username")}
                    is_about=Name::Username error/>
                <Field label=plain.password name="password" kind="password" autocomplete="current-password" is_in_doubt
                    is_about=Name::Password error/>
                <FormError error/>
                <button class="button">{texts.log_in}</button>
                <p class="form-note">{plain.no_account} " " <a href="/signup">{plain.sign_up}</a></p>
            </form>
            <LanguageSwitch/>
            <PageScript name="forms"/>
        </main>
    }
}

/// Where to go on after the log-in: as the address says, or the form that was not taken, or what carries it.
fn next() -> String {
    let said = use_query_map().get_untracked().get("next");
    said.or_else(|| posted_value::<LogIn>("next")).or_else(carried_next).unwrap_or_default()
}

fn carried_next() -> Option<String> {
    let (auth, request) = use_context::<Auth>().zip(use_context::<Parts>())?;
    let (next, removal) = NEXT.take(&request.headers, auth.has_secure_cookies())?;
    use_context::<ResponseOptions>()?.append_header(header::SET_COOKIE, removal);
    Some(next)
}

/// `/signup`
#[component]
pub fn SignUpPage() -> impl IntoView {
    let texts = use_texts();
    let plain = use_language().account_texts();
    let is_open = Resource::new(|| (), |()| is_signup_open());
    view! {
        <Title text=plain.sign_up/>
        <main class="gate" id="content" tabindex="-1">
            <Suspense>
                {move || Suspend::new(async move {
                    if is_open.await == Ok(false) {
                        view! {
                            <div class="card">
                                <Mark/>
                                <h1>{plain.sign_up}</h1>
                                <p>{plain.signup_is_closed}</p>
                                <a class="button" href="/login">{texts.log_in}</a>
                            </div>
                        }.into_any()
                    } else {
                        view! { <SignUpForm/> }.into_any()
                    }
                })}
            </Suspense>
            <LanguageSwitch/>
            <PageScript name="forms"/>
        </main>
    }
}

#[component]
fn SignUpForm() -> impl IntoView {
    let texts = use_texts();
    let plain = use_language().account_texts();
    let error = form_error::<SignUp>();
    view! {
        <form class="card" method="post" action=SignUp::url() data-stay=true>
            <Mark/>
            <h1>{plain.sign_up}</h1>
            <Field label=plain.username name="username" autocomplete="username" hint=plain.username_hint
                value={posted_value::<SignUp>("username")} is_about=Name::Username error/>
            <Field label=plain.email name="email" kind="email" autocomplete="email" required=false
                value={posted_value::<SignUp>("email")} is_about=Name::Email error/>
            <Field label=plain.password name="password" kind="password" autocomplete="new-password"
                hint=plain.password_hint is_about=Name::Password error/>
            <FormError error/>
            <button class="button">{plain.sign_up}</button>
            <p class="form-note">{plain.has_account} " " <a href="/login">{texts.log_in}</a></p>
        </form>
    }
}
