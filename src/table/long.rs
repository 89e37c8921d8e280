//! A long table that is written part by part, so that not all of its cells and
//! not all of its text are held at once.

use std::io;

use super::plan::Plan;
use super::text::Printer;
use super::{Format, Grid, Survey, csv, json, page, tsv};

impl Format {
    /// Whether [`Format::write_long`] can write it.
    pub fn takes_parts(self) -> bool {
        matches!(self, Self::Table | Self::Csv | Self::Tsv | Self::JsonLines)
    }

    /// Writes a table whose rows come in parts with the same columns, and for
    /// people the sentences under it; as [`Format::write`] would the whole.
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
        parts: impl FnOnce() -> P,
        notes: &[String],
        width: usize,
        mut take: impl FnMut(&str) -> io::Result<()>,
    ) -> io::Result<()> {
        match self {
            Self::Csv => parts()
                .enumerate()
                .try_for_each(|(nth, part)| take(&csv::render_part(&part, nth == 0))),
            Self::Tsv => parts()
                .enumerate()
                .try_for_each(|(nth, part)| take(&tsv::render_part(&part, nth == 0))),
            Self::JsonLines => parts().try_for_each(|part| take(&json::render_lines(&part))),
            Self::Table => {
                let mut printer = Printer::new(Plan::new(survey(width)), width);
                let mut out = String::new();
                printer.write_header(&mut out);
                for part in parts() {
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
