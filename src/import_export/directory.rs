//! The directory of a zip package, found and bounded before the zip crate makes room for what it claims. The crate looks
//! for other directories when one leads nowhere, and believes what each says of its length; here it sees the one that was
//! checked, and no other.

use super::model::ImportFault;
use std::{
    fs::File,
    io::{self, BufReader, Read, Seek, SeekFrom},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};
use zip::ZipArchive;

/// Most files of a package. Our own has two for each conversation and document, and some more for code.
pub(super) const FILES_MAX: u64 = 400_000;
/// Most bytes of a directory: the names of so many files. It is in memory while the package is read.
const DIRECTORY_BYTES_MAX: u64 = 64 * 1024 * 1024;
/// Bytes that the crate may read beside the directory to find it.
const SEARCH_BYTES_MAX: u64 = 256 * 1024;
/// The end of the directory (APPNOTE.TXT §4.3.16), its length without a comment, and the longest comment.
const END: &[u8; 4] = b"PK\x05\x06";
const END_LENGTH: u64 = 22;
const COMMENT_MAX: u64 = 65_535;
/// The end of the directory of a large package (§4.3.14), what leads to it (§4.3.15), and their lengths.
const END64: &[u8; 4] = b"PK\x06\x06";
const LOCATOR: &[u8; 4] = b"PK\x06\x07";
const END64_LENGTH: u64 = 56;
const LOCATOR_LENGTH: u64 = 20;
/// An entry of the directory (§4.3.12), and its shortest length.
const ENTRY: &[u8; 4] = b"PK\x01\x02";
const ENTRY_LENGTH: u64 = 46;

/// A package as the crate sees it.
pub(super) type Package = ZipArchive<Bounded>;

/// Opens a package whose directory is bounded.
///
/// # Errors
/// `TooMuch` when it has more files than [`FILES_MAX`], or too many bytes of names; `Damaged` when there is no directory, or it is not what it says.
pub(super) fn open(mut file: File) -> Result<Package, ImportFault> {
    let directory = Directory::find(&mut file)?;
    let left = Arc::new(AtomicU64::new(directory.end - directory.start + SEARCH_BYTES_MAX));
    let package =
        ZipArchive::new(Bounded::new(file, &directory, &left)).map_err(|error| super::package::zip_trouble(&error))?;
    left.store(u64::MAX, Ordering::Relaxed);
    Ok(package)
}

/// Where a directory is, in bytes of the file, and how many entries it says that it has.
#[derive(Debug)]
struct Directory {
    start: u64,
    end: u64,
    files: u64,
}

impl Directory {
    /// The last directory of a file.
    fn find(file: &mut File) -> Result<Self, ImportFault> {
        let length = file.seek(SeekFrom::End(0)).map_err(|_| ImportFault::Internal)?;
        let tail_start = length.saturating_sub(END_LENGTH + COMMENT_MAX + LOCATOR_LENGTH);
        let tail = read_at(file, tail_start, length - tail_start)?;
        let at = find_end(&tail).ok_or(ImportFault::Damaged)?;
        let end_at = tail_start + u64::try_from(at).map_err(|_| ImportFault::Damaged)?;
        let end = &tail[at..];
        let (files, bytes, start) = (u64::from(u16_at(end, 10)?), u32_at(end, 12)?, u32_at(end, 16)?);
        let is_large = files == u64::from(u16::MAX) || bytes == u32::MAX || start == u32::MAX;
        let locator = at.checked_sub(20).map(|at| &tail[at..]).filter(|locator| locator.starts_with(LOCATOR));
        let directory = match locator.filter(|_| is_large) {
            Some(locator) => Self::find_large(file, u64_at(locator, 8)?, end_at - LOCATOR_LENGTH)?,
            None => Self { start: start.into(), end: end_at, files },
        };
        directory.check(file)
    }

    /// The directory of a large package whose end record is at `at`, right before `limit`.
    fn find_large(file: &mut File, at: u64, limit: u64) -> Result<Self, ImportFault> {
        if limit.checked_sub(at).is_none_or(|length| length < END64_LENGTH) {
            return Err(ImportFault::Damaged);
        }
        let record = read_at(file, at, END64_LENGTH)?;
        if !record.starts_with(END64) {
            return Err(ImportFault::Damaged);
        }
        Ok(Self { start: u64_at(&record, 48)?, end: at, files: u64_at(&record, 32)? })
    }

