//! The settings of an account, of its browser and of its keys.

pub mod activity;
pub mod api_keys;
pub mod appearance;
pub mod page;
