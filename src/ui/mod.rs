//! Components that know nothing of the app's features.

pub mod field;
pub mod form_error;
pub mod icon;
pub mod load_error;
pub mod mark;
pub mod not_found;
pub mod text_area;
