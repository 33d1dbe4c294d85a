//! The program itself: its command line, its start, and its end.

#[cfg(target_os = "linux")]
mod confinement;
mod cost;

use leptos::server_fn::ServerFn;
use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Output, Stdio},
};
use supbot::{
    auth::api::SignUp,
    chat::{api::SendMessage, model::SentTurn},
    server::config::SETTINGS,
};
use tempfile::TempDir;

/// The program with nothing but a data folder and the scripted provider set.
fn supbot(folder: &TempDir) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_supbot"));
    command
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("SUPBOT_DATA_DIR", folder.path().join("data"))
        .env("SUPBOT_PROVIDERS", "scripted")
        .env("SUPBOT_ADDR", "127.0.0.1:0")
        .current_dir(folder.path())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// What the program says when it does not start: one sentence, and an exit code of 1.
fn refusal(command: &mut Command) -> String {
    let Output { status, stderr, .. } = command.output().unwrap();
    assert_eq!(status.code(), Some(1));
    let text = String::from_utf8(stderr).unwrap();
    text.lines().find_map(|line| line.strip_prefix("supbot: ")).unwrap_or_else(|| panic!("{text}")).to_owned()
}

/// A running program, ended with this value.
struct Process {
    child: Child,
    url: String,
}

impl Process {
    fn start(command: &mut Command) -> Self {
        Self::start_with_log(command, Stdio::null())
    }

    fn start_with_log(command: &mut Command, log: Stdio) -> Self {
        let mut child = command.stderr(log).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let url = line.trim().strip_prefix("Supbot is ready at ").unwrap_or_else(|| panic!("{line}")).to_owned();
        Self { child, url }
    }

    fn signal(&self, name: &str) {
        let signalled = Command::new("kill").args([name, &self.child.id().to_string()]).status().unwrap();
        assert!(signalled.success());
    }

    fn curl(&self, cookies: &TempDir, arguments: &[&str]) -> String {
        let jar = cookies.path().join("cookies");
        let jar = jar.to_str().unwrap();
        let output = Command::new("curl").args(["-sS", "-b", jar, "-c", jar]).args(arguments).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_proxy_that_is_not_trusted_is_remarked_once() {
    let folder = TempDir::new().unwrap();
    let log = folder.path().join("log");
    let process = Process::start_with_log(&mut supbot(&folder), std::fs::File::create(&log).unwrap().into());
    let login = format!("{}{}", process.url, supbot::auth::api::LogIn::url());
    for _ in 0..3 {
        process
            .curl(&folder, &[&login, "-H", "x-forwarded-for: 192.0.2.1", "-d", "username=nobody&password=wrong+horse"]);
    }
    let log = std::fs::read_to_string(log).unwrap();
    assert_eq!(log.matches("SUPBOT_TRUST_PROXY=on").count(), 1, "{log}");
}

#[test]
fn passwords_that_go_over_a_public_address_unencrypted_are_remarked_at_the_start() {
    for (settings, expected) in [
        (&[("SUPBOT_ADDR", "0.0.0.0:0")][..], 1),
        (&[("SUPBOT_ADDR", "0.0.0.0:0"), ("SUPBOT_PUBLIC_URL", "https://chat.example")], 0),
        (&[], 0),
    ] {
        let folder = TempDir::new().unwrap();
        let log = folder.path().join("log");
        let mut command = supbot(&folder);
        command.envs(settings.iter().copied());
        let process = Process::start_with_log(&mut command, std::fs::File::create(&log).unwrap().into());
        drop(process);
        let log = std::fs::read_to_string(log).unwrap();
        assert_eq!(log.matches("unencrypted").count(), expected, "{settings:?}: {log}");
    }
}

#[test]
fn help_explains_every_setting() {
    let output = Command::new(env!("CARGO_BIN_EXE_supbot")).arg("--help").output().unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    for setting in SETTINGS {
        assert!(help.contains(setting.name) && help.contains(setting.allowed), "{} in {help}", setting.name);
    }
    assert!(help.contains("serve"));
}

#[test]
fn a_wrong_setting_stops_the_start_with_one_sentence() {
    let folder = TempDir::new().unwrap();
    let said = refusal(supbot(&folder).env("SUPBOT_SIGNUP", "perhaps"));
    assert_eq!(said, "SUPBOT_SIGNUP is \"perhaps\": allowed is open or closed");
}

#[test]
fn a_setting_in_the_env_file_counts_and_the_environment_wins() {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join(".env"), "SUPBOT_SIGNUP=perhaps\nSUPBOT_LOG=xml\n").unwrap();
    let said = refusal(supbot(&folder).env("SUPBOT_SIGNUP", "open"));
    assert_eq!(said, "SUPBOT_LOG is \"xml\": allowed is text or json");
    std::fs::write(folder.path().join(".env"), "this is not a setting\n").unwrap();
    assert!(refusal(&mut supbot(&folder)).starts_with("the file .env cannot be read: "));
}

#[test]
fn a_port_in_use_is_said() {
    let folder = TempDir::new().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = taken.local_addr().unwrap().to_string();
    let said = refusal(supbot(&folder).env("SUPBOT_ADDR", &addr));
    assert_eq!(said, format!("SUPBOT_ADDR is \"{addr}\": another program uses that port; choose another one"));
}

#[test]
fn a_data_folder_that_cannot_be_written_to_is_said() {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("file"), "").unwrap();
    let said = refusal(supbot(&folder).env("SUPBOT_DATA_DIR", folder.path().join("file/data")));
    assert!(said.starts_with("SUPBOT_DATA_DIR is ") && said.contains("cannot be written to"), "{said}");
}

