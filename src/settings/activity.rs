//! What a person is shown of the audit log: what happened to their own account.

use crate::{
    audit::model::{Entry, Event},
    auth::api::current_user,
    domain::{error::Result, time::rfc3339},
    i18n::{AccountTexts, calendar::Calendar, use_language},
    ui::load_error::LoadError,
};
use leptos::prelude::*;

/// The newest entries of whoever is logged in.
#[component]
pub fn AuditPanel() -> impl IntoView {
    let texts = use_language().account_texts();
    view! {
        <section class="panel" id="audit">
            <h2>{texts.audit}</h2>
            <p>{texts.audit_about}</p>
            {Suspend::new(async move {
                    match load().await {
                        Ok(entries) => {
                            let rows = entries.into_iter().map(|entry| view! { <Row entry texts/> });
                            view! { <ul class="plain">{rows.collect_view()}</ul> }.into_any()
                        }
                        Err(error) => view! { <LoadError error/> }.into_any(),
                    }
            })}
        </section>
    }
}

async fn load() -> Result<Vec<Entry>> {
    let (auth, user) = current_user().await?;
    user.require_full_access()?;
    auth.audit().list(user.id()).await
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
