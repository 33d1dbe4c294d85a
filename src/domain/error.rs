//! The one error type that crosses the wire: server functions, HTTP handlers and the pages share it.

use http::StatusCode;
use leptos::server_fn::{codec::JsonEncoding, error::FromServerFnError, error::ServerFnErrorErr};
use serde::{Deserialize, Serialize};

/// What a fallible function of the app returns.
pub type Result<T, E = AppError> = std::result::Result<T, E>;

/// Why a request was not done. The sentence for a person comes from the catalogue
/// ([`CommonTexts::error`](crate::i18n::CommonTexts::error)); `Display` is for the log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppError {
    /// 401: nobody is logged in, or the session has ended.
    #[error("not logged in")]
    Unauthorized,
    /// 403: whoever it is may not do that with this credential.
    #[error("forbidden")]
    Forbidden,
    /// 403: the password was given too long ago for that.
    #[error("the password must be given again")]
    ReauthenticationRequired,
    /// 404: there is no such thing, or it belongs to somebody else.
    #[error("not found")]
    NotFound,
    /// 400: the request could not be read at all.
    #[error("bad request")]
    BadRequest,
    /// 401, 403, 409, 413 or 422, see [`ValidationError::status`]: what the person wrote cannot be taken as it is.
    #[error("invalid: {0:?}")]
    Invalid(ValidationError),
    /// 429: too many tries; after this many seconds another one is taken.
    #[error("too many requests, retry after {0} s")]
    TooManyRequests(u32),
    /// 503: the server has too much to render or to convert; after this many seconds it may be tried again.
    #[error("busy, retry after {0} s")]
    Busy(u32),
    /// 503: the database is busy or the server is stopping.
    #[error("unavailable")]
    Unavailable,
    /// 507: the disk that the server stores on is full.
    #[error("the disk is full")]
    DiskFull,
    /// In the browser only: the server did not answer.
    #[error("the server cannot be reached")]
    Unreachable,
    /// 500: a fault of ours. The cause is in the log, never here.
    #[error("internal error")]
    Internal,
}

/// What is wrong with something that a person entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ValidationError {
    /// It has fewer than 2 or more than 32 characters.
    UsernameLength,
    /// It holds something other than letters, digits, `_`, `-` and `.`.
    UsernameCharacters,
    /// Somebody else has it.
    UsernameTaken,
    /// It is not shaped like an address.
    EmailFormat,
    /// Somebody else has it.
    EmailTaken,
    /// It has fewer than 8 or more than 256 characters.
    PasswordLength,
    /// It is not the current one.
    PasswordWrong,
    /// No account has this name with this password.
    CredentialsWrong,
    /// The server takes no new accounts.
    SignupClosed,
    /// It is empty or has more than 200 characters.
    TitleLength,
    /// It has more than 16 KiB.
    SystemPromptLength,
    /// It is no number from 0 to 2.
    TemperatureRange,
    /// It is no whole number from 1 to 1 000 000.
    MaxTokensRange,
    /// It has nothing but white space.
    MessageEmpty,
    /// It has more than 512 KiB.
    MessageTooLong,
    /// It holds a control character, such as NUL.
    MessageControlCharacter,
    /// One of the attachments is not there, was sent already or stands there twice, or there are more than ten.
    AttachmentsInvalid,
    /// No provider here has the model.
    ModelUnknown,
    /// Too many replies of the conversation are unfinished.
    RepliesWaiting,
    /// No event of the reply has this id.
    EventUnknown,
    /// The reply is whole, is being written, or has been gone on from.
    NotContinuable,
    /// It has more than a document may have.
    DocumentTooLong,
    /// The document was changed meanwhile, or a model is writing it.
    DocumentStale,
    /// There is no format of that name.
    FormatUnknown,
    /// It takes too much time or memory to make a file of it.
    ExportTooLong,
    /// It is no file of a kind that can be read.
    FileUnreadable,
    /// It is no number of days from 1 to 3650.
    KeyDays,
    /// There are 50 keys, or formats, already.
    CountMax,
    /// All that the account has stored is as much as it may be.
    AccountFull,
}

