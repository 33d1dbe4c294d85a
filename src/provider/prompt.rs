//! What a model is asked, and how it is cut to what the model can read.

use std::{fmt, sync::Arc};

/// Tokens that the roles and separators around a turn cost, on the safe side.
const TOKENS_PER_TURN: u32 = 8;
/// Tokens of a picture of 1568 pixels at most: about 1600 with Anthropic's models ("Vision", evaluate image size), 1536 with
/// OpenAI's newer ones, 765 or 1105 with their older ones ("Images and vision", calculating costs).
const TOKENS_PER_IMAGE: u32 = 1600;
/// ASCII characters that go into one token; English prose has about 4, code about 3.
const ASCII_PER_TOKEN: u32 = 3;

/// A question to a model with everything said before it.
#[derive(Debug, Clone, PartialEq)]
pub struct Prompt {
    /// The provider's own name of the model.
    pub model: String,
    /// System turns first, then user and assistant in turn; the newest one last.
    pub turns: Vec<Turn>,
    /// How many of the last turns only make sense together: 1, more when an answer is to be gone on with, all of them when
    /// nothing may be left out.
    pub newest: usize,
    /// How free the choice of words is, 0 to 2; the provider's default when none.
    pub temperature: Option<f32>,
    /// Most tokens of the answer; the provider's default when none.
    pub max_tokens: Option<u32>,
}

/// One contribution to a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// Who speaks.
    pub role: PromptRole,
    /// What is said.
    pub content: String,
    /// What is shown with it, to a model that sees pictures.
    pub images: Vec<Image>,
}

impl Turn {
    /// One that only says something.
    pub fn new(role: PromptRole, content: impl Into<String>) -> Self {
        Self { role, content: content.into(), images: Vec::new() }
    }
}

/// A picture. Cheap to clone.
#[derive(Clone, PartialEq, Eq)]
pub struct Image {
    /// `image/png` or `image/jpeg`.
    pub media_type: String,
    /// The file.
    pub content: Arc<[u8]>,
}

impl fmt::Debug for Image {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {} bytes", self.media_type, self.content.len())
    }
}

/// Who speaks in a [`Turn`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PromptRole {
    /// The house rules.
    System,
    /// The person.
    User,
    /// The model.
    Assistant,
}

impl Prompt {
    /// Most tokens of the turns in a context of `context_tokens`, so that the answer fits into it as well. An answer
    /// without a limit is expected to have up to `answer_tokens`; more than half of the context is not kept free for it.
    pub fn budget(&self, context_tokens: u32, answer_tokens: u32) -> u32 {
        context_tokens - self.max_tokens.unwrap_or(answer_tokens).min(context_tokens / 2)
    }

    /// The newest thing that the person said; empty when there is none.
    pub fn question(&self) -> &str {
        self.turns.iter().rev().find(|turn| turn.role == PromptRole::User).map_or("", |turn| &turn.content)
    }
}

/// Turns that fit, from [`fit`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fitted {
    /// What is left, in order.
    pub turns: Vec<Turn>,
    /// How many old turns were left out.
    pub dropped: u32,
}

/// About how many tokens the turns are. An estimate, since every model counts in its own way: ASCII characters by three,
/// every other character as one, 1600 for each picture, and 8 around each turn.
pub fn estimate_tokens(turns: &[Turn]) -> u32 {
    turns.iter().map(estimate_turn).fold(0, u32::saturating_add)
}

fn estimate_turn(turn: &Turn) -> u32 {
    let images = u32::try_from(turn.images.len()).unwrap_or(u32::MAX).saturating_mul(TOKENS_PER_IMAGE);
    estimate_text(&turn.content).saturating_add(images).saturating_add(TOKENS_PER_TURN)
}

/// About how many tokens a text is, without what goes around it.
pub fn estimate_text(text: &str) -> u32 {
    let (mut ascii, mut other) = (0_u32, 0_u32);
    for c in text.chars() {
        let count = if c.is_ascii() { &mut ascii } else { &mut other };
        *count = count.saturating_add(1);
    }
    ascii.div_ceil(ASCII_PER_TOKEN).saturating_add(other)
}

