//! A large file in blocks, each a file by itself: read on all processors, and
//! none of them kept.

use std::io::{self, Read};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::parallel::in_parallel;

/// So many bytes are read at a time.
pub(super) const BLOCK: usize = 256 << 10;
/// A file with more bytes than this in which no block ends is odd.
const MOST: usize = 16 << 20;

/// A file in blocks that begin with its header.
pub(super) struct Blocks<R> {
    file: R,
    size: usize,
    /// Whether such a header can be that of a block.
    fits: fn(&[u8]) -> bool,
    /// Where in some rows a block ends.
    end: fn(&[u8]) -> Option<usize>,
    header: Vec<u8>,
    /// What was read and belongs to the next block.
    rest: Vec<u8>,
    is_at_end: bool,
}

impl<R: Read> Blocks<R> {
    pub(super) fn of(
        file: R,
        size: usize,
        fits: fn(&[u8]) -> bool,
        end: fn(&[u8]) -> Option<usize>,
    ) -> Self {
        Self {
            file,
            size,
            fits,
            end,
            header: Vec::new(),
            rest: Vec::new(),
            is_at_end: false,
        }
    }

    /// The next block; the first may be nothing but a header, or less. One in
    /// which nothing ends is empty, as no file should be.
    fn next(&mut self) -> io::Result<Option<Vec<u8>>> {
        if self.is_at_end {
            return Ok(None);
        }
        let mut bytes = Vec::with_capacity(self.header.len() + self.rest.len() + self.size);
        bytes.extend_from_slice(&self.header);
        bytes.append(&mut self.rest);
        loop {
            let some = self.file.by_ref().take(self.size as u64);
            if { some }.read_to_end(&mut bytes)? == 0 {
                self.is_at_end = true;
                return Ok(Some(bytes));
            }
            if self.header.is_empty() {
                let end = bytes.iter().position(|byte| *byte == b'\n');
                self.header = bytes[..end.map_or(0, |end| end + 1)].to_vec();
            }
            let is_odd = !self.header.is_empty() && !(self.fits)(&self.header);
            if is_odd || bytes.len() > MOST {
                self.is_at_end = true;
                return Ok(Some(Vec::new()));
            }
            if let Some(end) = (self.end)(&bytes[self.header.len()..]) {
                self.rest = bytes.split_off(self.header.len() + end);
                return Ok(Some(bytes));
            }
        }
    }
}

/// What each thread makes of the blocks that it reads; which these are, nobody
/// knows. `None` as soon as one is not as it should be, which `read` says with `false`.
///
/// # Errors
/// When the system does not give the file.
pub(super) fn of_blocks<M: Default + Send>(
    blocks: Blocks<impl Read + Send>,
    threads: usize,
    read: impl Fn(&mut M, Vec<u8>) -> bool + Sync,
) -> io::Result<Option<Vec<M>>> {
    let is_odd = AtomicBool::new(false);
    let blocks = Mutex::new(blocks);
    let next = || match blocks.lock() {
        Ok(mut blocks) => blocks.next(),
        Err(_) => Ok(None),
    };
    let read_some = |_: &usize| -> io::Result<M> {
        let mut made = M::default();
        while !is_odd.load(Ordering::Relaxed)
            && let Some(bytes) = next()?
        {
            if !read(&mut made, bytes) {
                is_odd.store(true, Ordering::Relaxed);
            }
        }
        Ok(made)
    };
    let readers: Vec<usize> = (0..threads).collect();
    let made: io::Result<Vec<M>> = in_parallel(threads, &readers, read_some)
        .into_iter()
        .collect();
    made.map(|made| (!is_odd.into_inner()).then_some(made))
}
