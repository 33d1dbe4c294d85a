//! Everything of a person as one package: for people as Markdown, for programs as JSON beside it.

use super::{
    Transfer, attachments,
    file_names::{end_of, safe},
    formats::supbot::{Entry, Manifest},
    markdown,
    package::CODE,
    service::{Work, Working, cannot_keep},
};
use crate::{
    auth::model::Account,
    chat::{export_record::ConversationExport, model::ConversationId},
    code_fixes::{export_record::FixExport, model::FixId},
    documents::{export_record::DocumentExport, model::DocumentId},
    domain::{
        error::{AppError, Result},
        id::UserId,
        time::{now_ms, utc_day},
    },
    generation::model::Status,
    i18n::Language,
    prompts::model::PromptId,
    web::blocking,
};
use serde::Serialize;
use std::{
    fs::File,
    io::{self, BufWriter, Seek, Write},
};
use tokio::sync::mpsc::{self, Receiver, Sender};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// Conversations or documents whose ids are read at once.
const PAGE_LENGTH: u32 = 200;
/// Files that wait to be packed.
const WAITING_MAX: usize = 4;
/// Most bytes of a document's versions together: what an import takes of one thing, with room for what JSON adds.
const VERSIONS_BYTES_MAX: usize = 24 * 1024 * 1024;

/// A package, whole.
pub(super) struct Package {
    pub(super) file: File,
    pub(super) length: u64,
    /// Until the package is sent no other one is made for the person.
    pub(super) work: Working,
}

/// A file of the package.
struct Packed {
    name: String,
    content: Vec<u8>,
    /// When it was changed last, Unix milliseconds.
    at: i64,
}

impl Transfer {
    /// Packs everything of a person. No more than a few things are in memory.
    ///
    /// # Errors
    /// `TooManyRequests` while another package of theirs is made or sent; `Unavailable` when there is no room for it.
    pub(super) async fn export(&self, user: &Account, language: Language) -> Result<Package> {
        let work = self.busy.begin(user.id, Work::Export)?;
        let file = self.temporary().await?;
        let (sender, receiver) = mpsc::channel(WAITING_MAX);
        let packing = tokio::spawn(blocking::run(move || pack(file, receiver)));
        let told = self.write_all(user, language, &sender).await;
        drop(sender);
        let packed = packing.await.map_err(|_| AppError::Internal)??;
        let (file, length) = packed.map_err(|error| cannot_keep(&error))?;
        told?;
        Ok(Package { file, length, work })
    }

    async fn write_all(&self, user: &Account, language: Language, sender: &Sender<Packed>) -> Result<()> {
        let manifest = to_json(&Manifest::new(&user.username))?;
        send(sender, "supbot.json".to_owned(), manifest, now_ms()).await?;
        for format in self.documents.own_formats(user.id).await? {
            let name = format!("formats/{} {}.json", safe(format.name.get(language)), end_of(&format.id));
            let json = to_json(&Entry::Format { format: Box::new(format) })?;
            send(sender, name, json, now_ms()).await?;
        }
        self.write_conversations(user.id, language, sender).await?;
        self.write_documents(user.id, sender).await?;
        self.write_prompts(user.id, sender).await?;
        self.write_personas(user.id, language, sender).await?;
        self.write_fixes(user.id, language, sender).await
    }

    async fn write_conversations(&self, user: UserId, language: Language, sender: &Sender<Packed>) -> Result<()> {
        let mut after: Option<ConversationId> = None;
        loop {
            let ids = self.chat.list_for_export(user, after, PAGE_LENGTH).await?;
            let Some(last) = ids.last() else { return Ok(()) };
            after = Some(*last);
            for id in ids {
                let whole = match self.chat.get_for_export(user, id).await {
                    Ok(whole) => whole,
                    // It was deleted meanwhile.
                    Err(AppError::NotFound) => continue,
                    Err(error) => return Err(error),
                };
                let (day, at) = (utc_day(whole.created_at), whole.updated_at);
                let name = format!("conversations/{day} {} {}", safe(&whole.title), end_of(&id.to_string()));
                let markdown = markdown::conversation(&whole, language);
                send(sender, format!("{name}.md"), markdown.into_bytes(), at).await?;
                self.write_attachments(user, &whole, sender).await?;
                send(sender, format!("{name}.json"), to_json(&Entry::Conversation(Box::new(whole)))?, at).await?;
            }
        }
    }

    /// One after the other: each may have some megabytes.
    async fn write_attachments(&self, user: UserId, whole: &ConversationExport, sender: &Sender<Packed>) -> Result<()> {
        for attachment in attachments::all(whole) {
            let content = match self.attachments.read(user, attachment.id, false).await {
                Ok((_, content, _)) => content,
                // It was deleted meanwhile.
                Err(AppError::NotFound) => continue,
                Err(error) => return Err(error),
            };
            let name = format!("conversations/{}", attachments::path(whole.id, attachment));
            send(sender, name, content, attachment.created_at).await?;
        }
        Ok(())
    }

