//! What a person is shown of the audit log: what happened to their own account.

#[cfg(not(feature = "ssr"))]
use crate::browser::clock::rfc3339;
#[cfg(feature = "ssr")]
use crate::domain::time::rfc3339;
use crate::{
    audit::model::{Entry, Event},
    i18n::{AccountTexts, calendar::Calendar, use_language},
};
use leptos::prelude::*;

/// The newest entries of whoever is logged in.
#[component]
pub(super) fn AuditPanel(
    /// The newest first.
    entries: Vec<Entry>,
) -> impl IntoView {
    let texts = use_language().account_texts();
    let rows = entries.into_iter().map(|entry| view! { <Row entry texts/> });
    view! {
        <section class="panel" id="audit">
            <h2>{texts.audit}</h2>
            <p>{texts.audit_about}</p>
            <ul class="plain">{rows.collect_view()}</ul>
        </section>
    }
}

#[component]
fn Row(
    /// What happened.
    entry: Entry,
    /// The sentences.
    texts: &'static AccountTexts,
) -> impl IntoView {
    let what = Event::from_text(&entry.event).map_or(entry.event.clone(), |event| texts.event(event).to_owned());
    let count = (entry.count > 1).then(|| texts.audit_times(entry.count));
    let from = [count.unwrap_or_default(), entry.device, entry.network];
    let from = from.into_iter().filter(|part| !part.is_empty()).map(|part| format!(" · {part}")).collect::<String>();
    view! {
        <li class="session">
            <div>
                <p class="session-device">{what}</p>
                <p class="form-note"><time datetime=rfc3339(entry.at)>{Calendar::from_page().date_time(entry.at)}</time> {from}</p>
            </div>
        </li>
    }
}

impl AccountTexts {
    /// What an event of the audit log is called.
    fn event(&self, event: Event) -> &'static str {
        match event {
            Event::LogIn => self.event_log_in,
            Event::LogInFailed => self.event_log_in_failed,
            Event::LogOut => self.event_log_out,
            Event::Limited => self.event_limited,
            Event::SignUp => self.event_sign_up,
            Event::PasswordChanged => self.event_password_changed,
            Event::PasswordConfirmed => self.event_password_confirmed,
            Event::KeyCreated => self.event_key_created,
            Event::KeyDeleted => self.event_key_deleted,
            Event::SessionRevoked => self.event_session_revoked,
            Event::Exported => self.event_exported,
            Event::Imported => self.event_imported,
            Event::ShareCreated => self.event_share_created,
            Event::ShareDeleted => self.event_share_deleted,
            Event::AccountDeleted => self.event_account_deleted,
            Event::Suspended => self.event_suspended,
            Event::Unsuspended => self.event_unsuspended,
        }
    }
}
