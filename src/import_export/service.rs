//! What can be done to take everything out and to bring things in. Pages and HTTP handlers both come through here.

use super::{
    model::{Import, ImportId},
    pace::Pace,
    store,
};
use crate::{
    attachments::Attachments,
    chat::Chat,
    code_fixes::Fixes,
    db::{quota, write_queue::WriteQueue},
    documents::Documents,
    domain::{
        error::{AppError, Result, ValidationError},
        id::UserId,
    },
    prompts::Prompts,
    web::{blocking, file_queue::RETRY_AFTER_S},
};
use axum::body::Bytes;
use futures::Stream;
use sqlx::SqlitePool;
use std::{
    collections::HashSet,
    fs::File,
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
};
use tokio::{io::AsyncWriteExt, sync::Semaphore};

/// Imports that are shown.
const IMPORTS_SHOWN: u32 = 50;
/// Imports that are read at once; the others wait. Each takes a core and most of what is written.
const JOBS_MAX: usize = 2;
/// The files that are there meanwhile take as much room as so many of the largest: those that are read, and others.
const LARGEST_AT_ONCE: u64 = 4;
/// Where files are kept meanwhile, and how large they may be.
#[derive(Debug, Clone)]
pub struct TransferSettings {
    /// A folder that can be written to. What is kept there has no name and goes with the process.
    pub folder: PathBuf,
    /// Most bytes of a file that is imported.
    pub import_bytes_max: u64,
}

/// Taking out and bringing in, on this server. Cheap to clone.
#[derive(Clone)]
pub struct Transfer {
    pub(super) db: SqlitePool,
    pub(super) writes: WriteQueue,
    pub(super) chat: Chat,
    pub(super) attachments: Attachments,
    pub(super) documents: Documents,
    pub(super) prompts: Prompts,
    pub(super) fixes: Fixes,
    pub(super) jobs: Arc<Semaphore>,
    pub(super) busy: Busy,
    /// Bytes that the files of imports may still take together.
    room: Arc<AtomicU64>,
    settings: Arc<TransferSettings>,
}

/// Why a file is not taken.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum UploadError {
    /// It is larger than one may be here.
    TooLarge,
    /// It did not arrive whole, or too slowly.
    CutOff,
    /// Another reason.
    Error(AppError),
}

impl From<AppError> for UploadError {
    fn from(error: AppError) -> Self {
        Self::Error(error)
    }
}

/// What has something of a person.
pub struct Features {
    /// Conversations.
    pub chat: Chat,
    /// What is attached to them.
    pub attachments: Attachments,
    /// Documents and their formats.
    pub documents: Documents,
    /// Prompts and personas.
    pub prompts: Prompts,
    /// Code that was mended.
    pub fixes: Fixes,
}

impl Transfer {
    /// Takes out of, and brings into, the `features`.
    pub fn new(db: SqlitePool, writes: WriteQueue, features: Features, settings: TransferSettings) -> Self {
        let Features { chat, attachments, documents, prompts, fixes } = features;
        let (jobs, busy) = (Arc::new(Semaphore::new(JOBS_MAX)), Busy::default());
        let room = Arc::new(AtomicU64::new(settings.import_bytes_max.saturating_mul(LARGEST_AT_ONCE)));
        Self {
            db,
            writes,
            chat,
            attachments,
            documents,
            prompts,
            fixes,
            jobs,
            busy,
            room,
            settings: Arc::new(settings),
        }
    }

