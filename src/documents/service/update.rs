//! Changing the title and the content of documents.

use super::Documents;
use crate::{
    documents::{
        model::{Document, DocumentId, VersionSource, parse_content},
        store::{self, Saved},
    },
    domain::{
        error::{AppError, Result},
        id::UserId,
        title::Title,
    },
    provider::model::ModelId,
};
use futures::FutureExt;
use std::sync::Arc;

/// Another content of a document.
#[derive(Debug, Clone)]
pub struct ContentUpdate {
    /// Its Markdown.
    pub text: String,
    /// The revision that it was made from; none: whichever the document has.
    pub from: Option<i64>,
    /// Who made it.
    pub source: VersionSource,
    /// Whose proposal was accepted.
    pub model: Option<ModelId>,
}

/// What must hold of a document for it to be changed; looked at within the change's own transaction.
pub type Condition = Arc<dyn Fn(&Document) -> bool + Send + Sync>;

/// Changes a document whatever it is.
pub fn always() -> Condition {
    Arc::new(|_| true)
}

impl Documents {
    /// Gives a document another title, another content or both, if `condition` holds of what it is; gives what it is then.
    /// None, and nothing is changed, when it does not hold.
    ///
    /// # Errors
    /// `TitleLength`, `DocumentTooLong`, `NotFound`; `DocumentStale` when somebody else was faster, or a model is writing:
    /// nothing is overwritten.
    pub async fn update(
        &self,
        user: UserId,
        id: DocumentId,
        title: Option<&str>,
        content: Option<ContentUpdate>,
        condition: Condition,
    ) -> Result<Option<Document>> {
        let title = title.map(Title::parse).transpose()?;
        let content = content
            .map(|content| Ok::<_, AppError>(ContentUpdate { text: parse_content(&content.text)?, ..content }))
            .transpose()?;
        let change = Arc::new((title, content));
        let updating = self.writes.run(move |connection| {
            let (change, condition) = (Arc::clone(&change), Arc::clone(&condition));
            async move {
                let document = store::get(&mut *connection, user, id).await?;
                if !condition(&document) {
                    return Ok(None);
                }
                let (title, content) = &*change;
                if let Some(ContentUpdate { text, from, source, model }) = content {
                    let revision = from.unwrap_or(document.revision);
                    let saved = Saved { revision, source: *source, model: model.clone() };
                    store::save(connection, user, id, &saved, text).await?;
                }
                if let Some(title) = title {
                    store::rename(&mut *connection, user, id, title).await?;
                }
                store::get(&mut *connection, user, id).await.map(Some)
            }
            .boxed()
        });
        updating.await
    }

    /// Gives a document another title.
    ///
    /// # Errors
    /// `TitleLength`, `NotFound`.
    pub async fn rename(&self, user: UserId, id: DocumentId, title: &str) -> Result<()> {
        self.update(user, id, Some(title), None, always()).await.map(drop)
    }
}
