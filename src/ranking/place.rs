//! A place in an order.

use std::fmt;
use std::num::NonZeroU32;

/// A place in an order, from 1. Four bytes, also where there may be none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place(NonZeroU32);

impl Place {
    /// The place after so many others.
    pub fn after(others: usize) -> Self {
        let place = u32::try_from(others).ok().and_then(|it| it.checked_add(1));
        let place = place.and_then(NonZeroU32::new);
        Self(place.expect("a file of 4 GiB has fewer than 2^32 rows"))
    }

    /// Which one.
    pub fn number(self) -> u32 {
        self.0.get()
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
