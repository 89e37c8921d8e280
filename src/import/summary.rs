//! Rows below a table that sum it up: totals and averages.

use super::cell::Cell;
use super::header::is_name;

/// What a row says of those above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Summary {
    Total,
    Average,
}

/// The words with which a row of totals begins.
#[rustfmt::skip]
const TOTALS: &[&str] = &[
    "sum", "total", "totalt", "totalsum", "i alt", "ialt", "i alt kr", "sum total", "delsum",
    "subtotal", "til sammen", "tilsammen", "samlet", "til saman", "tilsaman", "samla",
    "grand total", "summa", "slutsumma", "delsumma", "summe", "gesamt", "gesamtsumme",
    "insgesamt", "zwischensumme",
];

/// The words with which a row of averages begins.
#[rustfmt::skip]
const AVERAGES: &[&str] = &[
    "snitt", "gjennomsnitt", "gjennomsnittlig", "gj.snitt", "gj. snitt", "gj.sn", "gjsn",
    "middelverdi", "snit", "gennemsnit", "gennemsnitlig", "gns", "gnsn", "middelværdi",
    "genomsnitt", "genomsnittlig", "medel", "medeltal", "medelvärde", "average", "avg", "mean",
    "durchschnitt", "durchschnittlich", "schnitt", "mittel", "mittelwert",
];

impl Summary {
    /// What the filled cells of a row make of it, where the table has so many
    /// columns. An applicant may bear such a name, and has more beside it; only
    /// if that is nothing but sums of what stands above is it a total.
    pub(super) fn of(
        filled: &[&Cell],
        columns: usize,
        are_sums: impl FnOnce(&[&Cell]) -> bool,
    ) -> Option<Self> {
        let (first, others) = filled.split_first()?;
        let first = first.text().to_lowercase();
        let first = first.trim_end_matches([':', '.', '=']).trim();
        let is_short = 2 * filled.len() <= columns + 1 || columns < 3;
        let is_of_numbers = || !others.iter().any(|cell| is_name(cell));
        if TOTALS.contains(&first) && (is_short || are_sums(others)) {
            Some(Self::Total)
        } else if AVERAGES.contains(&first) && (is_short || is_of_numbers()) {
            Some(Self::Average)
        } else {
            None
        }
    }

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Total => "a total",
            Self::Average => "an average",
        }
    }
}
