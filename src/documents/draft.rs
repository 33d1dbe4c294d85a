//! Drafts: what a model is told of a format, and how it is started and gone on with.

use super::{
    format::{Format, Section},
    model::{Document, DocumentId},
    service::Documents,
    store,
};
use crate::{
    db::quota,
    domain::{
        error::{Result, ValidationError},
        id::UserId,
    },
    generation::{GenerationJob, GenerationUsage, model::Status, without_thoughts},
    i18n::Language,
    provider::{
        model::ModelId,
        prompt::{Prompt, PromptRole, Turn},
    },
};
use futures::FutureExt;
use std::{fmt::Write, sync::Arc};

impl Documents {
    /// Has a draft that was cut short written to its end, by `model` or the one that began it.
    ///
    /// # Errors
    /// `NotFound`; `NotContinuable` when it is whole, is being written, or never was a draft; `AccountFull`, `ModelUnknown`,
    /// `TooManyRequests`.
    pub async fn continue_draft(&self, user: UserId, id: DocumentId, model: Option<ModelId>) -> Result<Document> {
        let document = self.get(user, id).await?;
        let brief = store::brief(self.db(), user, id).await?;
        if matches!(document.status, Status::Complete | Status::Generating) || brief.trim().is_empty() {
            return Err(ValidationError::NotContinuable.into());
        }
        let format = self.format(user, &document.format).await?;
        let model =
            self.resolve_model(model.or_else(|| document.model.as_deref().and_then(|model| model.parse().ok())))?;
        self.count_draft(user)?;
        quota::check_room(self.db(), user).await?;
        store::begin_again(self.db(), user, id, document.revision, &model).await?;
        let document = self.get(user, id).await?;
        self.draft(&document, &format, &brief, &model);
        Ok(document)
    }

    /// Starts writing a draft; it goes on after what the document has.
    pub(super) fn draft(&self, document: &Document, format: &Format, brief: &str, model: &ModelId) {
        let language = document.language();
        let mut turns = vec![
            Turn::new(PromptRole::System, instructions(format, &document.title, language)),
            Turn::new(PromptRole::User, brief),
        ];
        if !document.content.trim().is_empty() {
            turns.push(Turn::new(PromptRole::Assistant, document.content.as_str()));
            turns.push(Turn::new(PromptRole::User, language.instructions_texts().draft_continue));
        }
        let newest = turns.len() - 1;
        let prompt = Prompt { model: model.name().to_owned(), turns, newest, temperature: None, max_tokens: None };
        let (providers, model) = (self.providers().clone(), model.clone());
        self.generations().start(GenerationJob {
            id: document.id.uuid(),
            sink: self.sink(),
            text: document.content.clone(),
            before: GenerationUsage::default(),
            deltas: async move { Ok(without_thoughts(providers.reply(&model, prompt).await?)) }.boxed(),
            epilogue: Box::new(|_| async {}.boxed()),
        });
    }
}

/// What a model is told of a format.
fn instructions(format: &Format, title: &str, language: Language) -> String {
    let (least, most) = format.length.get(language);
    let (name, purpose, tone) = (format.name.get(language), format.purpose.get(language), format.tone.get(language));
    let texts = language.instructions_texts();
    let mut text = texts.draft(name, purpose, tone, least, most) + "\n";
    if format.sections.is_empty() {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "\n{}", texts.draft_title(title));
    } else {
        ask_for_sections(&mut text, Some(title), &format.sections, language);
    }
    text
}

/// Goes on with a list of rules: which headings are to be written, then what belongs below each. They stand apart because
/// small models write into the heading what stands beside it.
pub(super) fn ask_for_sections(text: &mut String, title: Option<&str>, sections: &[Section], language: Language) {
    let texts = language.instructions_texts();
    // Writing to a String cannot fail.
    let _ = write!(text, "{}\n\n{}\n\n", texts.sections, texts.sections_headings);
    if let Some(title) = title {
        let _ = writeln!(text, "# {title}");
    }
    for section in sections {
        let _ = writeln!(text, "## {}", section.heading.get(language));
    }
    let _ = write!(text, "\n{}\n", texts.sections_about);
    for section in sections {
        let optional = if section.required { String::new() } else { format!(" {}", texts.section_optional) };
        let (heading, guide) = (section.heading.get(language), section.guide.get(language));
        let _ = writeln!(text, "- {heading}: {guide}{optional}");
    }
}

/// What takes drafts.
pub(super) fn sink() -> Arc<dyn crate::generation::Sink> {
    Arc::new(store::DraftSink)
}
