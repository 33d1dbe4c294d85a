//! A provider that needs no model: fixed answers, for tests, demonstrations and measurements. Commands at the start of
//! the newest user turn choose what it does: `/slow N`, `/long N`, `/fail CODE`, `/hang`, `/markdown`, `/empty`. What
//! stands after a line `/answer` is the answer, word by word; after the next such line, the answer to the turn after that.
//! It also drafts documents by the sections that it is told, and rewords texts. A word is a token of its answers.

use super::{
    BuildProvider, Delta, Deltas, Provider, ProviderError,
    model::{Hosting, ProviderFault, Usage},
    prompt::{Prompt, PromptRole, estimate_tokens},
};
use futures::{FutureExt, StreamExt, future::BoxFuture, stream};
use std::{sync::Arc, time::Duration};

/// What stands before the slash in the identifiers of its models.
const NAME: &str = "scripted";
/// The only model.
const ECHO: &str = "echo";
/// Between two words of an ordinary answer: quick, but slow enough to be caught in the middle.
const PAUSE: Duration = Duration::from_millis(8);
/// Between two words of `/slow`.
const SLOW_PAUSE: Duration = Duration::from_millis(50);
/// Most words of `/slow` and `/long`: ten times the longest answer that a model gives.
const WORDS_MAX: u32 = 200_000;
/// Tokens that are kept free for an answer.
const ANSWER_TOKENS: u32 = 100;
/// How a system turn begins that asks for a title.
const TITLE_REQUEST: &str = "Write a title";
/// The line that an answer stands after.
const RECORDED: &str = "/answer";
/// Words of a title.
const TITLE_WORDS: usize = 5;

/// Everything that Markdown can do, and what it must not.
const SHOWCASE: &str = include_str!("scripted_showcase.md");

/// What the scripted provider is built from.
#[derive(Debug, Clone, Copy)]
pub struct ScriptedSettings {
    /// Tokens that it reads and writes together.
    pub context_tokens: u32,
}

impl BuildProvider for ScriptedSettings {
    fn name(&self) -> &'static str {
        NAME
    }

    fn is_automatic(&self) -> bool {
        false
    }

    fn build(self: Box<Self>) -> Result<Arc<dyn Provider>, ProviderError> {
        Ok(Arc::new(Scripted::new(self.context_tokens)))
    }
}

/// The scripted provider.
struct Scripted {
    context_tokens: u32,
}

/// What one prompt makes it do.
struct Script {
    words: Vec<String>,
    pause: Duration,
    end: End,
}

enum End {
    Complete,
    Limit,
    Fault(ProviderFault),
    Hang,
}

impl Scripted {
    fn new(context_tokens: u32) -> Self {
        Self { context_tokens }
    }

    fn play(script: Script, prompt_tokens: u32) -> Deltas {
        let pause = script.pause;
        let usage = Usage {
            prompt_tokens: prompt_tokens.into(),
            completion_tokens: i64::try_from(script.words.len()).unwrap_or(i64::MAX),
            is_estimated: false,
        };
        let words = stream::iter(script.words).then(move |word| async move {
            if pause.is_zero() {
                tokio::task::yield_now().await
            } else {
                tokio::time::sleep(pause).await
            }
            Ok(Delta::Text(word))
        });
        let end = match script.end {
            End::Complete => stream::iter([Ok(Delta::Usage(usage))]).boxed(),
            End::Limit => stream::iter([Ok(Delta::LimitReached), Ok(Delta::Usage(usage))]).boxed(),
            End::Fault(fault) => stream::iter([Err(ProviderError::new(fault, "as the script says"))]).boxed(),
            End::Hang => stream::pending().boxed(),
        };
        words.chain(end).boxed()
    }
}

impl Provider for Scripted {
    fn name(&self) -> &str {
        NAME
    }

    fn hosting(&self) -> Hosting {
        Hosting::Scripted
    }

