//! What does each way of sharing out come to?

use crate::model::{Balance, Book, Money};
use crate::ranking::Score;
use crate::table::{Cell, Column, Grid};

use super::Situation;
use super::variant::{Names, Variant, amounts, difference};

/// What a variant comes to.
struct Outline {
    funded: usize,
    used: Balance,
    left: Balance,
    smallest: Option<Money>,
    largest: Option<Money>,
    lowest_score: Option<Score>,
    gains: Changes,
    losses: Changes,
}

/// How many get more, or less, than under the first variant, and how much.
#[derive(Default)]
struct Changes {
    count: usize,
    sum: Balance,
}

impl Outline {
    fn of(situation: &Situation<'_>, first: &Variant<'_>, variant: &Variant<'_>) -> Option<Self> {
        let proposal = variant.outcome.as_ref().ok()?;
        let awarded: Vec<Money> = proposal.awards().map(|(_, amount)| amount).collect();
        let funded = proposal.awards().map(|(index, _)| index);
        let (mut gains, mut losses) = (Changes::default(), Changes::default());
        let before = amounts(situation.book, first);
        let after = amounts(situation.book, variant);
        for (before, after) in before.into_iter().zip(after) {
            let Some(change) = difference(before, after).filter(|change| !change.is_zero()) else {
                continue;
            };
            let changes = if change.is_negative() {
                &mut losses
            } else {
                &mut gains
            };
            changes.count += 1;
            changes.sum += change;
        }
        Some(Self {
            funded: awarded.len(),
            used: proposal.proposed,
            left: proposal.left,
            smallest: awarded.iter().min().copied(),
            largest: awarded.iter().max().copied(),
            lowest_score: funded
                .filter_map(|index| situation.scores.total(index).score())
                .min(),
            gains,
            losses,
        })
    }
}

/// A row for each variant: how many it funds, with how much, down to which
/// score; how many gain and lose against the first.
pub fn compare_summary(situation: &Situation<'_>, variants: &[Variant<'_>]) -> Grid<'static> {
    let book = situation.book;
    let currency = book.scheme.currency;
    let names = Names::of(variants);
    let mut grid = Grid::new(
        book.scheme.language,
        [
            Column::new("scheme", "Scheme").data_only(),
            Column::new("variant", "Variant").data_only(),
            Column::new("name", "Variant"),
            Column::new("method", "Method").data_only(),
            Column::new("cutoff", "Cutoff").data_only(),
            Column::new("currency", "").data_only(),
            Column::new("pot", "Pot"),
            Column::new("funded", "Funded"),
            Column::new("used", "Used"),
            Column::new("left", "Left"),
            Column::new("smallest_award", "Smallest"),
            Column::new("largest_award", "Largest"),
            Column::new("lowest_funded_score", "Score"),
            Column::new("gains", "Gains").data_only(),
            Column::new("loses", "Loses").data_only(),
            Column::new("refused", "Refused").elastic().optional(),
        ],
    );
    grid.set_title("Variants", book.scheme.id.as_str());
    for variant in variants {
        let outline = Outline::of(situation, &variants[0], variant);
        let amount = |of: fn(&Outline) -> Option<Balance>| {
            let amount = outline.as_ref().and_then(of);
            Cell::from(amount.map(|amount| Cell::Amount(amount, currency)))
        };
        let count = |of: fn(&Outline) -> usize| {
            Cell::from(
                outline
                    .as_ref()
                    .map(|outline| Cell::Count(of(outline) as u64)),
            )
        };
        let lowest = outline.as_ref().and_then(|outline| outline.lowest_score);
        let refused = variant.outcome.as_ref().err();
        grid.push([
            Cell::id(&book.scheme.id),
            Cell::id(variant.key()),
            Cell::text(names.row(book, variant)),
            Cell::text(variant.method.word()),
            variant
                .cutoff
                .map(|cutoff| Cell::text(cutoff.word()))
                .into(),
            Cell::text(currency.code()),
            Cell::Amount(variant.pot, currency),
            count(|outline| outline.funded),
            amount(|outline| Some(outline.used)),
            amount(|outline| Some(outline.left)),
            amount(|outline| outline.smallest.map(Balance::from)),
            amount(|outline| outline.largest.map(Balance::from)),
            lowest
                .map(|score| Cell::Decimal(score.rounded(2), 2))
                .into(),
            count(|outline| outline.gains.count),
            count(|outline| outline.losses.count),
            refused
                .map(|sentences| Cell::text(sentences.join("; ")))
                .into(),
        ]);
    }
    grid
}

/// The same in a line for each variant.
pub fn compare_lines(situation: &Situation<'_>, variants: &[Variant<'_>]) -> Vec<String> {
    let book = situation.book;
    let written = |amount: Balance| book.scheme.written(amount);
    let names = Names::of(variants);
    let line = |variant: &Variant<'_>| {
        let name = names.name(book, variant);
        let Some(outline) = Outline::of(situation, &variants[0], variant) else {
            return format!("{name}: refused");
        };
        let mut line = format!(
            "{name}: {} funded with {}, {} left of {}",
            outline.funded,
            written(outline.used),
            written(outline.left),
            written(variant.pot),
        );
        if let (Some(smallest), Some(largest)) = (outline.smallest, outline.largest) {
            line += &format!(
                "; awards from {} to {}",
                written(smallest.into()),
                written(largest.into())
            );
        }
        if let Some(score) = outline.lowest_score {
            line += &format!(
                "; lowest score funded {}",
                score.sentence(book.scheme.language)
            );
        }
        line
    };
    variants.iter().map(line).collect()
}

/// What the figures do not say: who gains and loses against the first variant,
/// and why a variant is refused.
pub fn compare_notes(situation: &Situation<'_>, variants: &[Variant<'_>]) -> Vec<String> {
    let book = situation.book;
    let names = Names::of(variants);
    let mut notes = Vec::new();
    for variant in variants {
        let name = names.name(book, variant);
        if let Err(sentences) = &variant.outcome {
            notes.extend(
                sentences
                    .iter()
                    .map(|sentence| format!("{name}: {sentence}")),
            );
        }
    }
    let first = names.name(book, &variants[0]);
    if variants[0].outcome.is_err() {
        if variants.iter().all(|variant| variant.outcome.is_err()) {
            return notes;
        }
        notes.push(format!(
            "{first} is refused: there is nothing to compare the others against"
        ));
        return notes;
    }
    for variant in &variants[1..] {
        let Some(outline) = Outline::of(situation, &variants[0], variant) else {
            continue;
        };
        let name = names.name(book, variant);
        let gains = changed(book, &outline.gains, "gain");
        let losses = changed(book, &outline.losses, "lose");
        notes.push(format!("{name} against {first}: {gains}, {losses}"));
    }
    notes
}

/// `nobody gains`, `1 loses 60 NOK`, `2 gain 258 000 NOK`.
fn changed(book: &Book<'_>, changes: &Changes, word: &str) -> String {
    let sum = if changes.sum.is_negative() {
        -changes.sum
    } else {
        changes.sum
    };
    match changes.count {
        0 => format!("nobody {word}s"),
        1 => format!("1 {word}s {}", book.scheme.written(sum)),
        count => format!("{count} {word} {}", book.scheme.written(sum)),
    }
}
