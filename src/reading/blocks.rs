//! A large file of scores, a block at a time: nine tenths of the rows of a
//! folder are scores, and of a file that is in order none need be kept.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::diagnostic::Findings;
use crate::model::{Assessment, Book, Fact, SchemeId};
use crate::parallel::threads;
use crate::source::Sources;

use super::assessments::{ASSESSMENTS, Scorebook};
use super::block_file::{BLOCK, Blocks, of_blocks};
use super::folder::{Folder, Trouble};
use super::ids::Ids;
use super::{csv, text};

/// Files of this many bytes and more are read in blocks.
const LARGE: u64 = 8 << 20;

/// What is done with the scores of a block: some applications with all of
/// theirs, and the names of the assessors. `false` stops the reading.
type Each<'e> = dyn Fn(&[Assessment], &[Cow<'_, str>]) -> bool + Sync + 'e;

impl Folder {
    /// Whether a scheme's file of scores had better be read in blocks.
    pub fn has_many_scores(&self, scheme: &SchemeId) -> bool {
        const TOO_LARGE: u64 = u32::MAX as u64;
        let is_plain_file = self.homes[scheme].has(Fact::Assessments);
        let path = self.path(scheme, Fact::Assessments);
        let size = || path.metadata().map_or(0, |file| file.len());
        is_plain_file && !self.is_loaded(scheme) && (LARGE..TOO_LARGE).contains(&size())
    }

    /// Reads the scores of a book that has none, and hands them on in blocks,
    /// those of one application always together, on all processors and in no
    /// order.
    ///
    /// `false` as soon as anything is not as it should be, the scores of an
    /// application stand apart, or its column is not the first: then the file is
    /// to be read as a whole.
    ///
    /// # Errors
    /// When the system does not give the file.
    pub fn scores_in_blocks(&self, book: &Book<'_>, each: &Each<'_>) -> Result<bool, Trouble> {
        let path = self.path(&book.scheme.id, Fact::Assessments);
        let read = File::open(&path)
            .and_then(|file| in_blocks(blocks(file, BLOCK), threads(), book, each));
        read.map_err(|error| Trouble::at(&path, error))
    }
}

fn in_blocks(
    blocks: Blocks<impl Read + Send>,
    threads: usize,
    book: &Book<'_>,
    each: &Each<'_>,
) -> io::Result<bool> {
    let ids = Ids::of(&book.applications);
    let is_done: Vec<AtomicBool> = (0..book.applications.len())
        .map(|_| AtomicBool::new(false))
        .collect();
    let read = |scores: &mut Vec<Assessment>, bytes: Vec<u8>| {
        let mut names = book.assessors.clone();
        read_block(bytes, book, &ids, &mut names, scores)
            && are_new(scores, &is_done)
            && each(scores, &names)
    };
    Ok(of_blocks(blocks, threads, read)?.is_some())
}

/// Blocks that end before rows that begin with another word, which is another
/// application.
fn blocks<R: Read>(file: R, size: usize) -> Blocks<R> {
    Blocks::of(
        file,
        size,
        |header| header.starts_with(b"application,"),
        end_of_block,
    )
}

/// Reads the scores of a block, which is a file by itself; `false` when
/// anything is not as it should be.
fn read_block<'t>(
    bytes: Vec<u8>,
    book: &Book<'t>,
    ids: &Ids<'_>,
    names: &mut Vec<Cow<'t, str>>,
    scores: &mut Vec<Assessment>,
) -> bool {
    let mut found = Findings::new();
    let file = Sources::new().set_aside(1);
    let opened = text::open(file, String::new(), bytes, &mut found);
    let mut scorebook = Scorebook::of(book.scheme, names);
    scores.clear();
    let is_whole = csv::read(&opened.source, &ASSESSMENTS, &mut found, |row, found| {
        if let Ok(assessment) = scorebook.assessment(row, ids, found) {
            scores.push(assessment);
        }
    });
    opened.sound && is_whole && found.is_empty()
}

/// Whether all scores of each application stand here together, and none of it
/// stood in another block.
fn are_new(scores: &[Assessment], is_done: &[AtomicBool]) -> bool {
    let mut runs = scores.chunk_by(|a, b| a.application == b.application);
    runs.all(|run| !is_done[run[0].application.position()].swap(true, Ordering::Relaxed))
}

