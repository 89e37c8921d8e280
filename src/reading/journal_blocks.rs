//! Large journals, a block at a time: of a million entries none need be kept
//! for their sum.

use std::fs::File;
use std::io::{self, Read};
use std::ops::AddAssign;

use chrono::NaiveDate;

use crate::diagnostic::Findings;
use crate::model::{Fact, Scheme};
use crate::parallel::threads;
use crate::source::Sources;

use super::block_file::{BLOCK, Blocks, of_blocks};
use super::csv::Cell;
use super::folder::{Folder, Trouble};
use super::movements::{Movement, OF_MONEY, movement};
use super::value::Unread;
use super::word::Word;
use super::{csv, layout, text};

/// Journals of this many bytes and more are read in blocks.
const LARGE: u64 = 4 << 20;

/// The id of an application, if it is of at most sixteen bytes, as one number;
/// the order is that of the letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ShortId(u128);

impl ShortId {
    fn of(cell: Cell<'_, '_>) -> Option<Self> {
        let word = cell.word().or_else(|| Word::of(cell.raw));
        word.map(|word| Self(word.number().swap_bytes()))
    }
}

impl Folder {
    /// The sum of the entries of a scheme's journals up to the end of a day, as
    /// [`movements`](super::movements) hands them on, read on all processors and
    /// in no order.
    ///
    /// `None` when no journal is large, and as soon as anything is not as it
    /// should be, or an id is long: then they are to be read as a whole.
    ///
    /// # Errors
    /// When the system does not give a file.
    pub fn movements_in_blocks<S: Default + AddAssign + Send>(
        &self,
        scheme: &Scheme,
        day: NaiveDate,
        each: impl Fn(&mut S, Movement<ShortId>) + Sync,
    ) -> Result<Option<S>, Trouble> {
        if !self.has_large_journals(scheme) {
            return Ok(None);
        }
        let mut sum = S::default();
        for fact in OF_MONEY {
            if !self.homes[&scheme.id].has(fact) {
                continue;
            }
            let path = self.path(&scheme.id, fact);
            let of_file = |file| sum_up(blocks(file, BLOCK), threads(), fact, scheme, day, &each);
            let read = File::open(&path).and_then(of_file);
            match read.map_err(|error| Trouble::at(&path, error))? {
                Some(more) => sum += more,
                None => return Ok(None),
            }
        }
        Ok(Some(sum))
    }

    /// Whether a scheme's journals had better be read in blocks.
    fn has_large_journals(&self, scheme: &Scheme) -> bool {
        const TOO_LARGE: u64 = u32::MAX as u64;
        let home = &self.homes[&scheme.id];
        let are_plain =
            home.has(Fact::Applications) && home.facts.iter().all(|(_, is_link)| !is_link);
        let size = |fact| {
            self.path(&scheme.id, fact)
                .metadata()
                .map_or(0, |file| file.len())
        };
        are_plain && !self.is_loaded(&scheme.id) && {
            let sizes = OF_MONEY.map(size);
            sizes.iter().any(|size| *size >= LARGE) && sizes.iter().all(|size| *size < TOO_LARGE)
        }
    }
}

/// Blocks that end where lines end. Where that is within a cell, its quotes are
/// not as they should be.
fn blocks<R: Read>(file: R, size: usize) -> Blocks<R> {
    let line_end = |rows: &[u8]| Some(rows.iter().rposition(|byte| *byte == b'\n')? + 1);
    Blocks::of(file, size, |_| true, line_end)
}

