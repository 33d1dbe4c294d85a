//! What HTTP code shares: cookies, limits, queues before costly work, and who asks from where.

pub mod archive;
pub mod blocking;
pub mod cookie;
pub mod fair_queue;
pub mod file_queue;
pub mod navigation;
pub mod network;
pub mod rate_limit;
pub mod render_queue;
#[cfg(feature = "ssr")]
pub(crate) mod user_agent;
