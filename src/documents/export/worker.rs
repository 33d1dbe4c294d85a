//! The process that converts: started for each file, told what to do through its pipes, ended after a while.

use super::{Export, ExportError, FileForm, docx::docx, html, import, pdf::pdf, pdf_text, text};
use crate::error::{AppError, Fault, Result};
use std::{
    fmt,
    io::{self, Read, Write},
    path::PathBuf,
    process::{ExitCode, Stdio},
    str::FromStr,
    sync::Arc,
    time::Duration,
};
use tokio::{io::AsyncWriteExt, process::Command, sync::Semaphore};

/// How many run at once: each takes a core.
const PROCESSES: usize = 2;
/// A thousand pages take some ten seconds.
const PATIENCE: Duration = Duration::from_secs(60);
/// Bytes of memory of one process; see the limits of PDF.
const MEMORY_BYTES: u64 = 2 * 1024 * 1024 * 1024;

/// What a process is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conversion {
    /// [`Export`] as JSON to such a file.
    To(FileForm),
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
        from.or_else(|| FileForm::of_extension(text).map(Self::To))
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
    free: Arc<Semaphore>,
}

impl Exporter {
    /// One that starts `program`, which is this program.
    pub fn new(program: PathBuf) -> Self {
        Self { program, free: Arc::new(Semaphore::new(PROCESSES)) }
    }

    /// The document as a file.
    ///
    /// # Errors
    /// `ExportTooLong`; `Internal` when it cannot be done.
    pub async fn export(&self, document: Export, form: FileForm) -> Result<Vec<u8>> {
        if form == FileForm::Markdown {
            return Ok(document.markdown.into_bytes());
        }
        let input = serde_json::to_vec(&document).map_err(|error| failed(&error))?;
        self.convert(Conversion::To(form), &input).await
    }

    /// A DOCX file as Markdown.
    ///
    /// # Errors
    /// `FileUnreadable`, `ExportTooLong`; `Internal` when it cannot be done.
    pub async fn import(&self, docx: &[u8]) -> Result<String> {
        let markdown = self.convert(Conversion::FromDocx, docx).await?;
        String::from_utf8(markdown).map_err(|error| failed(&error))
    }

    /// What a PDF file says; empty when it says nothing but pictures.
    ///
    /// # Errors
    /// `FileUnreadable`, `ExportTooLong`; `Internal` when it cannot be done.
    pub async fn text_of_pdf(&self, pdf: &[u8]) -> Result<String> {
        let text = self.convert(Conversion::FromPdf, pdf).await?;
        String::from_utf8(text).map_err(|error| failed(&error))
    }

    async fn convert(&self, conversion: Conversion, input: &[u8]) -> Result<Vec<u8>> {
        let _slot = self.free.acquire().await.map_err(|_| AppError::Unavailable)?;
        let work = async {
            // No variable of ours: there are keys among them.
            let mut child = Command::new(&self.program)
                .args(["convert", &conversion.to_string()])
                .env_clear()
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .kill_on_drop(true)
                .spawn()?;
            if let Some(mut pipe) = child.stdin.take() {
                // One that has given up already says why by its status.
                let _ = pipe.write_all(input).await;
            }
            child.wait_with_output().await
        };
        let output = match tokio::time::timeout(PATIENCE, work).await {
            Ok(output) => output.map_err(|error| failed(&error))?,
            Err(_) => return Err(Fault::ExportTooLong.into()),
        };
        if output.status.success() {
            return Ok(output.stdout);
        }
        Err(match output.status.code() {
            Some(code) if code == ExitStatus::Unreadable as i32 => Fault::FileUnreadable.into(),
            Some(code) if code == ExitStatus::TooLong as i32 => Fault::ExportTooLong.into(),
            // Without a code it was ended by a signal, as by the limit of its memory.
            None => Fault::ExportTooLong.into(),
            Some(_) => failed(&String::from_utf8_lossy(&output.stderr)),
        })
    }
}

fn failed(cause: &dyn std::fmt::Display) -> AppError {
    tracing::error!(%cause, "a file could not be converted");
    AppError::Internal
}

/// What such a process does: reads its input to the end, converts it, writes the result.
pub fn convert(conversion: Conversion) -> ExitCode {
    // Where the system cannot limit it, the limits of what is read remain.
    let _ = rlimit::setrlimit(rlimit::Resource::DATA, MEMORY_BYTES, MEMORY_BYTES);
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
        Conversion::To(FileForm::Markdown) => Ok(document()?.markdown.into_bytes()),
        Conversion::To(FileForm::Text) => text::text(&document()?).map(String::into_bytes),
        Conversion::To(FileForm::Html) => Ok(html::page(&document()?).into_bytes()),
        Conversion::To(FileForm::Docx) => docx(&document()?),
        Conversion::To(FileForm::Pdf) => pdf(&document()?),
        Conversion::FromDocx => import::from_docx(&input).map(String::into_bytes),
        Conversion::FromPdf => pdf_text::text(input.clone()).map(String::into_bytes),
    }
}
