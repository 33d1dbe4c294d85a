//! Components that know nothing of the app's features.

#[cfg(feature = "ssr")]
pub mod empty;
#[cfg(feature = "ssr")]
pub mod field;
#[cfg(feature = "ssr")]
pub mod form_error;
#[cfg(feature = "ssr")]
pub mod gallery;
pub mod icon;
pub mod load_error;
pub mod mark;
pub mod not_found;
#[cfg(feature = "ssr")]
pub mod text_area;
