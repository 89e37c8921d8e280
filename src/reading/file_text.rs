//! The text of a file; that of a large one is read on all processors.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek};
use std::path::Path;
use std::string::FromUtf8Error;
use std::sync::Mutex;

use crate::parallel::{in_parallel, threads};

/// Files of this many bytes and more are read in parts.
const LARGE: u64 = 4 << 20;
/// So many bytes are read by one thread at a time.
const PART: usize = 256 << 10;
/// What is made of a large file takes so many bytes at least.
const SPARE: usize = 32 << 20;

/// A file's text, or its bytes where they are not UTF-8.
///
/// # Errors
/// When the system does not give the file, or it has 4 GiB or more.
pub(super) fn read(path: &Path) -> io::Result<Result<String, FromUtf8Error>> {
    const TOO_LARGE: u64 = 1 << 32;
    let too_large = || Err(io::Error::other("the file has 4 GiB or more"));
    let mut file = File::open(path)?;
    let size = file.metadata()?.len();
    if size >= TOO_LARGE {
        return too_large();
    }
    if size >= LARGE && threads() > 1 {
        if let Some(bytes) = in_parts(&file, size as usize, PART, threads())? {
            return Ok(String::from_utf8(bytes));
        }
        file.rewind()?;
    }
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(size as usize)?;
    // It may grow as it is read.
    file.take(TOO_LARGE).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == TOO_LARGE {
        return too_large();
    }
    Ok(String::from_utf8(bytes))
}

/// So many bytes of a file, all of them from the file that is open: it may be
/// replaced as it is read. `None` when it no longer has so many.
fn in_parts(file: &File, size: usize, most: usize, threads: usize) -> io::Result<Option<Vec<u8>>> {
    // Room for it, and for what is made of it, is asked for first: where there is
    // none, the next line would end the program.
    Vec::<u8>::new().try_reserve_exact(size.saturating_add(SPARE))?;
    // The system gives zeros without writing them.
    let mut bytes = vec![0; size];
    let parts = Mutex::new(bytes.chunks_mut(most).zip((0..).step_by(most)));
    let next = || parts.lock().ok()?.next();
    let read_some = |_: &usize| {
        while let Some((part, start)) = next() {
            read_at(file, part, start)?;
        }
        Ok(())
    };
    let readers: Vec<usize> = (0..threads).collect();
    let read = in_parallel(threads, &readers, read_some);
    match read.into_iter().collect::<io::Result<()>>() {
        Ok(()) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(error),
    }
}

/// Fills a part with what stands in the file from its start on.
#[cfg(unix)]
fn read_at(file: &File, part: &mut [u8], start: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, part, start)
}

/// Fills a part with what stands in the file from its start on.
#[cfg(not(unix))]
fn read_at(mut file: &File, part: &mut [u8], start: u64) -> io::Result<()> {
    use std::io::SeekFrom;
    use std::sync::PoisonError;

    // There is one place in the file for all threads.
    static TURN: Mutex<()> = Mutex::new(());
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    file.seek(SeekFrom::Start(start))?;
    file.read_exact(part)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn parts_of_any_size_make_the_whole_file(
            bytes in prop::collection::vec(any::<u8>(), 0..200),
            most in 1..20_usize,
            threads in 1..4_usize,
        ) {
            let mut file = tempfile::NamedTempFile::new().expect("a file");
            file.write_all(&bytes).expect("written");
            let size = bytes.len();
            let read = |size| in_parts(file.as_file(), size, most, threads).expect("a file");
            // It has shrunk or grown since its size was asked for.
            prop_assert_eq!(read(size + 40), None);
            prop_assert_eq!(read(size / 2), Some(bytes[..size / 2].to_vec()));
            prop_assert_eq!(read(size), Some(bytes));
        }
    }

    #[test]
    fn a_file_that_is_not_there_is_an_error() {
        assert!(read(Path::new("no such file")).is_err());
    }
}
