//! Every setting: environment variables, or the same names in a `.env` file in the folder that Supbot is started in.

mod settings;

pub use settings::{SETTINGS, Setting, settings_help, settings_table};

use super::{
    connections::ConnectionLimits,
    cors::{Origins, is_origin},
};
use crate::provider::{BuildProvider, LocalSettings, OpenaiSettings, ProviderSettings, ScriptedSettings, Timeouts};
use secrecy::SecretString;
use std::{
    collections::HashMap,
    io::IsTerminal,
    net::SocketAddr,
    num::NonZeroU32,
    path::{Path, PathBuf},
    time::Duration,
};
use tracing_subscriber::{EnvFilter, fmt::format::FmtSpan};

/// Everything that can be set, checked.
pub struct Config {
    /// Where to listen.
    pub addr: SocketAddr,
    /// Where the database and the secrets are.
    pub data_dir: PathBuf,
    /// The address that people type, without a slash at its end.
    pub public_url: String,
    /// Whether the public URL was left to be the address itself.
    pub has_default_public_url: bool,
    /// The models outside.
    pub providers: ProviderSettings,
    /// Whether new people may sign up.
    pub is_signup_open: bool,
    /// Whether people may share what is theirs by a link.
    pub is_sharing_on: bool,
    /// How many questions, and how many drafts, one account may ask for in a minute.
    pub messages_per_minute: NonZeroU32,
    /// Most bytes of a file that is imported.
    pub import_bytes_max: u64,
    /// Most bytes of what one account attaches.
    pub attachment_bytes_max: i64,
    /// How many days the audit log is kept.
    pub audit_days: u32,
    /// Most bytes of everything that one account has stored.
    pub account_bytes_max: i64,
    /// Whom to tell of a fault of security.
    pub security_contact: Option<SecurityContact>,
    /// Whether `X-Forwarded-For` is believed.
    pub trust_proxy: bool,
    /// How many connections there may be, and how long each may do nothing.
    pub connections: ConnectionLimits,
    /// Origins whose pages may call the API.
    pub cors_origins: Origins,
    /// How long running replies may go on when the process is asked to end.
    pub shutdown_patience: Duration,
    /// How the log is written.
    pub log: LogFormat,
    /// This program, which is started again to convert files.
    pub program: PathBuf,
    /// What is logged: a level, or directives such as `info,sqlx=debug`.
    pub log_level: String,
}

/// An address where somebody can be told something: `mailto:`, `https:` or `tel:`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecurityContact(String);

impl SecurityContact {
    /// The address; of a plain e-mail address with `mailto:` before it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::str::FromStr for SecurityContact {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let is_uri = ["https://", "mailto:", "tel:"].iter().any(|scheme| text.starts_with(scheme));
        let uri = if is_uri { text.to_owned() } else { format!("mailto:{text}") };
        let is_good = uri.bytes().all(|byte| byte.is_ascii_graphic()) && (is_uri || text.contains('@'));
        if is_good { Ok(Self(uri)) } else { Err(()) }
    }
}

/// How the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// Lines for people.
    Text,
    /// One JSON object a line.
    Json,
}

/// A setting that cannot be used, or a `.env` file that cannot be read.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// The value is not one of those allowed.
    #[error("{name} is \"{value}\": allowed is {allowed}")]
    Value {
        /// The variable.
        name: &'static str,
        /// What it was set to; secrets are never shown.
        value: String,
        /// What it may be.
        allowed: &'static str,
    },
    /// The file is there but is not made of `NAME=value` lines.
    #[error("the file .env cannot be read: {0}")]
    File(String),
}

impl Config {
    /// Reads the environment and `.env`; the environment wins.
    ///
    /// # Errors
    /// The first setting that is wrong.
    pub fn load() -> Result<Self, ConfigError> {
        let file = read_env_file(Path::new(".env"))?;
        Self::from_lookup(|name| std::env::var(name).ok().or_else(|| file.get(name).cloned()))
    }

