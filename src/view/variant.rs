//! One way to share out money among several, and what it is called.

use crate::allocation::{Decision, Proposal};
use crate::model::{Balance, Book, Cutoff, Method};

/// One way to share out, and what comes of it.
pub struct Variant<'b> {
    /// Who decides the amounts.
    pub method: Method,
    /// What happens at the first demand that does not fit, for a method that
    /// asks.
    pub cutoff: Option<Cutoff>,
    /// How the pot was named, where it was.
    pub budget: Option<String>,
    /// What is shared out.
    pub pot: Balance,
    /// What is proposed, or the sentences of a refusal.
    pub outcome: Result<Proposal<'b>, Vec<String>>,
}

/// Whether a method asks what happens at the first demand that does not fit.
pub fn has_cutoff(method: Method) -> bool {
    match method {
        Method::Ranked | Method::Lottery | Method::Graded => true,
        Method::Share | Method::Discretionary => false,
    }
}

impl Variant<'_> {
    /// The name of its columns in CSV and JSON: `ranked_skip_6000000`.
    pub fn key(&self) -> String {
        let cutoff = self.cutoff.map(Cutoff::word);
        let parts = [Some(self.method.word()), cutoff, self.budget.as_deref()];
        let parts: Vec<&str> = parts.into_iter().flatten().collect();
        parts.join("_").replace(['-', '.'], "_")
    }
}

/// With more variants, the table calls them A, B, C, …, and leaves the changes
/// to CSV and JSON: the words would not fit.
const MOST_IN_WORDS: usize = 3;

/// What of its method, cutoff and budget tells a variant from the others.
pub(super) struct Names {
    method: bool,
    cutoff: bool,
    budget: bool,
    keys: Vec<String>,
}

impl Names {
    pub(super) fn of(variants: &[Variant<'_>]) -> Self {
        let differs = |same: fn(&Variant<'_>, &Variant<'_>) -> bool| {
            variants.iter().any(|variant| !same(variant, &variants[0]))
        };
        let mut cutoffs = variants.iter().filter_map(|variant| variant.cutoff);
        let first = cutoffs.next();
        Self {
            method: differs(|one, other| one.method == other.method),
            // A method without a cutoff is told by its own name.
            cutoff: cutoffs.any(|cutoff| Some(cutoff) != first),
            budget: differs(|one, other| one.budget == other.budget),
            keys: variants.iter().map(Variant::key).collect(),
        }
    }

    /// Whether the variants go by letters in the table.
    pub(super) fn are_short(&self) -> bool {
        self.keys.len() > MOST_IN_WORDS
    }

    /// What stands over its column.
    pub(super) fn title(&self, book: &Book<'_>, variant: &Variant<'_>) -> String {
        let mut title = if self.are_short() {
            self.letter(variant)
        } else {
            self.words(book, variant)
        };
        if variant.outcome.is_err() {
            title += " (refused)";
        }
        title
    }

    /// What it is called under the table.
    pub(super) fn name(&self, book: &Book<'_>, variant: &Variant<'_>) -> String {
        let words = self.words(book, variant);
        if self.are_short() {
            format!("{} {words}", self.letter(variant))
        } else {
            words
        }
    }

    fn letter(&self, variant: &Variant<'_>) -> String {
        let key = variant.key();
        let nth = self.keys.iter().position(|other| *other == key);
        let nth = nth.unwrap_or_default();
        match ('A'..='Z').nth(nth) {
            Some(letter) => letter.to_string(),
            None => (nth + 1).to_string(),
        }
    }

    /// What it is called where its pot stands beside it.
    pub(super) fn row(&self, book: &Book<'_>, variant: &Variant<'_>) -> String {
        let without_budget = Self {
            budget: !self.method && !self.cutoff,
            keys: self.keys.clone(),
            ..*self
        };
        without_budget.name(book, variant)
    }

    /// The fewest words that name a variant among the others.
    fn words(&self, book: &Book<'_>, variant: &Variant<'_>) -> String {
        let number = book
            .scheme
            .language
            .format(variant.pot.decimal(book.scheme.currency));
        let method = self.method.then(|| variant.method.word().to_owned());
        let cutoff = variant.cutoff.filter(|_| self.cutoff);
        let budget = self.budget.then_some(number);
        let parts = [
            method,
            cutoff.map(|cutoff| cutoff.word().to_owned()),
            budget,
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        parts.join(" ")
    }
}

/// What each application of the book would get, where that is known.
pub(super) fn amounts(book: &Book<'_>, variant: &Variant<'_>) -> Vec<Option<Balance>> {
    let mut amounts = vec![None; book.applications.len()];
    let Ok(proposal) = &variant.outcome else {
        return amounts;
    };
    for line in &proposal.lines {
        amounts[line.index.position()] = match line.decision {
            Decision::Award(amount) => Some(amount.into()),
            Decision::Reserve | Decision::Reject(_) => Some(Balance::ZERO),
            Decision::Undecided => None,
        };
    }
    amounts
}

/// How much more than under the first variant, where both are known.
pub(super) fn difference(first: Option<Balance>, amount: Option<Balance>) -> Option<Balance> {
    Some(amount? - first?)
}
