//! What a package says of itself and of its files.

use super::{directory::Package, formats, json_stream::trouble, model::ImportFault};
use std::io::Read;
use zip::result::ZipError;

/// What our own package says of itself, and most bytes that are read of it.
pub(super) const MANIFEST: &str = "supbot.json";
const MANIFEST_BYTES_MAX: u64 = 64 * 1024;
/// Where our own package has the code that was mended: each with its JSON, and with a folder of its files.
pub(super) const CODE: &str = "code/";

/// What others are made from comes first: kinds of documents, then conversations, then documents.
pub(super) fn rank(name: &str) -> u8 {
    match name {
        name if name.contains("formats/") => 0,
        name if name.contains("documents/") => 2,
        _ => 1,
    }
}

/// The folder that Supbot's own package has its files in, in lower case and with its `/`; none of another one's.
///
/// # Errors
/// `Newer`.
pub(super) fn own_folder(archive: &mut Package) -> Result<Option<String>, ImportFault> {
    // Code may have a file of that name too, but it lies deeper.
    let manifests = archive.file_names().filter(|name| name.rsplit('/').next() == Some(MANIFEST));
    let name = manifests.min_by_key(|name| name.matches('/').count()).map(str::to_owned);
    let Some(name) = name else { return Ok(None) };
    let manifest = archive.by_name(&name).map_err(|error| zip_trouble(&error))?;
    let mut json = Vec::new();
    manifest.take(MANIFEST_BYTES_MAX).read_to_end(&mut json).map_err(|error| trouble(&error))?;
    let is_own = formats::supbot::check_manifest(&json)?;
    Ok(is_own.then(|| name.trim_end_matches(MANIFEST).to_ascii_lowercase()))
}

/// Whether a file of our own package, by its name in lower case, is one of those that were mended, which are there to be read.
pub(super) fn is_code(folder: &str, name: &str) -> bool {
    let below = name.strip_prefix(folder).and_then(|name| name.strip_prefix(CODE));
    below.is_some_and(|name| name.contains('/'))
}

pub(super) fn zip_trouble(error: &ZipError) -> ImportFault {
    match error {
        ZipError::Io(error) => trouble(error),
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => ImportFault::Unreadable,
        _ => ImportFault::Damaged,
    }
}
