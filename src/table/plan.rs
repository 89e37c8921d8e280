//! Which columns of a text table stand side by side, and which below.

use std::borrow::Borrow;

use super::layout::{Wish, fit, widths};
use super::measure::width;
use super::shown::Seen;
use super::style::{Number, Style, indents, may_wrap};
use super::wrap::longest_piece;
use super::{Cell, Column, Grid};
use crate::model::Language;
use crate::source::visible;

/// What stands below the first line of a row is indented so far.
pub(super) const INDENT: usize = 4;

/// Of a word that is longer, a column need not hold the whole.
const LONGEST_WORD: usize = 20;

/// A column that is shown.
pub(super) struct Placed {
    /// Which cell of a row.
    pub index: usize,
    pub title: String,
    pub title_width: usize,
    /// Whether wrapping would leave the title as it is.
    pub is_title_even: bool,
    pub style: Style,
    /// Whether it is set to the right.
    pub right: bool,
    elastic: bool,
    wish: Wish,
    /// How wide it is, where it stands beside others.
    pub width: usize,
}

impl Placed {
    /// How much room it takes: one without a word is still seen.
    pub(super) fn room(&self) -> usize {
        self.width.max(1)
    }
}

/// Where each column stands.
#[derive(Default)]
pub(super) struct Plan {
    /// On a line of its own above the row.
    pub heading: Option<Placed>,
    /// Side by side. Where there are none, each row is a list of its cells.
    pub beside: Vec<Placed>,
    /// On lines of their own below the row, with their titles.
    pub below: Vec<Placed>,
}

impl Plan {
    /// The first that fits into `width`: all side by side; elastic columns
    /// below, the last one first; the first column as a heading besides; all below one another.
    /// All grids have the columns of the first.
    pub(super) fn new<'g>(
        grids: impl Iterator<Item = impl Borrow<Grid<'g>>>,
        width: usize,
    ) -> Self {
        let survey = Survey::of(grids);
        let has_rows = survey.has_rows;
        let mut plan = Self {
            beside: survey.columns(),
            ..Self::default()
        };
        if has_rows {
            while !plan.fits(width) && plan.fold() {}
            if !plan.fits(width) {
                plan.head();
            }
            if !plan.fits(width) {
                plan.list();
            }
        }
        plan.set_widths(width);
        plan
    }

    /// How far the row is indented.
    pub(super) fn indent(&self) -> usize {
        if self.heading.is_some() { INDENT } else { 0 }
    }

    fn fits(&self, width: usize) -> bool {
        let wishes = self.beside.iter().map(|column| column.wish);
        fit(wishes, width.saturating_sub(self.indent()))
    }

    /// Puts the last elastic column below, except the first column: it says
    /// which row it is. Whether there was one.
    fn fold(&mut self) -> bool {
        let last = self.beside.iter().rposition(|column| column.elastic);
        match last {
            Some(at) if at > 0 => {
                self.below.insert(0, self.beside.remove(at));
                true
            }
            _ => false,
        }
    }

    /// Puts the first column on a line of its own above, unless it is a number.
    fn head(&mut self) {
        if self.beside.len() > 1 && !self.beside[0].right {
            self.heading = Some(self.beside.remove(0));
        }
    }

    /// Puts every column below, in the order of the grid.
    fn list(&mut self) {
        self.below.append(&mut self.beside);
        self.below.extend(self.heading.take());
        self.below.sort_by_key(|column| column.index);
    }

    fn set_widths(&mut self, width: usize) {
        let wishes: Vec<Wish> = self.beside.iter().map(|column| column.wish).collect();
        let widths = widths(&wishes, width.saturating_sub(self.indent()));
        for (column, width) in self.beside.iter_mut().zip(widths) {
            column.width = width;
        }
    }
}

/// A look at all the cells that are to be set.
#[derive(Default)]
struct Survey {
    language: Language,
    measures: Vec<Measure>,
    has_rows: bool,
}

/// What the cells of one column ask for.
struct Measure {
    column: Column,
    seen: Seen,
    least: usize,
    content: usize,
    numbers: Vec<Numbers>,
}

