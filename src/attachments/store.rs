//! All SQL of attachments. Every query that a person can cause carries its owner.

use super::model::{Attachment, AttachmentId};
use crate::domain::{
    error::{Result, ValidationError},
    id::UserId,
    time::now_ms,
};
use sqlx::{FromRow, SqliteConnection, SqlitePool};
use std::collections::HashMap;
use uuid::Uuid;

/// What was not sent within a day is forgotten, in milliseconds.
const UNSENT_PERIOD_MS: i64 = 24 * 60 * 60 * 1000;
/// Bytes of an account's row beside its contents: many empty files cost as well.
const ROW_BYTES: i64 = 1024;

/// Something new that is to be kept.
pub(super) struct New {
    pub(super) attachment: Attachment,
    pub(super) content: Vec<u8>,
    pub(super) small: Option<Vec<u8>>,
}

/// The attachments of a message, as `attachments_of!` reads them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AttachmentList(pub Vec<Attachment>);

impl TryFrom<String> for AttachmentList {
    type Error = serde_json::Error;

    fn try_from(json: String) -> Result<Self, Self::Error> {
        serde_json::from_str(&json).map(Self)
    }
}

impl AttachmentList {
    /// What they are called, one after the other.
    pub fn names(&self) -> String {
        self.0.iter().map(|attachment| attachment.name.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// Their ids, separated by commas.
    pub fn ids(&self) -> String {
        self.0.iter().map(|attachment| attachment.id.to_string()).collect::<Vec<_>>().join(",")
    }
}

/// The attachments of the message with an id, as JSON: [`AttachmentList`].
macro_rules! attachments_of {
    ($message:literal) => {
        concat!(
            "(select json_group_array(json_object('id', id, 'name', name, 'kind', kind, 'media_type', media_type,
                 'bytes', byte_length, 'width', width, 'height', height, 'created_at', created_at) order by position)
             from attachments where message_id = ",
            $message,
            ")"
        )
    };
}
pub(crate) use attachments_of;

/// Keeps something new, unless the account has more than `bytes_max` then; says whether it is kept.
pub(super) async fn add(connection: &mut SqliteConnection, user: UserId, new: &New, bytes_max: i64) -> Result<bool> {
    let New { attachment, content, small } = new;
    let length = content.len() + small.as_ref().map_or(0, Vec::len);
    let length = i64::try_from(length).unwrap_or(i64::MAX).saturating_add(ROW_BYTES);
    let used: i64 =
        sqlx::query_scalar("select coalesce(sum(byte_length), 0) from attachment_contents where user_id = $1")
            .bind(user)
            .fetch_one(&mut *connection)
            .await?;
    if used.saturating_add(length) > bytes_max {
        return Ok(false);
    }
    sqlx::query(
        "insert into attachment_contents (id, user_id, byte_length, content, small) values ($1, $2, $3, $4, $5);
         insert into attachments
             (id, user_id, content_id, name, kind, media_type, byte_length, width, height, created_at)
         values ($1, $2, $1, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(attachment.id)
    .bind(user)
    .bind(length)
    .bind(content)
    .bind(small)
    .bind(&attachment.name)
    .bind(attachment.kind)
    .bind(&attachment.media_type)
    .bind(attachment.bytes)
    .bind(attachment.width)
    .bind(attachment.height)
    .bind(attachment.created_at)
    .execute(connection)
    .await?;
    Ok(true)
}

/// One attachment.
pub(super) async fn get(db: &SqlitePool, user: UserId, id: AttachmentId) -> Result<Attachment> {
    Ok(sqlx::query_as(
        "select id, name, kind, media_type, byte_length, width, height, created_at from attachments
         where id = $1 and user_id = $2",
    )
    .bind(id)
    .bind(user)
    .fetch_one(db)
    .await?)
}

/// What is in an attachment, or in its small copy.
pub(super) async fn content(db: &SqlitePool, user: UserId, id: AttachmentId, is_small: bool) -> Result<Vec<u8>> {
    Ok(sqlx::query_scalar(
        "select iif($3 and small is not null, small, content) from attachment_contents
         where id = (select content_id from attachments where id = $1 and user_id = $2) and user_id = $2",
    )
    .bind(id)
    .bind(user)
    .bind(is_small)
    .fetch_one(db)
    .await?)
}

/// What is in these attachments.
pub(crate) async fn contents(
    db: &SqlitePool,
    user: UserId,
    ids: &[AttachmentId],
) -> Result<HashMap<AttachmentId, Vec<u8>>> {
    let rows: Vec<(AttachmentId, Vec<u8>)> = sqlx::query_as(
        "select a.id, c.content from attachments as a join attachment_contents as c on c.id = a.content_id
         where a.id in (select value from json_each($1)) and a.user_id = $2",
    )
    .bind(serde_json::to_string(ids).unwrap_or_default())
    .bind(user)
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().collect())
}

/// Forgets an attachment that has not been sent, and says whether there was one.
pub(super) async fn delete_unsent(db: &SqlitePool, user: UserId, id: AttachmentId) -> Result<bool> {
    let deleted = sqlx::query("delete from attachments where id = $1 and user_id = $2 and message_id is null")
        .bind(id)
        .bind(user)
        .execute(db)
        .await?;
    Ok(deleted.rows_affected() > 0)
}

/// Forgets what was not sent in time.
pub(super) async fn delete_expired(db: &SqlitePool) -> Result<u64> {
    let deleted = sqlx::query("delete from attachments where message_id is null and created_at < $1")
        .bind(now_ms() - UNSENT_PERIOD_MS)
        .execute(db)
        .await?;
    Ok(deleted.rows_affected())
}

/// Where an attachment goes: to a message, among those that it has.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ByteRange {
    pub(crate) message: Uuid,
    pub(crate) position: u32,
}

