//! Amounts and counts in the words of a finding.

use crate::model::{Balance, Scheme};

/// An amount with its currency, its digits grouped in the scheme's language.
pub(super) fn amount(scheme: &Scheme, amount: impl Into<Balance>) -> String {
    let number = amount.into().decimal(scheme.currency);
    format!("{} {}", scheme.language.format(number), scheme.currency)
}

/// `1 award`, `2 awards`.
pub(super) fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}
