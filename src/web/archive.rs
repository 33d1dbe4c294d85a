//! Zip archives: what a Word file is inside, and how several files are downloaded as one.

use std::io::{self, Cursor, Write};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// An archive of files, each with its path, which must be unique. The same files give the same bytes.
///
/// # Errors
/// When a path occurs twice; nothing else fails in memory.
pub fn pack<P: AsRef<str>, C: AsRef<[u8]>>(files: &[(P, C)]) -> io::Result<Vec<u8>> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, content) in files {
        archive.start_file(path.as_ref(), options)?;
        archive.write_all(content.as_ref())?;
    }
    Ok(archive.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::pack;
    use std::io::{Cursor, Read};

    #[test]
    fn what_is_packed_is_unpacked_again_under_its_name() {
        let packed = pack(&[("src/main.rs", "fn main() {}\n"), ("문서/메모.txt", "안녕\r\n")]).expect("it is packed");
        let mut archive = zip::ZipArchive::new(Cursor::new(packed)).expect("it is an archive");
        let mut text = String::new();
        archive.by_name("문서/메모.txt").expect("it is there").read_to_string(&mut text).expect("it can be read");
        assert_eq!((archive.len(), text.as_str()), (2, "안녕\r\n"));
        assert!(pack(&[("a", ""), ("a", "")]).is_err());
    }
}
