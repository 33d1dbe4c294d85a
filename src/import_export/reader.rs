//! Reading the file of an import, on a thread of its own: JSON, or a package of it.

use super::{
    attachments,
    directory::{self, Package},
    formats::{self, Blob, Parsed, Record},
    json_stream::{Element, Elements},
    large::Turn,
    model::{ImportFault, Omission, Omissions},
    package::{MANIFEST, is_code, own_folder, rank, zip_trouble},
};
use crate::attachments::FILE_BYTES_MAX;
use std::{
    fs::File,
    io::{self, Read, Seek},
};
use tokio::sync::mpsc::Sender;

/// Most bytes that is read of a file, unpacked: a bomb is no conversation.
const UNPACKED_BYTES_MAX: u64 = 4 * 1024 * 1024 * 1024;
/// Most bytes that come of one byte of a package: a bomb is packed as tight as can be, a thousand to one, and no text is. A
/// small one may have more, as much as one thing may have.
const RATIO_MAX: u64 = 200;
const RATIO_FROM: u64 = 64 * 1024 * 1024;
/// How a package begins: with a file, or with its end when it is empty.
const PACKAGE_STARTS: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];

/// What comes of a file.
#[derive(Debug)]
pub(super) enum ReaderEvent {
    /// A thing that is understood.
    Item {
        /// The thing.
        item: Box<Record>,
        /// Bytes of the element that it was.
        bytes: usize,
        /// To be kept until the thing is stored.
        turn: Option<Turn>,
    },
    /// A file that belongs to the thing before it.
    File(Blob, Vec<u8>),
    /// What was left out beside the things.
    Omitted(Omissions),
}

/// Gives `sender` everything that is understood in `file`. Before the first thing it has looked through all of it: nothing is
/// taken of a file that is damaged or too much.
///
/// # Errors
/// Why it cannot be read; `Interrupted` when nobody receives any more.
pub(super) fn read(file: File, sender: &Sender<ReaderEvent>) -> Result<(), ImportFault> {
    let mut source = Source::open(file)?;
    let is_package = matches!(source, Source::Package { .. });
    source.each_file(sender, &mut |elements| {
        while next(elements, is_package)?.is_some() {}
        Ok(Vec::new())
    })?;
    let (mut has_any, mut lost) = (false, source.lost());
    let missing = source.each_file(sender, &mut |elements| {
        let (mut known, mut unknown, mut enclosed) = (0, 0, Vec::new());
        while let Some(element) = next(elements, is_package)? {
            let (bytes, turn) = (element.length(), elements.take_turn());
            match take(element) {
                Parsed::Item(mut item) => {
                    (has_any, known) = (true, known + 1);
                    enclosed.append(&mut item.enclosed);
                    sender
                        .blocking_send(ReaderEvent::Item { item, bytes, turn })
                        .map_err(|_| ImportFault::Interrupted)?;
                }
                Parsed::Broken(omission) => {
                    has_any |= omission != Omission::Broken;
                    known += 1;
                    lost.add(omission);
                }
                Parsed::Nothing => unknown += 1,
            }
        }
        if known > 0 {
            lost.add_many(Omission::Broken, unknown);
        } else if is_package {
            // A file of another kind, as the list of those who may log in.
            lost.add(Omission::Files);
        }
        Ok(enclosed)
    })?;
    lost.add_all(&missing);
    if !has_any && !source.is_own() {
        return Err(ImportFault::Unreadable);
    }
    sender.blocking_send(ReaderEvent::Omitted(lost)).map_err(|_| ImportFault::Interrupted)
}

/// The next element. A file of a package that is no JSON in spite of its name has none.
fn next(elements: &mut Reading<'_>, is_package: bool) -> Result<Option<Element>, ImportFault> {
    match elements.next() {
        Err(ImportFault::Unreadable) if is_package => Ok(None),
        next => next,
    }
}

fn take(element: Element) -> Parsed {
    match element {
        Element::TooLarge => Parsed::Broken(Omission::TooLarge),
        Element::Whole(bytes) => formats::understand(&bytes),
    }
}

/// What is read.
enum Source {
    Json(File),
    Package {
        archive: Box<Package>,
        /// The files that are read, in their order.
        files: Vec<usize>,
        /// How many others there are.
        others: u64,
        is_own: bool,
        /// Most bytes that may come of it.
        bytes_max: u64,
    },
}

type Reading<'r> = Elements<Metered<'r, Box<dyn Read + 'r>>>;