    fn models(&self) -> BoxFuture<'_, Result<Vec<String>, ProviderError>> {
        async { Ok(vec![ECHO.to_owned()]) }.boxed()
    }

    fn has_model(&self, name: &str) -> bool {
        name == ECHO
    }

    fn suggested_model(&self) -> Option<String> {
        Some(ECHO.to_owned())
    }

    fn prompt_budget(&self, prompt: &Prompt) -> u32 {
        prompt.budget(self.context_tokens, ANSWER_TOKENS)
    }

    fn reply(&self, prompt: Prompt) -> BoxFuture<'_, Result<Deltas, ProviderError>> {
        async move {
            if prompt.model != ECHO {
                return Err(ProviderError::new(ProviderFault::UnknownModel, prompt.model));
            }
            let script = Script::of(&prompt).within(prompt.max_tokens);
            match script.end {
                End::Fault(fault) if script.words.is_empty() => Err(ProviderError::new(fault, "as the script says")),
                _ => Ok(Self::play(script, estimate_tokens(&prompt.turns))),
            }
        }
        .boxed()
    }
}

impl Script {
    fn of(prompt: &Prompt) -> Self {
        let question = prompt.question();
        if prompt.turns.iter().any(|turn| turn.role == PromptRole::System && turn.content.starts_with(TITLE_REQUEST)) {
            return Self::text(&title(question), PAUSE);
        }
        if let Some(answer) = recorded(prompt) {
            return Self::recorded(&answer);
        }
        let mut command = question.split_whitespace();
        let name = command.next().unwrap_or_default();
        let argument = command.next().unwrap_or_default();
        match (name, argument.parse::<u32>(), argument.parse::<ProviderFault>()) {
            ("/slow", Ok(count), _) => Self { words: numbered_words(count), pause: SLOW_PAUSE, end: End::Complete },
            ("/long", Ok(count), _) => Self { words: numbered_words(count), pause: Duration::ZERO, end: End::Complete },
            ("/fail", _, Ok(fault)) => {
                let words = if fault == ProviderFault::BrokenStream { numbered_words(5) } else { Vec::new() };
                Self { words, pause: PAUSE, end: End::Fault(fault) }
            }
            ("/hang", ..) => Self { words: numbered_words(2), pause: PAUSE, end: End::Hang },
            ("/markdown", ..) => Self::text(SHOWCASE, Duration::from_millis(1)),
            ("/empty", ..) => Self { words: Vec::new(), pause: Duration::ZERO, end: End::Complete },
            _ => match document_task(prompt) {
                Some(text) => Self::text(&text, Duration::from_millis(1)),
                None => Self::text(&echo(question), PAUSE),
            },
        }
    }

    /// An answer as it is; its last line may say how it ends: `/hang` or `/fail CODE`.
    fn recorded(answer: &str) -> Self {
        let (text, last) = answer.trim_end().rsplit_once('\n').unwrap_or(("", answer.trim_end()));
        let end = match last.strip_prefix("/fail ").and_then(|code| code.parse().ok()) {
            Some(fault) => End::Fault(fault),
            None if last == "/hang" => End::Hang,
            None => return Self::text(answer, Duration::ZERO),
        };
        let text = if text.is_empty() { String::new() } else { format!("{text}\n") };
        Self { end, ..Self::text(&text, Duration::ZERO) }
    }

    /// The same with so many words at most.
    fn within(mut self, max_tokens: Option<u32>) -> Self {
        let most = max_tokens.and_then(|most| usize::try_from(most).ok()).unwrap_or(usize::MAX);
        if self.words.len() > most {
            self.words.truncate(most);
            self.end = End::Limit;
        }
        self
    }

    fn text(text: &str, pause: Duration) -> Self {
        let words = text.split_inclusive(char::is_whitespace).map(str::to_owned).collect();
        Self { words, pause, end: End::Complete }
    }
}

/// The answer that a user turn brings with it: the one after its first line `/answer` is for that very turn, the one after
/// the second for the next, and so on.
fn recorded(prompt: &Prompt) -> Option<String> {
    let at = prompt
        .turns
        .iter()
        .rposition(|turn| turn.role == PromptRole::User && turn.content.lines().any(|line| line == RECORDED))?;
    let answered = prompt.turns[at..].iter().filter(|turn| turn.role == PromptRole::Assistant).count();
    let mut answers: Vec<String> = Vec::new();
    for line in prompt.turns[at].content.split_inclusive('\n') {
        if line.trim_end() == RECORDED {
            answers.push(String::new());
        } else if let Some(answer) = answers.last_mut() {
            answer.push_str(line);
        }
    }
    answers.into_iter().nth(answered)
}