/// The form field that a [`ValidationError`] is about, by its `name` in the HTML and in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(Serialize), serde(rename_all = "snake_case"))]
pub enum Field {
    /// The user name.
    Username,
    /// The e-mail address.
    Email,
    /// A new password, or the one to log in with.
    Password,
    /// The password that is asked for again.
    CurrentPassword,
    /// The title of a conversation.
    Title,
    /// What the model of a conversation is told first.
    SystemPrompt,
    /// How free its choice of words is.
    Temperature,
    /// How long its answers may be.
    MaxTokens,
    /// What is sent.
    Content,
    /// The model that is to answer.
    Model,
}

impl ValidationError {
    /// The field it is shown beside; `None` is shown for the form as a whole.
    pub fn field(self) -> Option<Field> {
        Some(match self {
            Self::UsernameLength | Self::UsernameCharacters | Self::UsernameTaken => Field::Username,
            Self::EmailFormat | Self::EmailTaken => Field::Email,
            Self::PasswordLength => Field::Password,
            Self::PasswordWrong => Field::CurrentPassword,
            Self::TitleLength => Field::Title,
            Self::SystemPromptLength => Field::SystemPrompt,
            Self::TemperatureRange => Field::Temperature,
            Self::MaxTokensRange => Field::MaxTokens,
            Self::MessageEmpty | Self::MessageTooLong | Self::MessageControlCharacter | Self::DocumentTooLong => {
                Field::Content
            }
            Self::ModelUnknown => Field::Model,
            Self::CredentialsWrong
            | Self::SignupClosed
            | Self::AttachmentsInvalid
            | Self::RepliesWaiting
            | Self::NotContinuable
            | Self::DocumentStale
            | Self::FormatUnknown
            | Self::ExportTooLong
            | Self::FileUnreadable
            | Self::KeyDays
            | Self::CountMax
            | Self::AccountFull
            | Self::EventUnknown => {
                return None;
            }
        })
    }

    /// The HTTP status of an answer that carries this fault.
    pub fn status(self) -> StatusCode {
        match self {
            Self::CredentialsWrong => StatusCode::UNAUTHORIZED,
            Self::SignupClosed | Self::PasswordWrong => StatusCode::FORBIDDEN,
            Self::UsernameTaken
            | Self::EmailTaken
            | Self::RepliesWaiting
            | Self::NotContinuable
            | Self::DocumentStale
            | Self::CountMax => StatusCode::CONFLICT,
            Self::MessageTooLong | Self::DocumentTooLong | Self::ExportTooLong | Self::AccountFull => {
                StatusCode::PAYLOAD_TOO_LARGE
            }
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }
}

impl AppError {
    /// The HTTP status of an answer that carries this error.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Unauthorized => StatusCode::UNAUTHORIZED,
            Self::Forbidden | Self::ReauthenticationRequired => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::Invalid(fault) => fault.status(),
            Self::TooManyRequests(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy(_) | Self::Unavailable | Self::Unreachable => StatusCode::SERVICE_UNAVAILABLE,
            Self::DiskFull => StatusCode::INSUFFICIENT_STORAGE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What an answer with this status means that says no more.
    #[cfg(feature = "ssr")]
    pub fn from_status(status: StatusCode) -> Self {
        match status {
            StatusCode::UNAUTHORIZED => Self::Unauthorized,
            StatusCode::FORBIDDEN => Self::Forbidden,
            StatusCode::NOT_FOUND => Self::NotFound,
            status if status.is_server_error() => Self::Internal,
            _ => Self::BadRequest,
        }
    }

    /// Seconds after which the same may be tried again, where that helps.
    pub fn retry_after(&self) -> Option<u32> {
        match self {
            Self::TooManyRequests(seconds) | Self::Busy(seconds) => Some(*seconds),
            Self::Unavailable => Some(1),
            _ => None,
        }
    }

    /// What is wrong, by the code of its [`ValidationError`], which the address of a page may carry; `BadRequest` for any other text.
    #[cfg(feature = "ssr")]
    pub fn from_code(code: &str) -> Self {
        serde_json::from_value(code.into()).map_or(Self::BadRequest, Self::Invalid)
    }

    /// The field that the error is about, if it is about one.
    pub fn field(&self) -> Option<Field> {
        match self {
            Self::Invalid(fault) => fault.field(),
            _ => None,
        }
    }
}

impl From<ValidationError> for AppError {
    fn from(fault: ValidationError) -> Self {
        Self::Invalid(fault)
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) => Self::Unreachable,
            ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::Deserialization(_)
            | ServerFnErrorErr::UnsupportedRequestMethod(_) => Self::BadRequest,
            _ => Self::Internal,
        }
    }

