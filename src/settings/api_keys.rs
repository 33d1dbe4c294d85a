//! The keys of programs, in the settings.

use super::api::RefusedKey;
use crate::{
    auth::{
        api::{CreateKey, DeleteKey},
        model::ApiKey,
    },
    domain::error::Field as Name,
    i18n::{AccountTexts, use_language},
    ui::{
        confirm::Confirm,
        copy_field::CopyField,
        day::{DAY, DaySentence},
        field::Field,
        form_error::{FormError, form_error},
        saved::Saved,
    },
};
use leptos::{prelude::*, server_fn::ServerFn};

/// After how many days a key may end; 0: it does not.
const DAYS: [u32; 4] = [90, 30, 365, 0];

/// The keys that there are, the one that was just made, and the form for another one.
#[component]
pub(super) fn KeysPanel(
    /// Whether the password was given recently enough to make or end one.
    is_recent: bool,
    /// Those that there are.
    keys: Vec<ApiKey>,
    /// The one that was just made.
    new_key: Option<String>,
    /// The form for one that was not taken.
    refused_key: Option<RefusedKey>,
) -> impl IntoView {
    let texts = use_language().account_texts();
    let error = form_error::<CreateKey>();
    let RefusedKey { name, days: chosen, is_read_only } =
        refused_key.unwrap_or(RefusedKey { name: String::new(), days: DAYS[0], is_read_only: false });
    let options = DAYS.map(|days| {
        let label = if days == 0 { texts.key_never.to_owned() } else { texts.key_days_n(days) };
        view! { <option value=days.to_string() selected=days == chosen>{label}</option> }
    });
    view! {
        <section class="panel" id="keys">
            <h2>{texts.keys}</h2>
            <p>{texts.keys_about}</p>
            <Saved of="key" text=texts.key_deleted/>
            {new_key.map(|key| view! {
                <div class="new-key" role="status">
                    <p class="saved">{texts.key_new}</p>
                    <CopyField text=key name=texts.key_new_name label=texts.key_copy/>
                </div>
            })}
            <ul class="plain">
                {keys.into_iter().map(|key| view! { <KeyRow key_of_program=key is_recent texts/> }).collect_view()}
            </ul>
            {(!is_recent).then(|| view! { <p class="form-note"><a href="#confirm">{texts.confirm_first}</a></p> })}
            <form class="fields" method="post" action=CreateKey::url() hidden=!is_recent>
                <Field label=texts.key_name name="name" autocomplete="off" hint=texts.key_name_hint
                    value=Some(name) is_about=Name::Title error/>
                <div class="field">
                    <label for="key-days">{texts.key_days}</label>
                    <select id="key-days" name="days">{options}</select>
                </div>
                <label class="check">
                    <input type="checkbox" name="is_read_only" value="true" checked=is_read_only/>{texts.key_read_only}
                </label>
                <FormError error/>
                <button class="button">{texts.key_make}</button>
            </form>
        </section>
    }
}

#[component]
fn KeyRow(
    /// The key.
    key_of_program: ApiKey,
    /// Whether it can be ended now.
    is_recent: bool,
    /// The sentences.
    texts: &'static AccountTexts,
) -> impl IntoView {
    let ApiKey { id, name, start, is_read_only, expires_at, last_used_at, .. } = key_of_program;
    let used = match last_used_at {
        Some(at) => view! { <DaySentence text=texts.key_last_used(DAY) at/> }.into_any(),
        None => texts.key_unused.into_any(),
    };
    let until = expires_at.map(|at| view! { " · " <DaySentence text=texts.key_until(DAY) at/> });
    let label = format!("{}: {name}", texts.key_delete);
    let reads = is_read_only.then(|| format!(" · {}", texts.key_read_only));
    view! {
        <li class="session">
            <div>
                <p class="session-device">{name}</p>
                <p class="form-note"><code>{start} "…"</code> " · " {used} {until} {reads}</p>
            </div>
            {is_recent.then(|| view! {
                <Confirm label=texts.key_delete name=Some(label) question=texts.key_delete_about>
                    <form method="post" action=DeleteKey::url()>
                        <button class="button is-danger" name="id" value=id.to_string()>{texts.key_delete}</button>
                    </form>
                </Confirm>
            })}
        </li>
    }
}
