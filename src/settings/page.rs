//! `/settings`: language, models, log-ins, password, the end of the account.

use super::{
    activity::AuditPanel,
    api::{Settings, open_settings},
    api_keys::KeysPanel,
    appearance::AppearancePanel,
};
use crate::{
    auth::{
        api::{ChangePassword, DeleteAccount, LogOut, RevokeSession},
        confirm::ConfirmPanel,
        language_switch::LanguageSwitch,
        model::Session,
    },
    domain::error::Field as Name,
    i18n::use_language,
    ui::{
        confirm::Confirm,
        day::Day,
        field::Field,
        form_error::{FormError, form_error},
        lazy_page::LazyPage,
        menu_button::MenuButton,
        page_data::PageData,
        saved::{Saved, saved},
    },
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// The page.
pub struct SettingsPage(PageData<Settings>);

impl LazyPage for SettingsPage {
    fn data() -> Self {
        let query = use_query_map();
        // What was set is shown as it is now.
        let done = move || query.with(|query| query.get("saved"));
        let groups = &["account", "chat", "import-export", "prompts", "sharing"];
        Self(PageData::new(groups, done, |_| open_settings()))
    }

    fn view(self) -> AnyView {
        self.0.view(|settings| view! { <Panels settings/> }.into_any())
    }
}

#[component]
fn Panels(
    /// How everything is set.
    settings: Settings,
) -> impl IntoView {
    let plain = use_language().account_texts();
    let Settings { username, is_recent, appearance, sessions, keys, new_key, refused_key, entries } = settings;
    view! {
        <Title text=plain.settings/>
        <main class="main" id="content" tabindex="-1">
            <header class="bar">
                <MenuButton/>
                <h1>{plain.settings}</h1>
            </header>
            <div class="settings">
                <section class="panel">
                    <h2>{plain.account}</h2>
                    <p>{plain.signed_in_as(username)}</p>
                    <form method="post" action=LogOut::url()>
                        <button class="button is-quiet">{plain.log_out}</button>
                    </form>
                </section>
                <LanguagePanel/>
                <AppearancePanel now=appearance/>
                <ModelsPanel/>
                {(!is_recent).then(|| view! { <ConfirmPanel next="/settings#keys"/> })}
                <SessionsPanel is_recent sessions/>
                <KeysPanel is_recent keys new_key refused_key/>
                <LibraryPanel/>
                <SharesPanel/>
                <TransferPanel/>
                <AuditPanel entries/>
                <PasswordPanel/>
                <DeletePanel/>
            </div>
        </main>
    }
}

#[component]
fn LanguagePanel() -> impl IntoView {
    let plain = use_language().account_texts();
    view! {
        <section class="panel">
            <h2>{plain.language}</h2>
            <LanguageSwitch is_new=saved() == "language"/>
        </section>
    }
}

#[component]
fn ModelsPanel() -> impl IntoView {
    let texts = use_language().chat_texts();
    let plain = use_language().account_texts();
    view! {
        <section class="panel" id="models">
            <h2>{texts.connect_bigger}</h2>
            <p>{plain.connect_about}</p>
            <h3>{plain.connect_openai}</h3>
            <pre tabindex="0">"OPENAI_API_KEY=sk-…"</pre>
            <h3>{plain.connect_ollama}</h3>
            <pre tabindex="0">"OPENAI_BASE_URL=http://127.0.0.1:11434/v1"</pre>
        </section>
    }
}

#[component]
fn SessionsPanel(
    /// Whether the password was given recently enough to end one.
    is_recent: bool,
    /// Each with what it was made with.
    sessions: Vec<(Session, Option<String>)>,
) -> impl IntoView {
    let plain = use_language().account_texts();
    let entry = move |(session, device): (Session, Option<String>)| {
        let device = device.unwrap_or_else(|| plain.session_unknown.to_owned());
        view! {
            <li class="session">
                <div>
                    <p class="session-device" title=session.user_agent>{device}</p>
                    <p class="form-note">{plain.session_last_seen} " " <Day at=session.last_seen_at/></p>
                </div>
                {if session.is_current {
                    view! { <span class="badge">{plain.session_current}</span> }.into_any()
                } else if !is_recent {
                    ().into_any()
                } else {
                    view! {
                        <Confirm label=plain.session_revoke question=plain.session_revoke_about>
                            <form method="post" action=RevokeSession::url()>
                                <button class="button is-danger" name="id" value=session.id.to_string()>{plain.session_revoke}</button>
                            </form>
                        </Confirm>
                    }.into_any()
                }}
            </li>
        }
    };
    view! {
        <section class="panel">
            <h2>{plain.sessions}</h2>
            {(!is_recent).then(|| view! { <p class="form-note"><a href="#confirm">{plain.confirm_first}</a></p> })}
            <Saved of="session" text=plain.session_revoked/>
            <ul class="plain">{sessions.into_iter().map(entry).collect_view()}</ul>
        </section>
    }
}

#[component]
fn LibraryPanel() -> impl IntoView {
    let texts = use_language().prompts_texts();
    view! {
        <section class="panel">
            <h2>{texts.prompt_library}</h2>
            <p>{texts.prompt_library_about}</p>
            <a class="button is-quiet" href="/prompts">{texts.prompt_library_open}</a>
        </section>
    }
}

#[component]
fn SharesPanel() -> impl IntoView {
    let texts = use_language().sharing_texts();
    view! {
        <section class="panel">
            <h2>{texts.shares}</h2>
            <p>{texts.shares_about}</p>
            <a class="button is-quiet" href="/shares">{texts.shares_open}</a>
        </section>
    }
}

#[component]
fn TransferPanel() -> impl IntoView {
    let texts = use_language().import_export_texts();
    view! {
        <section class="panel">
            <h2>{texts.transfer}</h2>
            <p>{texts.transfer_about}</p>
            <a class="button is-quiet" href="/transfer">{texts.transfer_open}</a>
        </section>
    }
}

#[component]
fn PasswordPanel() -> impl IntoView {
    let plain = use_language().account_texts();
    // A password cannot be brought back by a page: what is wrong is put in place.
    let change = ServerAction::<ChangePassword>::new();
    let error = Signal::derive(move || change.value().get().and_then(Result::err));
    view! {
        <section class="panel">
            <h2>{plain.change_password}</h2>
            {error.get_untracked().is_none().then(|| view! { <Saved of="password" text=plain.password_changed/> })}
            <ActionForm action=change attr:class="fields">
                <Field label=plain.current_password name="current" kind="password" autocomplete="current-password"
                    is_about=Name::CurrentPassword error/>
                <Field label=plain.new_password name="new" kind="password" autocomplete="new-password"
                    hint=plain.password_hint is_about=Name::Password error/>
                <p>{plain.password_ends_keys}</p>
                <label class="check"><input type="checkbox" name="keeps_keys" value="true"/>{plain.password_keeps_keys}</label>
                <FormError error/>
                <button class="button">{plain.change_password_button}</button>
            </ActionForm>
        </section>
    }
}

#[component]
fn DeletePanel() -> impl IntoView {
    let plain = use_language().account_texts();
    let error = form_error::<DeleteAccount>();
    view! {
        <section class="panel is-danger">
            <h2>{plain.delete_account}</h2>
            <p>{plain.delete_account_about}</p>
            <form class="fields" method="post" action=DeleteAccount::url()>
                <Field label=plain.current_password name="password" kind="password" autocomplete="current-password"
                    is_about=Name::CurrentPassword error/>
                <FormError error/>
                <button class="button is-danger">{plain.delete_account_button}</button>
            </form>
        </section>
    }
}
