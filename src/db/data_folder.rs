//! The data folder: it holds everybody's conversations, and only the owner of the server may read it.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// The folder of the server's own document formats.
pub(crate) const FORMATS_FOLDER: &str = "formats";
/// Whose names in the data folder are ours, with what was copied beside them; a folder may hold other things too.
const NAMES: [&str; 3] = ["supbot.", "token-keys", FORMATS_FOLDER];
/// Where settings may be, secrets among them.
const ENV_FILE: &str = ".env";

/// A file or folder that others could use, and no longer can.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("others could use {} (mode {before:03o}): it is for its owner alone now (mode {after:03o})", path.display())]
pub(crate) struct Restricted {
    path: PathBuf,
    before: u32,
    after: u32,
}

/// Takes the rights of others to the data folder and to what is ours in it; says whose they were. A folder that is not
/// there yet is none of its matters.
///
/// # Errors
/// The first thing whose rights cannot be taken, with a sentence.
pub(crate) fn restrict_permissions(folder: &Path) -> io::Result<Vec<Restricted>> {
    let mut restricted = Vec::new();
    restrict_folder(folder, &mut restricted).map_err(|error| {
        io::Error::new(error.kind(), format!("others may be able to read {}: {error}", folder.display()))
    })?;
    Ok(restricted)
}

/// The same, told in the log.
pub(crate) fn restrict_and_log(folder: &Path) {
    match restrict_permissions(folder) {
        Ok(restricted) => restricted.iter().for_each(|it| tracing::warn!("{it}")),
        Err(error) => tracing::warn!("{error}"),
    }
}

fn restrict_folder(folder: &Path, restricted: &mut Vec<Restricted>) -> io::Result<()> {
    restricted.extend(restrict_one(folder)?);
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        let is_ours = NAMES.iter().any(|name| entry.file_name().as_encoded_bytes().starts_with(name.as_bytes()));
        let kind = entry.file_type()?;
        if is_ours && kind.is_file() {
            restricted.extend(restrict_one(&entry.path())?);
        } else if is_ours && kind.is_dir() {
            restricted.extend(restrict_one(&entry.path())?);
            for file in fs::read_dir(entry.path())? {
                let file = file?;
                if file.file_type()?.is_file() {
                    restricted.extend(restrict_one(&file.path())?);
                }
            }
        }
    }
    Ok(())
}

#[cfg(unix)]
fn restrict_one(path: &Path) -> io::Result<Option<Restricted>> {
    use std::os::unix::fs::PermissionsExt;
    let mode = match fs::metadata(path) {
        Ok(metadata) => metadata.permissions().mode() & 0o7777,
        // SQLite takes its files away by itself.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    if mode & 0o1000 != 0 {
        // As /tmp: everybody's by purpose.
        return Err(io::Error::other("it is a folder for everybody; choose another SUPBOT_DATA_DIR"));
    }
    if mode & 0o077 == 0 {
        return Ok(None);
    }
    let after = mode & 0o7700;
    match fs::set_permissions(path, fs::Permissions::from_mode(after)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        set => set.map(|()| Some(Restricted { path: path.to_owned(), before: mode, after })),
    }
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere there are modes")]
fn restrict_one(_: &Path) -> io::Result<Option<Restricted>> {
    Ok(None)
}

/// Makes the data folder, for its owner alone.
///
/// # Errors
/// What the operating system says.
pub(crate) fn create_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// A sentence when others can read the settings. Whose file that is, and who is to read it, is not for us to change.
pub(crate) fn env_warning() -> Option<String> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(ENV_FILE).ok()?.permissions().mode() & 0o777;
        (mode & 0o044 != 0).then(|| {
            format!(
                "others can read the settings in {ENV_FILE} (mode {mode:03o}), keys among them: chmod 600 {ENV_FILE}"
            )
        })
    }
    #[cfg(not(unix))]
    None
}
