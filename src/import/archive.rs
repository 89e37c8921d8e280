//! What a spreadsheet's archive unpacks to, so that a small file which is
//! huge inside is refused before anything reads it.

use std::io::{Cursor, Read, copy, sink};

/// So many bytes may all parts of a spreadsheet have together.
pub(super) const MOST_BYTES: u64 = 512 << 20;

/// So many parts has no spreadsheet of people's.
const MOST_PARTS: usize = 10_000;

/// Whether an archive can be read as a whole and unpacks to no more than `most`
/// bytes.
///
/// # Errors
/// Why not, in a few words.
pub(super) fn fits(bytes: &[u8], most: u64) -> Result<(), String> {
    let damaged = |_| "the file is damaged: its parts cannot be unpacked".to_owned();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > MOST_PARTS {
        return Err("the file has more parts than any spreadsheet".to_owned());
    }
    let mut left = most;
    for nth in 0..archive.len() {
        let part = archive.by_index(nth).map_err(damaged)?;
        // What an archive says of its sizes may be wrong; what comes out is not.
        let unpacked = copy(&mut part.take(left + 1), &mut sink());
        let unpacked = unpacked.map_err(|_| "the file is damaged: a part cannot be unpacked")?;
        if unpacked > left {
            return Err(format!("the file unpacks to more than {} MB", most >> 20));
        }
        left -= unpacked;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn an_archive_that_unpacks_to_more_than_it_may_is_refused() {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file("xl/workbook.xml", options).unwrap();
        archive.write_all(&vec![0; 3 << 20]).unwrap();
        let bytes = archive.finish().unwrap().into_inner();
        assert!(bytes.len() < 1 << 16);
        let refused = fits(&bytes, 2 << 20).unwrap_err();
        assert_eq!(refused, "the file unpacks to more than 2 MB");
        assert_eq!(fits(&bytes, 3 << 20), Ok(()));
    }
}
