//! One line of the user's text as an excerpt shows it: made safe, and cut to a
//! width around what is pointed at.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use crate::source::stand_in;

/// Stands where text is left out.
const GAP: char = '…';

/// Fills up a gap so that it holds as many characters as were left out: the
/// excerpt counts its columns in them, gives them no width and does not print
/// them.
const FILLER: char = '\u{200d}';

/// A line that is shown, and where the marked ranges stand in it.
pub(super) struct Window {
    /// The text, without a line end.
    pub text: String,
    /// The byte ranges of the marks, in the order given.
    pub marks: Vec<Range<usize>>,
}

/// Shows `line` in at most `width` columns: whole if it fits, else its head
/// (which holds the date or the id of a row) and what surrounds the marks,
/// with room for a label of `label` columns after the last one.
pub(super) fn window(line: &str, marks: &[Range<usize>], width: usize, label: usize) -> Window {
    if is_plain(line) && line.len() <= width {
        return Window {
            text: line.to_owned(),
            marks: marks.to_vec(),
        };
    }
    let characters: Vec<(usize, char)> = line
        .char_indices()
        .map(|(at, character)| (at, stand_in(character)))
        .collect();
    let index = |byte: usize| characters.partition_point(|&(at, _)| at < byte);
    let ranges: Vec<Range<usize>> = marks
        .iter()
        .map(|mark| index(mark.start)..index(mark.end))
        .collect();
    let widths: Vec<usize> = characters.iter().map(|&(_, c)| columns(c)).collect();
    let kept = if widths.iter().sum::<usize>() <= width {
        vec![true; widths.len()]
    } else {
        Choice::new(widths, width, &ranges).around(&ranges, label)
    };
    let (text, offsets) = assemble(&characters, &kept);
    let marks = ranges
        .into_iter()
        .map(|range| offsets[range.start]..offsets[range.end])
        .collect();
    Window { text, marks }
}

/// Whether each byte is a character that is shown as it is, in one column.
fn is_plain(line: &str) -> bool {
    line.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

fn columns(character: char) -> usize {
    match character {
        '\t' => 4,
        _ => character.width().unwrap_or(1),
    }
}

/// The shown text, and at which of its bytes each character stands.
fn assemble(characters: &[(usize, char)], kept: &[bool]) -> (String, Vec<usize>) {
    let mut text = String::new();
    let mut offsets = Vec::with_capacity(characters.len() + 1);
    let mut in_gap = false;
    for (&(_, character), &keep) in characters.iter().zip(kept) {
        offsets.push(text.len());
        text.push(match (keep, in_gap) {
            (true, _) => character,
            (false, false) => GAP,
            (false, true) => FILLER,
        });
        in_gap = !keep;
    }
    offsets.push(text.len());
    (text, offsets)
}

/// Which characters of a line that is too long are shown.
struct Choice {
    widths: Vec<usize>,
    kept: Vec<bool>,
    /// How many columns may be filled, and how many are.
    budget: usize,
    used: usize,
    /// One past the last mark, after which its label stands, and how many of
    /// the columns before it are filled.
    last: usize,
    before: usize,
}

impl Choice {
    /// Nothing chosen yet; each mark may need a gap before it, and the end one.
    fn new(widths: Vec<usize>, width: usize, marks: &[Range<usize>]) -> Self {
        let last = marks.iter().map(|mark| mark.end).max();
        Self {
            kept: vec![false; widths.len()],
            budget: width.saturating_sub(marks.len() + 1),
            used: 0,
            last: last.unwrap_or(widths.len()),
            before: 0,
            widths,
        }
    }

    fn around(mut self, marks: &[Range<usize>], label: usize) -> Vec<bool> {
        let room = (self.budget / 2).max(self.budget.saturating_sub(label + 1));
        let quota = self.budget * 2 / (marks.len() * 2 + 1);
        let quota = quota.min(room * 3 / 4).max(8);
        for mark in marks {
            self.keep_mark(mark, quota);
        }
        if marks.is_empty() {
            self.keep_up_to(0..self.widths.len(), self.budget);
        } else {
            let head = room.saturating_sub(self.before) * 2 / 3;
            self.keep_up_to(0..self.widths.len(), head);
            self.grow(marks, room);
        }
        self.close_small_gaps();
        self.kept
    }

    /// A mark that is wider than its quota shows its beginning and its end.
    fn keep_mark(&mut self, mark: &Range<usize>, quota: usize) {
        let end = mark.end.max(mark.start + 1).min(self.widths.len());
        let mark = mark.start.min(end)..end;
        let width: usize = self.widths[mark.clone()].iter().sum();
        if width <= quota {
            self.keep_up_to(mark, width);
        } else {
            self.keep_up_to(mark.clone(), quota * 2 / 3);
            self.keep_up_to(mark.rev(), quota / 3);
        }
    }

    /// Keeps characters in turn while they fill no more than `limit` columns.
    fn keep_up_to(&mut self, indices: impl Iterator<Item = usize>, limit: usize) {
        let mut filled = 0;
        for index in indices {
            filled += self.widths[index];
            if filled > limit {
                break;
            }
            self.keep(index);
        }
    }

    /// Widens what is shown around the marks, step by step, while it fits.
    fn grow(&mut self, marks: &[Range<usize>], room: usize) {
        for reach in 1..=self.budget {
            for mark in marks {
                if self.before < room && reach <= mark.start {
                    self.keep_if_it_fits(mark.start - reach);
                }
                self.keep_if_it_fits(mark.end.max(mark.start + 1) + reach - 1);
            }
        }
    }

    fn keep_if_it_fits(&mut self, index: usize) {
        let width = self.widths.get(index);
        if width.is_some_and(|width| self.used + width <= self.budget) {
            self.keep(index);
        }
    }

    fn keep(&mut self, index: usize) {
        if !std::mem::replace(&mut self.kept[index], true) {
            self.used += self.widths[index];
            if index < self.last {
                self.before += self.widths[index];
            }
        }
    }

    /// A gap of one character would hide it behind a sign of the same width.
    fn close_small_gaps(&mut self) {
        let shown =
            |kept: &[bool], at: Option<usize>| at.and_then(|at| kept.get(at)) != Some(&false);
        for index in 0..self.kept.len() {
            if self.widths[index] <= 1
                && shown(&self.kept, index.checked_sub(1))
                && shown(&self.kept, Some(index + 1))
            {
                self.kept[index] = true;
            }
        }
    }
}
