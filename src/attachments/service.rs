//! What can be done with attachments. The page and programs both come through here.

use super::{
    AttachmentError,
    image::{self, Picture},
    model::{Attachment, AttachmentId, Kind},
    sniff::{self, Content},
    store::{self, ByteRange},
};
use crate::{
    db::write_queue::WriteQueue,
    domain::{
        error::{AppError, Result, ValidationError},
        id::UserId,
        time::now_ms,
        title::one_line,
    },
    web::{blocking, file_queue::Waiting, rate_limit::RateLimit},
    worker::{WorkError, Worker},
};
use axum::body::Bytes;
use futures::{FutureExt, future::BoxFuture};
use sqlx::SqlitePool;
use std::{num::NonZeroU32, path::PathBuf, sync::Arc, time::Duration};

/// Most bytes of a file as it comes: twice a photo of 24 million pixels.
pub const FILE_BYTES_MAX: usize = 10 * 1024 * 1024;
/// Files that one account sends: six messages full of them.
const UPLOADS_PER_MINUTE: NonZeroU32 = NonZeroU32::new(60).expect("60 is not 0");
/// How long one waits until a picture is read: a large one takes 200 MB.
const QUEUE_TIMEOUT: Duration = Duration::from_secs(60);
/// Most characters of a name.
const NAME_CHARS_MAX: usize = 120;
/// What a file is called that nobody has called anything.
const UNNAMED: &str = "file";

/// Reads the text of a PDF of an account; fails with `FileUnreadable`, `ExportTooLong`, `TooManyRequests` and `Busy`.
pub type PdfReader = Arc<dyn Fn(UserId, Waiting, Bytes) -> BoxFuture<'static, Result<String>> + Send + Sync>;

/// What is kept of attachments.
#[derive(Debug, Clone, Copy)]
pub struct AttachmentSettings {
    /// Most bytes of one account.
    pub bytes_max: i64,
}

/// The attachments of this server. Cheap to clone.
#[derive(Clone)]
pub struct Attachments {
    db: SqlitePool,
    writes: WriteQueue,
    settings: AttachmentSettings,
    pdf: PdfReader,
    uploads: RateLimit<UserId>,
    pictures: Worker,
}

/// What is kept of a file.
struct Made {
    kind: Kind,
    media_type: &'static str,
    content: Vec<u8>,
    small: Option<Vec<u8>>,
    size: Option<(u32, u32)>,
}

impl Attachments {
    /// Attachments in `db`; the text of PDFs is read by `pdf`, pictures by processes of `program`, which is this one.
    pub fn new(
        db: SqlitePool,
        writes: WriteQueue,
        settings: AttachmentSettings,
        pdf: PdfReader,
        program: PathBuf,
    ) -> Self {
        let uploads = RateLimit::per_minute("attachments", UPLOADS_PER_MINUTE);
        Self { db, writes, settings, pdf, uploads, pictures: Worker::new(program, QUEUE_TIMEOUT) }
    }

    /// Keeps a file until it is sent with a question, for a day.
    ///
    /// # Errors
    /// What is wrong with the file; `Full`, `TooManyRequests`, `Busy`.
    pub async fn add(&self, user: UserId, name: &str, file: Bytes) -> Result<Attachment, AttachmentError> {
        self.uploads.check(&user)?;
        let new = self.prepare(user, Waiting::Person, name, file).await?;
        let attachment = new.attachment.clone();
        self.keep(user, new, None).await?;
        Ok(attachment)
    }

    /// Keeps a file that comes with a message that was brought in, unless that is not there or has one in the same place: says
    /// whether it is kept. It is looked at as if it were sent anew.
    ///
    /// # Errors
    /// What is wrong with the file; `Full`.
    pub(crate) async fn bring_in(
        &self,
        user: UserId,
        place: ByteRange,
        name: &str,
        file: Bytes,
    ) -> Result<bool, AttachmentError> {
        if !store::is_free(&self.db, user, place).await? {
            return Ok(false);
        }
        let new = self.prepare(user, Waiting::Job, name, file).await?;
        self.keep(user, new, Some(place)).await?;
        Ok(true)
    }

    /// Stores what was prepared, in its place when it has one.
    async fn keep(&self, user: UserId, new: store::New, place: Option<ByteRange>) -> Result<(), AttachmentError> {
        let (new, bytes_max) = (Arc::new(new), self.settings.bytes_max);
        let adding = self.writes.run(move |connection| {
            let new = Arc::clone(&new);
            async move {
                let has_room = store::add(connection, user, &new, bytes_max).await?;
                if let (true, Some(place)) = (has_room, place) {
                    store::put(connection, user, new.attachment.id, place).await?;
                }
                Ok(has_room)
            }
            .boxed()
        });
        if adding.await? { Ok(()) } else { Err(AttachmentError::Full) }
    }

