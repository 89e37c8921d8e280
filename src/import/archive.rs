//! What a spreadsheet's archive unpacks to, so that a small file which is
//! huge inside is refused before anything reads it.

use std::io::{Cursor, Read, copy, sink};

/// So many bytes may all parts of a spreadsheet have together.
const MOST_BYTES: u64 = 512 << 20;

/// So many parts has no spreadsheet of people's.
const MOST_PARTS: usize = 10_000;

/// Whether an archive can be read as a whole and is no larger than it may be.
///
/// # Errors
/// Why not, in a few words.
pub(super) fn fits(bytes: &[u8]) -> Result<(), String> {
    let damaged = |_| "the file is damaged: its parts cannot be unpacked".to_owned();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > MOST_PARTS {
        return Err("the file has more parts than any spreadsheet".to_owned());
    }
    let mut left = MOST_BYTES;
    for nth in 0..archive.len() {
        let part = archive.by_index(nth).map_err(damaged)?;
        // What an archive says of its sizes may be wrong; what comes out is not.
        let unpacked = copy(&mut part.take(left + 1), &mut sink());
        let unpacked = unpacked.map_err(|_| "the file is damaged: a part cannot be unpacked")?;
        if unpacked > left {
            return Err("the file unpacks to more than 512 MB".to_owned());
        }
        left -= unpacked;
    }
    Ok(())
}
