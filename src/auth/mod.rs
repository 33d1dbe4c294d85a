//! Who you are: accounts, passwords, cookie sessions, the tokens and keys of programs.

pub mod api;
pub mod model;

#[cfg(feature = "ssr")]
mod caller;
pub mod confirm;
#[cfg(feature = "ssr")]
mod current_user;
#[cfg(feature = "ssr")]
pub mod pages;

#[cfg(feature = "ssr")]
pub mod api_auth;
#[cfg(feature = "ssr")]
pub mod flash;
#[cfg(feature = "ssr")]
mod identify;
#[cfg(feature = "ssr")]
pub mod jwt;
pub mod language_switch;
#[cfg(feature = "ssr")]
mod log_in;
#[cfg(feature = "ssr")]
mod password;
#[cfg(feature = "ssr")]
pub mod rest;
#[cfg(feature = "ssr")]
mod service;
#[cfg(feature = "ssr")]
mod session;
#[cfg(feature = "ssr")]
mod store;
#[cfg(feature = "ssr")]
mod streams;
#[cfg(feature = "ssr")]
pub mod token;
#[cfg(feature = "ssr")]
mod tries;

#[cfg(feature = "ssr")]
pub use caller::{Caller, CallerSlot};
#[cfg(feature = "ssr")]
pub use current_user::{Credential, CurrentUser};
#[cfg(feature = "ssr")]
pub use identify::{ACCOUNT, CACHE_ONLY, CLEAR_SITE_DATA, current_account, session_layer};
#[cfg(feature = "ssr")]
pub use service::{Auth, AuthSettings};
#[cfg(feature = "ssr")]
pub use store::username_key;
#[cfg(feature = "ssr")]
pub use streams::end_streams_with_credential;
