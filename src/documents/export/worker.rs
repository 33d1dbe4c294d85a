//! The process that converts: started for each file, told what to do through its pipes, ended after a while.

use super::{Export, ExportError, ExportFormat, docx::docx, html, import, pdf::pdf, pdf_text, text};
use crate::{
    domain::{
        error::{AppError, Result, ValidationError},
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
    str::FromStr,
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    process::{Child, Command},
};

/// How long one waits for a process: a browser would have given up.
const WAITING_PATIENCE: Duration = Duration::from_secs(120);
/// A thousand pages take some ten seconds.
const PATIENCE: Duration = Duration::from_secs(60);
/// Bytes of memory of one process; see the limits of PDF.
const MEMORY_BYTES: u64 = 2 * 1024 * 1024 * 1024;
/// Seconds of a core.
const CPU_SECONDS: u64 = 60;
/// Open files, three pipes among them.
const FILES_MAX: u64 = 16;
/// Bytes of what comes of a file.
const OUTPUT_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// What a process is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conversion {
    /// [`Export`] as JSON to such a file.
    To(ExportFormat),
    /// DOCX to Markdown.
    FromDocx,
    /// PDF to what it says, as plain text.
    FromPdf,
}

/// On the command line: the end of the files' names, `from-docx` or `from-pdf`.
impl fmt::Display for Conversion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::To(form) => form.extension(),
            Self::FromDocx => "from-docx",
            Self::FromPdf => "from-pdf",
        })
    }
}

impl FromStr for Conversion {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let from = [Self::FromDocx, Self::FromPdf].into_iter().find(|from| from.to_string() == text);
        from.or_else(|| ExportFormat::from_extension(text).map(Self::To))
            .ok_or_else(|| format!("there is no conversion named {text}"))
    }
}

/// How a process ends that has not converted anything: the exit codes of `sysexits.h` that fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitStatus {
    /// What it was given is no such file.
    Unreadable = 65,
    /// What it was given is too much.
    TooLong = 66,
    /// Our mistake.
    Failed = 70,
}

/// Starts processes. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Exporter {
    program: PathBuf,
    queue: FileQueue,
}

impl Exporter {
    /// One that starts `program`, which is this program.
    pub fn new(program: PathBuf) -> Self {
        Self { program, queue: FileQueue::new(WAITING_PATIENCE) }
    }

    /// The document as a file.
    ///
    /// # Errors
    /// `ExportTooLong`; `TooManyRequests` while others of the account wait, `Busy` while too many do; `Internal` when it
    /// cannot be done.
    pub async fn export(&self, user: UserId, document: Export, form: ExportFormat) -> Result<Vec<u8>> {
        if form == ExportFormat::Markdown {
            return Ok(document.markdown.into_bytes());
        }
        let input = serde_json::to_vec(&document).map_err(|error| failed(&error))?;
        let slot = self.queue.turn(user, Waiting::Person).await?;
        self.convert(slot, Conversion::To(form), &input).await
    }

    /// A DOCX file as Markdown.
    ///
    /// # Errors
    /// `FileUnreadable`, `ExportTooLong`; `TooManyRequests` and `Busy` as [`Self::export`]; `Internal` when it cannot be
    /// done.
    pub async fn import(&self, user: UserId, docx: &[u8]) -> Result<String> {
        let slot = self.queue.turn(user, Waiting::Person).await?;
        let markdown = self.convert(slot, Conversion::FromDocx, docx).await?;
        String::from_utf8(markdown).map_err(|error| failed(&error))
    }

    /// What a PDF file says; empty when it says nothing but pictures.
    ///
    /// # Errors
    /// `FileUnreadable`, `ExportTooLong`; `TooManyRequests` and `Busy` as [`Self::export`], but not for a job; `Internal`
    /// when it cannot be done.
    pub async fn text_of_pdf(&self, user: UserId, waiting: Waiting, pdf: &[u8]) -> Result<String> {
        let slot = self.queue.turn(user, waiting).await?;
        let text = self.convert(slot, Conversion::FromPdf, pdf).await?;
        String::from_utf8(text).map_err(|error| failed(&error))
    }

