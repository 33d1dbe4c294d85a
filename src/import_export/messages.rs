//! What a person is told of an import.

use super::model::{ImportFault, Omission};
use crate::i18n::ImportExportTexts;

impl ImportExportTexts {
    /// What to tell a person about an import that failed.
    pub fn fault(&self, fault: ImportFault) -> &'static str {
        match fault {
            ImportFault::Unreadable => self.fault_unreadable,
            ImportFault::Damaged => self.fault_damaged,
            ImportFault::TooMuch => self.fault_too_much,
            ImportFault::Full => self.fault_full,
            ImportFault::DiskFull => self.fault_disk_full,
            ImportFault::Newer => self.fault_newer,
            ImportFault::Interrupted => self.fault_interrupted,
            ImportFault::Internal => self.fault_internal,
        }
    }

    /// What to tell a person about what was left out.
    pub fn omission(&self, omission: Omission, count: u64) -> String {
        match omission {
            Omission::Images => self.omission_images(count),
            Omission::Audio => self.omission_audio(count),
            Omission::Attachments => self.omission_attachments(count),
            Omission::Tools => self.omission_tools(count),
            Omission::System => self.omission_system(count),
            Omission::EmptyMessages => self.omission_empty_messages(count),
            Omission::EmptyConversations => self.omission_empty_conversations(count),
            Omission::Unknown => self.omission_unknown(count),
            Omission::Cut => self.omission_cut(count),
            Omission::Characters => self.omission_characters(count),
            Omission::Garbled => self.omission_garbled(count),
            Omission::Broken => self.omission_broken(count),
            Omission::TooLarge => self.omission_too_large(count),
            Omission::Files => self.omission_files(count),
            Omission::Formats => self.omission_formats(count),
            Omission::Versions => self.omission_versions(count),
            Omission::Folders => self.omission_folders(count),
            Omission::Tags => self.omission_tags(count),
            Omission::Prompts => self.omission_prompts(count),
            Omission::Personas => self.omission_personas(count),
            Omission::CodeFixes => self.omission_code_fixes(count),
            Omission::Commands => self.omission_commands(count),
        }
    }
}
