//! Accounts as both sides see them, with the rules for names and passwords.

use crate::domain::{
    error::{Result, ValidationError},
    id::{UserId, id_type},
};
use serde::{Deserialize, Serialize};

id_type! {
    /// Names one log-in of one browser or program.
    SessionId
}
id_type! {
    /// Names one key of a program.
    ApiKeyId
}

/// The person who is logged in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ssr", schema(as = Account, examples(json!({ "id": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6070", "username": "김철수", "email": null }))))]
pub struct Account {
    /// The account.
    pub id: UserId,
    /// The name as the person wrote it.
    pub username: String,
    /// Where they can be reached, if they said so.
    pub email: Option<String>,
}

/// One log-in, for the list in the settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Names the log-in.
    pub id: SessionId,
    /// The browser's own description, cut to 200 characters; may be empty.
    pub user_agent: String,
    /// When it was last used, in Unix milliseconds; exact to an hour.
    pub last_seen_at: i64,
    /// Whether it is the one that asks.
    pub is_current: bool,
}

/// A key that a program sends instead of logging in, as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow, utoipa::ToSchema))]
#[cfg_attr(feature = "ssr", schema(examples(json!({ "id": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6075", "name": "nightly report", "start": "supbot_1a2b3c", "is_read_only": true, "created_at": 1_790_000_000_000_i64, "expires_at": 1_797_776_000_000_i64, "last_used_at": null }))))]
pub struct ApiKey {
    /// Names it.
    pub id: ApiKeyId,
    /// What its owner calls it, 1 to 200 characters.
    pub name: String,
    /// How it begins.
    pub start: String,
    /// Whether it may only read.
    pub is_read_only: bool,
    /// When it was made, in Unix milliseconds.
    pub created_at: i64,
    /// When it ends; none: never.
    pub expires_at: Option<i64>,
    /// When it was last used, to the minute; none: never.
    pub last_used_at: Option<i64>,
}

/// A user name: 2 to 32 characters, Unicode letters and digits, `_`, `-`, `.`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Username(String);

impl Username {
    /// Fewest and most characters.
    pub const LENGTH: std::ops::RangeInclusive<usize> = 2..=32;

    /// Takes a name as it was typed; white space around it is dropped.
    ///
    /// # Errors
    /// `UsernameLength` and `UsernameCharacters`.
    pub fn parse(text: &str) -> Result<Self> {
        let text = text.trim();
        if !Self::LENGTH.contains(&text.chars().count()) {
            return Err(ValidationError::UsernameLength.into());
        }
        if !text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.')) {
            return Err(ValidationError::UsernameCharacters.into());
        }
        Ok(Self(text.to_owned()))
    }

    /// The name as it is shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An e-mail address, checked for its shape only: only a letter to it could prove more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Email(String);

impl Email {
    /// Most characters, from RFC 5321 §4.5.3.1.3 (a path of 256 with its brackets).
    pub const MAX_LENGTH: usize = 254;

    /// Takes an address as it was typed; nothing typed is no address.
    ///
    /// # Errors
    /// `EmailFormat`.
    pub fn parse_optional(text: &str) -> Result<Option<Self>> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        let is_address = text.len() <= Self::MAX_LENGTH
            && !text.chars().any(|c| c.is_whitespace() || c.is_control())
            && text
                .rsplit_once('@')
                .is_some_and(|(local, domain)| !local.is_empty() && domain.split('.').all(|label| !label.is_empty()));
        if is_address { Ok(Some(Self(text.to_owned()))) } else { Err(ValidationError::EmailFormat.into()) }
    }

    /// The address as it was typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A password on its way in: 8 to 256 characters. It is never printed.
#[derive(Clone)]
pub struct Password(String);

impl Password {
    /// Fewest and most characters.
    pub const LENGTH: std::ops::RangeInclusive<usize> = 8..=256;

    /// Takes a new password exactly as it was typed.
    ///
    /// # Errors
    /// `PasswordLength`.
    pub fn parse(text: String) -> Result<Self> {
        if Self::LENGTH.contains(&text.chars().count()) {
            Ok(Self(text))
        } else {
            Err(ValidationError::PasswordLength.into())
        }
    }

    /// Its bytes, for the hash function.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_username_may_be_korean_and_must_not_hold_spaces_or_signs() {
        assert_eq!(Username::parse(" 김철수 ").map(|name| name.as_str().to_owned()), Ok("김철수".into()));
        assert_eq!(Username::parse("민수").map(|name| name.as_str().to_owned()), Ok("민수".into()));
        assert_eq!(Username::parse("김"), Err(ValidationError::UsernameLength.into()));
        assert_eq!(Username::parse(&"김".repeat(33)), Err(ValidationError::UsernameLength.into()));
        assert!(Username::parse(&"김".repeat(32)).is_ok());
        for name in ["a b c", "a/b/c", "<b>x", "a\0bc", "name@host"] {
            assert_eq!(Username::parse(name), Err(ValidationError::UsernameCharacters.into()), "{name}");
        }
    }

    #[test]
    fn an_email_is_optional_but_not_arbitrary() {
        assert_eq!(Email::parse_optional("  "), Ok(None));
        assert!(Email::parse_optional("a@b.kr").is_ok_and(|email| email.is_some()));
        for text in ["a", "@b", "a@", "a b@c", "a@b..c", "a@b\n"] {
            let expected =
                if text == "a@b\n" { Ok(Some(Email("a@b".into()))) } else { Err(ValidationError::EmailFormat.into()) };
            assert_eq!(Email::parse_optional(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_password_is_counted_in_characters_and_never_printed() {
        assert!(Password::parse("여덟글자비밀번호".into()).is_ok());
        assert!(Password::parse("short".into()).is_err());
        assert!(Password::parse("x".repeat(257)).is_err());
        assert_eq!(format!("{:?}", Password("secret".into())), "Password(…)");
    }
}