    /// One attachment.
    ///
    /// # Errors
    /// `NotFound` when there is none, or it is somebody else's.
    pub async fn get(&self, user: UserId, id: AttachmentId) -> Result<Attachment> {
        store::get(&self.db, user, id).await
    }

    /// One attachment with what is in it, or in the small copy of a picture; with the media type of that.
    ///
    /// # Errors
    /// `NotFound` when there is none, or it is somebody else's.
    pub async fn read(
        &self,
        user: UserId,
        id: AttachmentId,
        is_small: bool,
    ) -> Result<(Attachment, Vec<u8>, &'static str)> {
        let attachment = self.get(user, id).await?;
        let content = store::content(&self.db, user, id, is_small).await?;
        let media_type = match attachment.kind {
            Kind::Image => image::media_type(&content),
            Kind::Text => "text/plain; charset=utf-8",
        };
        Ok((attachment, content, media_type))
    }

    /// Forgets an attachment that has not been sent.
    ///
    /// # Errors
    /// `NotFound` when there is none that is not sent, or it is somebody else's.
    pub async fn delete(&self, user: UserId, id: AttachmentId) -> Result<()> {
        if store::delete_unsent(&self.db, user, id).await? { Ok(()) } else { Err(AppError::NotFound) }
    }

    /// Forgets what was not sent in time; to be called before serving, and now and then.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn clean_up(&self) -> Result<()> {
        let forgotten = store::delete_expired(&self.db).await?;
        if forgotten > 0 {
            tracing::info!(forgotten, "attachments that were never sent are forgotten");
        }
        Ok(())
    }

    /// What is to be kept of a file.
    async fn prepare(
        &self,
        user: UserId,
        waiting: Waiting,
        name: &str,
        file: Bytes,
    ) -> Result<store::New, AttachmentError> {
        match file.len() {
            0 => return Err(AttachmentError::NoFile),
            length if length > FILE_BYTES_MAX => return Err(AttachmentError::TooLarge),
            _ => {}
        }
        let Made { kind, media_type, content, small, size } = self.make(user, waiting, file).await?;
        let attachment = Attachment {
            id: AttachmentId::new(),
            name: cleaned(name),
            kind,
            media_type: media_type.to_owned(),
            bytes: i64::try_from(content.len()).unwrap_or(i64::MAX),
            width: size.map(|(width, _)| width),
            height: size.map(|(_, height)| height),
            created_at: now_ms(),
        };
        Ok(store::New { attachment, content, small })
    }

    async fn make(&self, user: UserId, waiting: Waiting, file: Bytes) -> Result<Made, AttachmentError> {
        let sniffed = file.clone();
        match blocking::run(move || sniff::sniff(&sniffed)).await?? {
            Content::Text(text) => Ok(from_text(text)),
            Content::Pdf => self.text_of_pdf(user, waiting, file).await.map(from_text),
            Content::Picture => self.picture(user, waiting, file).await,
        }
    }

    async fn picture(&self, user: UserId, waiting: Waiting, file: Bytes) -> Result<Made, AttachmentError> {
        let slot = self.pictures.turn(user, waiting).await?;
        let made = self.pictures.run(slot, image::JOB, &file).await.map_err(|error| match error {
            WorkError::Unreadable => AttachmentError::PictureUnreadable,
            WorkError::TooLong => AttachmentError::PictureTooLarge,
            WorkError::Failed => AppError::Internal.into(),
        })?;
        let Picture { content, small, width, height } = Picture::from_bytes(&made).ok_or(AppError::Internal)?;
        let (kind, media_type) = (Kind::Image, image::media_type(&content));
        Ok(Made { kind, media_type, content, small, size: Some((width, height)) })
    }

    async fn text_of_pdf(&self, user: UserId, waiting: Waiting, file: Bytes) -> Result<String, AttachmentError> {
        let text = (self.pdf)(user, waiting, file).await.map_err(|error| match error {
            AppError::Invalid(ValidationError::FileUnreadable) => AttachmentError::PdfUnreadable,
            AppError::Invalid(ValidationError::ExportTooLong) => AttachmentError::TextTooLong,
            error => error.into(),
        })?;
        if text.trim().is_empty() { Err(AttachmentError::PdfWithoutText) } else { sniff::text(&text) }
    }
}

fn from_text(text: String) -> Made {
    Made { kind: Kind::Text, media_type: "text/plain", content: text.into_bytes(), small: None, size: None }
}

/// The name of a file without its folders, on one line, and without what turns the order of its letters around.
fn cleaned(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_shown = |c: &char| !matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}');
    let name: String = one_line(name).chars().filter(is_shown).take(NAME_CHARS_MAX).collect();
    let name = name.trim();
    if name.is_empty() { UNNAMED.to_owned() } else { name.to_owned() }
}
