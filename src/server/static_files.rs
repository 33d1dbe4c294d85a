//! Where the client's files are: next to the program, as the build leaves them, or where cargo-leptos puts them.

use crate::{
    offline::Build,
    ui::assets::{Assets, Client},
};
use axum::http::{HeaderValue, Response, header};
use leptos::prelude::LeptosOptions;
use std::{fs, net::SocketAddr, path::PathBuf, sync::Arc};
use tower::ServiceBuilder;
use tower_http::{
    services::{ServeDir, fs::ServeFileSystemResponseBody},
    set_header::{SetResponseHeader, SetResponseHeaderLayer},
};

/// The folder of the client's files beside the program.
const SITE_FOLDER: &str = "site";
/// The names of the client's files with their hashes, beside the program when they have any.
const HASH_FILE: &str = "hash.txt";
/// The files of the client's areas (scripts/join-client.mjs).
const AREAS_FILE: &str = "areas.json";

/// What Leptos needs to know to write a page.
pub(super) fn leptos_options(addr: SocketAddr) -> LeptosOptions {
    let program_dir = program_folder();
    let beside = program_dir.join(SITE_FOLDER);
    let site_root = match std::env::var_os("LEPTOS_SITE_ROOT") {
        Some(root) => PathBuf::from(root),
        None if beside.is_dir() => beside,
        None => PathBuf::from("target/site"),
    };
    LeptosOptions::builder()
        .output_name("supbot")
        .site_root(site_root.to_string_lossy().into_owned())
        .site_addr(addr)
        .hash_files(program_dir.join(HASH_FILE).is_file())
        .build()
}

fn program_folder() -> PathBuf {
    std::env::current_exe().ok().and_then(|program| Some(program.parent()?.to_owned())).unwrap_or_default()
}

/// The client, by the names that the build gave its files.
pub(super) fn client(options: &LeptosOptions) -> Client {
    let hashes = fs::read_to_string(program_folder().join(HASH_FILE)).unwrap_or_else(|error| {
        if options.hash_files {
            tracing::error!(%error, "{HASH_FILE} cannot be read: pages of the chat have no client");
        }
        String::new()
    });
    let address = |extension: &str| {
        let line = hashes.lines().find_map(|line| line.strip_prefix(extension)?.strip_prefix(':'));
        let hash = line.map(|hash| format!(".{}", hash.trim())).unwrap_or_default();
        format!("/{}/{}{hash}.{extension}", options.site_pkg_dir, options.output_name).into()
    };
    let areas = fs::read(program_folder().join(AREAS_FILE)).ok();
    let areas = areas.and_then(|areas| serde_json::from_slice(&areas).ok()).unwrap_or_default();
    Client { script: address("js"), wasm: address("wasm"), areas: Arc::new(areas) }
}

/// Where the scripts of single pages are while `make dev` builds them.
const BUNDLES_FOLDER: &str = "target/bundles";

/// The scripts and style sheets of single pages: they are built beside the client, and their names have hashes too.
pub(super) fn assets(options: &LeptosOptions) -> Assets {
    Assets::find(&[PathBuf::from(&*options.site_root).join(&*options.site_pkg_dir), PathBuf::from(BUNDLES_FOLDER)])
}

/// The worker that keeps this client on people's devices. While `make dev` builds again and again there is none.
pub(super) fn build(options: &LeptosOptions) -> Build {
    Build::find(&PathBuf::from(&*options.site_root).join(&*options.site_pkg_dir), options.hash_files)
}

/// Serves the client's script, WebAssembly and style, compressed beforehand. Names with a hash never change their content.
pub(super) fn package(
    options: &LeptosOptions,
) -> SetResponseHeader<
    ServeDir<ServeDir>,
    impl Fn(&Response<ServeFileSystemResponseBody>) -> Option<HeaderValue> + Clone + use<>,
> {
    let caching = if options.hash_files { "public, max-age=31536000, immutable" } else { "no-cache" };
    let folder = PathBuf::from(&*options.site_root).join(&*options.site_pkg_dir);
    ServiceBuilder::new()
        .layer(SetResponseHeaderLayer::overriding(header::CACHE_CONTROL, move |response: &Response<_>| {
            response.status().is_success().then(|| HeaderValue::from_static(caching))
        }))
        .service(ServeDir::new(folder).precompressed_br().precompressed_gzip().fallback(ServeDir::new(BUNDLES_FOLDER)))
}
