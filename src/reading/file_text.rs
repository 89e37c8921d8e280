//! The text of a file; that of a large one is read on all processors.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::string::FromUtf8Error;
use std::sync::{Mutex, PoisonError};

use crate::parallel::{in_turn, threads};

/// Files of this many bytes and more are read in parts.
const LARGE: u64 = 4 << 20;
/// So many bytes are read by one thread at a time.
const PART: usize = 256 << 10;
/// A letter has so many bytes after its first, at most.
const MOST_AFTER_FIRST: usize = 3;

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
        if let Some(text) = in_parts(&file, size as usize, PART, threads())? {
            return Ok(Ok(text));
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

/// The text of a file of that many bytes, all of it from the file that is open: it
/// may be replaced as it is read. `None` when it is not UTF-8, or no longer has so
/// many bytes.
fn in_parts(file: &File, size: usize, most: usize, threads: usize) -> io::Result<Option<String>> {
    let starts: Vec<usize> = (0..size).step_by(most).collect();
    let mut text = String::new();
    text.try_reserve_exact(size)?;
    let mut trouble = None;
    let file = Mutex::new(file);
    let make = |start: &usize| part(&file, *start, most);
    let is_text = in_turn(threads, &starts, make, |part| match part {
        Ok(Some(part)) => {
            text.push_str(&part);
            true
        }
        Ok(None) => false,
        Err(error) => {
            trouble = Some(error);
            false
        }
    });
    match trouble {
        Some(error) => Err(error),
        None => Ok((is_text && text.len() == size).then_some(text)),
    }
}

/// The letters that begin among so many bytes of a file; `None` when they are
/// not UTF-8.
fn part(file: &Mutex<&File>, start: usize, most: usize) -> io::Result<Option<String>> {
    let size = most + MOST_AFTER_FIRST;
    let mut bytes = Vec::with_capacity(size);
    {
        let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(start as u64))?;
        file.by_ref().take(size as u64).read_to_end(&mut bytes)?;
    }
    bytes.truncate(letter_start(&bytes, most));
    if start > 0 {
        bytes.drain(..letter_start(&bytes, 0));
    }
    Ok(String::from_utf8(bytes).ok())
}

/// Where from there on the next letter begins.
fn letter_start(bytes: &[u8], from: usize) -> usize {
    let from = from.min(bytes.len());
    let after_first = bytes[from..].iter().take(MOST_AFTER_FIRST);
    from + after_first
        .take_while(|byte| **byte & 0b1100_0000 == 0b1000_0000)
        .count()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn parts_of_any_size_make_the_whole_text(
            letters in "(a|å|–|😀|\n){0,40}",
            stray in prop::option::of((0..200_usize, any::<u8>())),
            most in 1..20_usize,
            threads in 1..4_usize,
        ) {
            let mut bytes = letters.into_bytes();
            if let Some((at, byte)) = stray {
                bytes.insert(at % (bytes.len() + 1), byte);
            }
            let mut file = tempfile::NamedTempFile::new().expect("a file");
            file.write_all(&bytes).expect("written");
            let size = bytes.len();
            let text = String::from_utf8(bytes).ok();
            let read = |size| in_parts(file.as_file(), size, most, threads).expect("a file");
            prop_assert_eq!(read(size), text);
            // It has shrunk or grown since its size was asked for.
            prop_assert_eq!(read(size + 40), None);
            prop_assert!(size < 2 || read(size / 2).is_none_or(|text| text.len() == size / 2));
        }
    }

    #[test]
    fn a_file_that_is_not_there_is_an_error() {
        assert!(read(Path::new("no such file")).is_err());
    }
}
