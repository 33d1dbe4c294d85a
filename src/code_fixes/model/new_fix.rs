//! What a person has mended, looked at before it is taken.

use super::FILES_MAX;
use crate::{
    code_fixes::{edits::is_safe_path, error::FixError},
    domain::{error::ValidationError, title::Title},
};

/// Most bytes of the files of one fix together.
pub const CODE_BYTES_MAX: usize = 1_000_000;
/// Most bytes of what is said to be wrong; an error with its whole trace fits.
pub const INSTRUCTION_BYTES_MAX: usize = 32 * 1024;

/// A file that is to be mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Its name, a relative path.
    pub path: String,
    /// What is in it.
    pub content: String,
}

/// What a person has mended.
#[derive(Debug, Clone)]
pub struct NewFix {
    /// The files, at least one.
    pub files: Vec<NewFile>,
    /// What is wrong, or the error.
    pub instruction: String,
}

impl NewFix {
    /// Looks whether it can be taken, and gives it as it will be stored.
    ///
    /// # Errors
    /// `NoCode`, `TooLarge`, `TooManyFiles`, `Path`, `PathTwice`, `NotText`; `MessageTooLong`, `MessageControlCharacter` of
    /// the instruction.
    pub fn checked(mut self) -> Result<Self, FixError> {
        if self.files.is_empty() || self.files.iter().all(|file| file.content.trim().is_empty()) {
            return Err(FixError::NoCode);
        }
        if self.files.len() > FILES_MAX {
            return Err(FixError::TooManyFiles);
        }
        if self.files.iter().map(|file| file.content.len()).sum::<usize>() > CODE_BYTES_MAX {
            return Err(FixError::TooLarge);
        }
        for (index, file) in self.files.iter().enumerate() {
            if !is_safe_path(&file.path) {
                return Err(FixError::Path);
            }
            if self.files[..index].iter().any(|other| other.path.to_lowercase() == file.path.to_lowercase()) {
                return Err(FixError::PathTwice);
            }
            if !is_code(&file.content) {
                return Err(FixError::NotText);
            }
        }
        if self.instruction.len() > INSTRUCTION_BYTES_MAX {
            return Err(ValidationError::MessageTooLong.into());
        }
        // Colours and the like, which terminals put into errors, say nothing.
        self.instruction = without_escapes(&self.instruction);
        self.instruction = crate::domain::title::clean_text(&self.instruction)?.trim().to_owned();
        Ok(self)
    }

    /// What it is called: what is wrong, or else the files.
    pub fn title(&self) -> String {
        let paths = || self.files.iter().map(|file| file.path.as_str()).collect::<Vec<_>>().join(", ");
        let words = if self.instruction.is_empty() { paths() } else { self.instruction.clone() };
        Title::from_question(&words).as_str().to_owned()
    }
}

/// What an editor shows as text; a form feed stands in sources of old.
pub(in crate::code_fixes) fn is_code(text: &str) -> bool {
    text.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t' | '\u{c}'))
}

/// A text without the escape sequences of terminals (ECMA-48 §5.4).
fn without_escapes(text: &str) -> String {
    let mut rest = text.split("\u{1b}[");
    let mut plain = rest.next().unwrap_or_default().to_owned();
    for part in rest {
        plain.push_str(part.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';').get(1..).unwrap_or_default());
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_of_a_terminal_are_left_out_of_an_error() {
        let error = "\u{1b}[1;31merror[E0308]\u{1b}[0m: mismatched types";
        assert_eq!(without_escapes(error), "error[E0308]: mismatched types");
    }
}