    /// Leptos 0.8 answers every failing server function with 500; this is the one place where all of them pass.
    #[cfg(feature = "ssr")]
    fn ser(&self) -> leptos::server_fn::Bytes {
        use leptos::server_fn::{Bytes, Encodes};
        server::set_status(self);
        Self::Encoder::encode(self).unwrap_or(Bytes::from_static(br#""internal""#))
    }
}

/// Gives the page that is being rendered this status; in the browser there is none to give.
pub fn set_page_status(status: StatusCode) {
    #[cfg(feature = "ssr")]
    if let Some(response) = leptos::prelude::use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(status);
    }
    #[cfg(not(feature = "ssr"))]
    let _ = status;
}

/// Answers the page that is being rendered with the status of `error`, and says when to try again.
pub fn set_page_error(error: &AppError) {
    set_page_status(error.status());
    #[cfg(feature = "ssr")]
    if let Some(response) = leptos::prelude::use_context::<leptos_axum::ResponseOptions>() {
        set_retry_after(&response, error);
    }
}

#[cfg(feature = "ssr")]
fn set_retry_after(response: &leptos_axum::ResponseOptions, error: &AppError) {
    if let Some(seconds) = error.retry_after() {
        response.insert_header(http::header::RETRY_AFTER, seconds.into());
    }
}

#[cfg(feature = "ssr")]
mod server {
    //! What only the server does with an error: statuses and logging.

    use super::{AppError, ValidationError};
    use axum::http::header;
    use leptos::prelude::use_context;

    /// Gives the running server function's answer the status of `error`. A plain form post is left alone:
    /// it is answered by a redirect to the page that shows the error.
    pub(super) fn set_status(error: &AppError) {
        let (Some(parts), Some(response)) =
            (use_context::<http::request::Parts>(), use_context::<leptos_axum::ResponseOptions>())
        else {
            return;
        };
        let is_form_post = parts
            .headers
            .get(header::ACCEPT)
            .is_some_and(|accept| accept.as_bytes().windows(9).any(|window| window == b"text/html"));
        if !is_form_post {
            response.set_status(error.status());
            super::set_retry_after(&response, error);
        }
    }

    /// Until keys that an account has too many of are forgotten, in seconds; those of a day ago go all the time.
    const KEYS_RETRY_AFTER_S: u32 = 3600;

    /// What our own triggers refuse (migrations/0023_account_usage.sql), and what SQLite says of a full disk.
    fn refused_by_database(cause: &dyn sqlx::error::DatabaseError) -> Option<AppError> {
        const FULL: [&str; 2] = ["13", "4874"]; // SQLITE_FULL, SQLITE_IOERR_SHMSIZE
        match cause.message() {
            "the account is full" => Some(ValidationError::AccountFull.into()),
            "the account has too many idempotency keys" => Some(AppError::TooManyRequests(KEYS_RETRY_AFTER_S)),
            _ if cause.code().is_some_and(|code| FULL.contains(&code.as_ref())) => {
                tracing::error!(%cause, "nothing can be stored: the disk is full");
                Some(AppError::DiskFull)
            }
            _ => None,
        }
    }

    impl From<sqlx::Error> for AppError {
        fn from(error: sqlx::Error) -> Self {
            const BUSY: [&str; 2] = ["5", "517"]; // SQLITE_BUSY, SQLITE_BUSY_SNAPSHOT
            if let Some(refused) = error.as_database_error().and_then(refused_by_database) {
                return refused;
            }
            match &error {
                sqlx::Error::RowNotFound => return Self::NotFound,
                sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed => {
                    tracing::warn!(%error, "database unavailable");
                    return Self::Unavailable;
                }
                sqlx::Error::Database(cause) if cause.code().is_some_and(|code| BUSY.contains(&code.as_ref())) => {
                    tracing::warn!(%error, "database busy");
                    return Self::Unavailable;
                }
                _ => {}
            }
            tracing::error!(%error, "database error");
            Self::Internal
        }
    }
}