/// Leaves out the oldest turns until the rest is at most about `budget` tokens. The system turns and the `newest` last
/// ones always stay, and what is left of the conversation begins with a user turn. `None` when even those do not fit.
pub fn fit(turns: Vec<Turn>, newest: usize, budget: u32) -> Option<Fitted> {
    let (system, mut talk): (Vec<_>, Vec<_>) = turns.into_iter().partition(|turn| turn.role == PromptRole::System);
    let mut left = budget.checked_sub(estimate_tokens(&system))?;
    let mut first_kept = talk.len();
    for (index, turn) in talk.iter().enumerate().rev() {
        match left.checked_sub(estimate_turn(turn)) {
            Some(rest) => (left, first_kept) = (rest, index),
            None if index + newest >= talk.len() => return None,
            None => break,
        }
    }
    // An answer whose question is gone would only confuse; but the newest turns stay whoever wrote them.
    if first_kept > 0 {
        while first_kept + newest.max(1) < talk.len() && talk[first_kept].role != PromptRole::User {
            first_kept += 1;
        }
    }
    let kept = talk.split_off(first_kept);
    let dropped = u32::try_from(talk.len()).unwrap_or(u32::MAX);
    Some(Fitted { turns: system.into_iter().chain(kept).collect(), dropped })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turn(role: PromptRole, content: &str) -> Turn {
        Turn::new(role, content)
    }

    fn talk() -> Vec<Turn> {
        vec![
            turn(PromptRole::System, "rules"),            // 8 + 2
            turn(PromptRole::User, "first question"),     // 8 + 5
            turn(PromptRole::Assistant, "first answer"),  // 8 + 4
            turn(PromptRole::User, "second question"),    // 8 + 5
            turn(PromptRole::Assistant, "second answer"), // 8 + 5
            turn(PromptRole::User, "셋째 질문"),          // 8 + 4 + 1
        ]
    }

    #[test]
    fn ascii_counts_a_third_and_every_other_character_one() {
        assert_eq!(estimate_tokens(&talk()), 10 + 13 + 12 + 13 + 13 + 13);
        assert_eq!(estimate_tokens(&[]), 0);
    }

    #[test]
    fn a_picture_counts_as_much_as_a_page_of_text() {
        let image = Image { media_type: "image/png".to_owned(), content: Arc::from([0_u8; 4]) };
        let shown = Turn { images: vec![image.clone(), image], ..turn(PromptRole::User, "abc") };
        assert_eq!(estimate_tokens(std::slice::from_ref(&shown)), 1 + 2 * 1600 + 8);
        assert_eq!(
            fit(vec![turn(PromptRole::User, "before"), shown.clone()], 1, 3210).map(|fitted| fitted.dropped),
            Some(1)
        );
        assert_eq!(fit(vec![shown], 1, 3208), None);
    }

    #[test]
    fn what_fits_is_left_alone() {
        assert_eq!(fit(talk(), 1, 74), Some(Fitted { turns: talk(), dropped: 0 }));
    }

    #[test]
    fn the_oldest_question_goes_with_its_answer() {
        let kept = |indices: &[usize]| indices.iter().map(|&index| talk()[index].clone()).collect::<Vec<_>>();
        assert_eq!(fit(talk(), 1, 73), Some(Fitted { turns: kept(&[0, 3, 4, 5]), dropped: 2 }));
        assert_eq!(fit(talk(), 1, 49), Some(Fitted { turns: kept(&[0, 3, 4, 5]), dropped: 2 }));
        assert_eq!(fit(talk(), 1, 48), Some(Fitted { turns: kept(&[0, 5]), dropped: 4 }));
        assert_eq!(fit(talk(), 1, 23), Some(Fitted { turns: kept(&[0, 5]), dropped: 4 }));
    }

    #[test]
    fn a_newest_turn_that_does_not_fit_is_not_cut() {
        assert_eq!(fit(talk(), 1, 22), None);
        assert_eq!(fit(talk(), 1, 5), None);
    }

    #[test]
    fn nothing_is_left_out_where_all_turns_belong_together() {
        assert_eq!(fit(talk(), talk().len(), 74), Some(Fitted { turns: talk(), dropped: 0 }));
        assert_eq!(fit(talk(), talk().len(), 73), None);
    }

    #[test]
    fn an_answer_to_be_continued_stays() {
        let earlier = [turn(PromptRole::User, "before"), turn(PromptRole::Assistant, "yes")];
        let last = [
            turn(PromptRole::User, "a long question"),
            turn(PromptRole::Assistant, "half"),
            turn(PromptRole::User, "go on"),
        ];
        let turns = [earlier.as_slice(), &last].concat();
        assert_eq!(fit(turns.clone(), 3, 34), Some(Fitted { turns: last.to_vec(), dropped: 2 }));
        assert_eq!(fit(turns, 3, 32), None, "without its question nobody can go on with an answer");
    }
}
