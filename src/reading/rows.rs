//! A CSV text cut into rows and cells.
//!
//! Rows without a quote are cut at their commas and line ends. A row that holds
//! a quote is walked byte by byte, strictly: an unclosed quote would swallow
//! the rest of the file without a word.

use crate::source::{Record, Trouble, record_at};

use super::marks::Marks;

/// Where a cell stands in the text, without its quotes, and whether it has any.
pub(super) type Spot = (usize, usize, bool);

/// The rows of a text.
pub(super) struct Rows<'t> {
    text: &'t str,
    at: usize,
    marks: Marks<'t>,
}

impl<'t> Rows<'t> {
    /// Those from byte `start` on, where a row begins.
    pub(super) fn from(text: &'t str, start: usize) -> Self {
        Self {
            text,
            at: start,
            marks: Marks::from(text.as_bytes(), start),
        }
    }

    /// Where the next row begins. Empty lines are no rows.
    pub(super) fn start(&mut self) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let is_end = |at: usize| matches!(bytes.get(at), Some(b'\n' | b'\r'));
        if is_end(self.at) {
            let first = (self.at..).find(|at| !is_end(*at));
            self.go_to(first.unwrap_or(bytes.len()));
        }
        (self.at < bytes.len()).then_some(self.at)
    }

    /// Goes on at byte `start`.
    pub(super) fn go_to(&mut self, start: usize) {
        self.at = start;
        self.marks.go_to(start);
    }

    /// The cells of the row that begins at byte `start`, and where it ends,
    /// its line end left out.
    ///
    /// # Errors
    /// When its quotes are not as they should be.
    pub(super) fn cut(
        &mut self,
        start: usize,
        cells: &mut Vec<Spot>,
    ) -> Result<usize, (Record, Trouble)> {
        cells.clear();
        let bytes = self.text.as_bytes();
        let mut from = start;
        for at in self.marks.by_ref() {
            match bytes[at] {
                b',' => {
                    cells.push((from, at, false));
                    from = at + 1;
                }
                b'\n' => {
                    let end = at - usize::from(at > from && bytes[at - 1] == b'\r');
                    cells.push((from, end, false));
                    self.at = at + 1;
                    return Ok(end);
                }
                _ => return self.cut_with_quotes(start, cells),
            }
        }
        cells.push((from, bytes.len(), false));
        self.at = bytes.len();
        Ok(bytes.len())
    }

    fn cut_with_quotes(
        &mut self,
        start: usize,
        cells: &mut Vec<Spot>,
    ) -> Result<usize, (Record, Trouble)> {
        let record = record_at(self.text, start);
        if let Some(trouble) = record.trouble {
            return Err((record, trouble));
        }
        cells.clear();
        cells.extend(record.cells.iter().map(|cell| {
            let quote = usize::from(cell.quoted);
            (cell.start + quote, cell.end - quote, cell.quoted)
        }));
        self.go_to(record.end);
        Ok(record.end)
    }

    /// Whether no row follows.
    pub(super) fn is_at_end(&self) -> bool {
        self.at == self.text.len()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every row, up to the first that is broken.
    fn rows(text: &str) -> (Vec<Vec<String>>, bool) {
        let mut rows = Rows::from(text, 0);
        let (mut all, mut cells) = (Vec::new(), Vec::new());
        while let Some(start) = rows.start() {
            if rows.cut(start, &mut cells).is_err() {
                return (all, false);
            }
            let said = |&(start, end, quoted): &Spot| {
                let raw = &text[start..end];
                match quoted {
                    true => raw.replace("\"\"", "\""),
                    false => raw.to_owned(),
                }
            };
            all.push(cells.iter().map(said).collect());
        }
        (all, true)
    }

    /// What the csv crate makes of a text.
    fn told_by_the_crate(text: &str) -> Vec<Vec<String>> {
        let mut reader = ::csv::ReaderBuilder::new();
        let mut reader = reader
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let records = reader.records().map(|record| record.expect("UTF-8"));
        let cells = records.map(|record| record.iter().map(str::to_owned).collect());
        cells.collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        /// Whatever the bytes, as long as the quotes are right.
        #[test]
        fn the_csv_crate_says_the_same(
            pieces in prop::collection::vec(
                prop_oneof![
                    4 => "[a-zå0-9 .-]{0,12}",
                    3 => Just(",".to_owned()),
                    2 => Just("\n".to_owned()),
                    1 => Just("\r\n".to_owned()),
                    1 => "\"([a-zå, ]|\"\"){0,9}\"",
                    1 => Just("\"".to_owned()),
                ],
                0..80,
            ),
        ) {
            let text = pieces.concat();
            let (ours, whole) = rows(&text);
            let theirs = told_by_the_crate(&text);
            if whole {
                prop_assert_eq!(ours, theirs, "{:?}", text);
            } else {
                prop_assert_eq!(&ours[..], &theirs[..ours.len()], "{:?}", text);
            }
        }
    }

    #[test]
    fn empty_lines_are_no_rows_and_the_last_line_need_not_end() {
        let (rows, whole) = rows("\n\na,\r\n\r\n\"b\",c\n\nd");
        assert!(whole);
        assert_eq!(rows, [vec!["a", ""], vec!["b", "c"], vec!["d"]]);
    }
}