/// What is asked of a document, if anything is: a draft or missing sections, which its instructions list by their
/// headings, or another wording.
fn document_task(prompt: &Prompt) -> Option<String> {
    let system = prompt.turns.iter().find(|turn| turn.role == PromptRole::System)?.content.as_str();
    let asked = prompt.question();
    if let Some((_, text)) = asked.split_once("### Text\n").or_else(|| asked.split_once("### 글\n")) {
        return Some(reworded(text));
    }
    let guide =
        |heading| system.lines().find_map(|line| line.strip_prefix("- ")?.strip_prefix(heading)?.strip_prefix(": "));
    let headings = system.lines().filter_map(|line| line.strip_prefix("## "));
    let sections: Vec<_> = headings.filter_map(|heading| Some((heading, guide(heading)?))).collect();
    if sections.is_empty() {
        return None;
    }
    let title = system.lines().find_map(|line| line.strip_prefix("# "));
    let mut text = title.map(|title| format!("# {title}\n\n")).unwrap_or_default();
    let notes: Vec<_> =
        asked.split("\n\n---\n\n").next().unwrap_or_default().lines().filter(|line| !line.is_empty()).collect();
    for (index, (heading, guide)) in sections.iter().enumerate() {
        let note = notes.get(index % notes.len().max(1)).copied().unwrap_or_default();
        text.push_str(&format!("## {heading}\n\n{guide} {note}\n\n- {note}\n- {heading}: **{}**\n\n", index + 1));
    }
    Some(text)
}

/// The text with its first and its last word changed, so that there is something to accept and something to reject.
fn reworded(text: &str) -> String {
    let change = |word: &str| {
        if word.chars().any(|c| ('가'..='힣').contains(&c)) {
            format!("새로운{word}")
        } else {
            word.to_uppercase()
        }
    };
    let trimmed = text.trim();
    match (trimmed.split_once(' '), trimmed.rsplit_once(' ')) {
        (Some((first, _)), Some((_, last))) if first.len() + last.len() < trimmed.len() => {
            format!("{} {} {}", change(first), trimmed[first.len()..trimmed.len() - last.len()].trim(), change(last))
        }
        _ => change(trimmed),
    }
}

/// `word1 word2 …`, so that a gap or a double shows.
fn numbered_words(count: u32) -> Vec<String> {
    (1..=count.min(WORDS_MAX)).map(|n| if n % 12 == 0 { format!("word{n}\n\n") } else { format!("word{n} ") }).collect()
}

fn title(question: &str) -> String {
    let words: Vec<_> = question.split_whitespace().take(TITLE_WORDS).collect();
    format!("Title of: {}", words.join(" "))
}

/// The ordinary answer: the question itself with a list and some code around it.
fn echo(question: &str) -> String {
    let (characters, words) = (question.chars().count(), question.split_whitespace().count());
    let is_korean = question.chars().any(|c| ('가'..='힣').contains(&c));
    let code = "```rust\nfn main() {\n    let answer = 6 * 7;\n    println!(\"{answer}\");\n}\n```\n";
    if is_korean {
        format!("말씀하신 내용: {question}\n\n- 글자 수: **{characters}**\n- 낱말 수: **{words}**\n\n{code}")
    } else {
        format!("You said: {question}\n\n- characters: **{characters}**\n- words: **{words}**\n\n{code}")
    }
}

#[cfg(test)]
mod tests {
    use super::super::prompt::Turn;
    use super::*;

    fn prompt(system: &str, question: &str) -> Prompt {
        let turns = vec![Turn::new(PromptRole::System, system), Turn::new(PromptRole::User, question)];
        Prompt { model: ECHO.to_owned(), turns, newest: 1, temperature: None, max_tokens: None }
    }