/// Whether a message of the person is there and has nothing in that place.
pub(super) async fn is_free(db: &SqlitePool, user: UserId, ByteRange { message, position }: ByteRange) -> Result<bool> {
    Ok(sqlx::query_scalar(
        "select exists (select 1 from messages as m join conversations as c on c.id = m.conversation_id
             where m.id = $1 and c.user_id = $2)
         and not exists (select 1 from attachments where message_id = $1 and position = $3)",
    )
    .bind(message.hyphenated().to_string())
    .bind(user)
    .bind(position)
    .fetch_one(db)
    .await?)
}

/// Gives an attachment that is not sent its place.
pub(super) async fn put(
    connection: &mut SqliteConnection,
    user: UserId,
    id: AttachmentId,
    ByteRange { message, position }: ByteRange,
) -> Result<()> {
    sqlx::query(
        "update attachments set message_id = $1, position = $2 where id = $3 and user_id = $4 and message_id is null",
    )
    .bind(message.hyphenated().to_string())
    .bind(position)
    .bind(id)
    .bind(user)
    .execute(connection)
    .await?;
    Ok(())
}

/// An attachment that a message names.
#[derive(FromRow)]
struct Named {
    #[sqlx(flatten)]
    attachment: Attachment,
    is_sent: bool,
}

/// Gives attachments to a message that has just been stored, within the transaction of `connection`: those that are not
/// sent yet, and copies of those that another wording of the same question has.
///
/// # Errors
/// `AttachmentsInvalid` when one of them is not there, is somebody else's or belongs to another question, or is named twice.
pub(crate) async fn attach(
    connection: &mut SqliteConnection,
    user: UserId,
    message: Uuid,
    ids: &[AttachmentId],
) -> Result<AttachmentList> {
    let message = message.hyphenated().to_string();
    let mut attached = Vec::with_capacity(ids.len());
    for (position, id) in (0_u32..).zip(ids) {
        let named = find(&mut *connection, user, *id, &message).await?.ok_or(ValidationError::AttachmentsInvalid)?;
        let attachment = match named.is_sent {
            true => Attachment { id: AttachmentId::new(), ..named.attachment },
            false => named.attachment,
        };
        let query = match named.is_sent {
            true => {
                "insert into attachments (id, user_id, message_id, content_id, position, name, kind, media_type,
                     byte_length, width, height, created_at)
                 select $1, user_id, $2, content_id, $3, name, kind, media_type, byte_length, width, height, created_at
                 from attachments where id = $4 and user_id = $5"
            }
            false => {
                "update attachments set message_id = $2, position = $3
                 where id = $1 and id = $4 and user_id = $5 and message_id is null"
            }
        };
        let query = sqlx::query(query).bind(attachment.id).bind(&message).bind(position).bind(id).bind(user);
        if query.execute(&mut *connection).await?.rows_affected() != 1 {
            return Err(ValidationError::AttachmentsInvalid.into());
        }
        attached.push(attachment);
    }
    Ok(AttachmentList(attached))
}

/// An attachment that may go with this message.
async fn find(
    connection: &mut SqliteConnection,
    user: UserId,
    id: AttachmentId,
    message: &str,
) -> Result<Option<Named>> {
    Ok(sqlx::query_as(
        "select a.id, a.name, a.kind, a.media_type, a.byte_length, a.width, a.height, a.created_at,
             a.message_id is not null as is_sent
         from attachments as a
         where a.id = $1 and a.user_id = $2 and (a.message_id is null or exists (
             select 1 from messages as sent join messages as new
                 on new.conversation_id = sent.conversation_id and new.parent_id is sent.parent_id
             where sent.id = a.message_id and new.id = $3 and new.id <> sent.id))",
    )
    .bind(id)
    .bind(user)
    .bind(message)
    .fetch_optional(connection)
    .await?)
}
