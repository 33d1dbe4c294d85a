//! Bytes from outside are read in a process of their own: started for each file, told what to do through its pipes, ended
//! after a while. It has limits of time and memory, no database, no secrets, no files and no network, and when it ends all
//! that it took is free again.

mod confine;

use crate::{
    domain::{
        error::{AppError, Result},
        id::UserId,
    },
    web::{
        fair_queue::Slot,
        file_queue::{FileQueue, Waiting},
    },
};
use std::{
    fmt,
    io::{self, Read, Write},
    path::PathBuf,
    process::{ExitCode, Stdio},
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    process::{Child, Command},
};

/// The subcommand that starts one; what it is to do follows.
pub const SUBCOMMAND: &str = "convert";
/// How long a process has: a thousand pages take some ten seconds.
const PROCESS_TIMEOUT: Duration = Duration::from_secs(60);
/// Bytes of what comes of a file.
const OUTPUT_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// Why nothing comes of a file. The codes are those of `sysexits.h` that fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkError {
    /// It is no such file.
    Unreadable = 65,
    /// It is too much.
    TooLong = 66,
    /// Our mistake.
    Failed = 70,
}

/// Starts processes, a few at a time. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Worker {
    program: PathBuf,
    queue: FileQueue,
}

impl Worker {
    /// One that starts `program`, which is this program; a person waits as long as `patience` for a turn.
    pub fn new(program: PathBuf, patience: Duration) -> Self {
        Self { program, queue: FileQueue::new(patience) }
    }

    /// Waits for the turn of a file.
    ///
    /// # Errors
    /// As [`FileQueue::turn`].
    pub async fn turn(&self, user: UserId, waiting: Waiting) -> Result<Slot<UserId>> {
        self.queue.turn(user, waiting).await
    }

    /// What a process makes of `input`; `_slot` is given back at the end.
    ///
    /// # Errors
    /// What the process says; `TooLong` when it takes too much time or memory, or makes too much.
    pub async fn run(&self, _slot: Slot<UserId>, job: impl fmt::Display, input: &[u8]) -> Result<Vec<u8>, WorkError> {
        let work = async {
            // No variable of ours: there are keys among them.
            let mut child = Command::new(&self.program)
                .args([SUBCOMMAND, &job.to_string()])
                .env_clear()
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                // It may say pieces of the file, which are nobody's business but its owner's.
                .stderr(Stdio::null())
                .kill_on_drop(true)
                .spawn()?;
            if let Some(mut pipe) = child.stdin.take() {
                // One that has given up already says why by its status.
                let _ = pipe.write_all(input).await;
            }
            let output = output_of(&mut child).await?;
            io::Result::Ok((child.wait().await?, output))
        };
        let (status, output) = match tokio::time::timeout(PROCESS_TIMEOUT, work).await {
            Ok(Err(error)) if error.kind() == io::ErrorKind::FileTooLarge => return Err(WorkError::TooLong),
            Ok(ended) => ended.map_err(|error| failed(&error))?,
            Err(_) => return Err(WorkError::TooLong),
        };
        if status.success() {
            return Ok(output);
        }
        Err(match status.code() {
            Some(code) if code == WorkError::Unreadable as i32 => WorkError::Unreadable,
            Some(code) if code == WorkError::TooLong as i32 => WorkError::TooLong,
            // Without a code it was ended by a signal, as by the limit of its memory.
            None => WorkError::TooLong,
            Some(_) => failed(&status),
        })
    }
}

/// What a process writes until it ends; `FileTooLarge` when that is too much.
async fn output_of(child: &mut Child) -> io::Result<Vec<u8>> {
    let mut output = Vec::new();
    if let Some(pipe) = child.stdout.take() {
        pipe.take(OUTPUT_BYTES_MAX + 1).read_to_end(&mut output).await?;
    }
    if output.len() as u64 > OUTPUT_BYTES_MAX { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(output) }
}

/// Notes why a file could not be worked on, where that is our mistake.
fn failed(cause: &dyn fmt::Display) -> WorkError {
    tracing::error!(%cause, "a file could not be converted");
    WorkError::Failed
}

impl From<WorkError> for AppError {
    fn from(error: WorkError) -> Self {
        use crate::domain::error::ValidationError;
        match error {
            WorkError::Unreadable => ValidationError::FileUnreadable.into(),
            WorkError::TooLong => ValidationError::ExportTooLong.into(),
            WorkError::Failed => Self::Internal,
        }
    }
}

/// Why a process could not be confined on this machine, a reason for each thing that it would keep; nothing when it can. It is
/// tried on a thread that ends at once, since there is no way back.
///
/// # Errors
/// When no thread can be started.
pub fn unconfined() -> io::Result<Vec<String>> {
    let attempt = std::thread::Builder::new().spawn(confine::confine)?;
    attempt.join().map_err(|_| io::Error::other("it ended at the attempt"))
}

/// What such a process does: reads its input to the end, does `work` with it, writes the result.
pub fn work(work: impl FnOnce(Vec<u8>) -> Result<Vec<u8>, WorkError>) -> ExitCode {
    confine::limit_resources();
    // Where less is taken, `supbot doctor` says so: here nobody would hear it.
    let _ = confine::confine();
    let mut input = Vec::new();
    let output = io::stdin().read_to_end(&mut input).map_err(|_| WorkError::Failed).and_then(|_| work(input));
    let written = output.and_then(|output| io::stdout().write_all(&output).map_err(|_| WorkError::Failed));
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => ExitCode::from(error as u8),
    }
}
