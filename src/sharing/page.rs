//! The pages of sharing: what whoever has a link reads, the list of its owner, and the making of a new one. They come whole
//! from the server and work as plain forms; none has a script.

mod list;
mod new;
mod view_share;

pub use list::SharesPage;
pub use new::NewSharePage;
pub use view_share::SharedPage;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// A parameter of the address; empty when it is not there.
fn query(name: &str) -> String {
    use_query_map().get_untracked().get(name).unwrap_or_default()
}