#[tokio::test]
async fn a_database_that_is_read_only_newer_in_use_or_none_is_said() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    let database = data.join("supbot.db");

    std::fs::write(&database, "this is a text, not a database, and long enough to be read as a page header of one")
        .unwrap();
    assert!(refusal(&mut supbot(&folder)).contains("cannot be used"));
    std::fs::remove_file(&database).unwrap();

    let process = Process::start(&mut supbot(&folder));
    assert!(refusal(&mut supbot(&folder)).contains("another Supbot is using that folder"));
    drop(process);

    let pool = sqlx::SqlitePool::connect(&format!("sqlite:{}", database.display())).await.unwrap();
    let mut other = pool.acquire().await.unwrap();
    sqlx::query("insert into _sqlx_migrations (version, description, success, checksum, execution_time) values (9999, 'later', 1, x'00', 0)")
        .execute(&mut *other).await.unwrap();
    assert!(refusal(&mut supbot(&folder)).contains("was written by a newer Supbot"));
    sqlx::query("delete from _sqlx_migrations where version = 9999").execute(&mut *other).await.unwrap();

    sqlx::query("pragma locking_mode = exclusive").execute(&mut *other).await.unwrap();
    sqlx::query("pragma journal_mode = delete").execute(&mut *other).await.unwrap();
    sqlx::query("begin exclusive").execute(&mut *other).await.unwrap();
    assert!(refusal(&mut supbot(&folder)).contains("is locked by another program"));
    sqlx::query("rollback").execute(&mut *other).await.unwrap();
    drop(other);
    pool.close().await;

    let mut permissions = std::fs::metadata(&database).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&database, permissions).unwrap();
    assert!(refusal(&mut supbot(&folder)).contains("is read-only"));
}

#[tokio::test]
async fn a_question_survives_kill_9_and_its_reply_is_interrupted_at_the_next_start() {
    let (folder, cookies) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let process = Process::start(&mut supbot(&folder));
    sign_up_and_ask(&process, &cookies, "/hang survive this");
    process.signal("-KILL");
    drop(process);
    assert_eq!(stored(&folder).await, ("/hang survive this".into(), "generating".into()));
    drop(Process::start(&mut supbot(&folder)));
    assert_eq!(stored(&folder).await, ("/hang survive this".into(), "interrupted".into()));
}

