//! Revisions: a model proposes another wording of a part, or what is missing; a person accepts it or does not. Nothing
//! here changes a document.

use super::{
    draft::ask_for_sections,
    model::{DocumentId, parse_brief},
    service::Documents,
    store,
    validation::{self, SectionState},
};
use crate::{
    diff::words::{Change, diff},
    domain::{
        error::{AppError, Result, ValidationError},
        id::UserId,
    },
    generation::without_thoughts,
    i18n::Language,
    provider::{
        Deltas,
        model::ModelId,
        prompt::{Prompt, PromptRole, Turn},
    },
    web::render_queue::{Reader, RenderQueue},
};
use serde::{Deserialize, Serialize};

/// Most bytes of a text that is revised at once: some thirty pages, which most models can still answer.
const REVISED_BYTES_MAX: usize = 96 * 1024;
/// Characters before and after a selection that the model is shown.
const AROUND_CHARACTERS: usize = 600;

/// What is asked for often, in words that models understand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RevisionAction)]
pub enum Action {
    /// Other words.
    Rewrite,
    /// Fewer words.
    Shorten,
    /// More words.
    Expand,
    /// Without mistakes.
    Correct,
    /// 존댓말; a polite tone.
    Polite,
    /// 반말; a plain tone, as among friends.
    Plain,
    /// 문어체; a formal, written tone.
    Formal,
    /// Into Korean.
    Korean,
    /// Into English.
    English,
    /// What comes after it.
    Continue,
}

/// What is to be revised, and how.
#[derive(Debug, Default)]
pub struct RevisionRequest {
    /// One of the usual ones.
    pub action: Option<Action>,
    /// In a person's own words; one of the two must be there.
    pub instruction: Option<String>,
    /// The part; none: the whole document.
    pub selection: Option<Selection>,
    /// Who proposes; none: the default.
    pub model: Option<ModelId>,
}

/// A part of a document, as Markdown.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Selection {
    /// The part itself. It must stand in the stored document, unless what is around it is given too.
    pub text: String,
    /// What stands before it.
    pub before: Option<String>,
    /// What stands after it.
    pub after: Option<String>,
}

/// What a model proposes, complete.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
#[schema(examples(json!({ "text": "예산: 1,200만 원", "changes": [{ "kind": "add", "text": "예산: 1,200만 원" }], "model": "openai/gpt-5-mini" })))]
pub struct Proposal {
    /// The new text of the part, or of the whole document.
    pub text: String,
    /// What it changes, word by word.
    pub changes: Vec<Change>,
    /// Who proposes it.
    pub model: ModelId,
}

/// A proposal that is being written.
pub struct Proposing {
    /// The model's words.
    pub deltas: Deltas,
    model: ModelId,
    original: String,
    is_continuation: bool,
    fill: Option<(super::format::Format, Language)>,
    render_queue: RenderQueue,
    user: UserId,
}

impl Proposing {
    /// The proposal, from everything that the model wrote.
    ///
    /// # Errors
    /// Only when we are at fault.
    pub async fn finish(self, written: String) -> Result<Proposal> {
        let (render_queue, bytes) = (self.render_queue.clone(), self.original.len() + written.len());
        // Nobody gets the model's words twice: whoever asks again would pay again.
        render_queue.run_patiently(Reader::Account(self.user), bytes, move || self.proposal(&written)).await
    }

    fn proposal(self, written: &str) -> Proposal {
        let written = unwrapped(written, &self.original);
        let text = match &self.fill {
            Some((format, language)) => validation::merge(format, *language, &self.original, written),
            None if self.is_continuation => {
                let space =
                    if self.original.ends_with(char::is_whitespace) || self.original.is_empty() { "" } else { " " };
                format!("{}{space}{written}", self.original)
            }
            None => {
                // The white space around a part belongs to what is around it.
                let inner = self.original.trim();
                let start = self.original.len() - self.original.trim_start().len();
                let (before, after) = (&self.original[..start], &self.original[start + inner.len()..]);
                format!("{before}{written}{after}")
            }
        };
        let changes = diff(&self.original, &text);
        Proposal { text, changes, model: self.model }
    }
}

/// A model's answer without the fence or the quotes that some models put around all they write.
fn unwrapped<'w>(written: &'w str, original: &str) -> &'w str {
    let written = written.trim();
    let fenced = written.strip_prefix("```").and_then(|rest| rest.strip_suffix("```"));
    match fenced.and_then(|fenced| fenced.split_once('\n')) {
        Some((info, inner))
            if matches!(info.trim(), "" | "markdown" | "md") && !original.trim_start().starts_with("```") =>
        {
            inner.trim()
        }
        _ => written,
    }
}

impl Documents {
    /// Has a part, or the whole, proposed anew.
    ///
    /// # Errors
    /// `NotFound`, `DocumentStale` when the selection is not in the document, `DocumentTooLong`, `MessageEmpty` without
    /// an action or instruction, `ModelUnknown`, `TooManyRequests`; `Unavailable` when the model cannot be asked.
    pub async fn revise(&self, user: UserId, id: DocumentId, wish: RevisionRequest) -> Result<Proposing> {
        let document = self.get(user, id).await?;
        let instruction = parse_brief(wish.instruction.as_deref().unwrap_or_default())?;
        let language = document.language();
        let order = match (wish.action, instruction.trim()) {
            (None, "") => return Err(ValidationError::MessageEmpty.into()),
            (None, instruction) => instruction.to_owned(),
            (Some(action), "") => action.order(language).to_owned(),
            (Some(action), instruction) => format!("{} {instruction}", action.order(language)),
        };
        let selection = match wish.selection {
            None => Selection { text: document.content, ..Selection::default() },
            Some(selection) => located(selection, &document.content)?,
        };
        if selection.text.len() > REVISED_BYTES_MAX {
            return Err(ValidationError::DocumentTooLong.into());
        }
        let is_continuation = wish.action == Some(Action::Continue);
        let texts = language.instructions_texts();
        let instructions = if is_continuation { texts.revise_continue } else { texts.revise };
        let turns = vec![
            Turn::new(PromptRole::System, instructions),
            Turn::new(PromptRole::User, request(&order, &selection, language)),
        ];
        self.propose(user, wish.model, turns, selection.text, is_continuation).await
    }

