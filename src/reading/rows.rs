//! A CSV text cut into rows and cells.
//!
//! Rows without a quote are cut at their commas and line ends. Where a row
//! holds quotes, a strict walk says what is wrong with them: an unclosed quote
//! would swallow the rest of the file without a word.

use crate::source::{Record, Trouble, record_at};

use super::marks::Marks;

/// The rows of a text.
pub(super) struct Rows<'t> {
    text: &'t str,
    at: usize,
    marks: Marks<'t>,
    /// So many cells a row mostly has.
    width: usize,
    /// The bounds of a row that is not like most.
    bounds: Vec<u32>,
}

/// Where the cells of one row stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cells<'r> {
    /// Where the row begins, and one past the comma or line end after each cell.
    bounds: &'r [u32],
    /// Whether any of its cells may stand in quotes.
    pub(super) has_quotes: bool,
    /// Whether the text ends with it.
    pub(super) ends_text: bool,
}

impl Cells<'_> {
    pub(super) fn count(&self) -> usize {
        self.bounds.len() - 1
    }

    /// Where the row ends, its line end left out.
    pub(super) fn end(&self) -> usize {
        self.bounds[self.count()] as usize - 1
    }

    /// Where the nth cell stands, of a row without quotes.
    #[inline(always)]
    pub(super) fn plain(&self, nth: usize) -> Option<(usize, usize)> {
        let end = *self.bounds.get(nth + 1)? as usize - 1;
        (!self.has_quotes).then_some((self.bounds[nth] as usize, end))
    }

    /// Where the nth cell stands, without its quotes.
    #[inline(always)]
    pub(super) fn get(&self, text: &str, nth: usize) -> Option<(usize, usize)> {
        let end = *self.bounds.get(nth + 1)? as usize - 1;
        let start = self.bounds[nth] as usize;
        let is_quoted = self.has_quotes && text.as_bytes().get(start) == Some(&b'"');
        let quote = usize::from(is_quoted);
        Some((start + quote, end - quote))
    }

    /// Every cell in order.
    pub(super) fn all(&self, text: &str) -> impl Iterator<Item = (usize, usize)> {
        (0..self.count()).filter_map(|nth| self.get(text, nth))
    }
}

impl<'t> Rows<'t> {
    /// Those from byte `start` on, where a row begins; most have so many cells.
    pub(super) fn from(text: &'t str, start: usize, width: usize) -> Self {
        Self {
            text,
            at: start,
            marks: Marks::from(text.as_bytes(), start),
            width,
            bounds: Vec::new(),
        }
    }

    /// Where the next row begins. Empty lines are no rows.
    #[inline]
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

    /// The cells of the row that begins where [`Rows::start`] says.
    ///
    /// # Errors
    /// When its quotes are not as they should be.
    #[inline(always)]
    pub(super) fn cut(&mut self) -> Result<Cells<'_>, (Record, Trouble)> {
        if !self.marks.pass_row(self.width) {
            return self.cut_another();
        }
        let bounds = self.marks.passed(self.width);
        self.at = bounds[self.width] as usize;
        Ok(Cells {
            bounds,
            has_quotes: false,
            ends_text: self.at == self.text.len(),
        })
    }

    /// A row that has quotes, another number of cells, or no line end.
    #[inline(never)]
    fn cut_another(&mut self) -> Result<Cells<'_>, (Record, Trouble)> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        self.bounds.clear();
        self.bounds.push(start as u32);
        let mut from = start;
        let mut has_quotes = false;
        loop {
            if bytes.get(from) == Some(&b'"') {
                has_quotes = true;
                let Some(close) = self.close_of_quote(from) else {
                    return self.cut_strictly(start);
                };
                let after = close + 1;
                let ends_here = matches!(bytes.get(after), None | Some(b',' | b'\n'))
                    || bytes[after..].starts_with(b"\r\n");
                if !ends_here {
                    return self.cut_strictly(start);
                }
            }
            let Some(end) = self.marks.next() else {
                self.at = bytes.len();
                self.bounds.push(self.at as u32 + 1);
                break;
            };
            let at = end as usize - 1;
            match bytes[at] {
                b',' => self.bounds.push(end),
                b'\n' => {
                    let is_two = at > from && bytes[at - 1] == b'\r';
                    self.bounds.push(end - u32::from(is_two));
                    self.at = end as usize;
                    break;
                }
                _ => return self.cut_strictly(start),
            }
            from = end as usize;
        }
        Ok(Cells {
            bounds: &self.bounds,
            has_quotes,
            ends_text: self.at == bytes.len(),
        })
    }

    /// Where the cell's closing quote stands that opens at a byte; `None` when
    /// a line ends before it.
    fn close_of_quote(&mut self, opening: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut is_open = false;
        loop {
            let at = self.marks.next()? as usize - 1;
            match bytes[at] {
                b',' => {}
                b'"' if at == opening => is_open = true,
                b'"' if is_open && bytes.get(at + 1) == Some(&b'"') => {
                    self.marks.next();
                }
                b'"' => return Some(at),
                _ => return None,
            }
        }
    }

    fn cut_strictly(&mut self, start: usize) -> Result<Cells<'_>, (Record, Trouble)> {
        let record = record_at(self.text, start);
        if let Some(trouble) = record.trouble {
            return Err((record, trouble));
        }
        self.bounds.clear();
        self.bounds.push(start as u32);
        let ends = record.cells.iter().map(|cell| cell.end as u32 + 1);
        self.bounds.extend(ends);
        self.go_to(record.end);
        Ok(Cells {
            bounds: &self.bounds,
            has_quotes: true,
            ends_text: self.at == self.text.len(),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every row, up to the first that is broken.
    fn rows(text: &str, width: usize) -> (Vec<Vec<String>>, bool) {
        let mut rows = Rows::from(text, 0, width);
        let mut all = Vec::new();
        while rows.start().is_some() {
            let Ok(cells) = rows.cut() else {
                return (all, false);
            };
            // Without quotes around it, a cell holds none.
            let said = |(start, end)| text[start..end].replace("\"\"", "\"");
            all.push(cells.all(text).map(said).collect());
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
            width in 1..5_usize,
        ) {
            let text = pieces.concat();
            let (ours, whole) = rows(&text, width);
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
        let (rows, whole) = rows("\n\na,\r\n\r\n\"b\",c\n\nd", 2);
        assert!(whole);
        assert_eq!(rows, [vec!["a", ""], vec!["b", "c"], vec!["d"]]);
    }
}
