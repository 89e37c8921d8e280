//! Puts new bytes in a file's place.

use std::fs::{self, File};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use super::Refusal;

/// How the temporary file of a write under the lock begins. Names that begin
/// with a dot are never data; what a killed writer left is swept by the next.
pub(super) const LEFTOVER: &str = ".grants-new-";

/// Replaces a file's content: a temporary file beside it is written, synced
/// and renamed over it. A kill at any moment leaves the old file or the new
/// one, a full disk the old one. A link stays a link; the mode stays.
///
/// # Errors
/// When the system refuses one of these steps; the old file then stands.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Refusal> {
    let place = Place::of(path)?;
    if let Some(mut device) = place.device()? {
        return Ok(device.write_all(bytes)?);
    }
    write_over(&place, &mut &*bytes, ".grants-", || Ok(()))
}

/// The same, with content that is written part by part. That may take long: it
/// gathers in a file without a name, of which nothing is left after a kill.
///
/// # Errors
/// Also when `write` fails; the old file then stands.
pub fn replace_with(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Refusal> {
    let place = Place::of(path)?;
    if let Some(mut device) = place.device()? {
        return Ok(write(&mut device)?);
    }
    let mut gathered = tempfile::tempfile_in(&place.folder)?;
    write(&mut gathered)?;
    gathered.rewind()?;
    write_over(&place, &mut gathered, ".grants-", || Ok(()))
}

/// Where bytes go: the file itself, behind any link, and the folder it is in.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) target: PathBuf,
    pub(super) folder: PathBuf,
    old: Option<fs::Metadata>,
}

impl Place {
    /// The place of a path, whether or not a file stands there.
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        let target = if path.is_symlink() {
            fs::canonicalize(path)?
        } else {
            path.to_owned()
        };
        let folder = match target.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
            _ => PathBuf::from("."),
        };
        Ok(Self {
            old: target.metadata().ok(),
            target,
            folder,
        })
    }

    /// Whether the file is marked as one that nobody should write.
    pub(super) fn is_read_only(&self) -> bool {
        let permissions = self.old.as_ref().map(fs::Metadata::permissions);
        permissions.is_some_and(|permissions| permissions.readonly())
    }

    /// What cannot be renamed over: /dev/stdout and the like.
    fn device(&self) -> io::Result<Option<File>> {
        let is_device = self.old.as_ref().is_some_and(|old| !old.is_file());
        let open = || File::options().write(true).open(&self.target);
        is_device.then(open).transpose()
    }
}

/// Copies into a temporary file and syncs it, asks `may_go_on`, renames, syncs the folder.
pub(super) fn write_over(
    place: &Place,
    content: &mut impl Read,
    prefix: &str,
    may_go_on: impl FnOnce() -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let mut file = tempfile::Builder::new()
        .prefix(prefix)
        .make_in(&place.folder, |path| create(path, place.old.is_some()))?;
    if let Some(old) = &place.old {
        keep_owner(file.as_file(), old);
        file.as_file().set_permissions(old.permissions())?;
    }
    io::copy(content, file.as_file_mut())?;
    file.as_file().sync_all()?;
    may_go_on()?;
    file.persist(&place.target).map_err(|error| error.error)?;
    sync_folder(&place.folder).map_err(Refusal::Unconfirmed)
}

/// Makes the file: as any other of its folder, or closed to others until it has
/// the mode of the one whose place it takes.
fn create(path: &Path, closed: bool) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if closed {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    #[cfg(not(unix))]
    let _ = closed;
    options.open(path)
}

/// The owner and the group stay, where we may give a file away.
#[cfg(unix)]
fn keep_owner(file: &File, old: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    if fchown(file, Some(old.uid()), Some(old.gid())).is_err() {
        let _ = fchown(file, None, Some(old.gid()));
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &fs::Metadata) {}

/// The new name reaches the disk. Some file systems cannot be asked for it.
#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
            ) =>
        {
            Ok(())
        }
        other => other,
    }
}

#[cfg(not(unix))]
pub(super) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_bytes_go_and_the_mode_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        replace(&path, b"one\n").unwrap();
        let mode = path.metadata().unwrap().permissions();
        replace(&path, b"two\n").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two\n");
        assert_eq!(path.metadata().unwrap().permissions(), mode);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_fails_half_way_leaves_the_old_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        replace(&path, b"one\n").unwrap();
        let failed = replace_with(&path, |file| {
            file.write_all(b"tw")?;
            Err(io::ErrorKind::StorageFull.into())
        });
        assert!(failed.is_err());
        assert_eq!(fs::read(&path).unwrap(), b"one\n");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
