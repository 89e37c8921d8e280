//! A short cell as one number: two cells say the same when their numbers are
//! the same. Most cells of a fact are those of the fact before, and comparing
//! numbers is many times faster than reading a cell again.

use std::cell::Cell;
use std::num::NonZero;

/// A text of one to sixteen bytes, none of them zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word(NonZero<u128>);

const LONGEST: usize = 16;

/// Which bits are those of the first so many bytes.
const MASKS: [u128; LONGEST + 1] = {
    let mut masks = [u128::MAX; LONGEST + 1];
    let mut length = 0;
    while length < LONGEST {
        masks[length] = (1 << (8 * length)) - 1;
        length += 1;
    }
    masks
};

impl Word {
    /// The text of `length` bytes from byte `start` on. `None` when it is blank
    /// or longer, and near the end of the bytes.
    #[inline(always)]
    pub(super) fn at(bytes: &[u8], start: usize, length: usize) -> Option<Self> {
        let bytes = bytes.get(start..)?.first_chunk::<LONGEST>()?;
        let its_own = MASKS.get(length)?;
        NonZero::new(u128::from_le_bytes(*bytes) & its_own).map(Self)
    }

    /// Its bytes as one number, the first of them in the lowest place.
    pub(super) fn number(self) -> u128 {
        self.0.get()
    }

    /// A whole text.
    pub(super) fn of(text: &str) -> Option<Self> {
        let mut bytes = [0; LONGEST];
        bytes
            .get_mut(..text.len())?
            .copy_from_slice(text.as_bytes());
        NonZero::new(u128::from_le_bytes(bytes)).map(Self)
    }
}

/// What a cell said the last time: mostly the next row says the same.
pub(super) struct Again<T>(Cell<Option<(Word, T)>>);

impl<T> Default for Again<T> {
    fn default() -> Self {
        Self(Cell::new(None))
    }
}

impl<T: Copy> Again<T> {
    /// What the same word said the last time.
    #[inline(always)]
    pub(super) fn of(&self, word: Option<Word>) -> Option<T> {
        let (known, value) = self.0.get()?;
        (Some(known) == word).then_some(value)
    }

    /// What the same word said the last time, or else what is read now.
    ///
    /// # Errors
    /// When it cannot be read.
    #[inline(always)]
    pub(super) fn or_read<E>(
        &self,
        word: Option<Word>,
        read: impl FnOnce() -> Result<T, E>,
    ) -> Result<T, E> {
        if let Some(value) = self.of(word) {
            return Ok(value);
        }
        let value = read()?;
        self.0.set(word.map(|word| (word, value)));
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn words_are_the_same_when_their_texts_are(one in "[ab0å]{0,18}", other in "[ab0å]{0,18}") {
            let text = format!("{one},{other},{}", "x".repeat(16));
            let first = Word::at(text.as_bytes(), 0, one.len());
            let second = Word::at(text.as_bytes(), one.len() + 1, other.len());
            prop_assert_eq!(first.is_some(), (1..=16).contains(&one.len()));
            prop_assert_eq!(first, Word::of(&one));
            prop_assert_eq!(first.is_some() && first == second, first.is_some() && one == other);
        }
    }

    #[test]
    fn what_cannot_be_read_is_not_remembered() {
        let again = Again::default();
        let word = Word::of("word");
        assert_eq!(again.or_read(word, || Err::<u8, _>("no")), Err("no"));
        assert_eq!(again.or_read(word, || Ok::<_, ()>(1)), Ok(1));
        assert_eq!(again.or_read(word, || Ok::<_, ()>(2)), Ok(1));
        assert_eq!(again.or_read(None, || Ok::<_, ()>(3)), Ok(3));
        assert_eq!(again.or_read(Word::of("other"), || Ok::<_, ()>(4)), Ok(4));
    }
}
