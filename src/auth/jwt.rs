//! Access tokens: JSON Web Tokens (RFC 7519), signed with a key that this server made for itself.

use super::model::SessionId;
use crate::domain::{
    error::{AppError, Result},
    id::UserId,
    time::now_ms,
};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, decode_header, encode};
use rand::{TryRngCore, rngs::OsRng};
use serde::{Deserialize, Serialize};
use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::{Arc, LazyLock, PoisonError, RwLock},
    time::SystemTime,
};

/// The file of the keys, in the data folder.
const FILE_NAME: &str = "token-keys.json";
/// Who issues the tokens.
const ISSUER: &str = "supbot";
/// Whom they are for.
const AUDIENCE: &str = "supbot-api";
/// The only algorithm, whatever a token says of itself.
const ALGORITHM: Algorithm = Algorithm::HS256;
/// Seconds that an access token is good for.
pub(super) const LIFETIME_S: i64 = 15 * 60;
/// The newest signs; the one before it has signed tokens that are still good.
const KEYS_KEPT: usize = 2;

/// What a token must say.
static VALIDATION: LazyLock<Validation> = LazyLock::new(|| {
    let mut validation = Validation::new(ALGORITHM);
    validation.set_issuer(&[ISSUER]);
    validation.set_audience(&[AUDIENCE]);
    validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
    // The clock that wrote it is the clock that reads it.
    validation.leeway = 0;
    validation
});

/// What an access token says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Claims {
    iss: String,
    aud: String,
    /// The account.
    pub sub: UserId,
    /// By which log-in.
    pub sid: SessionId,
    jti: uuid::Uuid,
    iat: i64,
    exp: i64,
}

/// A key as the file has it, newest first.
#[derive(Serialize, Deserialize)]
struct Key {
    id: String,
    /// 256 random bits in hexadecimal.
    secret: String,
}

/// Signs and checks. Cheap to clone.
#[derive(Clone)]
pub struct Signing {
    path: PathBuf,
    loaded: Arc<RwLock<Loaded>>,
}

struct Loaded {
    /// Of the file that they are from.
    changed: Option<SystemTime>,
    keys: Vec<Key>,
}

impl Signing {
    /// The keys of a data folder; makes the first one.
    ///
    /// # Errors
    /// When the file cannot be read, or made.
    pub fn open(folder: &Path) -> io::Result<Self> {
        let path = folder.join(FILE_NAME);
        if !path.exists() {
            add_key(&path, Vec::new())?;
        }
        restrict(&path)?;
        let loaded = Arc::new(RwLock::new(read(&path)?));
        Ok(Self { path, loaded })
    }

    /// A token for an account that is logged in.
    ///
    /// # Errors
    /// `Internal` when it cannot be signed, which is logged.
    pub(super) fn sign(&self, user: UserId, session: SessionId) -> Result<String> {
        self.reload();
        let now = now_ms() / 1000;
        let claims = Claims {
            iss: ISSUER.to_owned(),
            aud: AUDIENCE.to_owned(),
            sub: user,
            sid: session,
            jti: uuid::Uuid::now_v7(),
            iat: now,
            exp: now + LIFETIME_S,
        };
        let loaded = self.loaded.read().unwrap_or_else(PoisonError::into_inner);
        // `read` refuses a file without keys.
        let key = loaded.keys.first().ok_or(AppError::Internal)?;
        let header = Header { kid: Some(key.id.clone()), ..Header::new(ALGORITHM) };
        encode(&header, &claims, &EncodingKey::from_secret(key.secret.as_bytes())).map_err(|error| {
            tracing::error!(%error, "an access token could not be signed");
            AppError::Internal
        })
    }

    /// What a token says, if it is one of ours and still good.
    pub(super) fn verify(&self, token: &str) -> Option<Claims> {
        // A key that was taken out of the file is good for nothing from then on.
        self.reload();
        let id = decode_header(token).ok()?.kid?;
        let loaded = self.loaded.read().unwrap_or_else(PoisonError::into_inner);
        let key = loaded.keys.iter().find(|key| key.id == id)?;
        let key = DecodingKey::from_secret(key.secret.as_bytes());
        decode::<Claims>(token, &key, &VALIDATION).ok().map(|token| token.claims)
    }

    /// Takes up the keys of another process's [`rotate`].
    fn reload(&self) {
        let changed = fs::metadata(&self.path).and_then(|metadata| metadata.modified()).ok();
        if self.loaded.read().unwrap_or_else(PoisonError::into_inner).changed == changed {
            return;
        }
        match read(&self.path) {
            Ok(loaded) => *self.loaded.write().unwrap_or_else(PoisonError::into_inner) = loaded,
            Err(error) => tracing::error!(%error, "the keys of access tokens cannot be read again"),
        }
    }
}

/// Makes a new key, which signs from now on. Tokens of the key before it are good until they end; nobody is logged out.
/// May run beside a server of the same folder.
///
/// # Errors
/// When the file cannot be read or written; `NotFound` when there is none: then the folder is hardly that of a server.
pub fn rotate(folder: &Path) -> io::Result<()> {
    let path = folder.join(FILE_NAME);
    let loaded = read(&path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => {
            let sentence = format!("there is no {}: a server makes it when it first starts", path.display());
            io::Error::new(io::ErrorKind::NotFound, sentence)
        }
        _ => error,
    })?;
    add_key(&path, loaded.keys)
}

fn add_key(path: &Path, mut keys: Vec<Key>) -> io::Result<()> {
    let mut secret = [0u8; 32];
    OsRng.try_fill_bytes(&mut secret).map_err(io::Error::other)?;
    keys.insert(0, Key { id: uuid::Uuid::now_v7().simple().to_string(), secret: super::token::hex(&secret) });
    keys.truncate(KEYS_KEPT);
    // Whole or not at all, and never readable by others, not even for a moment.
    let new = path.with_extension("new");
    let _ = fs::remove_file(&new);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file: File = options.open(&new)?;
    keep_owner(path, &file)?;
    file.write_all(&serde_json::to_vec_pretty(&keys)?)?;
    // The system's own time of a change is as coarse as its clock's tick: two changes could look like one.
    file.set_modified(SystemTime::now())?;
    file.sync_all()?;
    fs::rename(&new, path)
}

fn read(path: &Path) -> io::Result<Loaded> {
    let changed = fs::metadata(path)?.modified().ok();
    let keys: Vec<Key> = serde_json::from_slice(&fs::read(path)?)?;
    if keys.is_empty() {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "there is no key in it"));
    }
    Ok(Loaded { changed, keys })
}

/// Gives a new file to the owner of the one that it replaces: the server must read it after `sudo supbot rotate-keys`.
fn keep_owner(path: &Path, new: &File) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let old = match fs::metadata(path) {
            Ok(old) => old,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error),
        };
        let made = new.metadata()?;
        if (made.uid(), made.gid()) != (old.uid(), old.gid()) {
            fchown(new, Some(old.uid()), Some(old.gid()))?;
        }
    }
    #[cfg(not(unix))]
    let _ = (path, new);
    Ok(())
}

/// Takes others' right to read it, which a copy or a backup may have given.
fn restrict(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(0o600))?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}