impl Source {
    fn open(mut file: File) -> Result<Self, ImportFault> {
        let mut start = [0; 4];
        let length = file.rewind().and_then(|()| file.read(&mut start)).map_err(|_| ImportFault::Internal)?;
        file.rewind().map_err(|_| ImportFault::Internal)?;
        if !PACKAGE_STARTS.contains(&start.get(..length).unwrap_or_default()) {
            return Ok(Self::Json(file));
        }
        let packed = file.metadata().map_err(|_| ImportFault::Internal)?.len();
        let bytes_max = packed.saturating_mul(RATIO_MAX).clamp(RATIO_FROM, UNPACKED_BYTES_MAX);
        Self::package(directory::open(file)?, bytes_max)
    }

    fn package(mut archive: Package, bytes_max: u64) -> Result<Self, ImportFault> {
        let own = own_folder(&mut archive)?;
        let is_own = own.is_some();
        let (mut files, mut others, mut unpacked) = (Vec::new(), 0, 0_u64);
        for at in 0..archive.len() {
            let file = archive.by_index_raw(at).map_err(|error| zip_trouble(&error))?;
            let name = file.name().to_ascii_lowercase();
            if file.is_dir() || name.starts_with("__macosx/") || name.ends_with(MANIFEST) {
                continue;
            }
            // Whatever somebody attached, or had mended, is not what they said.
            if own.as_deref().is_some_and(|folder| is_code(folder, &name) || name.contains(attachments::FOLDER)) {
                continue;
            }
            if name.ends_with(".json") {
                files.push((rank(&name), at));
                unpacked = unpacked.saturating_add(file.size());
            } else if !is_own {
                others += 1;
            }
        }
        if unpacked > bytes_max {
            return Err(ImportFault::TooMuch);
        }
        files.sort_unstable();
        let files = files.into_iter().map(|(_, at)| at).collect();
        Ok(Self::Package { archive: Box::new(archive), files, others, is_own, bytes_max })
    }

    fn is_own(&self) -> bool {
        matches!(self, Self::Package { is_own: true, .. })
    }

    fn lost(&self) -> Omissions {
        let mut lost = Omissions::default();
        if let Self::Package { others, .. } = self {
            lost.add_many(Omission::Files, *others);
        }
        lost
    }

    /// Shows `look` each file that is read, and sends what it says that lies beside it; gives what of that is not there.
    fn each_file(
        &mut self,
        sender: &Sender<ReaderEvent>,
        look: &mut dyn FnMut(&mut Reading<'_>) -> Result<Vec<Blob>, ImportFault>,
    ) -> Result<Omissions, ImportFault> {
        let mut missing = Omissions::default();
        match self {
            Self::Json(file) => {
                let mut left = UNPACKED_BYTES_MAX;
                file.rewind().map_err(|_| ImportFault::Internal)?;
                let inner: Box<dyn Read + '_> = Box::new(file);
                let enclosed = look(&mut Elements::new(Metered { inner, left: &mut left, sender }))?;
                enclosed.iter().for_each(|one| missing.add(one.omission));
            }
            Self::Package { archive, files, bytes_max, .. } => {
                let mut left = *bytes_max;
                for at in files.iter() {
                    let file = archive.by_index(*at).map_err(|error| zip_trouble(&error))?;
                    let folder = file.name().rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
                    let inner: Box<dyn Read + '_> = Box::new(file);
                    let enclosed = look(&mut Elements::new(Metered { inner, left: &mut left, sender }))?;
                    for one in enclosed {
                        let Some(bytes) = take_out(archive, &format!("{folder}{}", one.path)) else {
                            missing.add(one.omission);
                            continue;
                        };
                        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
                        left = left.checked_sub(length).ok_or(ImportFault::TooMuch)?;
                        sender.blocking_send(ReaderEvent::File(one, bytes)).map_err(|_| ImportFault::Interrupted)?;
                    }
                }
            }
        }
        Ok(missing)
    }
}

/// A file of a package; none when it is not there, cannot be read, or has more than what is attached may have.
fn take_out(archive: &mut Package, name: &str) -> Option<Vec<u8>> {
    let limit = u64::try_from(FILE_BYTES_MAX).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    archive.by_name(name).ok()?.take(limit + 1).read_to_end(&mut bytes).ok()?;
    (bytes.len() <= FILE_BYTES_MAX).then_some(bytes)
}

/// A reader that ends when too much has come through it, or nobody wants any more.
struct Metered<'r, R> {
    inner: R,
    left: &'r mut u64,
    sender: &'r Sender<ReaderEvent>,
}

impl<R: Read> Read for Metered<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.sender.is_closed() {
            return Err(io::Error::other(ImportFault::Interrupted));
        }
        let count = self.inner.read(buffer)?;
        let counted = u64::try_from(count).unwrap_or(u64::MAX);
        *self.left = self.left.checked_sub(counted).ok_or_else(|| io::Error::other(ImportFault::TooMuch))?;
        Ok(count)
    }
}
