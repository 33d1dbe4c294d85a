//! What a person is told of an import.

use super::model::{ImportFault, Omission};
use crate::i18n::TransferTexts;

impl TransferTexts {
    /// What to tell a person about an import that failed.
    pub fn trouble(&self, trouble: ImportFault) -> &'static str {
        match trouble {
            ImportFault::Unreadable => self.trouble_unreadable,
            ImportFault::Damaged => self.trouble_damaged,
            ImportFault::TooMuch => self.trouble_too_much,
            ImportFault::Full => self.trouble_full,
            ImportFault::DiskFull => self.trouble_disk_full,
            ImportFault::Newer => self.trouble_newer,
            ImportFault::Interrupted => self.trouble_interrupted,
            ImportFault::Internal => self.trouble_internal,
        }
    }

    /// What to tell a person about what was left out.
    pub fn loss(&self, loss: Omission, count: u64) -> String {
        let sentence = match loss {
            Omission::Images => self.loss_images,
            Omission::Audio => self.loss_audio,
            Omission::Attachments => self.loss_attachments,
            Omission::Tools => self.loss_tools,
            Omission::System => self.loss_system,
            Omission::EmptyMessages => self.loss_empty_messages,
            Omission::EmptyConversations => self.loss_empty_conversations,
            Omission::Unknown => self.loss_unknown,
            Omission::Cut => self.loss_cut,
            Omission::Characters => self.loss_characters,
            Omission::Garbled => self.loss_garbled,
            Omission::Broken => self.loss_broken,
            Omission::TooLarge => self.loss_too_large,
            Omission::Files => self.loss_files,
            Omission::Formats => self.loss_formats,
            Omission::Versions => self.loss_versions,
            Omission::Folders => self.loss_folders,
            Omission::Tags => self.loss_tags,
            Omission::Prompts => self.loss_prompts,
            Omission::Personas => self.loss_personas,
            Omission::CodeFixes => self.loss_code_fixes,
            Omission::Commands => self.loss_commands,
        };
        sentence.replace("{n}", &count.to_string())
    }
}
