//! How wide each column of a text table is.

/// Between two columns stand so many spaces.
pub(super) const GAP: usize = 2;

/// What one column asks for, in columns of the terminal.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Wish {
    /// The least: what may not be broken, and the longest word of the title.
    pub least: usize,
    /// The widest cell.
    pub content: usize,
    /// The widest cell, and the title on one line.
    pub whole: usize,
}

/// Whether columns can stand side by side in `room`, each with its least.
pub(super) fn fit(wishes: impl Iterator<Item = Wish>, room: usize) -> bool {
    let needed: usize = wishes.map(|wish| wish.least + GAP).sum();
    needed <= room + GAP
}

/// All columns have their least; what is left of `room` goes to the content,
/// the narrowest column first, and then to the titles.
pub(super) fn widths(wishes: &[Wish], room: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = wishes.iter().map(|wish| wish.least).collect();
    let used: usize = widths.iter().map(|width| width + GAP).sum();
    let mut spare = (room + GAP).saturating_sub(used);
    fill(&mut widths, &mut spare, |index| wishes[index].content);
    fill(&mut widths, &mut spare, |index| wishes[index].whole);
    widths
}

/// Widens the narrowest column that is below its goal, one step at a time.
fn fill(widths: &mut [usize], spare: &mut usize, goal: impl Fn(usize) -> usize) {
    while *spare > 0 {
        let below = (0..widths.len()).filter(|&index| widths[index] < goal(index));
        let Some(narrowest) = below.min_by_key(|&index| widths[index]) else {
            return;
        };
        widths[narrowest] += 1;
        *spare -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::{Wish, fit, widths};

    const fn wish(least: usize, content: usize, whole: usize) -> Wish {
        Wish {
            least,
            content,
            whole,
        }
    }

    #[test]
    fn content_comes_before_titles_and_nothing_below_its_least() {
        let wishes = [wish(9, 9, 12), wish(8, 30, 30), wish(8, 20, 20)];
        assert_eq!(widths(&wishes, 100), [12, 30, 20]);
        assert_eq!(widths(&wishes, 64), [10, 30, 20]);
        assert_eq!(widths(&wishes, 44), [9, 16, 15]);
        assert_eq!(widths(&wishes, 10), [9, 8, 8]);
        assert!(fit(wishes.into_iter(), 29));
        assert!(!fit(wishes.into_iter(), 28));
    }
}
