//! The settings of an account, of its browser and of its keys.

mod activity;
pub mod api;
mod api_keys;
pub mod appearance;
pub mod page;
