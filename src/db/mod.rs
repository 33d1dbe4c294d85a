//! The database: how it is opened and migrated, how writes are gathered, and how much an account may store.

pub mod data_folder;
pub mod pool;
pub mod quota;
pub mod rows;
pub mod write_queue;
