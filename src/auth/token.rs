//! Opaque random tokens, of which the database keeps only the hashes: session cookies, refresh tokens, API keys, the links of
//! shares.

use crate::domain::error::{AppError, Result};
use rand::{TryRngCore, rngs::OsRng};
use sha2::{Digest, Sha256};

/// A token in the clear, 256 random bits in hexadecimal. It leaves the server once.
pub struct Token(String);

impl Token {
    /// Characters of a token.
    pub const LENGTH: usize = 64;

    /// A new token from the operating system's random numbers.
    ///
    /// # Errors
    /// Only when it gives none.
    pub fn generate() -> Result<Self> {
        let mut bytes = [0u8; Self::LENGTH / 2];
        OsRng.try_fill_bytes(&mut bytes).map_err(|error| {
            tracing::error!(%error, "the operating system gave no random numbers");
            AppError::Internal
        })?;
        Ok(Self(hex(&bytes)))
    }

    /// Whether a text has the form of a token.
    pub fn is_token(text: &str) -> bool {
        text.len() == Self::LENGTH && text.bytes().all(|byte| byte.is_ascii_hexdigit())
    }

    /// A token that somebody sends as text.
    pub fn from_text(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The token in the clear.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The token in the clear.
    pub fn into_string(self) -> String {
        self.0
    }

    /// What the database keeps.
    pub fn hash(&self) -> String {
        hex(&Sha256::digest(self.0.as_bytes()))
    }
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
