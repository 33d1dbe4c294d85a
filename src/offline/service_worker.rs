//! `/service-worker.js`: the worker with what this build of the client consists of.

use crate::i18n::Language;
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use sha2::{Digest, Sha256};
use std::{fs, path::Path, sync::Arc};

/// Hexadecimal digits of a version: enough that no two builds have the same.
const VERSION_LENGTH: usize = 16;

/// How the client's own files begin: those of every page, and those of its areas.
const CLIENT: [&str; 2] = ["supbot.", "area_"];

/// Takes itself and what it kept away: for a server whose client was built without a worker.
const NO_WORKER: &str = "self.addEventListener('install',()=>self.skipWaiting());\
    self.addEventListener('activate',e=>e.waitUntil(caches.keys().then(k=>Promise.all(k.map(n=>caches.delete(n))))\
    .then(()=>self.registration.unregister())));";

/// What is forbidden to the worker: everything but asking this server.
const POLICY: &str = "default-src 'none'; connect-src 'self'";

/// The worker as browsers get it. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Build {
    worker: Arc<str>,
    has_worker: bool,
}

impl Build {
    /// Looks for the worker and the client in `folder`. Only a client whose names have hashes can be kept.
    pub fn find(folder: &Path, has_hashes: bool) -> Self {
        let entries = folder.read_dir().into_iter().flatten().flatten();
        let mut names: Vec<_> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.sort();
        let file = names.iter().find(|name| name.starts_with("service-worker-") && name.ends_with(".js"));
        let source = file.filter(|_| has_hashes).and_then(|name| fs::read_to_string(folder.join(name)).ok());
        match source {
            Some(source) => Self { worker: compose(&source, &names).into(), has_worker: true },
            None => Self { worker: NO_WORKER.into(), has_worker: false },
        }
    }

    /// Whether pages are to have a worker.
    pub fn has_worker(&self) -> bool {
        self.has_worker
    }
}

/// The worker's source with its build before it: the version is the hash of all that belongs to it.
fn compose(source: &str, names: &[String]) -> String {
    let is_client = |name: &&String| {
        CLIENT.iter().any(|start| name.starts_with(start))
            && [".js", ".wasm", ".bin", ".css"].iter().any(|extension| name.ends_with(extension))
    };
    let client: Vec<_> = names.iter().filter(is_client).map(|name| format!("/pkg/{name}")).collect();
    let mut hash = Sha256::new();
    hash.update(source);
    client.iter().for_each(|name| hash.update(name));
    let version: String = format!("{:x}", hash.finalize()).chars().take(VERSION_LENGTH).collect();
    let languages = Language::ALL.map(|(language, _)| language.tag());
    let build = serde_json::json!({ "version": version, "client": client, "languages": languages });
    format!("self.BUILD={build};\n{source}")
}

/// Serves it. Browsers look again at every navigation, and keep the one they have while it is the same.
pub async fn service_worker(State(build): State<Build>) -> Response {
    let headers = [
        (header::CONTENT_TYPE.as_str(), "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL.as_str(), "no-cache"),
        (header::CONTENT_SECURITY_POLICY.as_str(), POLICY),
        ("service-worker-allowed", "/"),
    ];
    (headers, build.worker.to_string()).into_response()
}

#[cfg(test)]
mod tests {
    use super::compose;

    #[test]
    fn a_build_with_another_client_or_worker_is_another_version() {
        let names = |hash: &str| {
            let file = |name: &str| name.replace('#', hash);
            ["chat-tools-#.js", "area_chat.#.bin", "supbot.#.wasm", "supbot.#.wasm.br"].map(file).to_vec()
        };
        let worker = compose("work()", &names("A"));
        assert!(
            worker.contains(r#""client":["/pkg/area_chat.A.bin","/pkg/supbot.A.wasm"]"#) && worker.ends_with("work()"),
            "{worker}"
        );
        let version = |worker: &str| worker.split("\"version\":\"").nth(1).map(|rest| rest[..16].to_owned());
        assert_eq!(version(&worker), version(&compose("work()", &names("A"))));
        assert_ne!(version(&worker), version(&compose("work()", &names("B"))));
        assert_ne!(version(&worker), version(&compose("rest()", &names("A"))));
    }
}
