//! A large file of scores, a block at a time: nine tenths of the rows of a
//! folder are scores, and of a file that is in order none need be kept.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read};

use crate::diagnostic::Findings;
use crate::model::{Assessment, Book, SchemeId};
use crate::source::Sources;

use super::assessments::{ASSESSMENTS, Scorebook};
use super::folder::{Fact, Folder, Trouble};
use super::references::Ids;
use super::{csv, text};

/// Files of this many bytes and more are read in blocks.
const LARGE: u64 = 64 << 20;
/// So many bytes are read at a time.
const BLOCK: usize = 4 << 20;

impl Folder {
    /// Whether a scheme's file of scores had better be read in blocks.
    pub fn has_many_scores(&self, scheme: &SchemeId) -> bool {
        let path = self.path(scheme, Fact::Assessments);
        !self.is_loaded(scheme)
            && !path.is_symlink()
            && path.metadata().is_ok_and(|file| file.len() >= LARGE)
    }

    /// Reads the scores of a book that has none, and hands them on in blocks,
    /// those of one application always together, with the names of the
    /// assessors.
    ///
    /// `false` as soon as anything is not as it should be, or the scores of an
    /// application stand apart: then the file is to be read as a whole.
    ///
    /// # Errors
    /// When the system does not give the file.
    pub fn scores_in_blocks(
        &self,
        book: &Book<'_>,
        each: impl FnMut(&[Assessment], &[Cow<'_, str>]),
    ) -> Result<bool, Trouble> {
        let path = self.path(&book.scheme.id, Fact::Assessments);
        let read = File::open(&path).and_then(|file| in_blocks(file, BLOCK, book, each));
        read.map_err(|error| Trouble::at(&path, error))
    }
}

fn in_blocks(
    mut file: impl Read,
    size: usize,
    book: &Book<'_>,
    mut each: impl FnMut(&[Assessment], &[Cow<'_, str>]),
) -> io::Result<bool> {
    let applications = book.applications.iter();
    let ids = Ids::new(applications.map(|it| it.id.as_str()).collect(), false);
    let mut names = book.assessors.clone();
    let mut scorebook = Scorebook::of(book.scheme, &mut names);
    let mut is_done = vec![false; book.applications.len()];
    let mut scores: Vec<Assessment> = Vec::new();
    let mut header = Vec::new();
    let mut rest = Vec::new();
    loop {
        let mut bytes = [header.as_slice(), &rest].concat();
        let read = file.by_ref().take(size as u64).read_to_end(&mut bytes)?;
        let is_last = read == 0;
        let new = &bytes[header.len()..];
        let end = match new.iter().rposition(|byte| *byte == b'\n') {
            _ if is_last => bytes.len(),
            Some(end) => header.len() + end + 1,
            None => {
                rest = new.to_vec();
                continue;
            }
        };
        rest = bytes.split_off(end);
        if header.is_empty() {
            let end = bytes.iter().position(|byte| *byte == b'\n');
            header = bytes[..end.map_or(0, |end| end + 1)].to_vec();
        }
        // Every block begins with the header, so that it is a file by itself.
        let mut found = Findings::new();
        let opened = text::open(
            Sources::new().set_aside(1),
            String::new(),
            bytes,
            &mut found,
        );
        let is_whole = csv::read(&opened.source, &ASSESSMENTS, &mut found, |row, found| {
            scores.extend(scorebook.assessment(row, &ids, found));
        });
        if !opened.sound || !is_whole || !found.is_empty() {
            return Ok(false);
        }
        let last = scores.last().map(|score| score.application);
        let runs_on = scores.iter().rev();
        let runs_on = runs_on.take_while(|score| Some(score.application) == last);
        let whole = scores.len() - if is_last { 0 } else { runs_on.count() };
        for run in scores[..whole].chunk_by(|a, b| a.application == b.application) {
            if std::mem::replace(&mut is_done[run[0].application.position()], true) {
                return Ok(false);
            }
        }
        each(&scores[..whole], scorebook.names());
        scores.drain(..whole);
        if is_last {
            return Ok(true);
        }
    }
}

#[cfg(test)]
mod tests {
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

    /// The scores of a text that is read so many bytes at a time, as words.
    fn told(text: &str, size: usize) -> Option<Vec<String>> {
        let scheme = scored();
        let mut book = Book::empty(&scheme);
        book.applications = ["A-1", "A-2", "A-3"].map(|id| application(id, None)).into();
        let mut told = Vec::new();
        let whole = in_blocks(text.as_bytes(), size, &book, |scores, names| {
            for score in scores {
                let id = book.application(score.application).id;
                let name = &names[score.assessor as usize];
                told.push(format!("{id} {name} {} {}", score.criterion, score.score));
            }
        });
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
        assert_eq!(super::tests::told("", 32), None, "no header");
    }
}
