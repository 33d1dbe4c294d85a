//! What a model is told so that it mends code by edits that can be checked, and what it is told of those that could not be
//! made. Short, and with an example: small models do as an example does.

use super::{
    edits::{DIVIDER, NO_CHANGES, Reason, Refused},
    markdown::fence,
    model::NewFile,
};
use crate::{
    i18n::Language,
    provider::prompt::{PromptRole, Turn},
};
use std::fmt::Write;

/// What it is asked: the rules, an example, then the files and what is wrong.
pub(super) fn question(files: &[NewFile], instruction: &str, language: Language) -> Vec<Turn> {
    let wrong = if instruction.is_empty() { language.instructions_texts().fix_whatever } else { instruction };
    let (example, example_answer) = example(language);
    [
        (PromptRole::System, rules(language)),
        (PromptRole::User, example),
        (PromptRole::Assistant, example_answer),
        (PromptRole::User, shown(files) + wrong),
    ]
    .map(|(role, content)| Turn::new(role, content))
    .into()
}

/// The files, each below its name and in a fence.
fn shown(files: &[NewFile]) -> String {
    let mut text = String::new();
    for NewFile { path, content } in files {
        let fence = fence(content);
        let line_end = if content.is_empty() || content.ends_with('\n') { "" } else { "\n" };
        // Writing to a String cannot fail.
        let _ = write!(text, "{path}\n{fence}\n{content}{line_end}{fence}\n\n");
    }
    text
}

/// What it is told when not all of its edits could be made.
pub(super) fn retry_prompt(turns: Vec<Turn>, answer: &str, refused: &[Refused], language: Language) -> Vec<Turn> {
    let texts = language.instructions_texts();
    let mut told = format!("{}\n\n", texts.fix_refused);
    for Refused { path, reason, search } in refused {
        let first = search.lines().next().map(|line| format!("`{line}`")).unwrap_or_default();
        let place = [path.as_str(), &first].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        let joint = if place.is_empty() { "" } else { ": " };
        // Writing to a String cannot fail.
        let _ = writeln!(told, "- {place}{joint}{}", reason.for_model());
    }
    let _ = write!(told, "\n{}", texts.fix_again);
    let said = Turn::new(PromptRole::Assistant, answer);
    turns.into_iter().chain([said, Turn::new(PromptRole::User, told)]).collect()
}

fn rules(language: Language) -> String {
    let explain = language.instructions_texts().fix_explain;
    format!(
        "You fix code. {explain} Then write one block for each change:\n\n\
         name of the file\n\
         <<<<<<< SEARCH\n\
         lines copied from the file\n\
         {DIVIDER}\n\
         lines that take their place\n\
         >>>>>>> REPLACE\n\n\
         Rules:\n\
         - SEARCH holds whole lines of the file, copied exactly with their indentation: the lines to change and one or two \
         around them. They must stand in the file exactly once.\n\
         - Change only what is needed. Never write the whole file again. Never leave out lines with \"...\".\n\
         - A new file has a block with an empty SEARCH.\n\
         - If nothing has to be changed, write {NO_CHANGES}."
    )
}

/// A question with an answer as it should be.
fn example(language: Language) -> (String, String) {
    let texts = language.instructions_texts();
    let (wrong, said) = (texts.fix_example_wrong, texts.fix_example_said);
    let question = format!(
        "shapes/circle.py\n```\nimport math\n\n\ndef area(r):\n    return math.pi * r\n\n\ndef edge(r):\n    return 2 * math.pi * r\n```\n\n{wrong}"
    );
    let answer = format!(
        "{said}\n\nshapes/circle.py\n<<<<<<< SEARCH\ndef area(r):\n    return math.pi * r\n{DIVIDER}\ndef area(r):\n    \
         return math.pi * r ** 2\n>>>>>>> REPLACE\n"
    );
    (question, answer)
}

impl Reason {
    /// Why an edit was not made, in words that help to write it better.
    fn for_model(self) -> &'static str {
        match self {
            Self::NoEdits => "there is no block in the answer",
            Self::Truncated => "the block has no line >>>>>>> REPLACE",
            Self::Nested => "another block begins within the block",
            Self::Divider => "between <<<<<<< SEARCH and >>>>>>> REPLACE there must be exactly one line =======",
            Self::Marker => "a block begins with <<<<<<< SEARCH and ends with >>>>>>> REPLACE",
            Self::NoPath => "the name of the file is missing above the block",
            Self::UnknownPath => "there is no file of that name",
            Self::UnsafePath => "no file can have that name",
            Self::EmptySearch => "SEARCH is empty, but the file is not new",
            Self::NotFound => "the lines of SEARCH are not in the file",
            Self::Ambiguous => "the lines of SEARCH stand in the file more than once; copy more lines around them",
            Self::Overlap => "another block changes the same lines; write one block for both",
            Self::NoChange => "SEARCH and REPLACE are the same",
            Self::Control => "it holds a control character",
            Self::TooLarge => "it is too large",
            Self::TooMany => "there are too many blocks",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code_fixes::{apply::PatchSet, edits::parse};

    #[test]
    fn the_example_is_as_it_should_be() {
        for language in [Language::Ko, Language::En] {
            let (question, answer) = example(language);
            let file = question.split("```\n").nth(1).expect("there is a file").to_owned();
            let mut bench = PatchSet::new([("shapes/circle.py".to_owned(), file.clone())]);
            assert_eq!(bench.make(parse(&answer, &["shapes/circle.py"])), []);
            let mended = file.replace("return math.pi * r\n\n", "return math.pi * r ** 2\n\n");
            assert_eq!(bench.finish().remove(0).content, mended);
        }
    }

    #[test]
    fn a_file_with_a_fence_in_it_stands_in_a_longer_one() {
        let files = [NewFile { path: "a.md".to_owned(), content: "````\nx\n````".to_owned() }];
        assert_eq!(shown(&files), "a.md\n`````\n````\nx\n````\n`````\n\n");
    }
}
