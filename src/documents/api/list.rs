//! What the page of all documents shows.

use crate::{
    documents::model::DocumentSummary,
    domain::{
        error::{AppError, Result},
        page::Page,
    },
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Documents of one page of the list.
#[cfg(feature = "ssr")]
const PAGE_LENGTH: usize = 40;

/// A page of the list, and what stands beside it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DocumentList {
    /// The documents, newest first.
    pub page: Page<DocumentSummary>,
    /// Every format.
    pub formats: Vec<FormatName>,
    /// How many deleted documents are kept.
    pub trash: u32,
    /// Why a file was not taken.
    pub import_error: Option<AppError>,
}

/// What a format is called.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FormatName {
    /// Names it.
    pub id: String,
    /// In the language of the page.
    pub name: String,
}

/// The documents with these words and of this format, after the last one of the page before; empty: all of them. `error` is
/// the code of why a file was not taken.
#[server(input = server_fn::codec::GetUrl)]
pub async fn list_documents(
    #[server(default)] words: String,
    #[server(default)] format: String,
    #[server(default)] cursor: String,
    #[server(default)] error: String,
) -> Result<DocumentList> {
    use crate::{documents::store::Filter, i18n::page_language};
    let (documents, user) = super::context().await?;
    // A cursor that cannot be read starts over.
    let filter = Filter { words, format, cursor: cursor.parse().ok(), limit: PAGE_LENGTH };
    let language = page_language();
    let formats = documents.formats_for(user.id()).await?.into_iter();
    let formats = formats.map(|format| FormatName { name: format.name.get(language).clone(), id: format.id });
    Ok(DocumentList {
        page: documents.list(user.id(), &filter).await?,
        formats: formats.collect(),
        trash: documents.count_trash(user.id()).await?,
        import_error: (!error.is_empty()).then(|| AppError::from_code(&error)),
    })
}
