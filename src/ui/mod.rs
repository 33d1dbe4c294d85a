//! Components that know nothing of the app's features.

#[cfg(feature = "ssr")]
pub mod empty;
pub mod field;
pub mod form_error;
#[cfg(feature = "ssr")]
pub mod gallery;
pub mod icon;
pub mod load_error;
pub mod mark;
pub mod not_found;
pub mod text_area;