#[tokio::test]
async fn sigterm_stores_the_running_reply_tells_its_readers_and_ends_the_process() {
    let (folder, cookies) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let mut process = Process::start(&mut supbot(&folder));
    let sent = sign_up_and_ask(&process, &cookies, "/hang until the end");
    let mut reader = Command::new("curl")
        .args(["-sSN", "-b", cookies.path().join("cookies").to_str().unwrap()])
        .arg(format!("{}/events/replies/{}", process.url, sent.reply.id))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(reader.stdout.take().unwrap()).lines().map(Result::unwrap);
    lines.find(|line| line.contains("word1")).unwrap();
    process.signal("-TERM");
    let rest: Vec<String> = lines.collect();
    assert!(rest.iter().any(|line| line.contains("\"interrupted\"")), "{rest:?}");
    assert!(process.child.wait().unwrap().success());
    reader.wait().unwrap();
    assert_eq!(stored(&folder).await, ("/hang until the end".into(), "interrupted".into()));
}

fn sign_up_and_ask(process: &Process, cookies: &TempDir, question: &str) -> SentTurn {
    let url = |path: &str| format!("{}{path}", process.url);
    process.curl(cookies, &[&url(SignUp::url()), "-d", "username=somebody&password=correct+horse"]);
    let content = format!("content={question}");
    let answer = process
        .curl(cookies, &[&url(SendMessage::url()), "-H", "accept: application/json", "--data-urlencode", &content]);
    serde_json::from_str(&answer).unwrap_or_else(|error| panic!("{error}: {answer}"))
}

/// The one question and the status of its reply, as they are in the file.
async fn stored(folder: &TempDir) -> (String, String) {
    let path = folder.path().join("data/supbot.db");
    let pool = sqlx::SqlitePool::connect(&format!("sqlite:{}", path.display())).await.unwrap();
    let stored = sqlx::query_as(
        "select question.content, reply.status from messages reply join messages question on question.id = reply.parent_id",
    )
    .fetch_one(&pool)
    .await
    .unwrap();
    pool.close().await;
    stored
}

/// The modes of a folder and of all that is in it, by their names.
#[cfg(unix)]
fn modes(folder: &Path) -> Vec<(String, u32)> {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        (name, path.metadata().unwrap().permissions().mode() & 0o777)
    };
    let mut modes = vec![mode(folder)];
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        modes.extend(if path.is_dir() { self::modes(&path) } else { vec![mode(&path)] });
    }
    modes
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

#[cfg(unix)]
#[test]
fn nobody_else_can_read_the_data_folder_and_who_could_is_said() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    let is_private = |(name, mode): (String, u32)| {
        let is_folder = ["data", "formats"].contains(&name.as_str());
        assert_eq!(mode, if is_folder { 0o700 } else { 0o600 }, "{name}");
    };
    let process = Process::start(&mut supbot(&folder));
    let made = modes(&data);
    assert!(["supbot.db", "supbot.db-wal", "supbot.lock"].iter().all(|name| made.iter().any(|(it, _)| it == name)));
    made.into_iter().for_each(is_private);
    drop(process);

    // As an earlier Supbot left them.
    std::fs::create_dir(data.join("formats")).unwrap();
    std::fs::write(data.join("formats/notes.txt"), "a format of one's own").unwrap();
    std::fs::write(data.join("holiday.jpg"), "not ours").unwrap();
    let open_all = || {
        set_mode(&data, 0o755);
        set_mode(&data.join("formats"), 0o755);
        for file in ["supbot.db", "supbot.lock", "formats/notes.txt", "holiday.jpg"] {
            set_mode(&data.join(file), 0o644);
        }
    };
    open_all();
    std::fs::write(folder.path().join(".env"), "SUPBOT_LOG=text").unwrap();
    set_mode(&folder.path().join(".env"), 0o644);
    let doctor = supbot(&folder).arg("doctor").output().unwrap();
    let said = String::from_utf8(doctor.stdout).unwrap();
    let check = |said: &str| {
        for (path, mode, now) in [("data ", "755", "700"), ("supbot.db ", "644", "600"), ("notes.txt ", "644", "600")] {
            let line = said.lines().find(|line| line.contains(path) && line.contains("others could use")).unwrap();
            assert!(line.contains(&format!("mode {mode}")) && line.contains(&format!("mode {now}")), "{line}");
        }
        assert!(
            said.contains("others can read the settings in .env (mode 644)") && !said.contains("holiday"),
            "{said}"
        );
    };
    check(&said);
    std::fs::remove_file(data.join("holiday.jpg")).unwrap();
    modes(&data).into_iter().for_each(is_private);

    std::fs::write(data.join("holiday.jpg"), "not ours").unwrap();
    open_all();
    let log = std::fs::File::create(folder.path().join("log")).unwrap();
    let mut child = supbot(&folder).stderr(log).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let process = Process { child, url: line };
    check(&std::fs::read_to_string(folder.path().join("log")).unwrap());
    drop(process);
    std::fs::remove_file(data.join("holiday.jpg")).unwrap();
    modes(&data).into_iter().for_each(is_private);
}

