//! The lock of a folder: one process at a time reads, decides and writes.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::source::visible;

use super::Refusal;
use super::replace::{LEFTOVER, Place, sync_folder, write_over};

/// The name of the file that is locked. No data file can be: a lock belongs to
/// a file, and a rename puts another one in its place.
pub const LOCK_FILE: &str = ".grants.lock";

/// How often a held lock is tried again.
const STEP: Duration = Duration::from_millis(20);

/// A wait shorter than this is not worth a word.
const UNSAID: Duration = Duration::from_millis(500);

/// The lock of a folder, held until it is dropped or the process ends in any
/// way. The file stays; what it says counts only while somebody holds it.
#[derive(Debug)]
pub struct Lock {
    file: File,
    path: PathBuf,
}

impl Lock {
    /// Takes the lock of a folder, and writes into it who has it, for others
    /// to read. While another process has it, tries again until `patience` has
    /// passed; `waiting` is told once who that is.
    ///
    /// # Errors
    /// When another has it all the time, or the system gives no lock.
    pub fn take(
        root: &Path,
        holder: &str,
        patience: Duration,
        mut waiting: impl FnMut(&str),
    ) -> Result<Self, Refusal> {
        let path = root.join(LOCK_FILE);
        let began = Instant::now();
        let mut said = false;
        loop {
            let mut file = open(&path)?;
            match file.try_lock() {
                Ok(()) => {
                    let lock = Self {
                        file,
                        path: path.clone(),
                    };
                    // Somebody may have taken the file away before we had its lock.
                    if lock.stands() {
                        lock.sign(holder);
                        return Ok(lock);
                    }
                    continue;
                }
                Err(TryLockError::WouldBlock) => {}
                Err(TryLockError::Error(error)) => return Err(error.into()),
            }
            let waited = began.elapsed();
            if waited >= patience {
                return Err(Refusal::Held {
                    holder: signature(&mut file),
                    waited: patience,
                });
            }
            if !said && waited >= UNSAID {
                waiting(&signature(&mut file));
                said = true;
            }
            sleep(STEP.min(patience - waited));
        }
    }

    /// Puts a new text in a file's place, if the file still holds what was
    /// `expected` (`None`: there was no file).
    ///
    /// # Errors
    /// When the file was changed, or cannot be written; the old one then stands.
    pub fn replace(&self, path: &Path, expected: Option<&str>, text: &str) -> Result<(), Refusal> {
        let place = Place::of(path)?;
        if !place.folder.is_dir() {
            fs::create_dir_all(&place.folder)?;
            if let Some(parent) = place.folder.parent() {
                sync_folder(parent)?;
            }
        }
        if place.is_read_only() {
            return Err(Refusal::ReadOnly);
        }
        sweep(&place.folder);
        write_over(&place, &mut text.as_bytes(), LEFTOVER, || {
            if !self.stands() {
                return Err(Refusal::LockGone);
            }
            match content(&place.target)?.as_deref() == expected.map(str::as_bytes) {
                true => Ok(()),
                false => Err(Refusal::Changed),
            }
        })
    }

    /// Whether the file that is locked is the one that others would lock.
    fn stands(&self) -> bool {
        match (self.file.metadata(), fs::symlink_metadata(&self.path)) {
            (Ok(ours), Ok(theirs)) => is_same(&ours, &theirs),
            _ => false,
        }
    }

    /// Says in the file who has it. A lock that could not be signed is a lock.
    fn sign(&self, holder: &str) {
        let _ = self
            .file
            .set_len(0)
            .and_then(|()| (&self.file).rewind())
            .and_then(|()| (&self.file).write_all(holder.as_bytes()));
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = self.file.set_len(0);
        let _ = self.file.unlock();
    }
}

/// Opens the lock file, and makes it where there is none. Another user's file
/// may be one that we cannot write, but it can be locked all the same.
fn open(path: &Path) -> Result<File, Refusal> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if !metadata.is_file() => return Err(Refusal::NoLockFile),
        _ => {}
    }
    let file = File::options()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(path);
    match file {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied && path.is_file() => {
            Ok(File::open(path)?)
        }
        other => Ok(other?),
    }
}

/// What the holder wrote, as far as it can be shown on one line.
fn signature(file: &mut File) -> String {
    let mut bytes = Vec::new();
    let _ = file
        .rewind()
        .and_then(|()| file.take(200).read_to_end(&mut bytes));
    let text = String::from_utf8_lossy(&bytes);
    match text.lines().next().map(str::trim) {
        None | Some("") => "another process".to_owned(),
        Some(line) => visible(line).into_owned(),
    }
}

/// Removes the temporary files of writers that were killed. Nobody writes
/// them but who holds the lock.
fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(LEFTOVER) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn content(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(unix)]
fn is_same(one: &fs::Metadata, other: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

#[cfg(not(unix))]
fn is_same(_: &fs::Metadata, other: &fs::Metadata) -> bool {
    other.is_file()
}
