//! Fixes, made ready for their pages.

use super::model::{FixResult, ModelChoice, ShownFile, ShownFix, ShownHunk, ShownRefusal};
use crate::{
    code_fixes::{
        Fixes,
        error::FixError,
        markdown::{markdown, said},
        model::{ASKED_AGAIN, DecidedHunk, Fix, FixId, FixedFile, Refusal},
    },
    domain::{
        error::{AppError, Result},
        id::UserId,
    },
    generation::model::Status,
    i18n::Language,
    markup::{self, Labels, SafeHtml},
    provider::model::{ModelInfo, ModelList},
    web::render_queue::Reader,
};

/// Most bytes of a result that is shown and can be sent on; a longer one is downloaded.
const SHOWN_BYTES_MAX: usize = 200_000;

/// The models to choose from.
pub(in crate::code_fixes) fn choices(models: ModelList) -> Vec<ModelChoice> {
    let ModelList { models, default, .. } = models;
    let choice = |ModelInfo { id, name, .. }| {
        let is_default = default.as_ref() == Some(&id);
        ModelChoice { id: id.to_string(), name, is_default }
    };
    models.into_iter().map(choice).collect()
}

/// Why what was just tried was not done, by the code that the address of a page carries; `wait` are the seconds after which
/// it can be tried again.
pub(in crate::code_fixes) fn refused(code: &str, wait: &str, language: Language) -> Option<String> {
    let own = FixError::OWN.into_iter().find(|error| error.code() == code);
    match (own, wait.parse()) {
        (Some(own), _) => Some(own.sentence(language)),
        (None, Ok(seconds)) => Some(language.texts().error(&AppError::TooManyRequests(seconds))),
        (None, Err(_)) if code.is_empty() => None,
        (None, Err(_)) => Some(language.texts().error(&AppError::from_code(code))),
    }
}

/// A fix; nothing was just refused of it.
///
/// # Errors
/// `NotFound` when there is none, or it is somebody else's; `Busy` when too much is being rendered.
pub(in crate::code_fixes) async fn open_fix(
    fixes: &Fixes,
    user: UserId,
    id: FixId,
    language: Language,
) -> Result<ShownFix> {
    let fix = fixes.get(user, id).await?;
    let is_complete = fix.status == Status::Complete;
    let said = if is_complete { render(fixes, user, said(&fix.answer), language).await? } else { Vec::new() };
    let refusals: Vec<_> = fix.left_refusals().filter(|_| is_complete).map(|refusal| show(refusal, language)).collect();
    Ok(ShownFix {
        id,
        notice: notice(&fix, language),
        was_asked_again: is_complete && fix.answer.contains(ASKED_AGAIN),
        answer: if is_complete { String::new() } else { fix.answer },
        said,
        refusals,
        result: if is_complete { result(&fix.files) } else { FixResult::default() },
        files: fix.files.into_iter().filter(|_| is_complete).map(file).collect(),
        title: fix.title,
        instruction: fix.instruction,
        model: fix.model,
        status: fix.status,
        refused: None,
    })
}

async fn render(fixes: &Fixes, user: UserId, text: String, language: Language) -> Result<Vec<SafeHtml>> {
    let labels = Labels { copy: "", ..language.markup_labels() };
    let queue = fixes.generations().render_queue();
    queue.run(Reader::Account(user), text.len(), move || markup::render(&text, &labels)).await
}

/// How far a fix is; none when it is complete.
fn notice(fix: &Fix, language: Language) -> Option<String> {
    let (texts, general) = (language.code_fixes_texts(), language.texts());
    let fault = || fix.fault.as_deref().and_then(|code| code.parse().ok());
    let notice = match fix.status {
        Status::Complete => return None,
        Status::Generating => texts.is_generating,
        Status::Stopped => texts.is_stopped,
        Status::Interrupted => texts.is_interrupted,
        Status::Failed => fault().map_or(general.reply_failed, |fault| general.provider_fault(fault)),
    };
    Some(notice.to_owned())
}

fn show(refusal: &Refusal, language: Language) -> ShownRefusal {
    let Refusal { path, reason, search, .. } = refusal.clone();
    ShownRefusal { path, sentence: reason.sentence(language.code_fixes_texts()).to_owned(), search }
}

fn file(file: FixedFile) -> ShownFile {
    let FixedFile { id, path, is_new, hunks, .. } = file;
    let hunk = |DecidedHunk { number, is_accepted, hunk }| ShownHunk { number, is_accepted, hunk };
    ShownFile { id, path, is_new, hunks: hunks.into_iter().map(hunk).collect() }
}

/// What is shown of files as they are with what is accepted.
pub(in crate::code_fixes) fn result(files: &[FixedFile]) -> FixResult {
    let is_short = files.iter().map(|file| file.result.len()).sum::<usize>() < SHOWN_BYTES_MAX;
    let shown = |file: &FixedFile| (file.result.len() < SHOWN_BYTES_MAX).then(|| file.result.clone());
    FixResult { files: files.iter().map(shown).collect(), markdown: is_short.then(|| markdown(files)) }
}