    /// Converts; `_slot` is given back at the end.
    async fn convert(&self, _slot: Slot<UserId>, conversion: Conversion, input: &[u8]) -> Result<Vec<u8>> {
        let work = async {
            // No variable of ours: there are keys among them.
            let mut child = Command::new(&self.program)
                .args(["convert", &conversion.to_string()])
                .env_clear()
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                // It may say pieces of the document, which are nobody's business but its owner's.
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
        let (status, output) = match tokio::time::timeout(PATIENCE, work).await {
            Ok(Err(error)) if error.kind() == io::ErrorKind::FileTooLarge => {
                return Err(ValidationError::ExportTooLong.into());
            }
            Ok(ended) => ended.map_err(|error| failed(&error))?,
            Err(_) => return Err(ValidationError::ExportTooLong.into()),
        };
        if status.success() {
            return Ok(output);
        }
        Err(match status.code() {
            Some(code) if code == ExitStatus::Unreadable as i32 => ValidationError::FileUnreadable.into(),
            Some(code) if code == ExitStatus::TooLong as i32 => ValidationError::ExportTooLong.into(),
            // Without a code it was ended by a signal, as by the limit of its memory.
            None => ValidationError::ExportTooLong.into(),
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

/// Takes from this process what converting needs not. Where the system cannot limit it, the limits of what is read remain.
fn limit_self() {
    use rlimit::{Resource, setrlimit};
    for (resource, most) in [
        (Resource::DATA, MEMORY_BYTES),
        (Resource::CPU, CPU_SECONDS),
        (Resource::NOFILE, FILES_MAX),
        // It writes no files; nor what it held in memory, should it crash.
        (Resource::FSIZE, 0),
        (Resource::CORE, 0),
    ] {
        let _ = setrlimit(resource, most, most);
    }
}

fn failed(cause: &dyn std::fmt::Display) -> AppError {
    tracing::error!(%cause, "a file could not be converted");
    AppError::Internal
}

/// What such a process does: reads its input to the end, converts it, writes the result.
pub fn convert(conversion: Conversion) -> ExitCode {
    limit_self();
    let status = match converted(conversion) {
        Ok(output) => match io::stdout().write_all(&output) {
            Ok(()) => return ExitCode::SUCCESS,
            Err(_) => ExitStatus::Failed,
        },
        Err(error) => {
            eprintln!("{error}");
            match error {
                ExportError::TooLong { .. } | ExportError::TooManyParts { .. } => ExitStatus::TooLong,
                ExportError::Unreadable(_) => ExitStatus::Unreadable,
                ExportError::NotSet(_) | ExportError::NotPacked(_) => ExitStatus::Failed,
            }
        }
    };
    ExitCode::from(status as u8)
}

fn converted(conversion: Conversion) -> Result<Vec<u8>, ExportError> {
    let mut input = Vec::new();
    io::stdin().read_to_end(&mut input)?;
    let document = || serde_json::from_slice::<Export>(&input).map_err(|error| ExportError::NotSet(error.to_string()));
    match conversion {
        Conversion::To(ExportFormat::Markdown) => Ok(document()?.markdown.into_bytes()),
        Conversion::To(ExportFormat::Text) => text::text(&document()?).map(String::into_bytes),
        Conversion::To(ExportFormat::Html) => Ok(html::page(&document()?).into_bytes()),
        Conversion::To(ExportFormat::Docx) => docx(&document()?),
        Conversion::To(ExportFormat::Pdf) => pdf(&document()?),
        Conversion::FromDocx => import::from_docx(&input).map(String::into_bytes),
        Conversion::FromPdf => pdf_text::text(input.clone()).map(String::into_bytes),
    }
}
