//! Puts new bytes in a file's place.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Replaces a file's content: a temporary file beside it is written, synced
/// and renamed over it. A kill at any moment leaves the old file or the new
/// one, a full disk the old one. A link stays a link; the mode stays.
///
/// # Errors
/// When the system refuses one of these steps; the old file then stands.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_over(path, bytes).map_err(|error| match error.get_ref() {
        // The name of a temporary file that is gone helps nobody.
        Some(_) if error.kind() != io::ErrorKind::Other => io::Error::from(error.kind()),
        _ => error,
    })
}

fn write_over(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let target = if path.is_symlink() {
        fs::canonicalize(path)?
    } else {
        path.to_owned()
    };
    // /dev/stdout and the like cannot be renamed over.
    if let Ok(metadata) = target.metadata()
        && !metadata.is_file()
    {
        return File::options().write(true).open(&target)?.write_all(bytes);
    }
    let folder = parent(&target);
    let mut file = tempfile::Builder::new()
        .prefix(".grants-")
        .tempfile_in(&folder)?;
    file.write_all(bytes)?;
    let permissions = match target.metadata() {
        Ok(metadata) => metadata.permissions(),
        Err(_) => fresh_permissions(&folder)?,
    };
    file.as_file().set_permissions(permissions)?;
    file.as_file().sync_all()?;
    file.persist(&target).map_err(|error| error.error)?;
    sync_folder(&folder)
}

fn parent(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// What a new file of this folder gets by default: a temporary one is private.
fn fresh_permissions(folder: &Path) -> io::Result<fs::Permissions> {
    let probe = tempfile::Builder::new()
        .prefix(".grants-")
        .make_in(folder, |path| {
            File::options().write(true).create_new(true).open(path)
        })?;
    Ok(probe.as_file().metadata()?.permissions())
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
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
}