    async fn write_documents(&self, user: UserId, sender: &Sender<Packed>) -> Result<()> {
        let mut after: Option<DocumentId> = None;
        loop {
            let ids = self.documents.list_for_export(user, after, PAGE_LENGTH).await?;
            let Some(last) = ids.last() else { return Ok(()) };
            after = Some(*last);
            for id in ids {
                let whole: DocumentExport = match self.documents.get_for_export(user, id, VERSIONS_BYTES_MAX).await {
                    Ok(whole) => whole,
                    Err(AppError::NotFound) => continue,
                    Err(error) => return Err(error),
                };
                let at = whole.document.updated_at;
                let name = format!("documents/{} {}", safe(&whole.document.title), end_of(&id.to_string()));
                send(sender, format!("{name}.md"), whole.document.content.clone().into_bytes(), at).await?;
                send(sender, format!("{name}.json"), to_json(&Entry::Document(Box::new(whole)))?, at).await?;
            }
        }
    }

    async fn write_prompts(&self, user: UserId, sender: &Sender<Packed>) -> Result<()> {
        let mut after: Option<PromptId> = None;
        loop {
            let ids = self.prompts.list_for_export(user, after, PAGE_LENGTH).await?;
            let Some(last) = ids.last() else { return Ok(()) };
            after = Some(*last);
            for id in ids {
                let prompt = match self.prompts.get(user, id).await {
                    Ok(prompt) => prompt,
                    Err(AppError::NotFound) => continue,
                    Err(error) => return Err(error),
                };
                let at = prompt.updated_at;
                let name = format!("prompts/{} {}", safe(&prompt.name), end_of(&id.to_string()));
                send(sender, format!("{name}.md"), markdown::prompt(&prompt).into_bytes(), at).await?;
                send(sender, format!("{name}.json"), to_json(&Entry::Prompt(prompt))?, at).await?;
            }
        }
    }

    async fn write_personas(&self, user: UserId, language: Language, sender: &Sender<Packed>) -> Result<()> {
        // All of them have no more than one conversation may have.
        let mut personas = self.prompts.list_personas(user).await?;
        personas.reverse();
        for persona in personas {
            let at = persona.updated_at;
            let name = format!("personas/{} {}", safe(&persona.name), end_of(&persona.id.to_string()));
            send(sender, format!("{name}.md"), markdown::persona(&persona, language).into_bytes(), at).await?;
            send(sender, format!("{name}.json"), to_json(&Entry::Persona(persona))?, at).await?;
        }
        Ok(())
    }

    async fn write_fixes(&self, user: UserId, language: Language, sender: &Sender<Packed>) -> Result<()> {
        let mut after: Option<FixId> = None;
        loop {
            let ids = self.fixes.list_for_export(user, after, PAGE_LENGTH).await?;
            let Some(last) = ids.last() else { return Ok(()) };
            after = Some(*last);
            for id in ids {
                match self.fixes.get_for_export(user, id).await {
                    Ok(whole) => write_fix(whole, language, sender).await?,
                    Err(AppError::NotFound) => {}
                    Err(error) => return Err(error),
                }
            }
        }
    }
}

/// A fix, with its files as they were and, once a model has mended them, as they are.
async fn write_fix(whole: FixExport, language: Language, sender: &Sender<Packed>) -> Result<()> {
    let at = whole.updated_at;
    let name = format!("{CODE}{} {} {}", utc_day(whole.created_at), safe(&whole.title), end_of(&whole.id.to_string()));
    send(sender, format!("{name}.md"), whole.markdown(language).into_bytes(), at).await?;
    for file in whole.files.iter().filter(|file| !file.is_new) {
        send(sender, format!("{name}/before/{}", file.path), file.original.clone().into_bytes(), at).await?;
    }
    for file in whole.files.iter().filter(|_| whole.status == Status::Complete) {
        send(sender, format!("{name}/after/{}", file.path), file.result().into_bytes(), at).await?;
    }
    send(sender, format!("{name}.json"), to_json(&Entry::CodeFix(Box::new(whole)))?, at).await
}

async fn send(sender: &Sender<Packed>, name: String, content: Vec<u8>, at: i64) -> Result<()> {
    // Whoever packs says why it ended.
    sender.send(Packed { name, content, at }).await.map_err(|_| AppError::Unavailable)
}

fn to_json(value: &impl Serialize) -> Result<Vec<u8>> {
    let mut json = serde_json::to_vec_pretty(value).map_err(|error| {
        tracing::error!(%error, "something that is stored cannot be JSON");
        AppError::Internal
    })?;
    json.push(b'\n');
    Ok(json)
}

/// Packs what comes, and gives the file from its beginning on with its length.
fn pack(file: File, mut files: Receiver<Packed>) -> io::Result<(File, u64)> {
    let mut writer = ZipWriter::new(BufWriter::new(file));
    while let Some(Packed { name, content, at }) = files.blocking_recv() {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        let options = changed_at(at).map_or(options, |at| options.last_modified_time(at));
        writer.start_file(name, options)?;
        writer.write_all(&content)?;
    }
    let mut file = writer.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?;
    let length = file.stream_position()?;
    file.rewind()?;
    Ok((file, length))
}

/// A time as packages have it; none before 1980.
fn changed_at(at: i64) -> Option<zip::DateTime> {
    let at = jiff::tz::TimeZone::UTC.to_datetime(jiff::Timestamp::from_millisecond(at).ok()?);
    let small = |number: i8| u8::try_from(number).ok();
    let (day, time) = (at.date(), at.time());
    zip::DateTime::from_date_and_time(
        u16::try_from(day.year()).ok()?,
        small(day.month())?,
        small(day.day())?,
        small(time.hour())?,
        small(time.minute())?,
        small(time.second())?,
    )
    .ok()
}
