//! What can be done with documents. Server functions and HTTP handlers both come through here.

use super::{
    contract::{self, Check},
    format::{FREE, Format, Formats},
    model::{Document, DocumentId, DocumentSummary, Source, Version, VersionId, parse_brief, parse_content},
    store::{self, DraftTarget, NewDocument},
};
use crate::{
    auth::model::UserId,
    error::{AppError, Fault, Result},
    generation::{Cost, Generations, Job, Target},
    locales::Language,
    page::Page,
    provider::{
        Providers,
        model::ModelId,
        prompt::{Prompt, Role, Turn},
    },
    rate_limit::RateLimit,
    text::Title,
    write_queue::WriteQueue,
};
use futures::FutureExt;
use sqlx::SqlitePool;
use std::{num::NonZeroU32, sync::Arc};

/// Drafts of one account: more than anybody reads.
const DRAFTS_PER_MINUTE: NonZeroU32 = NonZeroU32::new(20).expect("20 is not 0");

/// The documents of this server. Cheap to clone.
#[derive(Clone)]
pub struct Documents {
    db: SqlitePool,
    writes: WriteQueue,
    generations: Generations,
    providers: Providers,
    formats: Formats,
    drafts: RateLimit<UserId>,
    target: Arc<dyn Target>,
}

/// What a person asks a new document to be.
#[derive(Debug, Default)]
pub struct Wanted {
    /// None: the name of the format.
    pub title: Option<String>,
    /// The id of a format; none: free form.
    pub format: Option<String>,
    /// What the draft is written from; none: no draft.
    pub brief: Option<String>,
    /// Markdown that is there already; a draft goes on after it.
    pub content: Option<String>,
    /// Who writes the draft; none: the default.
    pub model: Option<ModelId>,
}

impl Documents {
    /// Documents in `db`, drafted by `providers`.
    pub fn new(
        db: SqlitePool,
        writes: WriteQueue,
        generations: Generations,
        providers: Providers,
        formats: Formats,
    ) -> Self {
        let (drafts, target) = (RateLimit::per_minute(DRAFTS_PER_MINUTE), Arc::new(DraftTarget));
        Self { db, writes, generations, providers, formats, drafts, target }
    }

