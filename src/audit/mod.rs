//! The audit log: who logged in, was refused, made or ended credentials and links, took everything out (OWASP ASVS 5.0, 16.3).

#[cfg(feature = "ssr")]
pub mod command;
#[cfg(feature = "ssr")]
mod log;
pub mod model;
#[cfg(feature = "ssr")]
mod store;

pub use model::Event;
#[cfg(feature = "ssr")]
pub use {log::Audit, model::Origin};
