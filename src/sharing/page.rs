//! The pages of sharing: what whoever has a link reads, which comes whole from the server and goes on without a script; the
//! list of its owner, and the making of a new one.

mod list;
mod new;
#[cfg(feature = "ssr")]
mod view_share;

pub use list::SharesPage;
pub use new::NewSharePage;
#[cfg(feature = "ssr")]
pub use view_share::SharedPage;
