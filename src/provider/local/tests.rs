//! The management of the child process, with a small script in the place of the real server. It is installed as the real
//! one is: as the `python` of the runtime folder.

use super::{command::CONTEXT_TOKENS, *};
use crate::provider::{
    Delta,
    model::WaitReason,
    prompt::{PromptRole, Turn},
};
use futures::StreamExt;
use std::{env, fs, os::unix::fs::PermissionsExt, path::Path, process, sync::atomic::AtomicU32, time::Instant};

/// Speaks as much of the protocol as is needed. A question is answered with its own words; `die` ends the process in
/// the middle, `hold` waits for the client to go. Each start and each end by the pipe is noted in a file.
const FAKE_SERVER: &str = r#"
import json, os, sys, threading, http.server
folder = os.path.dirname(os.path.abspath(sys.argv[0]))
def note(word):
    with open(os.path.join(folder, "log"), "a") as log:
        log.write(f"{word} {os.getpid()}\n")
def watch():
    sys.stdin.buffer.read()
    note("ended")
    os._exit(0)
if os.path.exists(os.path.join(folder, "broken")):
    sys.exit("the model file is damaged")
threading.Thread(target=watch, daemon=True).start()
class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *arguments): pass
    def do_GET(self):
        self.send_response(200); self.end_headers()
    def event(self, choice):
        self.wfile.write(f"data: {json.dumps({'choices': [choice]})}\n\n".encode())
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        if self.headers["authorization"] != "Bearer " + os.environ["LLAMA_API_KEY"]:
            self.send_response(401); self.end_headers(); return
        question = body["messages"][-1]["content"]
        if len(body["messages"]) > 3:
            self.send_response(400); self.end_headers()
            self.wfile.write(b'{"error":{"code":400,"type":"exceed_context_size_error","message":"too long"}}'); return
        if question == "die once" and sum("started" in line for line in open(os.path.join(folder, "log"))) == 1: os._exit(3)
        self.send_response(200); self.send_header("content-type", "text/event-stream"); self.end_headers()
        self.event({"delta": {"content": question}})
        if question == "die": os._exit(3)
        while question == "hold": self.wfile.write(b": still here\n\n"); threading.Event().wait(0.01)
        self.event({"delta": {}, "finish_reason": "stop"})
        self.wfile.write(b"data: [DONE]\n\n")
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
note("started")
print("secrets:", "SUPBOT_TEST_SECRET" in os.environ, os.environ.get("GOMP_SPINCOUNT"))
print(f"listening on http://127.0.0.1:{server.server_address[1]}", flush=True)
server.serve_forever()
"#;

/// A cache folder with the fake installed.
struct Installed(PathBuf);

impl Installed {
    fn new() -> Self {
        static LAST: AtomicU32 = AtomicU32::new(0);
        let number = LAST.fetch_add(1, Ordering::Relaxed);
        let folder = env::temp_dir().join(format!("supbot-local-{}-{number}", process::id()));
        fs::create_dir_all(folder.join("models")).unwrap();
        fs::create_dir_all(folder.join("runtime/bin")).unwrap();
        fs::write(folder.join("models/qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"), "").unwrap();
        let installed = Self(folder);
        installed.write_script("runtime/bin/fake.py", FAKE_SERVER);
        let start = format!("#!/bin/sh\nexec python3 {}\n", installed.0.join("runtime/bin/fake.py").display());
        installed.write_script("runtime/bin/python", &start);
        installed
    }

