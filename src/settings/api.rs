//! What the page of settings asks for.

use super::appearance::Appearance;
use crate::{
    audit::model::Entry,
    auth::model::{ApiKey, Session},
    domain::error::Result,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the page of settings shows.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Settings {
    /// Who is logged in.
    pub username: String,
    /// Whether the password was given recently enough for everything.
    pub is_recent: bool,
    /// What the browser has chosen.
    pub appearance: Appearance,
    /// The log-ins, with what each was made with in words that a person knows it by; none for what is not known.
    pub sessions: Vec<(Session, Option<String>)>,
    /// The keys of programs.
    pub keys: Vec<ApiKey>,
    /// The key that was just made; it is given once.
    pub new_key: Option<String>,
    /// The form for a key that was not taken.
    pub refused_key: Option<RefusedKey>,
    /// What happened to the account, the newest first.
    pub entries: Vec<Entry>,
}

/// What the form for a key held that was not taken.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RefusedKey {
    /// What the key was to be called.
    pub name: String,
    /// After how many days it was to end; 0: never.
    pub days: u32,
    /// Whether it was only to read.
    pub is_read_only: bool,
}

/// Everything that can be set, as it is now.
#[server(input = server_fn::codec::GetUrl)]
pub async fn open_settings() -> Result<Settings> {
    use crate::{
        auth::{api::current_user, confirm::has_recent_log_in},
        web::user_agent,
    };
    let (auth, user) = current_user().await?;
    user.require_full_access()?;
    let with_device = |session: Session| {
        let device = user_agent::name(&session.user_agent);
        (session, device)
    };
    Ok(Settings {
        is_recent: has_recent_log_in(),
        appearance: Appearance::from_page(),
        sessions: auth.list_sessions(&user).await?.into_iter().map(with_device).collect(),
        keys: auth.list_keys(&user).await?,
        new_key: context::new_key(),
        refused_key: context::refused_key(),
        entries: auth.audit().list(user.id()).await?,
        username: user.me.username,
    })
}

#[cfg(feature = "ssr")]
mod context {
    //! What comes with the request for a page.

    use super::RefusedKey;
    use crate::auth::{
        Auth,
        api::CreateKey,
        flash::{flash_form, posted_value},
    };
    use http::{header, request::Parts};
    use leptos::prelude::use_context;
    use leptos_axum::ResponseOptions;

    /// The key that was just made.
    pub(super) fn new_key() -> Option<String> {
        let (auth, request) = use_context::<Auth>().zip(use_context::<Parts>())?;
        let (key, removal) = auth.carried_key(&request)?;
        use_context::<ResponseOptions>()?.append_header(header::SET_COOKIE, removal);
        Some(key)
    }

    /// The form for a key that was not taken.
    pub(super) fn refused_key() -> Option<RefusedKey> {
        flash_form::<CreateKey>()?;
        let value = posted_value::<CreateKey>;
        let days = value("days").and_then(|days| days.parse().ok()).unwrap_or_default();
        Some(RefusedKey {
            name: value("name").unwrap_or_default(),
            days,
            is_read_only: value("is_read_only").is_some(),
        })
    }
}