    /// Checks the settings that `lookup` knows; an empty value counts as not set.
    ///
    /// # Errors
    /// The first setting that is wrong.
    pub fn from_lookup(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let values = Values { lookup: &lookup };
        let addr: SocketAddr = values.parse("SUPBOT_ADDR")?;
        let public_url = values.given("SUPBOT_PUBLIC_URL");
        let has_default_public_url = public_url.is_none();
        let public_url = public_url.unwrap_or_else(|| format!("http://{addr}"));
        let trust_proxy = values.choose("SUPBOT_TRUST_PROXY", &[("off", false), ("on", true)])?;
        let connections = ConnectionLimits::default();
        let public_url = public_url.trim_end_matches('/').to_owned();
        if !is_origin(&public_url) {
            return Err(values.wrong("SUPBOT_PUBLIC_URL"));
        }
        Ok(Self {
            addr,
            data_dir: values
                .given("SUPBOT_DATA_DIR")
                .map_or_else(|| base_dir(&lookup, "XDG_DATA_HOME", ".local/share"), PathBuf::from),
            public_url,
            has_default_public_url,
            providers: providers(&values, &lookup)?,
            is_signup_open: values.choose("SUPBOT_SIGNUP", &[("open", true), ("closed", false)])?,
            is_sharing_on: values.choose("SUPBOT_SHARING", &[("on", true), ("off", false)])?,
            messages_per_minute: values.parse("SUPBOT_MESSAGES_PER_MINUTE")?,
            import_bytes_max: u64::from(values.number("SUPBOT_IMPORT_MB", 1..=10_240)?) * 1024 * 1024,
            attachment_bytes_max: i64::from(values.number("SUPBOT_ATTACHMENTS_MB", 0..=1_048_576)?) * 1024 * 1024,
            audit_days: values.number("SUPBOT_AUDIT_DAYS", 1..=3650)?,
            account_bytes_max: account_bytes_max(&values)?,
            security_contact: security_contact(&values)?,
            trust_proxy,
            connections: if trust_proxy { connections.behind_proxy() } else { connections },
            cors_origins: values.parse("SUPBOT_CORS_ORIGINS")?,
            shutdown_patience: values.seconds("SUPBOT_SHUTDOWN_PATIENCE", 0..=3600)?,
            program: std::env::current_exe().unwrap_or_default(),
            log: values.choose("SUPBOT_LOG", &[("text", LogFormat::Text), ("json", LogFormat::Json)])?,
            log_level: log_level(&values)?,
        })
    }

    /// Sends the log to standard error from here on. A second call changes nothing.
    pub fn start_logging(&self) {
        // async-openai logs what it cannot read, which may be part of somebody's answer.
        let filter = EnvFilter::try_new(format!("{},async_openai=off", self.log_level));
        let filter = filter.unwrap_or_else(|_| EnvFilter::new("info,async_openai=off"));
        let log = tracing_subscriber::fmt()
            .with_env_filter(filter)
            .with_span_events(FmtSpan::NONE)
            .with_ansi(std::io::stderr().is_terminal())
            .with_writer(std::io::stderr);
        // It fails only when a log has been started before, as by an earlier test in the same process.
        let _ = match self.log {
            LogFormat::Text => log.try_init(),
            LogFormat::Json => log.json().try_init(),
        };
    }
}

/// The settings as text, with their defaults and what is allowed.
struct Values<'a> {
    lookup: &'a dyn Fn(&str) -> Option<String>,
}

impl Values<'_> {
    fn given(&self, name: &'static str) -> Option<String> {
        (self.lookup)(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
    }

    fn get(&self, name: &'static str) -> String {
        self.given(name).unwrap_or_else(|| Setting::named(name).default.to_owned())
    }

    fn parse<T: std::str::FromStr>(&self, name: &'static str) -> Result<T, ConfigError> {
        self.get(name).parse().map_err(|_| self.wrong(name))
    }

    fn choose<T: Copy>(&self, name: &'static str, choices: &[(&str, T)]) -> Result<T, ConfigError> {
        let value = self.get(name);
        choices.iter().find(|(choice, _)| *choice == value).map(|(_, chosen)| *chosen).ok_or_else(|| self.wrong(name))
    }

    /// Seconds, an hour at most.
    fn seconds(&self, name: &'static str, allowed: std::ops::RangeInclusive<u64>) -> Result<Duration, ConfigError> {
        let seconds = self.parse(name)?;
        if allowed.contains(&seconds) { Ok(Duration::from_secs(seconds)) } else { Err(self.wrong(name)) }
    }

    fn number(&self, name: &'static str, allowed: std::ops::RangeInclusive<u32>) -> Result<u32, ConfigError> {
        let number = self.parse(name)?;
        if allowed.contains(&number) { Ok(number) } else { Err(self.wrong(name)) }
    }

    fn wrong(&self, name: &'static str) -> ConfigError {
        ConfigError::Value { name, value: self.get(name), allowed: Setting::named(name).allowed }
    }
}

