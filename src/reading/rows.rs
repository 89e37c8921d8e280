//! A CSV text cut into rows and cells.
//!
//! Rows without a quote are cut at their commas and line ends. Where a row
//! holds quotes, a strict walk says what is wrong with them: an unclosed quote
//! would swallow the rest of the file without a word.

use crate::source::{Record, Trouble, record_at};

use super::marks::{Marks, short_row};

/// The rows of a text.
pub(super) struct Rows<'t> {
    text: &'t str,
    at: usize,
    /// The bounds of a row that has as many cells as most.
    bounds: Vec<u32>,
    /// The bounds of one that is not like most.
    odd_bounds: Vec<u32>,
    /// Whether any cell of that one may stand in quotes.
    has_quotes: bool,
}

/// Where the cells of one row stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cells<'r> {
    /// Where the row begins, and one past the comma or line end after each cell.
    bounds: &'r [u32],
    /// Whether any of its cells may stand in quotes.
    pub(super) has_quotes: bool,
}

/// A row whose quotes are not as they should be.
pub(super) type Broken = Box<(Record, Trouble)>;

impl Cells<'_> {
    pub(super) fn count(&self) -> usize {
        self.bounds.len() - 1
    }

    /// Where the row ends, its line end left out.
    pub(super) fn end(&self) -> usize {
        self.bounds[self.count()] as usize - 1
    }

    #[inline(always)]
    fn spot(&self, nth: usize) -> Option<(usize, usize)> {
        let end = *self.bounds.get(nth + 1)? as usize - 1;
        Some((self.bounds[nth] as usize, end))
    }

    /// Where the nth cell stands, of a row without quotes.
    #[inline(always)]
    pub(super) fn plain(&self, nth: usize) -> Option<(usize, usize)> {
        let spot = self.spot(nth)?;
        (!self.has_quotes).then_some(spot)
    }

    /// Where the nth cell stands, without its quotes.
    #[inline(always)]
    pub(super) fn get(&self, text: &str, nth: usize) -> Option<(usize, usize)> {
        let (start, end) = self.spot(nth)?;
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
    /// Those from byte `start` on, where a row begins, of a text below 4 GiB;
    /// most have so many cells.
    pub(super) fn from(text: &'t str, start: usize, width: usize) -> Self {
        Self {
            text,
            at: start,
            bounds: vec![0; width + 1],
            odd_bounds: Vec::new(),
            has_quotes: false,
        }
    }

    /// Where the next row begins. Empty lines are no rows.
    #[inline]
    pub(super) fn start(&mut self) -> Option<usize> {
        let bytes = self.text.as_bytes();
        while let Some(b'\n' | b'\r') = bytes.get(self.at) {
            self.at += 1;
        }
        (self.at < bytes.len()).then_some(self.at)
    }

    /// Goes on at byte `start`.
    pub(super) fn go_to(&mut self, start: usize) {
        self.at = start;
    }

    /// The cells of the row that begins where [`Rows::start`] says.
    ///
    /// # Errors
    /// When its quotes are not as they should be.
    #[inline(always)]
    pub(super) fn cut(&mut self) -> Result<Cells<'_>, Broken> {
        let is_short = self.cut_short();
        if !is_short {
            self.cut_another()?;
        }
        let bounds = if is_short {
            &self.bounds
        } else {
            &self.odd_bounds
        };
        Ok(Cells {
            bounds,
            has_quotes: !is_short && self.has_quotes,
        })
    }

    /// Cuts a row as most are: short, without quotes, as many cells as others.
    #[inline(always)]
    fn cut_short(&mut self) -> bool {
        let bytes = self.text.as_bytes();
        let Some((mut ends, line_end)) = short_row(bytes, self.at) else {
            return false;
        };
        let after = |ends: u64| self.at + ends.trailing_zeros() as usize + 1;
        let [start, bounds @ .., end] = &mut self.bounds[..] else {
            return false;
        };
        *start = self.at as u32;
        for bound in bounds {
            *bound = after(ends) as u32;
            ends &= ends.wrapping_sub(1);
        }
        let next = after(line_end);
        *end = next as u32;
        let is_row = ends == line_end && bytes.get(next.wrapping_sub(2)) != Some(&b'\r');
        if is_row {
            self.at = next;
        }
        is_row
    }

    /// A row that is long, has quotes, another number of cells, or no line end.
    #[inline(never)]
    fn cut_another(&mut self) -> Result<(), Broken> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut marks = Marks::from(bytes, start);
        self.odd_bounds.clear();
        self.odd_bounds.push(start as u32);
        let mut from = start;
        self.has_quotes = false;
        loop {
            if bytes.get(from) == Some(&b'"') {
                self.has_quotes = true;
                let Some(close) = close_of_quote(bytes, &mut marks, from) else {
                    return self.cut_strictly(start);
                };
                let after = close + 1;
                let ends_here = matches!(bytes.get(after), None | Some(b',' | b'\n'))
                    || bytes[after..].starts_with(b"\r\n");
                if !ends_here {
                    return self.cut_strictly(start);
                }
            }
            let Some(at) = marks.next() else {
                self.at = bytes.len();
                self.odd_bounds.push(self.at as u32 + 1);
                return Ok(());
            };
            let end = at + 1;
            match bytes[at] {
                b',' => self.odd_bounds.push(end as u32),
                b'\n' => {
                    let is_two = at > from && bytes[at - 1] == b'\r';
                    self.odd_bounds.push(end as u32 - u32::from(is_two));
                    self.at = end;
                    return Ok(());
                }
                _ => return self.cut_strictly(start),
            }
            from = end;
        }
    }

    fn cut_strictly(&mut self, start: usize) -> Result<(), Broken> {
        let record = record_at(self.text, start);
        if let Some(trouble) = record.trouble {
            return Err(Box::new((record, trouble)));
        }
        self.odd_bounds.clear();
        self.odd_bounds.push(start as u32);
        let ends = record.cells.iter().map(|cell| cell.end as u32 + 1);
        self.odd_bounds.extend(ends);
        self.at = record.end;
        self.has_quotes = true;
        Ok(())
    }
}

/// Where the cell's closing quote stands that opens at a byte; `None` when a
/// line ends before it.
fn close_of_quote(bytes: &[u8], marks: &mut Marks<'_>, opening: usize) -> Option<usize> {
    let mut is_open = false;
    loop {
        let at = marks.next()?;
        match bytes[at] {
            b',' => {}
            b'"' if at == opening => is_open = true,
            b'"' if is_open && bytes.get(at + 1) == Some(&b'"') => {
                marks.next();
            }
            b'"' => return Some(at),
            _ => return None,
        }
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