#[test]
fn two_thousand_half_sent_requests_under_a_limit_of_1024_files_keep_nobody_out() {
    let folder = TempDir::new().unwrap();
    rlimit::increase_nofile_limit(4096).unwrap();
    let program = env!("CARGO_BIN_EXE_supbot");
    let command = supbot(&folder);
    let mut limited = Command::new("/bin/sh");
    limited.args(["-c", "ulimit -n 1024; exec \"$0\"", program]).env_clear();
    limited.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    limited.current_dir(folder.path()).stdin(Stdio::null()).stdout(Stdio::piped());
    let process = Process::start(&mut limited);
    let address = process.url.strip_prefix("http://").unwrap();
    let half = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    let mut held = Vec::new();
    for number in 0..2000 {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(half).unwrap();
        held.push(stream);
        if number % 400 == 399 {
            let mut person = TcpStream::connect(address).unwrap();
            person.set_read_timeout(Some(std::time::Duration::from_secs(20))).unwrap();
            person.write_all(&[half, &b"Connection: close\r\n\r\n"[..]].concat()).unwrap();
            let mut answer = String::new();
            person.read_to_string(&mut answer).unwrap();
            assert!(answer.starts_with("HTTP/1.1 200"), "after {number}: {answer}");
        }
    }
}

/// A small disk, which is taken away with this value.
struct Disk(TempDir);

impl Disk {
    /// None where this user may not make one.
    fn of(megabytes: u32) -> Option<Self> {
        let folder = TempDir::new().unwrap();
        let size = format!("size={megabytes}m");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(folder.path()).output();
        mounted.is_ok_and(|output| output.status.success()).then_some(Self(folder))
    }

    fn resize(&self, megabytes: u32) {
        let size = format!("remount,size={megabytes}m");
        assert!(Command::new("mount").args(["-o", &size]).arg(self.0.path()).status().unwrap().success());
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0.path()).status();
    }
}

#[test]
fn a_full_disk_is_said_nothing_stored_is_lost_and_the_server_goes_on() {
    let Some(disk) = Disk::of(12) else {
        eprintln!("not tried: this user may not mount a small disk");
        return;
    };
    let cookies = TempDir::new().unwrap();
    let process = Process::start(&mut supbot(&disk.0));
    sign_up_and_ask(&process, &cookies, "hello");
    let documents = format!("{}/api/v1/documents", process.url);
    let body = cookies.path().join("body.json");
    std::fs::write(&body, serde_json::json!({ "title": "One", "content": "x".repeat(900_000) }).to_string()).unwrap();
    let data = format!("@{}", body.display());
    let post = || {
        let answer = process.curl(&cookies, &[&documents, "-H", "content-type: application/json", "-d", &data]);
        serde_json::from_str::<serde_json::Value>(&answer).unwrap_or_else(|error| panic!("{error}: {answer}"))
    };
    let first = post();
    let refused = (0..20).map(|_| post()).find(|answer| answer.get("code").is_some()).unwrap();
    assert_eq!((&refused["code"], &refused["status"]), (&"disk_full".into(), &507.into()), "{refused}");
    assert_eq!(process.curl(&cookies, &[&format!("{}/healthz", process.url)]), "ok");
    let read = process.curl(&cookies, &[&format!("{documents}/{}", first["id"].as_str().unwrap())]);
    assert!(read.contains(&"x".repeat(900_000)));
    disk.resize(64);
    let again = post();
    assert!(again.get("id").is_some(), "there is room again: {again}");
    process.signal("-KILL");
    drop(process);
    let doctor = supbot(&disk.0).arg("doctor").output().unwrap();
    assert!(String::from_utf8_lossy(&doctor.stdout).contains("database: whole"), "{doctor:?}");
}