    /// Has the sections that are missing or too short proposed.
    ///
    /// # Errors
    /// `NotFound`; `NotContinuable` when nothing is missing; `DocumentTooLong`, `ModelUnknown`, `TooManyRequests`.
    pub async fn fill(&self, user: UserId, id: DocumentId, model: Option<ModelId>) -> Result<Proposing> {
        let document = self.get(user, id).await?;
        let format = self.format(user, &document.format).await?;
        let language = document.language();
        let (format, document, check) = self
            .in_turn(user, document.content.len(), move || {
                let check = validation::check(&format, language, &document.content);
                (format, document, check)
            })
            .await?;
        // The check has an entry for each section of the format, in the same order.
        let sections = format.sections.iter().zip(&check.sections);
        let wanted = sections.filter(|(_, found)| match found.state {
            SectionState::Present => false,
            SectionState::TooShort => true,
            SectionState::Missing => found.required,
        });
        let wanted: Vec<_> = wanted.map(|(section, _)| section.clone()).collect();
        if wanted.is_empty() {
            return Err(ValidationError::NotContinuable.into());
        }
        if document.content.len() > REVISED_BYTES_MAX {
            return Err(ValidationError::DocumentTooLong.into());
        }
        let mut system = language.instructions_texts().fill(format.tone.get(language)) + "\n";
        ask_for_sections(&mut system, None, &wanted, language);
        let brief = store::brief(self.db(), user, id).await?;
        let turns = vec![
            Turn::new(PromptRole::System, system),
            Turn::new(PromptRole::User, format!("{brief}\n\n---\n\n{}", document.content)),
        ];
        let proposing = self.propose(user, model, turns, document.content, false).await?;
        Ok(Proposing { fill: Some((format, language)), ..proposing })
    }

    async fn propose(
        &self,
        user: UserId,
        model: Option<ModelId>,
        turns: Vec<Turn>,
        original: String,
        is_continuation: bool,
    ) -> Result<Proposing> {
        let model = self.resolve_model(model)?;
        self.count_draft(user)?;
        let prompt = Prompt { model: model.name().to_owned(), turns, newest: 1, temperature: None, max_tokens: None };
        let deltas = self.providers().reply(&model, prompt).await.map_err(|error| {
            tracing::warn!(fault = ?error.fault, detail = %error.detail, "no proposal from the model");
            AppError::Unavailable
        })?;
        Ok(Proposing {
            deltas: without_thoughts(deltas),
            model,
            original,
            is_continuation,
            fill: None,
            render_queue: self.generations().render_queue().clone(),
            user,
        })
    }
}

/// A selection with what is around it in the document; the words of the page are taken as they are when it sends both,
/// for the page may be ahead of what is stored.
fn located(selection: Selection, content: &str) -> Result<Selection> {
    let Selection { text, before, after } = selection;
    if text.trim().is_empty() && before.is_none() {
        return Err(ValidationError::MessageEmpty.into());
    }
    if before.is_some() || after.is_some() {
        return Ok(Selection { text, before, after });
    }
    let at = content.find(&text).ok_or(ValidationError::DocumentStale)?;
    let (before, after) = (content[..at].to_owned(), content[at + text.len()..].to_owned());
    Ok(Selection { text, before: Some(before), after: Some(after) })
}

impl Action {
    fn order(self, language: Language) -> &'static str {
        let texts = language.instructions_texts();
        match self {
            Self::Rewrite => texts.order_rewrite,
            Self::Shorten => texts.order_shorten,
            Self::Expand => texts.order_expand,
            Self::Correct => texts.order_correct,
            Self::Polite => texts.order_polite,
            Self::Plain => texts.order_plain,
            Self::Formal => texts.order_formal,
            Self::Korean => texts.order_korean,
            Self::English => texts.order_english,
            Self::Continue => texts.order_continue,
        }
    }
}

fn request(order: &str, selection: &Selection, language: Language) -> String {
    let texts = language.instructions_texts();
    let (order_name, before_name) = (texts.revise_order, texts.revise_before);
    let (text_name, after_name) = (texts.revise_text, texts.revise_after);
    let last = |text: &str| {
        let skipped = text.chars().count().saturating_sub(AROUND_CHARACTERS);
        text.chars().skip(skipped).collect::<String>()
    };
    let first = |text: &str| text.chars().take(AROUND_CHARACTERS).collect::<String>();
    let part =
        |name: &str, text: &str| if text.trim().is_empty() { String::new() } else { format!("### {name}\n{text}\n\n") };
    format!(
        "### {order_name}\n{order}\n\n{}{}### {text_name}\n{}",
        part(before_name, &last(selection.before.as_deref().unwrap_or_default())),
        part(after_name, &first(selection.after.as_deref().unwrap_or_default())),
        selection.text
    )
}
