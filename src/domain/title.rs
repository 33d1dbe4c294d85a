//! What people write, with its limits.

use super::error::{Result, ValidationError};

/// A title of a conversation or of a document: 1 to 200 characters on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title(String);

impl Title {
    /// Most characters.
    pub const MAX_LENGTH: usize = 200;
    /// Most characters of a title that is made from a question.
    const FROM_QUESTION_LENGTH: usize = 40;

    /// Takes a title as it was typed; runs of white space become one space.
    ///
    /// # Errors
    /// `TitleLength`.
    pub fn parse(text: &str) -> Result<Self> {
        let title = one_line(text);
        if (1..=Self::MAX_LENGTH).contains(&title.chars().count()) {
            Ok(Self(title))
        } else {
            Err(ValidationError::TitleLength.into())
        }
    }

    /// The first words of a question.
    pub fn from_question(question: &str) -> Self {
        let line = one_line(question);
        let mut title: String = line.chars().take(Self::FROM_QUESTION_LENGTH).collect();
        if title.len() < line.len() {
            // Cut between words where there is one to cut between.
            if let Some((words, _)) = title.rsplit_once(' ').filter(|(words, _)| words.chars().count() >= 10) {
                title = words.to_owned();
            }
            title.push('…');
        }
        Self(title)
    }

    /// A model's proposal, without the quotes, marks and prefixes that models add; none when nothing is left.
    pub fn from_model(text: &str) -> Option<Self> {
        let line = text.lines().map(str::trim).find(|line| !line.is_empty())?;
        let line = line.trim_start_matches("Title:").trim_start_matches("제목:");
        let line = line.trim_matches(|c: char| c.is_whitespace() || "\"'`*#“”‘’「」『』.".contains(c));
        let title: String = one_line(line).chars().take(Self::MAX_FROM_MODEL).collect();
        (!title.is_empty()).then_some(Self(title))
    }

    /// A model that was asked for a few words and writes more is cut here.
    const MAX_FROM_MODEL: usize = 60;

    /// The title's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A text on one line: runs of white space and control characters become one space.
pub fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A text with `\n` at the end of its lines.
///
/// # Errors
/// `MessageControlCharacter`, but for line breaks and tabs.
pub fn clean_text(text: &str) -> Result<String> {
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Err(ValidationError::MessageControlCharacter.into());
    }
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_one_line_however_it_came() {
        assert_eq!(Title::parse("  a \n b ").map(|title| title.0), Ok("a b".into()));
        assert_eq!(Title::parse("\n"), Err(ValidationError::TitleLength.into()));
        assert_eq!(Title::from_question("짧은 질문").as_str(), "짧은 질문");
        assert_eq!(Title::from_question(&"word ".repeat(20)).as_str(), "word word word word word word word word…");
        assert_eq!(Title::from_model("\n**\"러스트 정렬\"**\nmore").map(|title| title.0), Some("러스트 정렬".into()));
        assert_eq!(Title::from_model(" \"\" \n"), None);
    }
}
