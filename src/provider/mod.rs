//! The model outside, behind one trait: an OpenAI-compatible service, the embedded model, or the scripted one.
//! It knows no feature of the app.

pub mod model;

#[cfg(feature = "ssr")]
mod local;
#[cfg(feature = "ssr")]
mod model_cache;
#[cfg(feature = "ssr")]
mod openai;
#[cfg(feature = "ssr")]
pub mod prompt;
#[cfg(feature = "ssr")]
mod registry;
#[cfg(feature = "ssr")]
mod reply;
#[cfg(feature = "ssr")]
mod scripted;
#[cfg(feature = "ssr")]
mod vision;

#[cfg(feature = "ssr")]
pub use {
    local::{LOCAL_NAME, LocalSettings},
    openai::{OPENAI_BASE_URL, OPENAI_NAME, OpenaiSettings, Timeouts},
    registry::{ProviderSettings, Providers},
    reply::{BuildProvider, Delta, Deltas, Provider, ProviderError},
    scripted::ScriptedSettings,
    vision::VisionModels,
};
