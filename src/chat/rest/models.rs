//! Which models can be asked: `/api/v1/models`.

use crate::{
    auth::CurrentUser,
    chat::Chat,
    provider::model::{ModelId, ModelInfo, ProviderStatus},
    rest::Json,
};
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

/// The models that can be asked.
#[derive(Debug, Serialize, ToSchema)]
#[schema(examples(json!({
    "items": [{ "id": "openai/gpt-5-mini", "name": "gpt-5-mini", "kind": "openai", "hosting": "service", "sees_images": true }],
    "default": "openai/gpt-5-mini",
    "troubles": [{ "kind": "local", "fault": "not_installed" }],
})))]
pub struct Models {
    /// By provider, then by name.
    items: Vec<ModelInfo>,
    /// The one that answers when none is named; null when no provider is set up.
    default: Option<ModelId>,
    /// The providers that do not answer now.
    troubles: Vec<ProviderStatus>,
}

/// List the models.
#[utoipa::path(get, path = "/models", responses((status = 200, description = "Every model that can be asked now.", body = Models)))]
pub async fn list_models(State(chat): State<Chat>, _user: CurrentUser) -> Json<Models> {
    let list = chat.list_models().await;
    Json(Models { items: list.models, default: list.default, troubles: list.troubles })
}
