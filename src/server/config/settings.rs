//! The list of settings: what `--help` and docs/OPERATIONS.md say of them.

use std::fmt::Write;

/// One setting.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// The environment variable.
    pub name: &'static str,
    /// Its value when it is not set; empty for none.
    pub default: &'static str,
    /// What it may be.
    pub allowed: &'static str,
    /// What it is for.
    pub about: &'static str,
}

/// Every setting that there is.
pub const SETTINGS: &[Setting] = &[
    Setting {
        name: "SUPBOT_ADDR",
        default: "127.0.0.1:3000",
        allowed: "an IP address and a port",
        about: "Where to listen",
    },
    Setting {
        name: "SUPBOT_DATA_DIR",
        default: "",
        allowed: "a folder that can be written to",
        about: "Where the database is; not set: `~/.local/share/supbot`",
    },
    Setting {
        name: "SUPBOT_PUBLIC_URL",
        default: "",
        allowed: "http:// or https:// with a host and perhaps a port",
        about: "The address that people type: requests for another host are refused; with https cookies are sent over https only; not set: the address itself",
    },
    Setting { name: "OPENAI_API_KEY", default: "", allowed: "a key", about: "The key of an OpenAI-compatible service" },
    Setting {
        name: "OPENAI_BASE_URL",
        default: "https://api.openai.com/v1",
        allowed: "an address that begins with http:// or https://",
        about: "The address of an OpenAI-compatible service; used when it is another one or the key is set",
    },
    Setting {
        name: "SUPBOT_MODEL",
        default: "",
        allowed: "a model's name, alone or after its provider's: openai/ or local/",
        about: "The model that answers when none is chosen; not set: the first one",
    },
    Setting {
        name: "SUPBOT_PROVIDERS",
        default: "auto",
        allowed: "auto, or a list of openai, local, scripted",
        about: "Who answers; auto: the service when its key or another address is set, and the embedded model",
    },
    Setting {
        name: "SUPBOT_VISION_MODELS",
        default: "gpt-4o*,gpt-4.1*,gpt-4-turbo*,gpt-5*,chatgpt-4o*,o1,o1-2024-12-17,o1-pro*,o3,o3-2025*,o3-pro*,o4-mini*,claude-*,gemini-*,gemma3*,llava*,pixtral*,*vision*,*-vl*,*vl:*",
        allowed: "none, or a list of models' names, separated by commas, with * for any characters",
        about: "Which of the service's models are shown pictures; the others are told that there are some",
    },
    Setting {
        name: "SUPBOT_LOCAL_MODEL",
        default: "",
        allowed: "a GGUF file that is there",
        about: "A chat model to run instead of the embedded one",
    },
    Setting {
        name: "SUPBOT_CACHE_DIR",
        default: "",
        allowed: "a folder",
        about: "Where the embedded model is; not set: `~/.cache/supbot`",
    },
    Setting {
        name: "SUPBOT_CONTEXT_TOKENS",
        default: "128000",
        allowed: "1000 to 10000000",
        about: "How many tokens the service's models read and write at once; of a longer conversation they are given the newest messages",
    },
    Setting {
        name: "SUPBOT_FIRST_WORD_TIMEOUT",
        default: "60",
        allowed: "1 to 3600 seconds",
        about: "How long the service may take to begin an answer",
    },
    Setting {
        name: "SUPBOT_SILENCE_TIMEOUT",
        default: "60",
        allowed: "1 to 3600 seconds",
        about: "How long the service may be silent in the middle of one",
    },
    Setting {
        name: "SUPBOT_SHUTDOWN_PATIENCE",
        default: "5",
        allowed: "0 to 3600 seconds",
        about: "How long running answers may go on when the server is asked to end; what is not whole then is kept as it is",
    },
    Setting {
        name: "SUPBOT_SIGNUP",
        default: "open",
        allowed: "open or closed",
        about: "Whether new people may sign up",
    },
    Setting {
        name: "SUPBOT_SHARING",
        default: "on",
        allowed: "on or off",
        about: "Whether people may share what is theirs by a link; off: the links that there are lead nowhere until it is on again",
    },
    Setting {
        name: "SUPBOT_MESSAGES_PER_MINUTE",
        default: "60",
        allowed: "1 to 4294967295",
        about: "How many questions, how many drafts and proposals, and how many fixes of code one account may ask for in a minute",
    },
    Setting {
        name: "SUPBOT_IMPORT_MB",
        default: "1024",
        allowed: "1 to 10240 megabytes",
        about: "How large a file may be that somebody imports conversations from",
    },
    Setting {
        name: "SUPBOT_ATTACHMENTS_MB",
        default: "1024",
        allowed: "0 to 1048576 megabytes",
        about: "How much one account may attach to its questions in all",
    },
    Setting {
        name: "SUPBOT_AUDIT_DAYS",
        default: "365",
        allowed: "1 to 3650 days",
        about: "How long the audit log is kept: log-ins, refusals, keys, links and exports, see `supbot audit`",
    },
    Setting {
        name: "SUPBOT_ACCOUNT_BYTES",
        default: "2147483648",
        allowed: "0 to 1000000000000000 bytes",
        about: "How much one account may store in all: conversations, documents with their versions, code, attachments, imports; 0: as much as it likes",
    },
    Setting {
        name: "SUPBOT_CORS_ORIGINS",
        default: "",
        allowed: "a list of origins such as https://app.example.com or https://*.example.com, in lower case, without a path",
        about: "Whose pages may call the API, separated by commas",
    },
    Setting {
        name: "SUPBOT_SECURITY_CONTACT",
        default: "",
        allowed: "an email address, or an address that begins with https://, mailto: or tel:",
        about: "Whom to tell of a fault of security: `/.well-known/security.txt` names it; not set: there is none",
    },
    Setting {
        name: "SUPBOT_TRUST_PROXY",
        default: "off",
        allowed: "off or on",
        about: "Whether a reverse proxy in front writes `X-Forwarded-For`, for the rate limits; connections are then bounded in all, not by address",
    },
    Setting { name: "SUPBOT_LOG", default: "text", allowed: "text or json", about: "How the log is written" },
    Setting {
        name: "SUPBOT_LOG_LEVEL",
        default: "info",
        allowed: "error, warn, info, debug or trace, also by module as in info,sqlx=debug",
        about: "What is logged",
    },
];

