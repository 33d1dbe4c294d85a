//! The server process of the embedded model: started, found ready, watched and ended. It is never left behind, since it
//! ends by itself when the pipe to its standard input closes, and the system closes that whatever happens to us.

use super::command::{ALIAS, Launch};
use crate::provider::{
    OpenaiSettings, ProviderError,
    model::ProviderFault,
    openai::{Openai, Sampling, Timeouts},
};
use std::{
    collections::VecDeque,
    env,
    process::Stdio,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::{
    io::{AsyncBufReadExt, AsyncRead, BufReader},
    process::{Child, ChildStdin, Command},
    sync::watch,
    task::JoinHandle,
    time::{sleep, timeout},
};

/// Between two questions whether the server is ready.
const HEALTH_INTERVAL: Duration = Duration::from_millis(100);
/// For an answer to that question.
const HEALTH_PATIENCE: Duration = Duration::from_secs(2);
/// For a process that was asked to end, before it is killed.
const END_PATIENCE: Duration = Duration::from_secs(5);
/// A long prompt is read for two minutes before the first word comes, on a busy machine for longer.
const PATIENCE: Timeouts = Timeouts { first: Duration::from_secs(600), silence: Duration::from_secs(600) };
/// What gave good answers with Qwen2.5-Coder-1.5B.
const SAMPLING: Sampling = Sampling { top_p: 0.8, top_k: 20, repeat_penalty: 1.05 };
/// Lines of the process's output that are kept for the log.
const LAST_LINES: usize = 12;
/// Characters of such a line.
const LINE_CHARS: usize = 300;
/// What the process sees of our environment; above all not our keys.
const ENVIRONMENT: [&str; 7] =
    ["PATH", "HOME", "LANG", "TMPDIR", "LD_LIBRARY_PATH", "CUDA_VISIBLE_DEVICES", "SystemRoot"];

/// A server that is ready.
pub(super) struct Server {
    process: Process,
    openai: Arc<Openai>,
}

/// The process, ready or not.
struct Process {
    child: Child,
    stdin: Option<ChildStdin>,
    output: Arc<Output>,
    readers: [JoinHandle<()>; 2],
}

/// What the process has printed.
struct Output {
    last_lines: Mutex<VecDeque<String>>,
    address: watch::Sender<Option<String>>,
}

impl Server {
    /// Starts the process and waits until it answers.
    ///
    /// # Errors
    /// `LocalFailed` with its last words when it ends, or is not ready within `patience`. The process is gone then.
    pub(super) async fn start(launch: Launch, patience: Duration) -> Result<Self, ProviderError> {
        let key = format!("{:032x}", rand::random::<u128>());
        let mut process = Process::spawn(launch, &key)?;
        let problem = match timeout(patience, process.ready()).await {
            Ok(Ok(address)) => {
                let settings = OpenaiSettings {
                    api_key: Some(key.into()),
                    base_url: format!("{address}/v1"),
                    patience: PATIENCE,
                    context_tokens: super::command::CONTEXT_TOKENS,
                };
                let openai = Arc::new(Openai::on_this_machine(settings, Some(SAMPLING))?);
                return Ok(Self { process, openai });
            }
            Ok(Err(problem)) => problem,
            Err(_) => format!("not ready after {patience:?}"),
        };
        let output = Arc::clone(&process.output);
        process.end().await;
        Err(ProviderError::new(ProviderFault::LocalFailed, format!("{problem}; {}", output.last_words())))
    }

    /// The client for it.
    pub(super) fn openai(&self) -> Arc<Openai> {
        Arc::clone(&self.openai)
    }

    /// Whether the process still runs.
    pub(super) fn is_alive(&mut self) -> bool {
        matches!(self.process.child.try_wait(), Ok(None))
    }

    /// Whether the process ends in this time by itself.
    pub(super) async fn ends_within(&mut self, patience: Duration) -> bool {
        timeout(patience, self.process.child.wait()).await.is_ok()
    }

    /// The last lines that it printed.
    pub(super) fn last_words(&self) -> String {
        self.process.output.last_words()
    }

    /// Ends the process, by force if it has to be.
    pub(super) async fn end(self) {
        self.process.end().await;
    }
}

impl Process {
    fn spawn(launch: Launch, key: &str) -> Result<Self, ProviderError> {
        let failed = |error: std::io::Error| {
            ProviderError::new(ProviderFault::LocalFailed, format!("{}: {error}", launch.program.display()))
        };
        let mut command = Command::new(&launch.program);
        command
            .args(&launch.arguments)
            .env_clear()
            .envs(ENVIRONMENT.into_iter().filter_map(|name| env::var_os(name).map(|value| (name, value))))
            .env("LLAMA_API_KEY", key)
            // Threads that wait do not spin: else any other busy process makes the model five times slower.
            .env("GOMP_SPINCOUNT", "1000")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true);
        // Ctrl+C in the terminal is for us; we end the child when the replies are stored.
        #[cfg(unix)]
        command.process_group(0);
        let mut child = command.spawn().map_err(failed)?;
        let output = Arc::new(Output { last_lines: Mutex::default(), address: watch::Sender::default() });
        let stdin = child.stdin.take();
        let readers = [output.read(child.stdout.take()), output.read(child.stderr.take())];
        Ok(Self { child, stdin, output, readers })
    }

    /// The address, once the server answers there; else why it does not.
    async fn ready(&mut self) -> Result<String, String> {
        let mut told = self.output.address.subscribe();
        let answers = async {
            let address = told.wait_for(Option::is_some).await.map_err(|error| error.to_string())?.clone();
            let address = address.unwrap_or_default();
            wait_until_healthy(&address).await.map(|()| address)
        };
        let status = tokio::select! {
            address = answers => return address,
            status = self.child.wait() => status,
        };
        Err(self.ended(status).await)
    }

    /// In words how it ended, with all its output read.
    async fn ended(&mut self, status: std::io::Result<std::process::ExitStatus>) -> String {
        let read = futures::future::join_all(&mut self.readers);
        // A grandchild may hold the pipe open; what is read by then is enough.
        let _ = timeout(Duration::from_secs(1), read).await;
        status.map_or_else(|error| error.to_string(), |status| format!("the process ended: {status}"))
    }

    async fn end(mut self) {
        drop(self.stdin.take()); // the request to end
        if timeout(END_PATIENCE, self.child.wait()).await.is_err() {
            tracing::warn!("the embedded model's process did not end by itself");
            if let Err(error) = self.child.kill().await {
                tracing::warn!(%error, "could not kill the embedded model's process");
            }
        }
    }
}

