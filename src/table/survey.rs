//! What the cells of a text table ask for: how wide each column would be.

use super::layout::{Wish, fit};
use super::measure::width;
use super::plan::{Placed, is_even};
use super::shown::Seen;
use super::style::{Number, Style, indents, may_wrap};
use super::wrap::longest_piece;
use super::{Cell, Column, Grid};
use crate::model::Language;
use crate::source::visible;

/// Of a word that is longer, a column need not hold the whole.
const LONGEST_WORD: usize = 20;

/// A look at all the cells that are to be set as text, in whatever order.
pub struct Survey {
    language: Language,
    /// How wide the table may be.
    width: usize,
    measures: Vec<Measure>,
    has_rows: bool,
    /// Whether it is sure that the columns stand below one another: then it no
    /// longer matters how wide a cell is.
    is_list: bool,
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
    /// Before the first cell of a table with the columns of this grid, which may
    /// be so wide.
    pub fn before(grid: &Grid<'_>, width: usize) -> Self {
        Self {
            language: grid.language(),
            width,
            measures: grid.columns().iter().map(Measure::of).collect(),
            has_rows: false,
            is_list: false,
        }
    }

    /// All cells of a grid.
    pub(super) fn of(grid: &Grid<'_>, width: usize) -> Self {
        let mut survey = Self::before(grid, width);
        let totals = grid.totals().iter().map(|total| total.cells.as_slice());
        for row in grid.rows().chain(totals) {
            for (nth, cell) in row.iter().enumerate() {
                survey.see(nth, cell);
            }
        }
        survey.has_rows = !grid.is_empty();
        survey
    }

    /// A cell of the nth column.
    pub fn see(&mut self, nth: usize, cell: &Cell<'_>) {
        self.has_rows = true;
        let measure = &mut self.measures[nth];
        if measure.column.data_only {
            return;
        }
        measure.seen.see(cell);
        if !self.is_list {
            measure.take(cell, self.language);
        }
    }

    /// Whether a further cell of the nth column may still change how the table is
    /// set, where all that a column holds is of one kind.
    pub fn wants(&self, nth: usize) -> bool {
        let measure = &self.measures[nth];
        !measure.column.data_only && (!self.is_list || measure.seen.wants_more())
    }

    /// Looks no more at widths, where what was seen cannot stand side by side
    /// whatever else is seen. Of the columns that are not folded, only the first
    /// may still become a heading.
    pub fn settle(&mut self) {
        let measures = self.measures.iter().filter(|measure| measure.is_shown());
        let beside = measures.skip(1).filter(|measure| !measure.column.elastic);
        self.is_list |= !fit(beside.map(|it| it.wish(self.language)), self.width);
    }

    /// How wide the table may be.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    pub(super) fn has_rows(&self) -> bool {
        self.has_rows
    }

    /// The columns that are shown, with what they ask for.
    pub(super) fn columns(self) -> Vec<Placed> {
        let language = self.language;
        let measures = self.measures.into_iter().enumerate();
        measures
            .filter(|(_, measure)| measure.is_shown())
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

    fn is_shown(&self) -> bool {
        self.seen.is_shown(&self.column)
    }

    fn take(&mut self, cell: &Cell<'_>, language: Language) {
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
        Placed {
            index,
            style: self.style(language),
            right: self.seen.is_numeric(),
            elastic: self.column.elastic,
            wish: self.wish(language),
            label_width: width(&title) + ": ".len(),
            is_label_even: is_even(&title),
            label: format!("{title}: "),
            title,
            width: 0,
        }
    }

    fn style(&self, language: Language) -> Style {
        let decimals = self.seen.has_minor_units();
        Style { language, decimals }
    }

    fn wish(&self, language: Language) -> Wish {
        let title = visible(&self.column.title);
        let style = self.style(language);
        let numbers = self.numbers.iter().flat_map(|numbers| {
            let digits = style.digits(numbers.zeros);
            [numbers.smallest, numbers.largest].map(|number| digits.width(number, numbers.decimals))
        });
        let number = numbers.max().unwrap_or(0);
        let words = title.split(' ').map(width);
        let content = self.content.max(number);
        Wish {
            least: words.max().unwrap_or(0).max(self.least).max(number),
            content,
            whole: content.max(width(&title)),
        }
    }
}
