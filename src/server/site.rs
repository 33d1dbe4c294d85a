//! Where the client's files are: next to the program, as the build leaves them, or where cargo-leptos puts them.

use crate::documents::pages::Assets;
use axum::http::{HeaderValue, Response, header};
use leptos::prelude::LeptosOptions;
use std::{net::SocketAddr, path::PathBuf};
use tower::ServiceBuilder;
use tower_http::{
    services::{ServeDir, fs::ServeFileSystemResponseBody},
    set_header::{SetResponseHeader, SetResponseHeaderLayer},
};

/// The folder of the client's files beside the program.
const SITE_FOLDER: &str = "site";
/// The names of the client's files with their hashes, beside the program when they have any.
const HASH_FILE: &str = "hash.txt";

/// What Leptos needs to know to write a page.
pub(super) fn leptos_options(addr: SocketAddr) -> LeptosOptions {
    let program_dir =
        std::env::current_exe().ok().and_then(|program| Some(program.parent()?.to_owned())).unwrap_or_default();
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

/// Where the editor of documents is while `make dev` builds it.
const EDITOR_FOLDER: &str = "target/editor";

/// The style sheet and the script of the pages of documents: they are built beside the client, and their names have
/// hashes too.
pub(super) fn document_assets(options: &LeptosOptions) -> Assets {
    let folders = [PathBuf::from(&*options.site_root).join(&*options.site_pkg_dir), PathBuf::from(EDITOR_FOLDER)];
    let find = |start: &str, end: &str| {
        let names = folders.iter().filter_map(|folder| folder.read_dir().ok()).flatten().flatten();
        let mut names = names.filter_map(|entry| entry.file_name().into_string().ok());
        names.find(|name| name.starts_with(start) && name.ends_with(end)).map(|name| format!("/pkg/{name}"))
    };
    Assets { style: find("documents-", ".css"), editor: find("documents-", ".js") }
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
        .service(ServeDir::new(folder).precompressed_br().precompressed_gzip().fallback(ServeDir::new(EDITOR_FOLDER)))
}
