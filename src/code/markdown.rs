//! Code as Markdown, to be sent on.

use super::model::FixedFile;
use std::fmt::Write;

/// The files as they are with what is accepted, each below its name and in a fence.
pub(super) fn markdown(files: &[FixedFile]) -> String {
    let mut text = String::new();
    for FixedFile { path, result, .. } in files {
        let fence = fence(result);
        // Highlighting goes by the end of a name as well as by the name of a language.
        let language = path.rsplit_once('.').map_or("", |(_, end)| end);
        let line_end = if result.is_empty() || result.ends_with('\n') { "" } else { "\n" };
        // Writing to a String cannot fail.
        let _ = write!(text, "**`{path}`**\n\n{fence}{language}\n{result}{line_end}{fence}\n\n");
    }
    text
}

/// A fence that nothing in the text ends.
pub(super) fn fence(text: &str) -> String {
    let longest = text.lines().map(|line| line.trim_start().chars().take_while(|c| *c == '`').count()).max();
    "`".repeat(longest.unwrap_or_default().max(2) + 1)
}
