//! The sums of a table's columns, by which a row of totals is told from that of
//! an applicant of such a name.

use rust_decimal::Decimal;

use crate::reading::{DecimalMark, number_with};

use super::cell::{Cell, Content};
use super::table::Row;

/// The forms that a column's numbers may have.
const FORMS: [DecimalMark; 2] = [DecimalMark::Comma, DecimalMark::Point];

/// What a column comes to in each form; `None` where a cell is no number in it.
type Sum = [Option<Decimal>; 2];

/// The sums of the columns, added up when somebody asks.
pub(super) struct Sums {
    /// Of each column, over so many rows.
    sums: Vec<Sum>,
    rows: usize,
    /// Those over the rows before the last total, once they are known.
    earlier: Vec<Sum>,
    last_total: usize,
}

impl Sums {
    pub(super) fn of(columns: usize) -> Self {
        let nothing = vec![[Some(Decimal::ZERO); 2]; columns];
        Self {
            sums: nothing.clone(),
            rows: 0,
            earlier: nothing,
            last_total: 0,
        }
    }

    /// A total stands below these rows.
    pub(super) fn end(&mut self, rows: &[Row]) {
        self.last_total = rows.len();
    }

    /// Whether each of these cells, by their columns, is the sum of those above
    /// it: of all, or of those since the last total; of one row nothing is a sum.
    pub(super) fn are(&mut self, rows: &[Row], cells: &[(usize, &Cell)]) -> bool {
        self.add(rows);
        let are = |since: Option<&[Sum]>| {
            cells.iter().all(|&(nth, cell)| {
                let of_form = |form: usize| {
                    let sum = self.sums[nth][form]?;
                    let earlier = since.map_or(Some(Decimal::ZERO), |since| since[nth][form])?;
                    Some(sum.checked_sub(earlier)? == number(cell, FORMS[form])?)
                };
                (0..FORMS.len()).any(|form| of_form(form) == Some(true))
            })
        };
        let later = rows.len() - self.last_total;
        (rows.len() > 1 && are(None)) || (later > 1 && are(Some(&self.earlier)))
    }

    fn add(&mut self, rows: &[Row]) {
        for row in &rows[self.rows..] {
            self.keep();
            for (sum, cell) in self.sums.iter_mut().zip(&row.cells) {
                for (sum, form) in sum.iter_mut().zip(FORMS) {
                    let number = number(cell, form);
                    *sum = sum.and_then(|sum| sum.checked_add(number?));
                }
            }
            self.rows += 1;
        }
        self.keep();
    }

    /// Keeps what the rows before the last total come to.
    fn keep(&mut self) {
        if self.rows == self.last_total {
            self.earlier.clone_from(&self.sums);
        }
    }
}

/// A number without the noise of a program's own sums; a blank is nothing.
fn number(cell: &Cell, form: DecimalMark) -> Option<Decimal> {
    let number = match &cell.content {
        Content::Blank => Decimal::ZERO,
        Content::Number(number) => *number,
        Content::Text(text) => number_with(text, form)?,
        _ => return None,
    };
    Some(number.round_dp(4))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::import::{Reading, Table, read};

    fn table(rows: &str) -> Table {
        let text = format!("Kommune;Søkt;Godkjent;Tildelt\n{rows}");
        read("a.csv", text.into_bytes(), &Reading::default()).unwrap()
    }

    /// The lines that are rows.
    fn rows(text: &str) -> Vec<usize> {
        let table = table(text);
        table.rows().iter().map(|row| row.number).collect()
    }

    #[test]
    fn a_row_of_nothing_but_sums_is_a_total() {
        let rows_of = "A;1 200;900,50;900\nB;300;99,50;100\n";
        assert_eq!(rows(&format!("{rows_of}Sum;1 500;1 000;1 000\n")), [2, 3]);
        let table = table(&format!("{rows_of}I alt:;1500,00;1000;1 000\n"));
        assert_eq!(table.skipped(), ["row 4, a total (`I alt:`)"]);
    }

    #[test]
    fn parts_of_a_table_have_totals_and_all_of_it_has_one() {
        let parts = "A;1;2;3\nB;4;5;6\nDelsum;5;7;9\nC;7;8;9\nD;1;1;1\nDelsum;8;9;10\n";
        assert_eq!(rows(&format!("{parts}Sum;13;16;19\n")), [2, 3, 5, 6]);
    }

    #[test]
    fn an_applicant_may_be_called_as_a_total_is() {
        assert_eq!(rows("A;1;2;3\nB;4;5;6\nSum;5;7;8\n"), [2, 3, 4]);
        assert_eq!(rows("A;1;2;3\nB;4;5;6\nSum;5;7;Vik\n"), [2, 3, 4]);
        assert_eq!(rows("A;1;2;3\nSum;1;2;3\n"), [2, 3]);
    }

    proptest! {
        #[test]
        fn a_total_is_left_out_where_each_number_is_a_sum(
            above in prop::collection::vec([0..90_u32, 0..90, 0..90], 1..6),
            off in prop::option::of((0..3_usize, 1..9_u32)),
        ) {
            let mut text = String::new();
            let mut sums = [0; 3];
            for cells in &above {
                text += &format!("A;{};{};{}\n", cells[0], cells[1], cells[2]);
                (0..3).for_each(|nth| sums[nth] += cells[nth]);
            }
            if let Some((nth, off)) = off {
                sums[nth] += off;
            }
            text += &format!("Totalt;{};{};{}\n", sums[0], sums[1], sums[2]);
            let table = table(&text);
            let is_total = off.is_none() && above.len() > 1;
            prop_assert_eq!(table.rows().len(), above.len() + usize::from(!is_total));
            prop_assert_eq!(table.skipped().len(), usize::from(is_total));
        }
    }
}
