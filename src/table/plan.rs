//! Which columns of a text table stand side by side, and which below.

use std::borrow::Cow;

use unicode_width::UnicodeWidthStr;

use super::layout::{Wish, fit, widths};
use super::shown::{Shown, cells, shown};
use super::style::{Style, indents, may_wrap};
use super::wrap::longest_piece;
use super::{Cell, Grid};
use crate::source::visible;

/// What stands below the first line of a row is indented so far.
pub(super) const INDENT: usize = 4;

/// Of a word that is longer, a column need not hold the whole.
const LONGEST_WORD: usize = 20;

/// A column that is shown.
pub(super) struct Placed<'g> {
    /// Which cell of a row.
    pub index: usize,
    pub title: Cow<'g, str>,
    pub style: Style,
    /// Whether it is set to the right.
    pub right: bool,
    elastic: bool,
    wish: Wish,
    /// How wide it is, where it stands beside others.
    pub width: usize,
}

/// Where each column stands.
#[derive(Default)]
pub(super) struct Plan<'g> {
    /// On a line of its own above the row.
    pub heading: Option<Placed<'g>>,
    /// Side by side. Where there are none, each row is a list of its cells.
    pub beside: Vec<Placed<'g>>,
    /// On lines of their own below the row, with their titles.
    pub below: Vec<Placed<'g>>,
}

impl<'g> Plan<'g> {
    /// The first that fits into `width`: all side by side; elastic columns
    /// below, the last one first; the first column as a heading besides; all below one another.
    pub(super) fn new(grid: &'g Grid, width: usize) -> Self {
        let mut plan = Self {
            beside: columns(grid),
            ..Self::default()
        };
        if !grid.rows().is_empty() {
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

/// The columns that are shown, with what they ask for.
fn columns(grid: &Grid) -> Vec<Placed<'_>> {
    let shown = shown(grid).into_iter();
    shown
        .map(|column| {
            let Shown { index, style, .. } = column;
            let title = visible(&grid.columns()[index].title);
            let elastic = grid.columns()[index].elastic;
            Placed {
                index,
                style,
                right: column.right,
                elastic,
                wish: wish(&title, elastic, style, cells(grid, index)),
                title,
                width: 0,
            }
        })
        .collect()
}

fn wish<'g>(
    title: &str,
    elastic: bool,
    style: Style,
    cells: impl Iterator<Item = &'g Cell>,
) -> Wish {
    let words = title.split(' ').map(UnicodeWidthStr::width);
    let mut wish = Wish {
        least: words.max().unwrap_or(0),
        ..Wish::default()
    };
    for cell in cells {
        let (first, rest) = indents(cell);
        let text = style.shown(cell);
        let width = first + text.width();
        let least = if elastic && may_wrap(cell) {
            width.min(rest + longest_piece(&text).min(LONGEST_WORD))
        } else {
            width
        };
        wish.least = wish.least.max(least);
        wish.content = wish.content.max(width);
    }
    wish.whole = wish.content.max(title.width());
    wish
}
