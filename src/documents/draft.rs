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
            turns.push(Turn::new(PromptRole::User, continuation_prompt(language)));
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

/// What a model is told so that it goes on with a draft.
fn continuation_prompt(language: Language) -> &'static str {
    match language {
        Language::Ko => {
            "문서가 중간에 끊겼습니다. 끊긴 바로 그 글자 다음부터 이어서 끝까지 쓰세요. 이미 쓴 것을 되풀이하지 마세요."
        }
        Language::En => {
            "The document was cut off. Go on from exactly where it ended, in the middle of a word if need be, to its end. \
             Do not repeat anything."
        }
    }
}

/// What a model is told of a format.
fn instructions(format: &Format, title: &str, language: Language) -> String {
    let (least, most) = format.length.get(language);
    let (name, purpose, tone) = (format.name.get(language), format.purpose.get(language), format.tone.get(language));
    let mut text = match language {
        Language::Ko => format!(
            "당신은 문서를 쓰는 사람입니다. 사용자가 준 내용으로 '{name}' 형식의 문서를 씁니다: {purpose}\n\n문체: {tone}\n분량: 공백을 \
             빼고 {least}~{most}자.\n\n규칙:\n- 마크다운으로 문서만 씁니다. 인사말이나 설명을 앞뒤에 붙이지 않습니다.\n- 사용자가 \
             주지 않은 사실, 숫자, 이름을 지어내지 않습니다. 모르는 것은 [확인 필요]처럼 대괄호로 남깁니다.\n"
        ),
        Language::En => format!(
            "You write documents. From what the user gives you, write a document of the kind \"{name}\": {purpose}\n\n\
             Style: {tone}\nLength: {least} to {most} words.\n\nRules:\n- Write the document only, in Markdown, with \
             nothing before or after it.\n- Do not invent facts, numbers or names that the user did not give. Leave what \
             is unknown in brackets, such as [to be confirmed].\n"
        ),
    };
    if format.sections.is_empty() {
        // Writing to a String cannot fail.
        let _ = match language {
            Language::Ko => writeln!(text, "\n제목: {title}"),
            Language::En => writeln!(text, "\nTitle: {title}"),
        };
    } else {
        ask_for_sections(&mut text, Some(title), &format.sections, language);
    }
    text
}

/// Goes on with a list of rules: which headings are to be written, then what belongs below each. They stand apart because
/// small models write into the heading what stands beside it.
pub(super) fn ask_for_sections(text: &mut String, title: Option<&str>, sections: &[Section], language: Language) {
    text.push_str(match language {
        Language::Ko => {
            "- 아래 제목을 이 순서대로 그대로, 제목만 한 줄에 씁니다. 각 제목 아래에는 그 절의 내용을 여러 문장으로 씁니다.\n\n제목:\n\n"
        }
        Language::En => {
            "- Write these headings in this order, exactly, each alone on its line. Below each, write what the section is \
             about in several sentences.\n\nHeadings:\n\n"
        }
    });
    // Writing to a String cannot fail.
    if let Some(title) = title {
        let _ = writeln!(text, "# {title}");
    }
    for section in sections {
        let _ = writeln!(text, "## {}", section.heading.get(language));
    }
    text.push_str(match language {
        Language::Ko => "\n각 절의 내용:\n",
        Language::En => "\nWhat each section is about:\n",
    });
    for section in sections {
        let optional = match (section.required, language) {
            (true, _) => "",
            (false, Language::Ko) => " 쓸 내용이 없으면 이 절을 뺍니다.",
            (false, Language::En) => " Leave it out if there is nothing to say.",
        };
        let (heading, guide) = (section.heading.get(language), section.guide.get(language));
        let _ = writeln!(text, "- {heading}: {guide}{optional}");
    }
}

/// What takes drafts.
pub(super) fn sink() -> Arc<dyn crate::generation::Sink> {
    Arc::new(store::DraftSink)
}