fn read_env_file(path: &Path) -> Result<HashMap<String, String>, ConfigError> {
    match dotenvy::from_path_iter(path) {
        Ok(entries) => entries.collect::<Result<_, _>>().map_err(|error| ConfigError::File(error.to_string())),
        Err(dotenvy::Error::Io(error)) if error.kind() == std::io::ErrorKind::NotFound => Ok(HashMap::new()),
        Err(error) => Err(ConfigError::File(error.to_string())),
    }
}

/// `$variable/supbot`, else `~/fallback/supbot` (XDG Base Directory Specification), else `supbot` in the current folder.
fn base_dir(lookup: &dyn Fn(&str) -> Option<String>, variable: &str, fallback: &str) -> PathBuf {
    let base = lookup(variable).filter(|dir| Path::new(dir).is_absolute()).map(PathBuf::from);
    let home = || lookup("HOME").filter(|home| !home.is_empty()).map(|home| Path::new(&home).join(fallback));
    base.or_else(home).unwrap_or_default().join("supbot")
}

fn providers(values: &Values<'_>, lookup: &dyn Fn(&str) -> Option<String>) -> Result<ProviderSettings, ConfigError> {
    let key = values.given("OPENAI_API_KEY");
    let base_url = values.get("OPENAI_BASE_URL").trim_end_matches('/').to_owned();
    if !base_url.starts_with("http://") && !base_url.starts_with("https://") {
        return Err(values.wrong("OPENAI_BASE_URL"));
    }
    let chosen = values.get("SUPBOT_PROVIDERS");
    let patience = Timeouts {
        first: values.seconds("SUPBOT_FIRST_WORD_TIMEOUT", 1..=3600)?,
        silence: values.seconds("SUPBOT_SILENCE_TIMEOUT", 1..=3600)?,
    };
    let context_tokens = values.number("SUPBOT_CONTEXT_TOKENS", 1000..=10_000_000)?;
    let model_file = values.given("SUPBOT_LOCAL_MODEL").map(PathBuf::from);
    if model_file.as_ref().is_some_and(|file| !file.is_file()) {
        return Err(values.wrong("SUPBOT_LOCAL_MODEL"));
    }
    let cache_dir =
        values.given("SUPBOT_CACHE_DIR").map_or_else(|| base_dir(lookup, "XDG_CACHE_HOME", ".cache"), PathBuf::from);
    let api_key = key.map(SecretString::from);
    let all: [Box<dyn BuildProvider>; 3] = [
        Box::new(OpenaiSettings { api_key, base_url, patience, context_tokens }),
        Box::new(LocalSettings { model_file, ..LocalSettings::new(cache_dir) }),
        Box::new(ScriptedSettings { context_tokens }),
    ];
    let chosen: Vec<&str> = chosen.split(',').map(str::trim).collect();
    let is_automatic = chosen == ["auto"];
    if !is_automatic && chosen.iter().any(|name| all.iter().all(|provider| provider.name() != *name)) {
        return Err(values.wrong("SUPBOT_PROVIDERS"));
    }
    let (enabled, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|provider| match is_automatic {
        true => provider.is_automatic(),
        false => chosen.contains(&provider.name()),
    });
    let default_model = values.given("SUPBOT_MODEL");
    let of_provider = default_model.as_deref().and_then(|model| Some(model.split_once('/')?.0));
    // A service may have such a model, too; but whoever names one of ours means ours.
    if others.iter().any(|provider| Some(provider.name()) == of_provider) {
        return Err(values.wrong("SUPBOT_MODEL"));
    }
    Ok(ProviderSettings { enabled, default_model, vision_models: values.parse("SUPBOT_VISION_MODELS")? })
}

fn security_contact(values: &Values<'_>) -> Result<Option<SecurityContact>, ConfigError> {
    const NAME: &str = "SUPBOT_SECURITY_CONTACT";
    values.given(NAME).map(|contact| contact.parse().map_err(|()| values.wrong(NAME))).transpose()
}

/// 0 is said for no limit.
fn account_bytes_max(values: &Values<'_>) -> Result<i64, ConfigError> {
    const NAME: &str = "SUPBOT_ACCOUNT_BYTES";
    match values.parse(NAME)? {
        0 => Ok(i64::MAX),
        bytes if (0..=1_000_000_000_000_000).contains(&bytes) => Ok(bytes),
        _ => Err(values.wrong(NAME)),
    }
}

