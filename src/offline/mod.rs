//! Supbot on a device: what it installs, what stays readable without a network, and what is sent when there is one again.
//! What keeps and sends is a service worker (`worker/main.ts`); a page has a script for it (`page/main.ts`).

mod manifest;
mod page;
mod script;
mod service_worker;

pub use manifest::{PAPER, manifest};
pub use page::OfflinePage;
pub use script::{OfflineScript, RestoredScript};
pub use service_worker::{Build, service_worker};
