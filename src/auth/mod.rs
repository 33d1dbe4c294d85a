//! Who you are: accounts, passwords, cookie sessions.

pub mod api;
pub mod landing;
pub mod model;

#[cfg(feature = "ssr")]
mod device;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod settings;

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
pub use service::{Auth, AuthSettings, CurrentUser, identified, identify_first};