/// The numbers of a column that have the same decimals: the smallest and the
/// largest of them are the widest.
struct Numbers {
    decimals: u32,
    zeros: bool,
    smallest: i128,
    largest: i128,
}

impl Survey {
    fn of<'g>(grids: impl Iterator<Item = impl Borrow<Grid<'g>>>) -> Self {
        let mut survey = Self::default();
        for (nth, grid) in grids.enumerate() {
            let grid = grid.borrow();
            if nth == 0 {
                survey.language = grid.language();
                survey.measures = grid.columns().iter().map(Measure::of).collect();
            }
            survey.has_rows |= !grid.is_empty();
            let totals = grid.totals().iter().map(|total| total.cells.as_slice());
            for row in grid.rows().chain(totals) {
                survey.look_at(row);
            }
        }
        survey
    }

    fn look_at(&mut self, row: &[Cell<'_>]) {
        for (measure, cell) in self.measures.iter_mut().zip(row) {
            if !measure.column.data_only {
                measure.take(cell, self.language);
            }
        }
    }

    /// The columns that are shown, with what they ask for.
    fn columns(self) -> Vec<Placed> {
        let language = self.language;
        let measures = self.measures.into_iter().enumerate();
        measures
            .filter(|(_, measure)| measure.seen.is_shown(&measure.column))
            .map(|(index, measure)| measure.placed(index, language))
            .collect()
    }
}

impl Measure {
    fn of(column: &Column) -> Self {
        Self {
            column: column.clone(),
            seen: Seen::default(),
            least: 0,
            content: 0,
            numbers: Vec::new(),
        }
    }

    fn take(&mut self, cell: &Cell<'_>, language: Language) {
        self.seen.see(cell);
        if let Some(number) = Number::of(cell) {
            return self.take_number(&number);
        }
        // How words are shown does not hang on the other cells.
        let style = Style {
            language,
            decimals: false,
        };
        let text = style.shown(cell);
        let (first, rest) = indents(cell);
        let width = first + width(&text);
        self.content = self.content.max(width);
        if !self.column.elastic || !may_wrap(cell) {
            self.least = self.least.max(width);
        } else if self.least < width.min(rest + LONGEST_WORD) {
            let piece = longest_piece(&text).min(LONGEST_WORD);
            self.least = self.least.max(width.min(rest + piece));
        }
    }

    fn take_number(&mut self, number: &Number) {
        let &Number {
            number,
            decimals,
            zeros,
        } = number;
        let mut known = self.numbers.iter_mut();
        match known.find(|known| (known.decimals, known.zeros) == (decimals, zeros)) {
            Some(known) => {
                known.smallest = known.smallest.min(number);
                known.largest = known.largest.max(number);
            }
            None => self.numbers.push(Numbers {
                decimals,
                zeros,
                smallest: number,
                largest: number,
            }),
        }
    }

    fn placed(self, index: usize, language: Language) -> Placed {
        let title = visible(&self.column.title).into_owned();
        let decimals = self.seen.has_minor_units();
        let style = Style { language, decimals };
        let numbers = self.numbers.iter().flat_map(|numbers| {
            let digits = style.digits(numbers.zeros);
            [numbers.smallest, numbers.largest].map(|number| digits.width(number, numbers.decimals))
        });
        let number = numbers.max().unwrap_or(0);
        let words = title.split(' ').map(width);
        let content = self.content.max(number);
        Placed {
            index,
            style,
            right: self.seen.is_numeric(),
            elastic: self.column.elastic,
            wish: Wish {
                least: words.max().unwrap_or(0).max(self.least).max(number),
                content,
                whole: content.max(width(&title)),
            },
            title_width: width(&title),
            is_title_even: is_even(&title),
            title,
            width: 0,
        }
    }
}

/// Whether wrapping would leave a text that fits as it is: no two spaces stand
/// side by side in it, and none at its ends.
pub(super) fn is_even(text: &str) -> bool {
    let bytes = text.as_bytes();
    let ends_well = bytes.first() != Some(&b' ') && bytes.last() != Some(&b' ');
    ends_well && !bytes.windows(2).any(|pair| pair == b"  ")
}
