//! What a model is told of the attachments of a question.

use super::model::{Attachment, AttachmentId, Kind};
use crate::{i18n::Language, provider::prompt::Image};
use std::{collections::HashMap, sync::Arc};

/// Pictures that a model is shown at once, the newest: as many as the tightest services take (20 on claude.ai), and 40 MB
/// at most.
const IMAGES_MAX: usize = 20;
/// Most bytes of texts that are told at once, the newest: what no model reads, but those that read a million tokens.
const TEXT_BYTES_MAX: i64 = 4 * 1024 * 1024;

/// A question as a model is told it.
#[derive(Debug, Default)]
pub struct PromptParts {
    /// The texts that are attached, before what was asked.
    pub text: String,
    /// The pictures.
    pub images: Vec<Image>,
}

/// Which of a conversation's attachments a model is told; the newest ones are asked for first.
#[derive(Debug)]
pub struct AttachmentBudget {
    images: usize,
    text_bytes: i64,
}

impl AttachmentBudget {
    /// All of it, for a model that sees pictures or does not.
    pub fn new(sees: bool) -> Self {
        Self { images: if sees { IMAGES_MAX } else { 0 }, text_bytes: TEXT_BYTES_MAX }
    }

    /// Whether there is room for this one too.
    pub fn take(&mut self, attachment: &Attachment) -> bool {
        match attachment.kind {
            Kind::Image => self.images.checked_sub(1).map(|left| self.images = left).is_some(),
            Kind::Text => {
                self.text_bytes -= attachment.bytes;
                self.text_bytes >= 0
            }
        }
    }
}

/// A question with its attachments, of which `contents` has what there is room for.
pub fn to_prompt(
    question: &str,
    attachments: &[Attachment],
    contents: &mut HashMap<AttachmentId, Vec<u8>>,
    sees: bool,
    language: Language,
) -> PromptParts {
    let texts = language.attachments_texts();
    let mut told = PromptParts::default();
    for attachment in attachments {
        let name = unmarked(&attachment.name);
        match (attachment.kind, contents.remove(&attachment.id)) {
            (Kind::Image, Some(content)) => {
                told.images.push(Image { media_type: attachment.media_type.clone(), content: Arc::from(content) });
            }
            (Kind::Text, Some(content)) => {
                let text = String::from_utf8_lossy(&content);
                let (fence, end) = (fence(&text), if text.ends_with('\n') { "" } else { "\n" });
                told.text.push_str(&format!("{}\n{fence}\n{text}{end}{fence}\n\n", texts.prompt_file(name)));
            }
            (Kind::Image, None) if !sees => told.text.push_str(&format!("{}\n\n", texts.prompt_unseen_image(name))),
            (_, None) => told.text.push_str(&format!("{}\n\n", texts.prompt_omitted(name))),
        }
    }
    told.text.push_str(question);
    told.text.truncate(told.text.trim_end().len());
    told
}

/// A name without the marks that set it off from what is said.
fn unmarked(name: &str) -> String {
    name.replace(['`', '[', ']', '“', '”', '{', '}'], "")
}

/// A fence that no line of the text ends.
fn fence(text: &str) -> String {
    let longest = text.lines().map(|line| line.trim_start().chars().take_while(|c| *c == '`').count()).max();
    "`".repeat(longest.unwrap_or_default().max(2) + 1)
}
