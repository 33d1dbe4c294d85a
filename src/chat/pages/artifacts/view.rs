//! The files of a conversation, made ready for their page.

use super::model::{ConversationFiles, FileContent, FileEntry, ShownFile};
use crate::{
    chat::{
        Chat,
        artifacts::{Artifact, Artifacts},
        model::ConversationId,
    },
    diff::lines::{hunks, spans},
    domain::{
        error::{AppError, Result},
        id::UserId,
    },
    i18n::Language,
    markup::{Labels, code_html, language_of},
    web::render_queue::Reader,
};

/// The files of a conversation, with the one of a name, or the first, in one version or the newest, `with` another one to
/// compare it with.
///
/// # Errors
/// `NotFound` when there is no such conversation of theirs, no such file, or no such version.
pub(in crate::chat) async fn open_files(
    chat: &Chat,
    user: UserId,
    id: ConversationId,
    file: &str,
    [version, with]: [Option<u32>; 2],
    language: Language,
) -> Result<ConversationFiles> {
    let files = chat.artifacts(user, id).await?;
    let file = if file.is_empty() { files.files.first() } else { Some(files.get(file)?) };
    let shown = match file {
        Some(file) => Some(show(chat, user, file, [version, with], language).await?),
        None => None,
    };
    let Artifacts { title, files } = files;
    Ok(ConversationFiles { id, title, files: files.into_iter().map(entry).collect(), shown })
}

fn entry(file: Artifact) -> FileEntry {
    let language = language_of(&file.language).map(|(_, name)| name).unwrap_or_default();
    FileEntry { answers: file.versions.iter().map(|version| version.message).collect(), name: file.name, language }
}

fn count(file: &Artifact) -> u32 {
    u32::try_from(file.versions.len()).unwrap_or(u32::MAX)
}

async fn show(
    chat: &Chat,
    user: UserId,
    file: &Artifact,
    [version, with]: [Option<u32>; 2],
    language: Language,
) -> Result<ShownFile> {
    let labels = Labels { copy: "", ..language.markup_labels() };
    let version = file.version(version).ok_or(AppError::NotFound)?;
    let other = match with {
        Some(with) => Some(file.version(Some(with)).ok_or(AppError::NotFound)?.text.clone()),
        None => None,
    };
    let (text, syntax) = (version.text.clone(), file.language.clone());
    // Highlighting and comparing are work for the processor.
    let bytes = text.len() + other.as_ref().map_or(0, String::len);
    let content = chat.render_queue().run(Reader::Account(user), bytes, move || match other {
        None => FileContent::Code(code_html(&syntax, &text, labels)),
        Some(other) => FileContent::Difference(hunks(&other, &text, &spans(&other, &text))),
    });
    let content = content.await?;
    Ok(ShownFile { name: file.name.clone(), version: version.number, versions: count(file), with, content })
}
