//! Which columns of a text table stand side by side, and which below.

use super::Survey;
use super::layout::{Wish, fit, widths};
use super::style::Style;

/// What stands below the first line of a row is indented so far.
pub(super) const INDENT: usize = 4;

/// A column that is shown.
pub(super) struct Placed {
    /// Which cell of a row.
    pub index: usize,
    pub title: String,
    /// What stands before a cell on a line of its own: the title and a colon.
    pub label: String,
    pub label_width: usize,
    /// Whether wrapping would leave the label as it is.
    pub is_label_even: bool,
    pub style: Style,
    /// Whether it is set to the right.
    pub right: bool,
    pub elastic: bool,
    pub wish: Wish,
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
    /// The first that fits: all side by side; elastic columns
    /// below, the last one first; the first column as a heading besides; all below one another.
    pub(super) fn new(survey: Survey) -> Self {
        let (width, has_rows) = (survey.width(), survey.has_rows());
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

    /// Which columns are shown, by their place in the grid.
    pub(super) fn shown(&self) -> impl Iterator<Item = usize> {
        let placed = self.heading.iter().chain(&self.beside).chain(&self.below);
        placed.map(|column| column.index)
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

/// Whether wrapping would leave a text that fits as it is: no two spaces stand
/// side by side in it, and none at its ends.
pub(super) fn is_even(text: &str) -> bool {
    let bytes = text.as_bytes();
    let ends_well = bytes.first() != Some(&b' ') && bytes.last() != Some(&b' ');
    // Without a way out of the middle, so that many bytes are looked at at once.
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    let has_pair = pairs.fold(false, |has, (one, next)| {
        has | (*one == b' ' && *next == b' ')
    });
    ends_well && !has_pair
}