    /// Marks drafts that an earlier process left half written; to be called once, before serving.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn clean_up(&self) -> Result<()> {
        store::clean_up(&self.db).await
    }

    /// Every kind of document that there is.
    pub fn formats(&self) -> &Formats {
        &self.formats
    }

    /// How drafts are written and read.
    pub fn generations(&self) -> &Generations {
        &self.generations
    }

    /// A page of the person's documents, newest first; a cursor that cannot be read starts over.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn list(&self, user: UserId, cursor: Option<&str>) -> Result<Page<DocumentSummary>> {
        store::list(&self.db, user, cursor).await
    }

    /// One document.
    ///
    /// # Errors
    /// `NotFound` when there is none, or it is somebody else's.
    pub async fn get(&self, user: UserId, id: DocumentId) -> Result<Document> {
        store::get(&self.db, user, id).await
    }

    /// Makes a document, and has its draft written when there is something to write it from.
    ///
    /// # Errors
    /// What is wrong with what is wanted: `TitleLength`, `FormatUnknown`, `DocumentTooLong`, `ModelUnknown`;
    /// `TooManyRequests`.
    pub async fn create(&self, user: UserId, wanted: Wanted, language: Language) -> Result<Document> {
        let format = wanted.format.as_deref().unwrap_or(FREE);
        let format = self.formats.get(format).ok_or(Fault::FormatUnknown)?;
        let title = match wanted.title.as_deref().map(str::trim) {
            None | Some("") => Title::parse(format.name.get(language))?,
            Some(title) => Title::parse(title)?,
        };
        let brief = parse_brief(wanted.brief.as_deref().unwrap_or_default())?;
        let content = parse_content(wanted.content.as_deref().unwrap_or_default())?;
        let model = if brief.trim().is_empty() { None } else { Some(self.offered(wanted.model)?) };
        if model.is_some() {
            self.drafts.check(&user)?;
        }
        let new = Arc::new(NewDocument { title, format: format.id.clone(), language, brief, content, model });
        let creating = {
            let new = Arc::clone(&new);
            self.writes.run(move |connection| {
                let new = Arc::clone(&new);
                async move { store::create(connection, user, &new).await }.boxed()
            })
        };
        let id = creating.await?;
        let document = store::get(&self.db, user, id).await?;
        if let Some(model) = &new.model {
            self.draft(&document, format, &new.brief, model, language);
        }
        Ok(document)
    }

    /// Gives a document another title.
    ///
    /// # Errors
    /// `TitleLength`, `NotFound`.
    pub async fn rename(&self, user: UserId, id: DocumentId, title: &str) -> Result<()> {
        store::rename(&self.db, user, id, &Title::parse(title)?).await
    }

    /// Stores what a person has made of revision `based_on`; gives the new revision.
    ///
    /// # Errors
    /// `DocumentTooLong`, `NotFound`; `DocumentStale` when somebody else was faster, or a model is writing: nothing is
    /// overwritten.
    pub async fn save(
        &self,
        user: UserId,
        id: DocumentId,
        based_on: i64,
        source: Source,
        content: &str,
    ) -> Result<i64> {
        let content = Arc::<str>::from(parse_content(content)?);
        let saving = self.writes.run(move |connection| {
            let content = Arc::clone(&content);
            async move { store::save(connection, user, id, based_on, source, &content).await }.boxed()
        });
        saving.await
    }

    /// Every version of a document, newest first, without their contents.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn versions(&self, user: UserId, id: DocumentId) -> Result<Vec<Version>> {
        store::versions(&self.db, user, id).await
    }

    /// One version of this very document, whole.
    ///
    /// # Errors
    /// `NotFound`, also for the version of another document.
    pub async fn version(&self, user: UserId, id: DocumentId, version: VersionId) -> Result<Version> {
        store::version(&self.db, user, id, version).await
    }

    /// Makes an earlier version the content again, which is a new version.
    ///
    /// # Errors
    /// `NotFound`; `DocumentStale` while a model is writing.
    pub async fn restore_version(&self, user: UserId, id: DocumentId, version: VersionId) -> Result<Document> {
        let content = self.version(user, id, version).await?.content.unwrap_or_default();
        let based_on = self.get(user, id).await?.revision;
        self.save(user, id, based_on, Source::Restore, &content).await?;
        self.get(user, id).await
    }

    /// Deletes a document; [`Self::restore_deleted`] brings it back for 30 days. A draft that is being written is stopped.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn delete(&self, user: UserId, id: DocumentId) -> Result<()> {
        store::delete(&self.db, user, id).await?;
        self.generations.stop(id.uuid());
        Ok(())
    }

    /// Brings a deleted document back.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn restore_deleted(&self, user: UserId, id: DocumentId) -> Result<()> {
        store::restore_deleted(&self.db, user, id).await
    }

    /// Stops a draft; what is written so far is kept. Stopping one that has ended does nothing.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn stop(&self, user: UserId, id: DocumentId) -> Result<()> {
        store::get(&self.db, user, id).await?;
        self.generations.stop(id.uuid());
        Ok(())
    }

    /// Stops everything that is being written for an account, before it is deleted.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn stop_all(&self, user: UserId) -> Result<()> {
        for id in store::running(&self.db, user).await? {
            self.generations.stop(id.uuid());
        }
        Ok(())
    }

    /// What a document lacks of its format; a format that is gone asks for nothing.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn check(&self, user: UserId, id: DocumentId) -> Result<Check> {
        let document = self.get(user, id).await?;
        let format = self.formats.get(&document.format).or_else(|| self.formats.get(FREE)).ok_or(AppError::Internal)?;
        let language = Language::from_tag(&document.language).unwrap_or(Language::DEFAULT);
        Ok(contract::check(format, language, &document.content))
    }

    /// `model`, or the default one, when it can be asked here and now.
    fn offered(&self, model: Option<ModelId>) -> Result<ModelId> {
        if self.generations.is_closing() {
            return Err(AppError::Unavailable);
        }
        let model = model.or_else(|| self.providers.default_model());
        model.filter(|model| self.providers.offers(model)).ok_or_else(|| Fault::ModelUnknown.into())
    }

    /// Starts writing a draft.
    fn draft(&self, document: &Document, format: &Format, brief: &str, model: &ModelId, language: Language) {
        let turns = vec![
            Turn { role: Role::System, content: instructions(format, &document.title, language) },
            Turn { role: Role::User, content: brief.to_owned() },
        ];
        let prompt = Prompt { model: model.name().to_owned(), turns, newest: 1, temperature: None, max_tokens: None };
        let (providers, model) = (self.providers.clone(), model.clone());
        self.generations.start(Job {
            id: document.id.uuid(),
            target: Arc::clone(&self.target),
            text: document.content.clone(),
            before: Cost::default(),
            deltas: async move { providers.reply(&model, prompt).await }.boxed(),
            labels: language.texts().markup_labels(),
            epilogue: Box::new(|_| async {}.boxed()),
        });
    }
}

/// What a model is told of a format.
fn instructions(format: &Format, title: &str, language: Language) -> String {
    use std::fmt::Write;
    let (least, most) = format.length.get(language);
    let mut text = match language {
        Language::Ko => format!(
            "당신은 문서를 쓰는 사람입니다. 사용자가 준 내용으로 '{}' 형식의 문서를 씁니다: {}\n\n문체: {}\n분량: 공백을 빼고 {least}~{most}자.\n제목: {title}\n\n규칙:\n- 마크다운으로 문서만 씁니다. 인사말이나 설명을 앞뒤에 붙이지 않습니다.\n- 사용자가 주지 않은 사실, 숫자, 이름을 지어내지 않습니다. 모르는 것은 [확인 필요]처럼 대괄호로 남깁니다.\n",
            format.name.get(language),
            format.purpose.get(language),
            format.tone.get(language)
        ),
        Language::En => format!(
            "You write documents. From what the user gives you, write a document of the kind \"{}\": {}\n\nStyle: {}\nLength: {least} to {most} words.\nTitle: {title}\n\nRules:\n- Write the document only, in Markdown, with nothing before or after it.\n- Do not invent facts, numbers or names that the user did not give. Leave what is unknown in brackets, such as [to be confirmed].\n",
            format.name.get(language),
            format.purpose.get(language),
            format.tone.get(language)
        ),
    };
    if !format.sections.is_empty() {
        text.push_str(match language {
            Language::Ko => "- 아래 순서대로 각 절을 '## ' 제목으로 씁니다. 제목은 그대로 씁니다.\n\n절:\n",
            Language::En => "- Write these sections in this order, each under a \"## \" heading with exactly this text.\n\nSections:\n",
        });
        for section in &format.sections {
            let optional = match (section.required, language) {
                (true, _) => "",
                (false, Language::Ko) => " (쓸 내용이 있을 때만)",
                (false, Language::En) => " (only if there is something to say)",
            };
            // Writing to a String cannot fail.
            let _ = writeln!(text, "## {}{optional}: {}", section.heading.get(language), section.guide.get(language));
        }
    }
    text
}
