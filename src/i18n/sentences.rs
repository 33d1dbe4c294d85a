//! Sentences that depend on what they are about.

use super::CommonTexts;
use crate::{
    domain::error::{AppError, ValidationError},
    provider::model::{ProviderFault, WaitReason},
};

impl CommonTexts {
    /// What to tell a person about an error.
    pub fn error(&self, error: &AppError) -> String {
        match error {
            AppError::Unauthorized => self.error_unauthorized.to_owned(),
            AppError::Forbidden => self.error_forbidden.to_owned(),
            AppError::ReauthenticationRequired => self.error_reauthentication_required.to_owned(),
            AppError::NotFound => self.error_not_found.to_owned(),
            AppError::BadRequest => self.error_bad_request.to_owned(),
            AppError::Invalid(fault) => self.fault(*fault).to_owned(),
            AppError::TooManyRequests(seconds) => self.error_too_many_requests(seconds),
            AppError::Busy(seconds) => self.error_busy(seconds),
            AppError::Unavailable => self.error_unavailable.to_owned(),
            AppError::DiskFull => self.error_disk_full.to_owned(),
            AppError::Unreachable => self.error_unreachable.to_owned(),
            AppError::Internal => self.error_internal.to_owned(),
        }
    }

    /// What to tell a person about something that they entered.
    pub fn fault(&self, fault: ValidationError) -> &'static str {
        match fault {
            ValidationError::UsernameLength => self.fault_username_length,
            ValidationError::UsernameCharacters => self.fault_username_characters,
            ValidationError::UsernameTaken => self.fault_username_taken,
            ValidationError::EmailFormat => self.fault_email_format,
            ValidationError::EmailTaken => self.fault_email_taken,
            ValidationError::PasswordLength => self.fault_password_length,
            ValidationError::PasswordWrong => self.fault_password_wrong,
            ValidationError::CredentialsWrong => self.fault_credentials_wrong,
            ValidationError::SignupClosed => self.fault_signup_closed,
            ValidationError::TitleLength => self.fault_title_length,
            ValidationError::SystemPromptLength => self.fault_system_prompt_length,
            ValidationError::TemperatureRange => self.fault_temperature_range,
            ValidationError::MaxTokensRange => self.fault_max_tokens_range,
            ValidationError::MessageEmpty => self.fault_message_empty,
            ValidationError::MessageTooLong => self.fault_message_too_long,
            ValidationError::MessageControlCharacter => self.fault_message_control_character,
            ValidationError::AttachmentsInvalid => self.fault_attachments_invalid,
            ValidationError::ModelUnknown => self.fault_model_unknown,
            ValidationError::RepliesWaiting => self.fault_replies_waiting,
            ValidationError::EventUnknown => self.fault_event_unknown,
            ValidationError::NotContinuable => self.fault_not_continuable,
            ValidationError::DocumentTooLong => self.fault_document_too_long,
            ValidationError::DocumentStale => self.fault_document_stale,
            ValidationError::FormatUnknown => self.fault_format_unknown,
            ValidationError::ExportTooLong => self.fault_export_too_long,
            ValidationError::FileUnreadable => self.fault_file_unreadable,
            ValidationError::KeyDays => self.fault_key_days,
            ValidationError::CountMax => self.fault_count_max,
            ValidationError::AccountFull => self.fault_account_full,
        }
    }

    /// What to tell a person about a model that does not answer.
    pub fn provider_fault(&self, fault: ProviderFault) -> &'static str {
        match fault {
            ProviderFault::Unauthorized => self.provider_unauthorized,
            ProviderFault::Forbidden => self.provider_forbidden,
            ProviderFault::RateLimited => self.provider_rate_limited,
            ProviderFault::QuotaExceeded => self.provider_quota_exceeded,
            ProviderFault::Refused => self.provider_refused,
            ProviderFault::Failed => self.provider_failed,
            ProviderFault::Unreachable => self.provider_unreachable,
            ProviderFault::UnknownHost => self.provider_unknown_host,
            ProviderFault::TlsFailed => self.provider_tls_failed,
            ProviderFault::WentSilent => self.provider_went_silent,
            ProviderFault::InvalidReply => self.provider_invalid_reply,
            ProviderFault::TooLong => self.provider_too_long,
            ProviderFault::TimedOut => self.provider_timed_out,
            ProviderFault::EmptyReply => self.provider_empty_reply,
            ProviderFault::BrokenStream => self.provider_broken_stream,
            ProviderFault::NotInstalled => self.provider_not_installed,
            ProviderFault::LocalFailed => self.provider_local_failed,
            ProviderFault::ContextExceeded => self.provider_context_exceeded,
            ProviderFault::UnknownModel => self.provider_unknown_model,
            ProviderFault::NotConfigured => self.provider_not_configured,
        }
    }

    /// What to tell a person who waits for the first word.
    pub fn waiting(&self, reason: WaitReason) -> String {
        match reason {
            WaitReason::Loading => self.waiting_loading.to_owned(),
            WaitReason::Retrying { seconds } => self.waiting_retrying(seconds),
            WaitReason::Turn => self.waiting_turn.to_owned(),
            WaitReason::Queued { ahead } => self.waiting_queued(ahead),
        }
    }
}
