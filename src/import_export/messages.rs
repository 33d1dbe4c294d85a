//! What a person is told of an import.

use super::model::{ImportFault, Omission};
use crate::i18n::ImportExportTexts;

impl ImportExportTexts {
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
        match loss {
            Omission::Images => self.loss_images(count),
            Omission::Audio => self.loss_audio(count),
            Omission::Attachments => self.loss_attachments(count),
            Omission::Tools => self.loss_tools(count),
            Omission::System => self.loss_system(count),
            Omission::EmptyMessages => self.loss_empty_messages(count),
            Omission::EmptyConversations => self.loss_empty_conversations(count),
            Omission::Unknown => self.loss_unknown(count),
            Omission::Cut => self.loss_cut(count),
            Omission::Characters => self.loss_characters(count),
            Omission::Garbled => self.loss_garbled(count),
            Omission::Broken => self.loss_broken(count),
            Omission::TooLarge => self.loss_too_large(count),
            Omission::Files => self.loss_files(count),
            Omission::Formats => self.loss_formats(count),
            Omission::Versions => self.loss_versions(count),
            Omission::Folders => self.loss_folders(count),
            Omission::Tags => self.loss_tags(count),
            Omission::Prompts => self.loss_prompts(count),
            Omission::Personas => self.loss_personas(count),
            Omission::CodeFixes => self.loss_code_fixes(count),
            Omission::Commands => self.loss_commands(count),
        }
    }
}
