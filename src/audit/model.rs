//! What the audit log knows.

use crate::domain::id::UserId;
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
pub(super) use origin::NewEntry;
#[cfg(feature = "ssr")]
pub use origin::Origin;

/// Something that is noted. Its text stands in the database and never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// A browser or a program has logged in.
    LogIn,
    /// A wrong password, to log in or where somebody who is logged in is asked for it.
    LogInFailed,
    /// Somebody has logged out.
    LogOut,
    /// A limit of log-ins, sign-ups or wrong passwords has refused somebody.
    Limited,
    /// An account was made.
    SignUp,
    /// Its password was changed.
    PasswordChanged,
    /// Its password was given once more.
    PasswordConfirmed,
    /// A key was made.
    KeyCreated,
    /// A key was ended.
    KeyDeleted,
    /// A log-in was ended by another one.
    SessionRevoked,
    /// Everything was taken out.
    Exported,
    /// A file was brought in.
    Imported,
    /// Something was shared by a link.
    ShareCreated,
    /// A link was ended.
    ShareDeleted,
    /// The account was deleted.
    AccountDeleted,
    /// The account was suspended by the operator.
    Suspended,
    /// Its suspension was taken back.
    Unsuspended,
}

impl Event {
    const ALL: [(Self, &'static str); 17] = [
        (Self::LogIn, "log_in"),
        (Self::LogInFailed, "log_in_failed"),
        (Self::LogOut, "log_out"),
        (Self::Limited, "limited"),
        (Self::SignUp, "sign_up"),
        (Self::PasswordChanged, "password_changed"),
        (Self::PasswordConfirmed, "password_confirmed"),
        (Self::KeyCreated, "key_created"),
        (Self::KeyDeleted, "key_deleted"),
        (Self::SessionRevoked, "session_revoked"),
        (Self::Exported, "exported"),
        (Self::Imported, "imported"),
        (Self::ShareCreated, "share_created"),
        (Self::ShareDeleted, "share_deleted"),
        (Self::AccountDeleted, "account_deleted"),
        (Self::Suspended, "suspended"),
        (Self::Unsuspended, "unsuspended"),
    ];

    /// Its text.
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(event, _)| *event == self).map_or("", |(_, text)| text)
    }

    /// The event with this text; none for one that a later version has written.
    pub fn from_text(text: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == text).map(|(event, _)| *event)
    }

    /// Whether whoever is outside can cause any number of it, so that it is counted and not listed one by one.
    #[cfg(feature = "ssr")]
    pub(super) fn is_counted(self) -> bool {
        matches!(self, Self::LogInFailed | Self::Limited)
    }
}

/// An entry of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Entry {
    /// When it happened last, in Unix milliseconds.
    pub at: i64,
    /// How often it happened within an hour.
    pub count: i64,
    /// The name of the account; none when there is none, or none any more.
    pub username: Option<String>,
    /// The account; none when there is none, or none that is known.
    pub user_id: Option<UserId>,
    /// What happened, see [`Event`].
    pub event: String,
    /// The network; empty for a command.
    pub network: String,
    /// Browser and system; empty when they are unknown.
    pub device: String,
}

#[cfg(feature = "ssr")]
mod origin {
    //! What only the server knows of an entry.

    use super::Event;
    use crate::{
        domain::id::UserId,
        web::{network::Network, user_agent},
    };
    use http::HeaderValue;

    /// Where a request came from. Cheap to clone.
    #[derive(Debug, Clone, Default)]
    pub struct Origin {
        /// The network, as limits count it.
        pub network: Option<Network>,
        /// How the browser or program describes itself.
        pub agent: Option<HeaderValue>,
    }

    impl Origin {
        pub(in crate::audit) fn network_text(&self) -> String {
            self.network.map(|network| network.to_string()).unwrap_or_default()
        }

        /// Browser and system, in words of ours; empty when they are unknown.
        pub(in crate::audit) fn device(&self) -> String {
            self.agent.as_ref().and_then(|agent| user_agent::name(agent.to_str().ok()?)).unwrap_or_default()
        }
    }

    /// An entry that is to be written.
    #[derive(Debug)]
    pub(in crate::audit) struct NewEntry {
        pub(in crate::audit) at: i64,
        pub(in crate::audit) user: Option<UserId>,
        pub(in crate::audit) event: Event,
        pub(in crate::audit) network: String,
        pub(in crate::audit) device: String,
    }
}