    /// The text until the end, and the error at the end.
    async fn read(question: &str) -> (String, Option<ProviderFault>) {
        let mut deltas = match Scripted::new(1000).reply(prompt("", question)).await {
            Ok(deltas) => deltas,
            Err(error) => return (String::new(), Some(error.fault)),
        };
        let mut text = String::new();
        while let Some(delta) = deltas.next().await {
            match delta {
                Ok(Delta::Text(word)) => text.push_str(&word),
                Ok(_) => {}
                Err(error) => return (text, Some(error.fault)),
            }
        }
        (text, None)
    }

    #[tokio::test(start_paused = true)]
    async fn the_answer_holds_the_question_in_its_language() {
        let (text, fault) = read("What is **this**?").await;
        assert!(text.starts_with("You said: What is **this**?\n\n- "), "{text}");
        assert!(text.contains("```rust\nfn main") && fault.is_none(), "{text}");
        assert!(read("회의록 써 줘").await.0.starts_with("말씀하신 내용: 회의록 써 줘\n"));
    }

    #[tokio::test(start_paused = true)]
    async fn commands_choose_the_behaviour() {
        assert_eq!(read("/slow 3").await, ("word1 word2 word3 ".to_owned(), None));
        assert_eq!(read("/long 5000").await.0.split_whitespace().count(), 5000);
        assert_eq!(read("/empty").await, (String::new(), None));
        assert!(read("/markdown").await.0.contains("<script>"));
        for code in ["unauthorized", "rate_limited", "failed", "unreachable", "timed_out"] {
            assert_eq!(read(&format!("/fail {code}")).await, (String::new(), code.parse().ok()));
        }
        let (text, fault) = read("/fail broken_stream").await;
        assert_eq!((text.is_empty(), fault), (false, Some(ProviderFault::BrokenStream)));
        assert!(read("/fail nonsense").await.0.starts_with("You said: /fail nonsense"));
    }

    #[tokio::test(start_paused = true)]
    async fn a_question_can_bring_its_answers_with_it() {
        let turn = |role, content: &str| Turn::new(role, content);
        let first = turn(PromptRole::User, "Why?\n/answer\nBecause  of\n\tthis.\n/answer\nstill\n/fail failed\n");
        let mut asked = Prompt { turns: vec![first], ..prompt("", "") };
        assert_eq!(recorded(&asked).as_deref(), Some("Because  of\n\tthis.\n"));
        asked.turns.extend([turn(PromptRole::Assistant, "Because"), turn(PromptRole::User, "And now?")]);
        let script = Script::of(&asked);
        assert_eq!(script.words.concat(), "still\n");
        assert!(matches!(script.end, End::Fault(ProviderFault::Failed)));
        asked.turns.extend([turn(PromptRole::Assistant, "still"), turn(PromptRole::User, "And then?")]);
        assert_eq!(recorded(&asked), None);
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_ends_at_its_limit_and_says_so() {
        let asked = |most| Prompt { max_tokens: Some(most), ..prompt("", "/long 3") };
        let scripted = Scripted::new(1000);
        let cut: Vec<_> = scripted.reply(asked(2)).await.unwrap().collect().await;
        let word = |text: &str| Ok::<_, ProviderError>(Delta::Text(text.to_owned()));
        assert_eq!(cut[..3], [word("word1 "), word("word2 "), Ok(Delta::LimitReached)]);
        assert!(matches!(cut.last(), Some(Ok(Delta::Usage(usage))) if usage.completion_tokens == 2), "{cut:?}");
        let whole: Vec<_> = scripted.reply(asked(3)).await.unwrap().collect().await;
        assert!(!whole.contains(&Ok(Delta::LimitReached)), "{whole:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_system_turn_can_ask_for_a_title() {
        let asked = prompt("Write a title for this.", "one two three four five six seven");
        let deltas = Scripted::new(1000).reply(asked).await.unwrap();
        let words: Vec<_> = deltas
            .filter_map(|delta| async {
                match delta {
                    Ok(Delta::Text(word)) => Some(word),
                    _ => None,
                }
            })
            .collect()
            .await;
        assert_eq!(words.concat(), "Title of: one two three four five");
    }
}
