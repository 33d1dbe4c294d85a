//! Artifacts, the files in answers: a block of code that has a name is a file, and the same name in a later answer is a new version of it.

mod bundle;
mod language;
mod naming;

use super::{
    Chat,
    model::{ConversationId, MessageId, Role},
    store::{self, Limits, MessageRow},
};
use crate::{
    domain::{
        error::{AppError, Result},
        id::UserId,
    },
    generation::model::Status,
    markup::{code_blocks, split_thoughts},
    web::{archive, render_queue::Reader},
};
use naming::DefaultNames;

/// What is looked through of a conversation, from its newest message on.
const LIMITS: Limits = Limits { messages: 1000, bytes: 16 * 1024 * 1024 };
/// Files of one answer; what an answer has beyond them is code without a name.
const ANSWER_FILES_MAX: usize = 50;
/// Files of a conversation.
const FILES_MAX: usize = 200;

/// A file with everything that it was, oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Its path, relative and safe to unpack: 1 to 200 characters, `/` between folders.
    pub name: String,
    /// The word of its language, as a fence names it; empty: plain text.
    pub language: String,
    /// Never empty.
    pub versions: Vec<ArtifactVersion>,
}

/// What a file was in one answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArtifactVersion {
    /// From 1.
    pub number: u32,
    /// The answer.
    pub message: MessageId,
    /// When the answer was asked for, Unix milliseconds.
    pub created_at: i64,
    /// What is in it.
    pub text: String,
}

impl Artifact {
    /// A version by its number; without one the newest.
    pub fn version(&self, number: Option<u32>) -> Option<&ArtifactVersion> {
        match number {
            None => self.versions.last(),
            Some(number) => self.versions.iter().find(|version| version.number == number),
        }
    }
}

/// The files of a conversation.
#[derive(Debug, Clone)]
pub struct Artifacts {
    /// The title of the conversation.
    pub title: String,
    /// In the order in which they came.
    pub files: Vec<Artifact>,
}

impl Artifacts {
    /// A file by its name.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn get(&self, name: &str) -> Result<&Artifact> {
        self.files.iter().find(|file| file.name == name).ok_or(AppError::NotFound)
    }

    /// All files as a zip archive: the newest version of each, or what they are in one answer.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub fn pack(&self, message: Option<MessageId>) -> Result<Vec<u8>> {
        let versions = self.files.iter().filter_map(|file| {
            let version = match message {
                None => file.versions.last(),
                Some(message) => file.versions.iter().find(|version| version.message == message),
            };
            version.map(|version| (&file.name, &version.text))
        });
        let files: Vec<_> = versions.collect();
        if files.is_empty() {
            return Err(AppError::NotFound);
        }
        archive::pack(&files).map_err(|error| {
            tracing::error!(%error, "files cannot be packed");
            AppError::Internal
        })
    }
}

impl Chat {
    /// A web page of one answer with the style sheets and scripts in it that the same answer has.
    ///
    /// # Errors
    /// `NotFound` when there is no such conversation, or it is somebody else's.
    pub async fn bundle(&self, user: UserId, id: ConversationId, message: MessageId, page: &str) -> Result<String> {
        let files = self.artifacts(user, id).await?.files;
        let in_answer = |file: &'_ Artifact| {
            let version = file.versions.iter().find(|version| version.message == message)?;
            Some((file.name.clone(), version.text.clone()))
        };
        Ok(bundle::bundle(page, &files.iter().filter_map(in_answer).collect::<Vec<_>>()))
    }

    /// The files in the answers of the branch that a conversation shows.
    ///
    /// # Errors
    /// `NotFound` when there is no such conversation, or it is somebody else's.
    pub async fn artifacts(&self, user: UserId, id: ConversationId) -> Result<Artifacts> {
        let title = store::get(&self.db, user, id).await?.title;
        let rows = store::branch(&self.db, user, id, None, LIMITS).await?;
        let answers = rows.into_iter().filter(|row| row.role == Role::Assistant);
        let whole = answers.filter(|row| row.state().status != Status::Generating);
        let work = |row: MessageRow| (row.id, row.created_at, named_blocks(split_thoughts(&row.content).1));
        let files = self.render_queue().each(Reader::Account(user), whole, |row| row.content.len(), work).await?;
        Ok(Artifacts { title, files: collect(files) })
    }
}

/// The files of answers, which come oldest first.
fn collect(answers: impl IntoIterator<Item = (MessageId, i64, Vec<NamedBlock>)>) -> Vec<Artifact> {
    let mut files: Vec<Artifact> = Vec::new();
    for (message, created_at, blocks) in answers {
        for NamedBlock { name, language, text } in blocks {
            let Some(file) = files.iter_mut().find(|file| file.name == name) else {
                if files.len() < FILES_MAX {
                    let versions = vec![ArtifactVersion { number: 1, message, created_at, text }];
                    files.push(Artifact { name, language, versions });
                }
                continue;
            };
            let number = u32::try_from(file.versions.len()).unwrap_or(u32::MAX).saturating_add(1);
            file.versions.push(ArtifactVersion { number, message, created_at, text });
            file.language = language;
        }
    }
    files
}

/// How many files there are in one answer.
pub(super) fn count_files(markdown: &str) -> usize {
    named_blocks(split_thoughts(markdown).1).len()
}

/// A file of one answer.
#[derive(Debug, PartialEq, Eq)]
struct NamedBlock {
    name: String,
    language: String,
    text: String,
}

/// The files of one answer. What is there twice is what was said last.
fn named_blocks(markdown: &str) -> Vec<NamedBlock> {
    if !markdown.contains("```") && !markdown.contains("~~~") {
        return Vec::new();
    }
    let (mut files, mut names) = (Vec::<NamedBlock>::new(), DefaultNames::default());
    for block in code_blocks(markdown) {
        let given = naming::given_name(&block);
        let language = language::detect(&block.info, given.as_deref(), &block.code);
        let Some(name) = given.or_else(|| names.next(&language, &block.code)) else { continue };
        let file = NamedBlock { name, language, text: block.code };
        match files.iter().position(|other| other.name == file.name) {
            Some(at) => files[at] = file,
            None if files.len() < ANSWER_FILES_MAX => files.push(file),
            None => {}
        }
    }
    files
}

#[cfg(test)]
mod tests;