impl Output {
    /// Follows one of the pipes to its end.
    fn read(self: &Arc<Self>, pipe: Option<impl AsyncRead + Unpin + Send + 'static>) -> JoinHandle<()> {
        let output = Arc::clone(self);
        tokio::spawn(async move {
            let Some(pipe) = pipe else { return };
            let (mut pipe, mut bytes) = (BufReader::new(pipe), Vec::new());
            while matches!(pipe.read_until(b'\n', &mut bytes).await, Ok(1..)) {
                let line: String = String::from_utf8_lossy(&bytes).trim_end().chars().take(LINE_CHARS).collect();
                bytes.clear();
                tracing::debug!(target: "supbot::provider::local", line, model = ALIAS);
                if let Some(address) = listening_address(&line) {
                    output.address.send_replace(Some(address));
                }
                let mut last_lines = output.last_lines.lock().unwrap_or_else(PoisonError::into_inner);
                last_lines.push_back(line);
                if last_lines.len() > LAST_LINES {
                    last_lines.pop_front();
                }
            }
        })
    }

    fn last_words(&self) -> String {
        let last_lines = self.last_lines.lock().unwrap_or_else(PoisonError::into_inner);
        let lines: Vec<_> = last_lines.iter().map(String::as_str).collect();
        format!("its last words: {}", lines.join(" | "))
    }
}

/// The address in a line such as `main: server is listening on http://127.0.0.1:38979`, or, from older versions,
/// `HTTP server is listening, hostname: 127.0.0.1, port: 38979, http threads: 3`.
fn listening_address(line: &str) -> Option<String> {
    let (before, after) = line.split_once("127.0.0.1")?;
    let after = after.strip_prefix(':').or_else(|| after.strip_prefix(", port: "))?;
    let port: String = after.chars().take_while(char::is_ascii_digit).collect();
    let port: u16 = port.parse().ok().filter(|port| *port > 0)?;
    before.contains("listening").then(|| format!("http://127.0.0.1:{port}"))
}

/// `llama-server` listens before the model is loaded, and says so with 503.
async fn wait_until_healthy(address: &str) -> Result<(), String> {
    let client =
        reqwest::Client::builder().no_proxy().timeout(HEALTH_PATIENCE).build().map_err(|error| error.to_string())?;
    loop {
        let answer = client.get(format!("{address}/health")).send().await;
        if answer.is_ok_and(|answer| answer.status().is_success()) {
            return Ok(());
        }
        sleep(HEALTH_INTERVAL).await;
    }
}

#[cfg(test)]
mod tests {
    use super::listening_address;

    #[test]
    fn the_address_is_read_from_what_every_server_prints() {
        let address = Some("http://127.0.0.1:38979".to_owned());
        for line in [
            "listening on http://127.0.0.1:38979",
            "main: server is listening on http://127.0.0.1:38979 - starting the main loop",
            "main: HTTP server is listening, hostname: 127.0.0.1, port: 38979, http threads: 3",
        ] {
            assert_eq!(listening_address(line), address, "{line}");
        }
        for line in ["GET http://127.0.0.1:38979/", "listening on 127.0.0.1", "listening on http://127.0.0.1:0", ""] {
            assert_eq!(listening_address(line), None, "{line}");
        }
    }
}
