//! `/api/v1/shares`.

use super::{
    Sharing,
    error::ShareError,
    model::{DAYS_DEFAULT, Share, ShareId},
    snapshot::{Source, Terms},
};
use crate::{
    audit::Event,
    auth::{Auth, CurrentUser},
    chat::model::ConversationId,
    documents::model::DocumentId,
    domain::{error::Result, page::Page},
    i18n::Language,
    rest::{
        Idempotent, Json, Limit, Problem, Query, deserialize::double_option_integer, idempotency::IdempotencyKeyHeader,
        read_cursor,
    },
};
use axum::{
    extract::{Path, State},
    http::{StatusCode, request::Parts},
    response::Response,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// What is to be shared: a conversation or a document, exactly one of them.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(examples(json!({ "conversation_id": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071", "expires_in_days": 30 })))]
pub struct CreateShareRequest {
    /// The conversation whose branch that is shown is to be shared.
    conversation_id: Option<ConversationId>,
    /// The document that is to be shared.
    document_id: Option<DocumentId>,
    /// After how many days the link ends, 1 to 3650; not given: 30; null: when it is deleted.
    #[serde(default, deserialize_with = "double_option_integer")]
    #[schema(value_type = Option<u32>, minimum = 1, maximum = 3650, default = 30)]
    expires_in_days: Option<Option<u32>>,
    /// Whether search engines may list it; not given: no.
    #[serde(default)]
    is_findable: bool,
}

/// A new share.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CreatedShare, examples(json!({
    "url": "https://supbot.example.com/share/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "token": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "id": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6078",
    "kind": "conversation",
    "source_id": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071",
    "title": "Rust 공부",
    "created_at": 1_790_000_000_000_i64,
    "expires_at": 1_792_592_000_000_i64,
    "is_findable": false,
})))]
pub struct CreatedShare {
    /// The link. Nobody is shown it again: null when an earlier request with the same `Idempotency-Key` has made the share.
    url: Option<String>,
    /// The end of the link; null as `url` is.
    token: Option<String>,
    /// What its owner sees of it.
    #[serde(flatten)]
    about: Share,
}

/// Which shares are listed.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ShareQuery {
    /// The `next_cursor` of the page before; not given: the newest ones.
    #[param(
        pattern = "^[0-9]{1,18}\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
        example = "1790000000000.019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071"
    )]
    cursor: Option<String>,
    /// Entries of a page.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 100, default = 40, example = 20)]
    #[serde(default)]
    limit: Limit,
}

impl CreateShareRequest {
    fn source(&self) -> Result<Source, Problem> {
        let wrong = |field| {
            Problem::from_field("share_source", "Exactly one of conversation_id and document_id, please.", field)
        };
        match (self.conversation_id, self.document_id) {
            (Some(id), None) => Ok(Source::Conversation(id)),
            (None, Some(id)) => Ok(Source::Document(id)),
            (None, None) => Err(wrong("conversation_id")),
            (Some(_), Some(_)) => Err(wrong("document_id")),
        }
    }
}

/// List one's shares.
///
/// Newest first, without their links. Those that have ended are gone.
#[utoipa::path(
    get,
    path = "/shares",
    params(ShareQuery),
    responses((status = 200, description = "A page of shares.", body = Page<Share>)),
)]
pub async fn list_shares(
    State(sharing): State<Sharing>,
    user: CurrentUser,
    Query(ShareQuery { cursor, limit }): Query<ShareQuery>,
) -> Result<Json<Page<Share>>, Problem> {
    Ok(Json(sharing.list(user.id(), read_cursor(cursor.as_deref())?, limit.get()).await?))
}

/// Share a conversation or a document.
///
/// Whoever has the link reads it as it is now, without an account: of a conversation the branch that is shown, without its
/// instructions and without what models think. Later changes do not change it. The link is shown once.
#[utoipa::path(
    post,
    path = "/shares",
    params(IdempotencyKeyHeader),
    request_body = CreateShareRequest,
    responses(
        (status = 201, description = "The new share.", body = CreatedShare),
        (status = 403, description = "The credential may only read, or this server does not share: `sharing_off`."),
        (status = 404, description = "There is no such conversation or document."),
        (status = 409, description = "It is being written, or there are 500 shares already."),
        (status = 413, description = "It has more than 2 MB."),
    ),
)]
pub async fn create_share(
    State(sharing): State<Sharing>,
    State(auth): State<Auth>,
    user: CurrentUser,
    language: Language,
    request: Parts,
    once: Idempotent<Json<CreateShareRequest>>,
) -> Result<Response, Problem> {
    let (maker, owner) = (sharing.clone(), user.id());
    // Looked at before the key is taken.
    let source = once.body.0.source()?;
    let created = once.try_create(owner, move |Json(wish)| async move {
        let (share, token) = maker
            .create(
                owner,
                source,
                Terms { days: wish.expires_in_days.unwrap_or(Some(DAYS_DEFAULT)), is_findable: wish.is_findable },
                language,
            )
            .await?;
        Ok::<_, ShareError>((share.id, (share, token.into_string())))
    });
    let created = created.await?;
    let json = match &created.now {
        Some((about, token)) => {
            auth.record(&user, Event::ShareCreated);
            let url = Some(sharing.address(&request, token));
            CreatedShare { url, token: Some(token.clone()), about: about.clone() }
        }
        None => CreatedShare { url: None, token: None, about: sharing.get(owner, created.id).await? },
    };
    Ok(created.mark((StatusCode::CREATED, Json(json))))
}

/// End a share.
///
/// At once: its link leads nowhere.
#[utoipa::path(delete, path = "/shares/{id}", responses((status = 204, description = "It is gone.")))]
pub async fn delete_share(
    State(sharing): State<Sharing>,
    State(auth): State<Auth>,
    user: CurrentUser,
    Path(id): Path<String>,
) -> Result<StatusCode> {
    sharing.delete(user.id(), id.parse::<ShareId>()?).await?;
    auth.record(&user, Event::ShareDeleted);
    Ok(StatusCode::NO_CONTENT)
}
