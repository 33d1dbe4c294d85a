//! What the page of exports and imports asks for.

use super::model::Import;
use crate::domain::error::Result;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// While an import runs, a page without a script is loaded anew after three seconds.
#[cfg(feature = "ssr")]
const REFRESH: http::HeaderValue = http::HeaderValue::from_static("3; url=/transfer");

/// What the page of exports and imports shows.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Transfers {
    /// The newest first.
    pub imports: Vec<Import>,
    /// Most bytes of a file.
    pub import_bytes_max: u64,
    /// Whether the person has given the password recently enough to take everything out.
    pub is_recent: bool,
}

/// The imports of the person, and what an export asks for.
#[server(input = server_fn::codec::GetUrl)]
pub async fn list_transfers() -> Result<Transfers> {
    use super::{Transfer, model::State};
    use crate::{
        auth::{api::current_user, confirm::has_recent_log_in},
        domain::error::AppError,
    };
    let transfer = use_context::<Transfer>().ok_or(AppError::Internal)?;
    let (_, user) = current_user().await?;
    let imports = transfer.list(user.id()).await?;
    let is_running = imports.iter().any(|import| import.state == State::Running);
    // Not as an element of the head: Leptos loses those that come after something was waited for.
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>().filter(|_| is_running) {
        response.insert_header(http::header::REFRESH, REFRESH);
    }
    Ok(Transfers { imports, import_bytes_max: transfer.import_bytes_max(), is_recent: has_recent_log_in() })
}