impl Setting {
    /// The setting of that name.
    pub(super) fn named(name: &'static str) -> Self {
        const UNKNOWN: Setting = Setting { name: "", default: "", allowed: "", about: "" };
        let found = SETTINGS.iter().find(|setting| setting.name == name);
        debug_assert!(found.is_some(), "{name} is not listed");
        *found.unwrap_or(&UNKNOWN)
    }
}

/// The settings for `--help`.
pub fn settings_help() -> String {
    let mut help = "Settings (environment variables, or the same names in a .env file):\n".to_owned();
    for Setting { name, default, allowed, about } in SETTINGS {
        let default = if default.is_empty() { String::new() } else { format!(" [default: {default}]") };
        // Writing to a String cannot fail.
        let _ = writeln!(help, "  {name:<25} {}{default}\n{:28}allowed: {allowed}", about.replace('`', ""), "");
    }
    help
}

/// The settings as the table of docs/OPERATIONS.md.
pub fn settings_table() -> String {
    let mut table = "| setting | default | allowed | what it is for |\n| --- | --- | --- | --- |\n".to_owned();
    for Setting { name, default, allowed, about } in SETTINGS {
        let default = if default.is_empty() { String::new() } else { format!("`{default}`") };
        let _ = writeln!(table, "| `{name}` | {default} | {allowed} | {about} |");
    }
    table
}
