//! What a person is told of an import.

use super::model::{Loss, Trouble};
use crate::i18n::TransferTexts;

impl TransferTexts {
    /// What to tell a person about an import that failed.
    pub fn trouble(&self, trouble: Trouble) -> &'static str {
        match trouble {
            Trouble::Unreadable => self.trouble_unreadable,
            Trouble::Damaged => self.trouble_damaged,
            Trouble::TooMuch => self.trouble_too_much,
            Trouble::Full => self.trouble_full,
            Trouble::DiskFull => self.trouble_disk_full,
            Trouble::Newer => self.trouble_newer,
            Trouble::Interrupted => self.trouble_interrupted,
            Trouble::Internal => self.trouble_internal,
        }
    }

    /// What to tell a person about what was left out.
    pub fn loss(&self, loss: Loss, count: u64) -> String {
        let sentence = match loss {
            Loss::Images => self.loss_images,
            Loss::Audio => self.loss_audio,
            Loss::Attachments => self.loss_attachments,
            Loss::Tools => self.loss_tools,
            Loss::System => self.loss_system,
            Loss::EmptyMessages => self.loss_empty_messages,
            Loss::EmptyConversations => self.loss_empty_conversations,
            Loss::Unknown => self.loss_unknown,
            Loss::Cut => self.loss_cut,
            Loss::Characters => self.loss_characters,
            Loss::Garbled => self.loss_garbled,
            Loss::Broken => self.loss_broken,
            Loss::TooLarge => self.loss_too_large,
            Loss::Files => self.loss_files,
            Loss::Formats => self.loss_formats,
            Loss::Versions => self.loss_versions,
            Loss::Folders => self.loss_folders,
            Loss::Tags => self.loss_tags,
            Loss::Prompts => self.loss_prompts,
            Loss::Personas => self.loss_personas,
            Loss::CodeFixes => self.loss_code_fixes,
            Loss::Commands => self.loss_commands,
        };
        sentence.replace("{n}", &count.to_string())
    }
}
