//! What of a document takes time or memory, in a process of its own ([`crate::worker`]).

use super::{Export, ExportError, ExportFormat, docx::docx, html, import, pdf::pdf, pdf_text, text};
use crate::{
    domain::{
        error::{AppError, Result},
        id::UserId,
    },
    web::file_queue::Waiting,
    worker::{WorkError, Worker},
};
use std::{fmt, path::PathBuf, str::FromStr, time::Duration};

/// How long one waits for a process: a browser would have given up.
const QUEUE_TIMEOUT: Duration = Duration::from_secs(120);

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

/// Starts processes. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Exporter(Worker);

impl Exporter {
    /// One that starts `program`, which is this program.
    pub fn new(program: PathBuf) -> Self {
        Self(Worker::new(program, QUEUE_TIMEOUT))
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
        let slot = self.0.turn(user, Waiting::Person).await?;
        Ok(self.0.run(slot, Conversion::To(form), &input).await?)
    }

    /// A DOCX file as Markdown.
    ///
    /// # Errors
    /// `FileUnreadable`, `ExportTooLong`; `TooManyRequests` and `Busy` as [`Self::export`]; `Internal` when it cannot be
    /// done.
    pub async fn import(&self, user: UserId, docx: &[u8]) -> Result<String> {
        let slot = self.0.turn(user, Waiting::Person).await?;
        let markdown = self.0.run(slot, Conversion::FromDocx, docx).await?;
        String::from_utf8(markdown).map_err(|error| failed(&error))
    }

    /// What a PDF file says; empty when it says nothing but pictures.
    ///
    /// # Errors
    /// `FileUnreadable`, `ExportTooLong`; `TooManyRequests` and `Busy` as [`Self::export`], but not for a job; `Internal`
    /// when it cannot be done.
    pub async fn text_of_pdf(&self, user: UserId, waiting: Waiting, pdf: &[u8]) -> Result<String> {
        let slot = self.0.turn(user, waiting).await?;
        let text = self.0.run(slot, Conversion::FromPdf, pdf).await?;
        String::from_utf8(text).map_err(|error| failed(&error))
    }
}

fn failed(cause: &dyn fmt::Display) -> AppError {
    tracing::error!(%cause, "a document could not be converted");
    AppError::Internal
}

/// What such a process does with its input.
///
/// # Errors
/// What is wrong with it.
pub fn convert(conversion: Conversion, input: &[u8]) -> Result<Vec<u8>, WorkError> {
    let document = || serde_json::from_slice::<Export>(input).map_err(|error| ExportError::NotSet(error.to_string()));
    let converted = || match conversion {
        Conversion::To(ExportFormat::Markdown) => Ok(document()?.markdown.into_bytes()),
        Conversion::To(ExportFormat::Text) => text::text(&document()?).map(String::into_bytes),
        Conversion::To(ExportFormat::Html) => Ok(html::page(&document()?).into_bytes()),
        Conversion::To(ExportFormat::Docx) => docx(&document()?),
        Conversion::To(ExportFormat::Pdf) => pdf(&document()?),
        Conversion::FromDocx => import::from_docx(input).map(String::into_bytes),
        Conversion::FromPdf => pdf_text::text(input.to_vec()).map(String::into_bytes),
    };
    converted().map_err(|error| {
        eprintln!("{error}");
        match error {
            ExportError::TooLong { .. } | ExportError::TooManyParts { .. } => WorkError::TooLong,
            ExportError::Unreadable(_) => WorkError::Unreadable,
            ExportError::NotSet(_) | ExportError::NotPacked(_) => WorkError::Failed,
        }
    })
}