/// Where the last rows begin that begin with the same word.
fn end_of_block(rows: &[u8]) -> Option<usize> {
    let line_end = |before: usize| rows[..before].iter().rposition(|byte| *byte == b'\n');
    let line_start = |before: usize| line_end(before).map_or(0, |end| end + 1);
    let word = |start: usize| rows[start..].split(|byte| *byte == b',').next();
    let mut end = line_end(rows.len())?;
    let mut start = line_start(end);
    let last = word(start);
    while word(start) == last {
        end = start.checked_sub(1)?;
        start = line_start(end);
    }
    Some(end + 1)
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use proptest::prelude::*;

    use super::*;
    use crate::model::testing::{application, scheme};
    use crate::model::{Criterion, Scheme};

    fn scored() -> Scheme {
        let mut scheme = scheme("digital");
        scheme.criteria = ["need", "plan"]
            .map(|id| Criterion {
                id: id.to_owned(),
                name: id.to_owned(),
                max: 5.into(),
                weight: 1.into(),
                threshold: None,
                cite: None,
                span: crate::model::testing::span(),
            })
            .into();
        scheme
    }

    /// The scores of a text that is read so many bytes at a time, as words in
    /// some order.
    fn told(text: &str, size: usize) -> Option<Vec<String>> {
        let scheme = scored();
        let mut book = Book::empty(&scheme);
        book.applications = ["A-1", "A-2", "A-3"].map(|id| application(id, None)).into();
        let told = Mutex::new(Vec::new());
        let blocks = blocks(text.as_bytes(), size);
        let whole = in_blocks(blocks, 3, &book, &|scores, names| {
            for score in scores {
                let id = book.application(score.application).id;
                let name = &names[score.assessor as usize];
                let words = format!("{id} {name} {} {}", score.criterion, score.score);
                told.lock().expect("nothing panics").push(words);
            }
            true
        });
        let mut told = told.into_inner().expect("nothing panics");
        told.sort();
        whole.expect("a text in memory").then_some(told)
    }

    const HEADER: &str = "application,assessor,criterion,score\n";

    proptest! {
        #[test]
        fn blocks_of_any_size_say_the_same(
            rows in prop::collection::vec(("(kari|ola|\"per\"|åse)", "(need|plan)", 0..5), 0..20),
            size in 1..200_usize,
        ) {
            let mut text = HEADER.to_owned();
            for (nth, (who, what, score)) in rows.iter().enumerate() {
                let id = 1 + nth * 3 / rows.len();
                text += &format!("A-{id},{who},{what},{score}\n");
            }
            let whole = told(&text, 1 << 20);
            prop_assert_eq!(whole.as_ref().map(Vec::len), Some(rows.len()));
            prop_assert_eq!(told(&text, size), whole);
        }
    }

    #[test]
    fn a_large_file_on_the_disk_is_read_in_blocks() {
        let root = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| {
            let path = root.path().join(name);
            std::fs::create_dir_all(path.parent().expect("below the root")).expect("a folder");
            std::fs::write(path, text).expect("a file");
        };
        let scheme = "name = \"x\"\ncurrency = \"NOK\"\n[criterion.need]\nmax = 5\nweight = 1\n";
        write("schemes/a.toml", scheme);
        let names: Vec<String> = (0..1000).map(|nth| format!("A-{nth}")).collect();
        let rows: String = names.iter().map(|id| format!("{id},x\n")).collect();
        write("data/a/applications.csv", &format!("id,applicant\n{rows}"));
        let rows = names
            .iter()
            .flat_map(|id| (0..400).map(move |who| format!("{id},assessor-{who},need,3\n")));
        let scores: String = rows.collect();
        assert!(scores.len() as u64 > LARGE);
        write("data/a/assessments.csv", &format!("{HEADER}{scores}"));
        let mut found = Findings::new();
        let folder = Folder::open(root.path(), &mut found).expect("a folder");
        let scheme = folder.scheme("a").expect("a scheme");
        assert!(folder.has_many_scores(&scheme.id));
        let facts = folder
            .read(&scheme.id, &Fact::ALL_BUT_SCORES)
            .expect("files");
        let book = crate::reading::book(scheme, &facts.texts(), &[], &mut found).expect("a book");
        let count = std::sync::atomic::AtomicUsize::new(0);
        let whole = folder.scores_in_blocks(&book, &|scores, _| {
            count.fetch_add(scores.len(), Ordering::Relaxed);
            true
        });
        assert!(whole.expect("a file"));
        assert_eq!(count.into_inner(), 400_000);
    }

    #[test]
    fn a_block_ends_where_another_word_begins() {
        assert_eq!(end_of_block(b"a,1\na,2\nb,3\nb,4\nb,"), Some(8));
        assert_eq!(end_of_block(b"a,1\nb,2\n"), Some(4));
        assert_eq!(end_of_block(b"a,1\na,2\na,3\n"), None);
        assert_eq!(end_of_block(b"a,1"), None);
        assert_eq!(end_of_block(b""), None);
    }

    #[test]
    fn whatever_is_odd_is_left_to_the_careful_way() {
        let told = |rows: &str| told(&format!("{HEADER}{rows}"), 32);
        assert_eq!(told("").map(|scores| scores.len()), Some(0));
        assert!(told("A-1,kari,need,3\nA-2,kari,need,3\n").is_some());
        for odd in [
            "A-1,kari,need,3\nA-2,kari,need,3\nA-1,ola,need,3\n",
            "A-1,kari,need,3\nA-2,kari,need\n",
            "A-4,kari,need,3\n",
            "A-1,kari,need,3,5\n",
            "A-1,\"kari,need,3\n",
            "A-1,ka\tri\u{7f},need,3\n",
            "A-1,01016050012,need,3\n",
        ] {
            assert_eq!(told(odd), None, "{odd}");
        }
        let told = super::tests::told;
        assert_eq!(told("", 32), None, "no header");
        let first = "assessor,application,criterion,score\nkari,A-1,need,3\n";
        assert_eq!(told(first, 32), None, "another column first");
        let crlf = format!("{HEADER}A-1,kari,need,3\nA-2,kari,need,3\n").replace('\n', "\r\n");
        assert_eq!(told(&crlf, 32).map(|scores| scores.len()), Some(2));
    }
}
