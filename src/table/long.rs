//! A long table that is written part by part, so that not all of its cells and
//! not all of its text are held at once.

use std::io;

use super::plan::Plan;
use super::text::Printer;
use super::{Format, Grid, Survey, csv, json, page, tsv};

/// Which columns of a table a format shows: all, or those of which it is said by
/// their place.
pub struct Shows(Option<Vec<bool>>);

impl Shows {
    /// Every column.
    pub const ALL: Self = Self(None);

    /// Those that a text table has.
    fn of(plan: &Plan) -> Self {
        let mut shown = Vec::new();
        for index in plan.shown() {
            shown.resize(shown.len().max(index + 1), false);
            shown[index] = true;
        }
        Self(Some(shown))
    }

    /// Whether the nth column is shown.
    pub fn column(&self, nth: usize) -> bool {
        let shown = self.0.as_ref();
        shown.is_none_or(|shown| shown.get(nth) == Some(&true))
    }
}

impl Format {
    /// Whether [`Format::write_long`] can write it.
    pub fn takes_parts(self) -> bool {
        matches!(self, Self::Table | Self::Csv | Self::Tsv | Self::JsonLines)
    }

    /// Writes a table whose rows come in parts with the same columns, and for
    /// people the sentences under it; as [`Format::write`] would the whole. In
    /// columns that are not shown, cells may be blank.
    /// The survey has seen the same cells: it is asked for where their widths count.
    ///
    /// # Errors
    /// When what takes the text does.
    ///
    /// # Panics
    /// With a format that does not take parts.
    pub fn write_long<'g, P: Iterator<Item = Grid<'g>>>(
        self,
        survey: impl FnOnce(usize) -> Survey,
        parts: impl FnOnce(Shows) -> P,
        notes: &[String],
        width: usize,
        mut take: impl FnMut(&str) -> io::Result<()>,
    ) -> io::Result<()> {
        match self {
            Self::Csv => parts(Shows::ALL)
                .enumerate()
                .try_for_each(|(nth, part)| take(&csv::render_part(&part, nth == 0))),
            Self::Tsv => parts(Shows::ALL)
                .enumerate()
                .try_for_each(|(nth, part)| take(&tsv::render_part(&part, nth == 0))),
            Self::JsonLines => {
                parts(Shows::ALL).try_for_each(|part| take(&json::render_lines(&part)))
            }
            Self::Table => {
                let plan = Plan::new(survey(width));
                let shows = Shows::of(&plan);
                let mut printer = Printer::new(plan, width);
                let mut out = String::new();
                printer.write_header(&mut out);
                for part in parts(shows) {
                    printer.write_grid(&part, &mut out);
                    take(&out)?;
                    out.clear();
                }
                if !notes.is_empty() {
                    out.push('\n');
                    page::write_notes(notes, width, &mut out);
                }
                take(&out)
            }
            other => panic!("{other:?} is written as a whole"),
        }
    }
}