    /// Ends imports that an earlier process left unfinished; to be called once, before serving.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn clean_up(&self) -> Result<()> {
        let interrupted = store::interrupt_unfinished(&self.db).await?;
        if interrupted > 0 {
            tracing::warn!(interrupted, "imports were cut short when the server ended last time");
        }
        Ok(())
    }

    /// Most bytes of a file that is imported.
    pub fn import_bytes_max(&self) -> u64 {
        self.settings.import_bytes_max
    }

    /// The newest imports of a person, newest first.
    ///
    /// # Errors
    /// Only when the database fails.
    pub(super) async fn list(&self, user: UserId) -> Result<Vec<Import>> {
        store::list(&self.db, user, IMPORTS_SHOWN).await
    }

    /// One import.
    ///
    /// # Errors
    /// `NotFound`.
    pub(super) async fn get(&self, user: UserId, id: ImportId) -> Result<Import> {
        store::get(&self.db, user, id).await
    }

    /// Keeps a file as it comes, and begins to bring in what is in it. It goes on to its end, whoever still watches.
    /// `length` is how many bytes it says it has.
    ///
    /// # Errors
    /// `TooLarge`; `CutOff`, also when it comes too slowly; `FileUnreadable` when it is empty; `TooManyRequests` while another
    /// file of the person is read; `AccountFull` when it has more bytes than the account may still store; `DiskFull`;
    /// `Unavailable` when it would take more than half of the room that the files of others leave.
    pub(super) async fn import<E>(
        &self,
        user: UserId,
        length: Option<u64>,
        file: impl Stream<Item = Result<Bytes, E>> + Unpin,
    ) -> Result<Import, UploadError> {
        let work = self.busy.begin(user, Work::Import)?;
        let room = quota::room(&self.db, user).await?;
        if length.is_some_and(|length| length > room) {
            return Err(AppError::from(ValidationError::AccountFull).into());
        }
        if let Some(length) = length {
            self.check_disk(length).await?;
        }
        let (file, reserved) = self.keep(file, room).await?;
        let id = store::create(&self.db, user).await?;
        let transfer = self.clone();
        tokio::spawn(async move { transfer.bring_in(user, id, file, (work, reserved)).await });
        Ok(store::get(&self.db, user, id).await?)
    }

    async fn keep<E>(
        &self,
        mut body: impl Stream<Item = Result<Bytes, E>> + Unpin,
        mut room: u64,
    ) -> Result<(File, Reserved), UploadError> {
        let mut file = tokio::fs::File::from_std(self.temporary().await?);
        let mut reserved = Reserved { room: Arc::clone(&self.room), bytes: 0 };
        let (mut left, mut pace) = (self.import_bytes_max(), Pace::default());
        while let Some(bytes) = pace.next(&mut body).await? {
            let length = bytes.len().try_into().unwrap_or(u64::MAX);
            left = left.checked_sub(length).ok_or(UploadError::TooLarge)?;
            room = room.checked_sub(length).ok_or(AppError::from(ValidationError::AccountFull))?;
            reserved.add(length)?;
            file.write_all(&bytes).await.map_err(|error| cannot_keep(&error))?;
        }
        if left == self.import_bytes_max() {
            return Err(AppError::from(ValidationError::FileUnreadable).into());
        }
        file.flush().await.map_err(|error| cannot_keep(&error))?;
        Ok((file.into_std().await, reserved))
    }

    /// Looks whether the disk has room for a file, and once more for what is stored of it.
    #[cfg(unix)]
    async fn check_disk(&self, length: u64) -> Result<()> {
        let settings = Arc::clone(&self.settings);
        let Ok(disk) = blocking::run(move || rustix::fs::statvfs(&settings.folder)).await? else { return Ok(()) };
        let free = disk.f_bavail.saturating_mul(disk.f_frsize);
        if free < length.saturating_mul(2) { Err(AppError::DiskFull) } else { Ok(()) }
    }

    #[cfg(not(unix))]
    #[expect(clippy::unused_async, reason = "elsewhere the disk is asked")]
    async fn check_disk(&self, _: u64) -> Result<()> {
        Ok(())
    }

    /// A file without a name, in the folder of the data: it is as large as they are, and goes with the process.
    pub(super) async fn temporary(&self) -> Result<File> {
        let settings = Arc::clone(&self.settings);
        let made = blocking::run(move || tempfile::tempfile_in(&settings.folder)).await?;
        made.map_err(|error| cannot_keep(&error))
    }
}

/// What is told when a temporary file cannot be written.
pub(super) fn cannot_keep(error: &std::io::Error) -> AppError {
    tracing::error!(%error, "a temporary file in the data folder could not be written");
    match error.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => AppError::DiskFull,
        _ => AppError::Unavailable,
    }
}

/// Room that a file takes of what there is for files meanwhile, until it is dropped.
pub(super) struct Reserved {
    room: Arc<AtomicU64>,
    bytes: u64,
}

impl Reserved {
    /// Takes more, as long as that leaves at least as much for others: a few large files never take all that there is.
    ///
    /// # Errors
    /// `Unavailable` when there is not so much.
    fn add(&mut self, bytes: u64) -> Result<()> {
        let all = self.bytes.saturating_add(bytes);
        let take = |room: u64| room.checked_sub(bytes).filter(|left| *left >= all);
        self.room.fetch_update(Relaxed, Relaxed, take).map_err(|_| AppError::Unavailable)?;
        self.bytes = all;
        Ok(())
    }
}

impl Drop for Reserved {
    fn drop(&mut self) {
        self.room.fetch_add(self.bytes, Relaxed);
    }
}

/// What a person does only one of at a time: each needs much room on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Work {
    Export,
    Import,
}

/// Who does what now. Cheap to clone.
#[derive(Clone, Default)]
pub(super) struct Busy(Arc<Mutex<HashSet<(UserId, Work)>>>);

/// Somebody's work, until it is dropped.
pub(super) struct Working {
    busy: Busy,
    what: (UserId, Work),
}

impl Busy {
    /// Begins a work.
    ///
    /// # Errors
    /// `TooManyRequests` while the person is doing it already.
    pub(super) fn begin(&self, user: UserId, work: Work) -> Result<Working> {
        let what = (user, work);
        let is_new = self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(what);
        let working = || Working { busy: self.clone(), what };
        is_new.then(working).ok_or(AppError::TooManyRequests(RETRY_AFTER_S))
    }
}

impl Drop for Working {
    fn drop(&mut self) {
        self.busy.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.what);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_large_files_leave_room_for_others() {
        let room = Arc::new(AtomicU64::new(400));
        let reserved = || Reserved { room: Arc::clone(&room), bytes: 0 };
        let mut large: Vec<_> = (0..4).map(|_| reserved()).collect();
        for _ in 0..100 {
            for file in &mut large {
                let _ = file.add(1);
            }
        }
        assert!(large.iter().all(|file| file.bytes == 80), "each leaves as much as it takes");
        let (mut next, mut small) = (reserved(), reserved());
        next.add(40).unwrap();
        assert_eq!(next.add(1).unwrap_err(), AppError::Unavailable);
        small.add(20).unwrap();
        drop((large, next, small));
        assert_eq!(room.load(Relaxed), 400);
    }
}