    /// Holds what it says against the bytes that are there.
    fn check(self, file: &mut File) -> Result<Self, ImportFault> {
        let length = self.end.checked_sub(self.start).ok_or(ImportFault::Damaged)?;
        if self.files > FILES_MAX || length > DIRECTORY_BYTES_MAX {
            return Err(ImportFault::TooMuch);
        }
        if self.files > length / ENTRY_LENGTH {
            return Err(ImportFault::Damaged);
        }
        if self.files > 0 && read_at(file, self.start, 4)? != ENTRY {
            return Err(ImportFault::Damaged);
        }
        Ok(self)
    }

    /// The end records of this directory, and of no other.
    fn records(&self) -> Vec<u8> {
        let mut records = END64.to_vec();
        records.extend((END64_LENGTH - 12).to_le_bytes());
        records.extend([45, 0, 45, 0]);
        // Disks.
        records.extend([0; 8]);
        for number in [self.files, self.files, self.end - self.start, self.start] {
            records.extend(number.to_le_bytes());
        }
        records.extend(LOCATOR);
        records.extend([0; 4]);
        records.extend(self.end.to_le_bytes());
        records.extend(1_u32.to_le_bytes());
        records.extend(END);
        records.extend([0; 4]);
        records.extend([0xff; 12]);
        records.extend([0; 2]);
        records
    }
}

/// The last end record whose comment fits.
fn find_end(tail: &[u8]) -> Option<usize> {
    (0..=tail.len().checked_sub(22)?).rev().find(|at| {
        let end = &tail[*at..];
        end.starts_with(END) && u16_at(end, 20).is_ok_and(|comment| usize::from(comment) + 22 <= end.len())
    })
}

fn read_at(file: &mut File, at: u64, length: u64) -> Result<Vec<u8>, ImportFault> {
    file.seek(SeekFrom::Start(at)).map_err(|_| ImportFault::Damaged)?;
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes).map_err(|_| ImportFault::Internal)?;
    if u64::try_from(bytes.len()) == Ok(length) { Ok(bytes) } else { Err(ImportFault::Damaged) }
}

fn array_at<const N: usize>(bytes: &[u8], at: usize) -> Result<[u8; N], ImportFault> {
    bytes.get(at..at + N).and_then(|bytes| bytes.try_into().ok()).ok_or(ImportFault::Damaged)
}

fn u16_at(bytes: &[u8], at: usize) -> Result<u16, ImportFault> {
    array_at(bytes, at).map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Result<u32, ImportFault> {
    array_at(bytes, at).map(u32::from_le_bytes)
}

fn u64_at(bytes: &[u8], at: usize) -> Result<u64, ImportFault> {
    array_at(bytes, at).map(u64::from_le_bytes)
}

/// The file up to the end of its directory, with end records of our own behind it.
pub(super) struct Bounded {
    file: BufReader<File>,
    /// Where `file` is.
    file_at: u64,
    /// Where the directory ends, and the records begin.
    end: u64,
    records: Vec<u8>,
    at: u64,
    /// Bytes that may still be read.
    left: Arc<AtomicU64>,
}

impl Bounded {
    fn new(file: File, directory: &Directory, left: &Arc<AtomicU64>) -> Self {
        // Nothing was read at the end of time: the first read seeks.
        let file_at = u64::MAX;
        Self {
            file: BufReader::new(file),
            file_at,
            end: directory.end,
            records: directory.records(),
            at: 0,
            left: Arc::clone(left),
        }
    }

    fn length(&self) -> u64 {
        self.end + self.records.len() as u64
    }
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = if self.at < self.end {
            if self.file_at != self.at {
                self.file.seek(SeekFrom::Start(self.at))?;
            }
            (&mut self.file).take(self.end - self.at).read(buffer)?
        } else {
            let from = usize::try_from(self.at - self.end).unwrap_or(usize::MAX).min(self.records.len());
            (&self.records[from..]).read(buffer)?
        };
        self.at += count as u64;
        self.file_at = self.at;
        let left = self.left.load(Ordering::Relaxed).checked_sub(count as u64);
        self.left.store(left.ok_or_else(|| io::Error::other(ImportFault::Damaged))?, Ordering::Relaxed);
        Ok(count)
    }
}

impl Seek for Bounded {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.length().checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}
