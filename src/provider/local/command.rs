//! What has to be run for the embedded model, and whether it is there.

use super::LocalSettings;
use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
    thread::available_parallelism,
};

/// The model that `scripts/fetch-model.sh` fetches.
const MODEL_FILE: &str = "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf";
/// Its name, without how it is packed.
const MODEL_NAME: &str = "qwen2.5-coder-1.5b-instruct";
/// What the server calls it, whichever it is.
pub(super) const ALIAS: &str = "local";
/// Tokens that the model reads and writes at most: what 2 GB of memory allow.
pub(super) const CONTEXT_TOKENS: u32 = 8192;
/// More threads than this wait for the memory, not for the processor.
const THREADS_MAX: usize = 8;
/// Serves a model with xllamacpp, see there.
const PYTHON_SERVER: &str = include_str!("server.py");
/// Ends `llama-server` with this process, see there.
const WATCHDOG: &str = include_str!("watchdog.sh");

/// A command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Launch {
    pub(super) program: PathBuf,
    pub(super) arguments: Vec<OsString>,
}

/// What people call the model: the fetched one's name, or the name of their own file.
pub(super) fn model_name(settings: &LocalSettings) -> String {
    let own = settings.model_file.as_deref().and_then(Path::file_stem);
    let name = own.map_or_else(|| MODEL_NAME.to_owned(), |stem| stem.to_string_lossy().to_lowercase());
    name.trim().replace(char::is_control, "")
}

/// How to start a server for the model; in words what is missing when it is not installed.
pub(super) fn find(settings: &LocalSettings) -> Result<Launch, String> {
    let fetched = || settings.cache_dir.join("models").join(MODEL_FILE);
    let model = settings.model_file.clone().unwrap_or_else(fetched);
    if !model.is_file() {
        return Err(format!("there is no model file {}", model.display()));
    }
    let threads = available_parallelism().map_or(2, usize::from).min(THREADS_MAX);
    let python = settings.cache_dir.join("runtime/bin/python");
    if python.is_file() {
        let numbers = [CONTEXT_TOKENS.to_string(), threads.to_string(), ALIAS.to_owned()];
        let arguments = ["-I", "-c", PYTHON_SERVER].into_iter().map(OsString::from);
        let arguments =
            arguments.chain([model.into_os_string()]).chain(numbers.into_iter().map(OsString::from)).collect();
        return Ok(Launch { program: python, arguments });
    }
    let Some(server) = on_path("llama-server") else {
        return Err(format!("there is neither {} nor llama-server on the PATH", python.display()));
    };
    let (context, threads) = (CONTEXT_TOKENS.to_string(), threads.to_string());
    let options = ["--ctx-size", &context, "--threads", &threads, "--alias", ALIAS, "--parallel", "1"];
    let options = options.into_iter().chain(["--host", "127.0.0.1", "--port", "0"]).map(OsString::from);
    let server = ["-c", WATCHDOG, "watchdog"].map(OsString::from).into_iter().chain([server.into_os_string()]);
    let arguments = server.chain([OsString::from("--model"), model.into_os_string()]).chain(options).collect();
    Ok(Launch { program: PathBuf::from("/bin/sh"), arguments })
}

fn on_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}
