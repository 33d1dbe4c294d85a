//! Code as Markdown, to be sent on, and fixes, to be taken out.

use super::{
    export_record::{FileExport, FixExport},
    model::{ASKED_AGAIN, FixedFile, Refusal},
};
use crate::{
    domain::time::utc_day,
    generation::model::Status,
    i18n::{CodeFixesTexts, Language},
    provider::model::ProviderFault,
};
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

/// What the model says beside its edits: the words before the first block.
pub(super) fn said(answer: &str) -> String {
    let first = answer.split(ASKED_AGAIN).next().unwrap_or_default();
    let mut lines: Vec<&str> = first.lines().take_while(|line| !line.starts_with("<<<<<")).collect();
    if lines.len() < first.lines().count() {
        // The name of the file, and the fence around the block.
        while lines.last().is_some_and(|line| is_heading(line.trim())) {
            lines.pop();
        }
    }
    lines.join("\n")
}

/// Whether a line stands above a block and belongs to it.
fn is_heading(line: &str) -> bool {
    let is_name = !line.contains(' ') && line.contains(['.', '/']);
    line.is_empty() || is_name || ["```", "#", "File:", "파일:"].iter().any(|start| line.starts_with(start))
}

impl FixExport {
    /// What was wanted, what the model says of it, what was not made, and the files by their names.
    pub fn markdown(&self, language: Language) -> String {
        let texts = language.code_fixes_texts();
        let mut text = format!("# {}\n\n{} · {}\n", self.title, utc_day(self.created_at), self.model);
        if let Some(state) = self.state(language) {
            section(&mut text, "", state);
        }
        if !self.instruction.is_empty() {
            section(&mut text, texts.wrong, &fenced(&self.instruction));
        }
        if self.status != Status::Complete {
            let answer = self.answer.replace(ASKED_AGAIN, "\n\n");
            if !answer.trim().is_empty() {
                section(&mut text, texts.answer, &fenced(&answer));
            }
            return text;
        }
        let said = said(&self.answer);
        if !said.trim().is_empty() {
            section(&mut text, texts.said, said.trim());
        }
        if self.answer.contains(ASKED_AGAIN) {
            section(&mut text, "", texts.was_asked_again);
        }
        let refused: String = self.left_refusals().map(|refusal| refused(refusal, texts)).collect();
        if !refused.is_empty() {
            section(&mut text, texts.not_made, &format!("{}{refused}", texts.not_made_about));
        }
        let files: String = self.files.iter().map(|file| entry(file, texts)).collect();
        section(&mut text, texts.result, files.trim_end());
        text
    }

    /// Why there is nothing that could be taken; none when there is.
    fn state(&self, language: Language) -> Option<&'static str> {
        let (texts, general) = (language.code_fixes_texts(), language.texts());
        let fault = || self.fault.as_deref().and_then(|code| code.parse::<ProviderFault>().ok());
        match self.status {
            Status::Complete => None,
            Status::Generating => Some(texts.is_generating),
            Status::Stopped => Some(texts.is_stopped),
            Status::Interrupted => Some(texts.is_interrupted),
            Status::Failed => Some(fault().map_or(general.reply_failed, |fault| general.provider_fault(fault))),
        }
    }
}

/// Adds a section; one without a heading is a paragraph.
fn section(text: &mut String, heading: &str, content: &str) {
    let heading = if heading.is_empty() { String::new() } else { format!("## {heading}\n\n") };
    let _ = write!(text, "\n{heading}{content}\n");
}

/// A paragraph of an edit that was not made: which file it is for, why, and what it was to replace.
fn refused(refusal: &Refusal, texts: &CodeFixesTexts) -> String {
    let path = if refusal.path.is_empty() { String::new() } else { format!("**{}**: ", refusal.path) };
    let search = if refusal.search.is_empty() { String::new() } else { format!("\n\n{}", fenced(&refusal.search)) };
    format!("\n\n{path}{}{search}", refusal.reason.sentence(texts))
}

/// A line of the list of files: its name, and how much of what the model changes is taken.
fn entry(file: &FileExport, texts: &CodeFixesTexts) -> String {
    let accepted = file.hunks.iter().filter(|hunk| hunk.is_accepted).count();
    let taken = match file.hunks.len() {
        0 => texts.nothing_changed.to_owned(),
        all => texts.taken(accepted, all),
    };
    let new = if file.is_new { format!(" ({})", texts.new_file) } else { String::new() };
    format!("- `{}`{new}: {taken}\n", file.path)
}

fn fenced(text: &str) -> String {
    let fence = fence(text);
    format!("{fence}\n{}\n{fence}", text.trim_end_matches('\n'))
}