fn log_level(values: &Values<'_>) -> Result<String, ConfigError> {
    let level = values.get("SUPBOT_LOG_LEVEL");
    EnvFilter::try_new(&level).map_err(|_| values.wrong("SUPBOT_LOG_LEVEL"))?;
    Ok(level)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(settings: &[(&str, &str)]) -> Result<Config, ConfigError> {
        let settings: HashMap<_, _> = settings.iter().copied().collect();
        Config::from_lookup(|name| settings.get(name).map(|value| (*value).to_owned()))
    }

    fn names(config: &Config) -> Vec<&'static str> {
        config.providers.enabled.iter().map(|provider| provider.name()).collect()
    }

    #[test]
    fn nothing_set_means_the_embedded_model_on_the_loopback_address() {
        let config = config(&[("HOME", "/home/somebody")]).unwrap();
        assert_eq!(config.addr.to_string(), "127.0.0.1:3000");
        assert_eq!(config.data_dir, Path::new("/home/somebody/.local/share/supbot"));
        assert_eq!(names(&config), ["local"]);
        assert!(config.is_signup_open && config.is_sharing_on && config.cors_origins == Origins::default());
    }

    #[test]
    fn a_key_or_an_address_brings_the_service_in_beside_the_embedded_model() {
        let config = config(&[("OPENAI_API_KEY", "sk-1")]).unwrap();
        assert_eq!(names(&config), ["openai", "local"]);
        let config = self::config(&[("OPENAI_BASE_URL", "http://127.0.0.1:11434/v1/")]).unwrap();
        assert_eq!(names(&config), ["openai", "local"]);
        let config = self::config(&[("SUPBOT_PROVIDERS", "scripted")]).unwrap();
        assert_eq!(names(&config), ["scripted"]);
        let config = self::config(&[("SUPBOT_PROVIDERS", "scripted, local,scripted")]).unwrap();
        assert_eq!(names(&config), ["local", "scripted"]);
    }

    #[test]
    fn a_wrong_value_is_named_with_what_is_allowed() {
        for (name, value) in [
            ("SUPBOT_ADDR", "localhost"),
            ("SUPBOT_PUBLIC_URL", "example.com"),
            ("SUPBOT_SIGNUP", "maybe"),
            ("SUPBOT_SHARING", "maybe"),
            ("SUPBOT_PROVIDERS", "openai,other"),
            ("SUPBOT_MODEL", "openai/gpt-5-mini"),
            ("SUPBOT_LOCAL_MODEL", "/nowhere/model.gguf"),
            ("SUPBOT_CORS_ORIGINS", "https://a.example/path"),
            ("SUPBOT_CORS_ORIGINS", "*"),
            ("SUPBOT_MESSAGES_PER_MINUTE", "0"),
            ("SUPBOT_IMPORT_MB", "0"),
            ("SUPBOT_IMPORT_MB", "10241"),
            ("SUPBOT_ATTACHMENTS_MB", "1048577"),
            ("SUPBOT_ACCOUNT_BYTES", "-1"),
            ("SUPBOT_SECURITY_CONTACT", "call me"),
            ("SUPBOT_SECURITY_CONTACT", "http://example.com"),
            ("SUPBOT_ACCOUNT_BYTES", "2GB"),
            ("SUPBOT_VISION_MODELS", "gpt-5,,o3"),
            ("SUPBOT_AUDIT_DAYS", "0"),
            ("SUPBOT_TRUST_PROXY", "yes"),
            ("SUPBOT_LOG", "xml"),
            ("SUPBOT_LOG_LEVEL", "a=b=c"),
            ("OPENAI_BASE_URL", "127.0.0.1:11434"),
        ] {
            let message = config(&[(name, value)]).err().map(|error| error.to_string()).unwrap_or_default();
            let allowed = Setting::named(name).allowed;
            assert_eq!(message, format!("{name} is \"{value}\": allowed is {allowed}"));
        }
    }

    #[test]
    fn the_manual_lists_every_setting() {
        let manual = std::fs::read_to_string("docs/OPERATIONS.md").unwrap();
        assert!(manual.contains(&settings_table()), "docs/OPERATIONS.md must hold this table:\n{}", settings_table());
    }
}