    fn write_script(&self, path: &str, text: &str) {
        fs::write(self.0.join(path), text).unwrap();
        fs::set_permissions(self.0.join(path), fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn local(&self, idle: Duration) -> Local {
        Local::new(LocalSettings { idle, ..LocalSettings::new(self.0.clone()) })
    }

    /// How often the process was started, and how often it ended because the pipe was closed.
    fn starts_and_ends(&self) -> (usize, usize) {
        let log = fs::read_to_string(self.0.join("runtime/bin/log")).unwrap_or_default();
        let count = |word: &str| log.lines().filter(|line| line.starts_with(word)).count();
        (count("started"), count("ended"))
    }

    fn forget_log(&self) {
        fs::remove_file(self.0.join("runtime/bin/log")).unwrap();
    }

    /// Waits until that many have started and ended.
    async fn wait_for(&self, expected: (usize, usize)) {
        let start = Instant::now();
        while self.starts_and_ends() != expected {
            assert!(start.elapsed() < Duration::from_secs(20), "{:?} is not {expected:?}", self.starts_and_ends());
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}

impl Drop for Installed {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const LONG: Duration = Duration::from_secs(600);

fn prompt(question: &str) -> Prompt {
    let turns = vec![Turn::new(PromptRole::User, question)];
    Prompt { model: "qwen2.5-coder-1.5b-instruct".to_owned(), turns, newest: 1, temperature: None, max_tokens: None }
}

async fn ask(local: &Local, question: &str) -> Deltas {
    local.reply(prompt(question)).await.unwrap()
}

async fn read(deltas: Deltas) -> Vec<Result<Delta, ProviderFault>> {
    deltas.map(|delta| delta.map_err(|error| error.fault)).collect().await
}

fn text(text: &str) -> Result<Delta, ProviderFault> {
    Ok(Delta::Text(text.to_owned()))
}

const LOADING: Result<Delta, ProviderFault> = Ok(Delta::Waiting(WaitReason::Loading));

fn queued(ahead: u32) -> Result<Delta, ProviderFault> {
    Ok(Delta::Waiting(WaitReason::Queued { ahead }))
}

#[tokio::test]
async fn the_process_is_started_by_the_first_question_and_kept_for_the_next() {
    let installed = Installed::new();
    let local = installed.local(LONG);
    assert_eq!(local.models().await.unwrap(), ["qwen2.5-coder-1.5b-instruct"]);
    assert_eq!(installed.starts_and_ends(), (0, 0));
    assert_eq!(read(ask(&local, "one").await).await, [LOADING, text("one")]);
    assert_eq!(read(ask(&local, "two").await).await, [text("two")]);
    let seen = local.0.server.lock().await.as_ref().unwrap().last_words();
    assert!(seen.contains("secrets: False 1000"), "{seen}");
    local.shutdown().await;
    assert_eq!(installed.starts_and_ends(), (1, 1));
    assert_eq!(read(ask(&local, "three").await).await, [LOADING, Err(ProviderFault::LocalFailed)]);
}

#[tokio::test]
async fn questions_are_answered_in_their_order_and_told_their_place() {
    let installed = Installed::new();
    let local = installed.local(LONG);
    let mut first = ask(&local, "hold").await;
    let (mut second, mut third) = (ask(&local, "two").await, ask(&local, "three").await);
    let next = async |deltas: &mut Deltas| deltas.next().await.unwrap().map_err(|error| error.fault);
    assert_eq!([next(&mut first).await, next(&mut first).await], [LOADING, text("hold")]);
    assert_eq!([next(&mut second).await, next(&mut third).await], [queued(1), queued(2)]);
    drop(first); // stops it
    assert_eq!(next(&mut third).await, queued(1));
    assert_eq!(read(second).await, [text("two")]);
    assert_eq!(read(third).await, [text("three")]);
    assert_eq!(installed.starts_and_ends(), (1, 0));
}

#[tokio::test]
async fn a_process_that_has_died_is_started_again() {
    let installed = Installed::new();
    let local = installed.local(LONG);
    // Before the first word: nobody notices.
    assert_eq!(read(ask(&local, "die once").await).await, [LOADING, LOADING, text("die once")]);
    installed.forget_log();
    local.0.server.lock().await.take();
    assert_eq!(read(ask(&local, "die").await).await, [LOADING, text("die"), Err(ProviderFault::BrokenStream)]);
    assert_eq!(read(ask(&local, "again").await).await, [LOADING, text("again")]);
    assert_eq!(installed.starts_and_ends(), (2, 0));
}

#[tokio::test]
async fn an_idle_process_is_ended_and_a_busy_one_is_not() {
    let installed = Installed::new();
    let local = installed.local(Duration::from_millis(50));
    let mut busy = ask(&local, "hold").await;
    assert!(busy.next().await.is_some() && busy.next().await.is_some());
    tokio::time::sleep(Duration::from_millis(200)).await; // four times the idle time
    assert_eq!(installed.starts_and_ends(), (1, 0));
    drop(busy);
    installed.wait_for((1, 1)).await;
    assert_eq!(read(ask(&local, "again").await).await, [LOADING, text("again")]);
    installed.wait_for((2, 2)).await;
}

#[tokio::test]
async fn a_start_goes_on_for_the_next_when_the_first_has_lost_patience() {
    let installed = Installed::new();
    let local = installed.local(LONG);
    let mut impatient = ask(&local, "one").await;
    assert_eq!(impatient.next().await, Some(Ok(Delta::Waiting(WaitReason::Loading))));
    assert!(impatient.next().now_or_never().is_none(), "it cannot be ready yet");
    drop(impatient);
    assert_eq!(read(ask(&local, "two").await).await.last(), Some(&text("two")));
    assert_eq!(installed.starts_and_ends(), (1, 0));
}

#[tokio::test]
async fn dropping_the_provider_ends_the_process() {
    let installed = Installed::new();
    let local = installed.local(LONG);
    assert_eq!(read(ask(&local, "one").await).await.len(), 2);
    let child = fs::read_to_string(installed.0.join("runtime/bin/log")).unwrap();
    let child = Path::new("/proc").join(child.trim().strip_prefix("started ").unwrap());
    drop(local);
    let start = Instant::now();
    // A process that has ended and is not collected yet has an empty command line.
    while fs::read(child.join("cmdline")).is_ok_and(|line| !line.is_empty()) {
        assert!(start.elapsed() < Duration::from_secs(20), "it still runs");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test]
async fn a_process_that_does_not_start_says_why_in_the_log() {
    let installed = Installed::new();
    fs::write(installed.0.join("runtime/bin/broken"), "").unwrap();
    let mut deltas = ask(&installed.local(LONG), "one").await;
    assert_eq!(deltas.next().await, Some(Ok(Delta::Waiting(WaitReason::Loading))));
    let error = deltas.next().await.unwrap().unwrap_err();
    assert_eq!(error.fault, ProviderFault::LocalFailed);
    assert!(error.detail.contains("the model file is damaged"), "{error}");
    assert!(deltas.next().await.is_none());
}

#[tokio::test]
async fn without_the_model_it_is_not_installed() {
    let local = Local::new(LocalSettings::new(PathBuf::from("/nonexistent")));
    assert!(!local.is_installed());
    assert_eq!(local.models().await.unwrap_err().fault, ProviderFault::NotInstalled);
    assert_eq!(local.reply(prompt("one")).await.err().unwrap().fault, ProviderFault::NotInstalled);
}

#[test]
fn a_prompt_leaves_room_for_the_answer_but_never_more_than_half() {
    let local = Local::new(LocalSettings::new(PathBuf::from("/nonexistent")));
    let budget = |max_tokens| local.prompt_budget(&Prompt { max_tokens, ..prompt("one") });
    assert_eq!(budget(Some(100)), CONTEXT_TOKENS - 100);
    assert_eq!(budget(Some(1_000_000)), CONTEXT_TOKENS / 2);
    assert!((CONTEXT_TOKENS / 2..CONTEXT_TOKENS).contains(&budget(None)));
}

#[tokio::test]
async fn what_the_server_finds_too_long_is_sent_again_without_the_oldest_turns() {
    let installed = Installed::new();
    let local = installed.local(LONG);
    let mut asked = prompt("the newest");
    let earlier = |role| Turn::new(role, "1234567890");
    for _ in 0..4 {
        asked.turns.splice(0..0, [earlier(PromptRole::User), earlier(PromptRole::Assistant)]);
    }
    let deltas = local.reply(asked).await.unwrap();
    // What is left out is told each time.
    assert_eq!(read(deltas).await, [LOADING, Ok(Delta::Omitted(4)), Ok(Delta::Omitted(2)), text("the newest")]);
    let mut asked = prompt("the newest");
    asked.turns.splice(0..0, [0; 3].map(|_| Turn::new(PromptRole::System, "")));
    let deltas = local.reply(asked).await.unwrap();
    assert_eq!(read(deltas).await, [Err(ProviderFault::ContextExceeded)]);
}

/// `llama-server` itself knows no pipe; the watchdog does.
#[tokio::test]
async fn the_watchdog_ends_its_command_when_the_pipe_closes() {
    let watchdog = |command: &str| {
        let mut shell = tokio::process::Command::new("/bin/sh");
        shell.args(["-c", include_str!("watchdog.sh"), "watchdog", "/bin/sh", "-c", command]);
        shell.stdin(process::Stdio::piped()).stderr(process::Stdio::null()).kill_on_drop(true).spawn().unwrap()
    };
    let mut shell = watchdog("exit 7");
    let open = shell.stdin.take(); // waiting would close it
    assert_eq!(shell.wait().await.unwrap().code(), Some(7));
    drop(open);
    let mut shell = watchdog("exec sleep 1000");
    drop(shell.stdin.take());
    let status = tokio::time::timeout(Duration::from_secs(20), shell.wait()).await.unwrap().unwrap();
    assert_eq!(status.code(), Some(128 + 15)); // SIGTERM
}

/// With the real model, fetched by `scripts/fetch-model.sh`; prints what it is like.
#[tokio::test]
#[ignore = "needs the fetched model, and a minute"]
async fn the_real_model_answers_in_korean_and_english() {
    let cache = env::var_os("SUPBOT_CACHE_DIR").map(PathBuf::from);
    let cache = cache.unwrap_or_else(|| env::home_dir().unwrap().join(".cache/supbot"));
    let local = Local::new(LocalSettings::new(cache));
    for (system, question) in [
        ("You are a helpful assistant.", "Say hello in one short sentence."),
        ("당신은 친절한 도우미입니다. 한국어로 답하세요.", "회의록에는 무엇을 적어야 하나요? 세 가지만 알려 주세요."),
        ("You are a helpful assistant.", "Write a Rust function that adds two numbers, with a test."),
    ] {
        let mut asked = prompt(question);
        asked.turns.insert(0, Turn::new(PromptRole::System, system));
        let start = Instant::now();
        let mut deltas = local.reply(asked).await.unwrap();
        let (mut answer, mut first, mut usage) = (String::new(), None, None);
        while let Some(delta) = deltas.next().await {
            match delta.unwrap() {
                Delta::Text(text) => {
                    first.get_or_insert_with(|| start.elapsed());
                    answer.push_str(&text);
                }
                Delta::Usage(told) => usage = Some(told),
                Delta::Waiting(reason) => eprintln!("{reason:?}"),
                Delta::Omitted(count) => eprintln!("without the first {count} turns"),
                Delta::LimitReached => eprintln!("cut by its limit"),
            }
        }
        let (first, usage) = (first.unwrap(), usage.unwrap());
        let tokens = f64::from(i32::try_from(usage.completion_tokens).unwrap());
        let rate = tokens / (start.elapsed() - first).as_secs_f64();
        eprintln!("{question}\n{answer}\nfirst text after {first:.1?}, {rate:.1} tokens/s, {usage:?}\n");
    }
    let mut stopped = ask(&local, "Write a very long story.").await;
    assert!(stopped.next().await.is_some() && stopped.next().await.is_some());
    drop(stopped);
    let start = Instant::now();
    assert!(matches!(ask(&local, "Hello").await.next().await, Some(Ok(Delta::Text(_)))));
    eprintln!("after a stop, the next one's first text took {:.1?}", start.elapsed());
    local.shutdown().await;
}
