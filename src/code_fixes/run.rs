//! How code is mended: a model is asked, its edits are made in a copy, what cannot be made is asked again once, and what
//! became of it is stored before the answer has its end.

use super::{
    apply::PatchSet,
    edits::{Refused, parse},
    model::{ASKED_AGAIN, FixId, NewFile},
    prompting,
    service::Fixes,
    store::{self, HunkOutcome, Question},
};
use crate::{
    diff::lines::spans,
    domain::error::AppError,
    generation::{GenerationJob, GenerationUsage, without_thoughts},
    provider::{
        Delta, Deltas, ProviderError,
        model::{Hosting, ModelId, ProviderFault, Usage},
        prompt::{Prompt, Turn},
    },
    web::blocking,
};
use futures::{FutureExt, SinkExt, StreamExt, channel::mpsc, stream};
use std::sync::Arc;

/// Pieces of an answer that wait to be stored before the model waits too.
const PIECES_WAITING: usize = 16;

/// One fix on its way.
struct Fixing {
    fixes: Fixes,
    id: FixId,
    model: ModelId,
    question: Question,
    pieces: mpsc::Sender<Result<Delta, ProviderError>>,
    /// What the answers before the present one cost.
    before: Usage,
    /// What the present one costs.
    now: Usage,
}

impl Fixes {
    /// Starts mending; the task outlives whoever asked.
    pub(super) fn start(&self, id: FixId, model: ModelId, question: Question) {
        let (pieces, received) = mpsc::channel(PIECES_WAITING);
        let none = Usage { prompt_tokens: 0, completion_tokens: 0, is_estimated: false };
        let fixing = Fixing { fixes: self.clone(), id, model, question, pieces, before: none, now: none };
        // Both are polled together and dropped together: a stop ends the work, and with it the model's own answer.
        let work = stream::once(fixing.run()).filter_map(|ended| async move { ended.err().map(Err) });
        let deltas: Deltas = stream::select(received, work).boxed();
        self.generations().start(GenerationJob {
            id: id.uuid(),
            sink: self.sink(),
            text: String::new(),
            before: GenerationUsage::default(),
            deltas: async move { Ok(deltas) }.boxed(),
            epilogue: Box::new(|_| async {}.boxed()),
        });
    }
}

impl Fixing {
    async fn run(mut self) -> Result<(), ProviderError> {
        let files: Arc<[NewFile]> = std::mem::take(&mut self.question.files).into();
        let turns = prompting::question(&files, &self.question.instruction, self.question.language);
        let first = self.ask(turns.clone()).await?;
        if first.trim().is_empty() {
            return Ok(()); // That is told as what it is.
        }
        let (made, answers) = (Arc::clone(&files), vec![first.clone()]);
        let mut outcome = blocking::run(move || outcome(&made, &answers)).await.map_err(not_stored)?;
        if !outcome.refused.is_empty() {
            let refused: Vec<_> = outcome.refused.iter().map(|(_, refused)| refused.clone()).collect();
            let turns = prompting::retry_prompt(turns, &first, &refused, self.question.language);
            self.tell(Delta::Text(ASKED_AGAIN.to_string())).await;
            match self.ask(turns).await {
                Ok(second) => {
                    let answers = vec![first, second];
                    outcome = blocking::run(move || self::outcome(&files, &answers)).await.map_err(not_stored)?;
                }
                // What was made of the first answer stands.
                Err(error) => {
                    tracing::warn!(fault = ?error.fault, detail = %error.detail, "a model could not be asked again");
                }
            }
        }
        let (id, outcome) = (self.id, Arc::new(outcome));
        let settling = self.fixes.writes().run(move |connection| {
            let outcome = Arc::clone(&outcome);
            async move { store::settle(connection, id, &outcome).await }.boxed()
        });
        settling.await.map_err(not_stored)
    }

    /// Asks, passes the answer on as it comes, and gives the whole of it.
    async fn ask(&mut self, turns: Vec<Turn>) -> Result<String, ProviderError> {
        // Copying is no work for chance; but not every service lets it be left out.
        let temperature = (self.fixes.providers().hosting(&self.model) == Some(Hosting::Embedded)).then_some(0.0);
        let newest = turns.len();
        let prompt = Prompt { model: self.model.name().to_owned(), turns, newest, temperature, max_tokens: None };
        let answer = self.fixes.providers().reply(&self.model, prompt).await?;
        let (mut answer, mut whole) = (without_thoughts(answer), String::new());
        while let Some(delta) = answer.next().await.transpose()? {
            match delta {
                Delta::Text(text) => {
                    let text = text.replace(ASKED_AGAIN, "");
                    whole.push_str(&text);
                    self.tell(Delta::Text(text)).await;
                }
                Delta::Usage(usage) => {
                    self.now = usage;
                    let total = self.total();
                    self.tell(Delta::Usage(total)).await;
                }
                other => self.tell(other).await,
            }
        }
        self.before = self.total();
        Ok(whole)
    }

    fn total(&self) -> Usage {
        Usage {
            prompt_tokens: self.before.prompt_tokens.saturating_add(self.now.prompt_tokens),
            completion_tokens: self.before.completion_tokens.saturating_add(self.now.completion_tokens),
            is_estimated: self.before.is_estimated || self.now.is_estimated,
        }
    }

    async fn tell(&mut self, delta: Delta) {
        // Whoever reads drops the work together with what it is told by.
        let _ = self.pieces.send(Ok(delta)).await;
    }
}

/// What becomes of the answers: everything of them that can be made, in order.
fn outcome(files: &[NewFile], answers: &[String]) -> HunkOutcome {
    let mut bench = PatchSet::new(files.iter().map(|file| (file.path.clone(), file.content.clone())));
    let mut refused: Vec<(u32, Refused)> = Vec::new();
    for (attempt, answer) in (1..).zip(answers) {
        let edits = parse(answer, &bench.paths());
        refused.extend(bench.make(edits).into_iter().map(|refused| (attempt, refused)));
    }
    let original = |path: &str| files.iter().find(|file| file.path == path).map_or("", |file| file.content.as_str());
    let files = bench.finish().into_iter().map(|proposed| {
        let spans = spans(original(&proposed.path), &proposed.content);
        (proposed, spans)
    });
    HunkOutcome { files: files.collect(), refused }
}

fn not_stored(error: AppError) -> ProviderError {
    ProviderError::new(ProviderFault::Failed, format!("what became of an answer could not be stored: {error}"))
}