fn sum_up<S: Default + AddAssign + Send>(
    blocks: Blocks<impl Read + Send>,
    threads: usize,
    fact: Fact,
    scheme: &Scheme,
    day: NaiveDate,
    each: &(impl Fn(&mut S, Movement<ShortId>) + Sync),
) -> io::Result<Option<S>> {
    let columns = layout(scheme, fact);
    let read = |sum: &mut S, bytes: Vec<u8>| {
        let mut found = Findings::new();
        let file = Sources::new().set_aside(1);
        let opened = text::open(file, String::new(), bytes, &mut found);
        let mut is_well = opened.sound;
        is_well &= csv::read(&opened.source, &columns, &mut found, |row, found| {
            let id = |cell: Cell<'_, '_>| ShortId::of(cell).ok_or(Unread);
            match movement(fact, row, scheme, day, found, id) {
                Ok(moved) => moved.into_iter().for_each(|moved| each(sum, moved)),
                Err(Unread) => is_well = false,
            }
        });
        is_well && found.is_empty()
    };
    let made = of_blocks(blocks, threads, read)?;
    Ok(made.map(|made| {
        let parts = made.into_iter();
        parts.fold(S::default(), |mut sum, part| {
            sum += part;
            sum
        })
    }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::testing::{day, scheme};
    use crate::reading::{Texts, movements};

    /// What entries say, in words and in some order.
    #[derive(Debug, Default)]
    struct Told(Vec<String>);

    impl AddAssign for Told {
        fn add_assign(&mut self, mut other: Self) {
            self.0.append(&mut other.0);
        }
    }

    impl Told {
        fn take<K>(&mut self, movement: Movement<K>, name: impl Fn(K) -> u128) {
            self.0.push(match movement {
                Movement::Decision(id, kind) => format!("{} {kind:?}", name(id)),
                Movement::Payment(kind, amount) => format!("{kind:?} {amount:?}"),
            });
        }

        fn sorted(mut self) -> Vec<String> {
            self.0.sort();
            self.0
        }
    }

    fn in_blocks(fact: Fact, text: &str, size: usize) -> Option<Vec<String>> {
        let each = |told: &mut Told, movement| told.take(movement, |ShortId(id)| id);
        let blocks = blocks(text.as_bytes(), size);
        let told = sum_up(blocks, 3, fact, &scheme("a"), day("2024-03-05"), &each);
        told.expect("a text in memory").map(Told::sorted)
    }

    fn as_a_whole(fact: Fact, text: &str) -> Option<Vec<String>> {
        let mut sources = Sources::new();
        let file = sources.add(String::new(), text.to_owned());
        let texts = Texts::of(fact, sources.get(file));
        let number = |id: &str| Word::of(id).map_or(0, Word::number).swap_bytes();
        let mut told = Told::default();
        let each = |movement| told.take(movement, number);
        let mut found = Findings::new();
        let day = day("2024-03-05");
        let is_whole = movements(&scheme("a"), &texts, day, &mut found, each);
        (is_whole && found.is_empty()).then(|| told.sorted())
    }

    const AWARDS: &str = "date,application,entry,amount\n";
    const PAYMENTS: &str = "date,application,entry,amount,reference\n";

    proptest! {
        #[test]
        fn blocks_of_any_size_say_what_the_whole_does(
            awards in prop::collection::vec((1..9, "A-[0-9]|\"B\"|c{1,16}", "(award,[1-9]0|accept,)"), 0..20),
            payments in prop::collection::vec((1..9, "A-1", "(payment|claim)", "(|\"x, y\"|ref)"), 0..20),
            size in 1..200_usize,
        ) {
            let rows = awards.iter().map(|(day, id, entry)| format!("2024-03-0{day},{id},{entry}\n"));
            let text = format!("{AWARDS}{}", rows.collect::<String>());
            let told = as_a_whole(Fact::Awards, &text);
            prop_assert!(told.is_some());
            prop_assert_eq!(in_blocks(Fact::Awards, &text, size), told);
            let rows = payments.iter().map(|(day, id, entry, reference)| {
                format!("2024-03-0{day},{id},{entry},7.50,{reference}\n")
            });
            let text = format!("{PAYMENTS}{}", rows.collect::<String>());
            let told = as_a_whole(Fact::Payments, &text);
            prop_assert!(told.is_some());
            prop_assert_eq!(in_blocks(Fact::Payments, &text, size), told);
        }
    }

    #[test]
    fn a_large_journal_on_the_disk_is_read_in_blocks() {
        let root = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| {
            let path = root.path().join(name);
            std::fs::create_dir_all(path.parent().expect("below the root")).expect("a folder");
            std::fs::write(path, text).expect("a file");
        };
        let scheme = "name = \"x\"\ncurrency = \"NOK\"\n";
        let rows: String = (0..200_000)
            .map(|nth| format!("2024-03-01,A-{nth},accept,\n"))
            .collect();
        assert!(rows.len() as u64 > LARGE);
        for (id, rows) in [("a", &rows[..]), ("b", &rows[..26])] {
            write(&format!("schemes/{id}.toml"), scheme);
            write(&format!("data/{id}/applications.csv"), "id,applicant\n");
            write(&format!("data/{id}/awards.csv"), &format!("{AWARDS}{rows}"));
            write(&format!("data/{id}/payments.csv"), PAYMENTS);
        }
        let folder = Folder::open(root.path(), &mut Findings::new()).expect("a folder");
        let count = |id: &str| {
            let scheme = folder.scheme(id).expect("a scheme");
            let each = |told: &mut Told, movement| told.take(movement, |ShortId(id)| id);
            let told = folder.movements_in_blocks(scheme, NaiveDate::MAX, each);
            told.expect("files").map(|told| told.0.len())
        };
        assert_eq!(count("a"), Some(200_000));
        assert_eq!(count("b"), None, "a small one");
    }

    #[test]
    fn whatever_is_odd_is_left_to_the_careful_way() {
        let good = "2024-03-01,A-1,award,40\n";
        let told = |rows: &str| in_blocks(Fact::Awards, &format!("{AWARDS}{good}{rows}{good}"), 32);
        assert_eq!(told("").map(|told| told.len()), Some(2));
        for odd in [
            "2024-03-01,,award,40\n",
            "2024-03-01,A-1,award,0\n",
            "2024-03-01,A-1,award\n",
            "2024-03-01,A-1,award,40,x\n",
            "2024-03-01,\"A\n1\",award,40\n",
            "2024-03-01,A-1,aw\u{7f}ard,40\n",
            "2024-03-01,A-2345678901234567,award,40\n",
        ] {
            assert_eq!(told(odd), None, "{odd}");
        }
        assert_eq!(in_blocks(Fact::Awards, "", 32), None, "no header");
        let mark = format!("\u{feff}{AWARDS}{good}");
        assert_eq!(in_blocks(Fact::Awards, &mark, 32), None, "a mark");
    }
}
