//! The server function for the page of temporary chats.

use crate::{chat::model::ComposerParts, domain::error::Result};
use leptos::prelude::*;

/// What the composer of a temporary chat offers.
#[server(input = server_fn::codec::GetUrl)]
pub async fn begin_temporary_chat() -> Result<ComposerParts> {
    use crate::{
        auth::api::current_user,
        chat::{
            Chat,
            components::model_picker::{model_options, model_troubles},
        },
        domain::error::AppError,
        i18n::page_language,
        markup::SafeHtml,
    };
    let chat = use_context::<Chat>().ok_or(AppError::Internal)?;
    current_user().await?;
    let (models, language) = (chat.list_models().await, page_language());
    let is_none = models.models.is_empty();
    let note = if is_none { language.chat_texts().models_none } else { language.temporary_chat_texts().note };
    Ok(ComposerParts {
        models: SafeHtml::from_view(model_options(&models, None, language)),
        note: SafeHtml::from_view(view! {
            {model_troubles(&models, language)}
            <p class="note">{note}</p>
        }),
    })
}
