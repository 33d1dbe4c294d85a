//! What a package says of itself and of its files, without room for more than it has.

use super::{elements::trouble, formats, model::Trouble};
use std::{
    fs::File,
    io::{self, BufReader, Read, Seek, SeekFrom},
};
use zip::{ZipArchive, result::ZipError};

/// The mark of a package's end (APPNOTE.TXT §4.3.16), its length without a comment, and the longest comment.
const END_MARK: &[u8] = b"PK\x05\x06";
const END_LENGTH: u64 = 22;
const COMMENT_MAX: u64 = 65_535;
/// The mark of the end of a large package (§4.3.14), and the length of both ends together.
const LARGE_END_MARK: &[u8] = b"PK\x06\x06";
const LARGE_END_LENGTH: u64 = 56 + 20;
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
pub(super) fn own_folder(archive: &mut ZipArchive<BufReader<File>>) -> Result<Option<String>, Trouble> {
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

/// How many files a package says that it has, before room is made for them.
pub(super) fn count_files(file: &mut File) -> io::Result<Option<u64>> {
    let length = file.seek(SeekFrom::End(0))?;
    let start = length.saturating_sub(END_LENGTH + COMMENT_MAX + LARGE_END_LENGTH);
    file.seek(SeekFrom::Start(start))?;
    let mut end = Vec::new();
    file.read_to_end(&mut end)?;
    file.rewind()?;
    let last = |mark: &[u8]| end.windows(mark.len()).rposition(|window| window == mark);
    let bytes = |at: usize, count: usize| end.get(at..at + count);
    let small = last(END_MARK).and_then(|at| bytes(at + 10, 2)?.try_into().ok()).map(u16::from_le_bytes);
    let large = || last(LARGE_END_MARK).and_then(|at| bytes(at + 32, 8)?.try_into().ok()).map(u64::from_le_bytes);
    Ok(match small {
        Some(u16::MAX) => large().or(Some(u16::MAX.into())),
        small => small.map(u64::from),
    })
}

pub(super) fn zip_trouble(error: &ZipError) -> Trouble {
    match error {
        ZipError::Io(error) => trouble(error),
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => Trouble::Unreadable,
        _ => Trouble::Damaged,
    }
}
