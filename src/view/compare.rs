//! Who gains and who loses when money is shared out another way?

use crate::allocation::Candidate;
use crate::model::{ApplicationIndex, Balance, Book};
use crate::ranking::Ranking;
use crate::table::{Cell, Column, Grid};

use super::Situation;
use super::list::score;
use super::variant::{Names, Variant, amounts, difference};

/// A row for each candidate in rank order, those without a rank last; for each
/// variant what it would get, and the difference from the first variant.
pub fn compare(
    situation: &Situation<'_>,
    candidates: &[Candidate<'_>],
    variants: &[Variant<'_>],
) -> Grid<'static> {
    let book = situation.book;
    let currency = book.scheme.currency;
    let amounts: Vec<Vec<Option<Balance>>> = variants
        .iter()
        .map(|variant| amounts(book, variant))
        .collect();
    let mut grid = Grid::new(book.scheme.language, columns(book, variants));
    grid.set_title("Comparison", book.scheme.id.as_str());
    for index in order(situation, candidates) {
        let application = book.application(index);
        let requested = application.requested;
        let mut row = vec![
            Cell::id(&book.scheme.id),
            Cell::id(application.id),
            Cell::text(application.applicant),
            score(situation, index),
            Cell::text(currency.code()),
            requested
                .map(|amount| Cell::amount(amount, currency))
                .into(),
        ];
        let cell = |amount: Option<Balance>| {
            Cell::from(amount.map(|amount| Cell::Amount(amount, currency)))
        };
        let first = amounts[0][index.position()];
        for (nth, amounts) in amounts.iter().enumerate() {
            let amount = amounts[index.position()];
            row.push(cell(amount));
            if nth > 0 {
                row.push(cell(difference(first, amount)));
            }
        }
        grid.push(row);
    }
    grid
}

fn columns(book: &Book<'_>, variants: &[Variant<'_>]) -> Vec<Column> {
    let mut columns = vec![
        Column::new("scheme", "Scheme").data_only(),
        Column::new("application", "Id"),
        Column::new("applicant", "Applicant").elastic(),
        Column::new("score", "Score").optional(),
        Column::new("currency", "").data_only(),
        Column::new("requested", "Requested").optional(),
    ];
    let names = Names::of(variants);
    for (nth, variant) in variants.iter().enumerate() {
        columns.push(Column::new(variant.key(), names.title(book, variant)));
        if nth > 0 {
            let change = Column::new(format!("{}_difference", variant.key()), "Change");
            columns.push(if names.are_short() {
                change.data_only()
            } else {
                change
            });
        }
    }
    columns
}

fn order(situation: &Situation<'_>, candidates: &[Candidate<'_>]) -> Vec<ApplicationIndex> {
    let indexes = candidates.iter().map(Candidate::index);
    let ranking = Ranking::of(situation.book, &situation.scores, indexes);
    let ranked = ranking.ranks().iter().map(|rank| rank.index);
    ranked.chain(ranking.unranked().iter().copied()).collect()
}

#[cfg(test)]
mod tests {
    use crate::allocation::testing::candidates;
    use crate::allocation::{Terms, allocate};
    use crate::eligibility::testing::kroner;
    use crate::model::{Book, Cutoff, Elsewhere, Method};
    use crate::ranking::testing::{allocation, book_of, scheme_scored};
    use crate::table::{Format, render};
    use crate::view::{compare_lines, compare_notes, compare_summary};

    use super::*;

    /// A asks for 50, B for 60, C for 30, D for 20, in this order; E ties D.
    fn book() -> Book<'static> {
        let mut scheme = scheme_scored(&["1"]);
        scheme.allocation = Some(allocation());
        let mut book = book_of(scheme, &[&["9"], &["8"], &["7"], &["6"], &["6"]]);
        for (application, amount) in book.applications.iter_mut().zip([50, 60, 30, 20, 20]) {
            application.requested = Some(kroner(amount));
        }
        book
    }

    /// The grid, the summary and the lines as text.
    fn compared(variants: &[(Cutoff, i64)], format: Format) -> [String; 3] {
        let book = Box::leak(Box::new(book()));
        let day = crate::eligibility::testing::date("2024-09-02");
        let situation = Situation::of(book, Box::leak(Box::new(Elsewhere::default())), day);
        let candidates = candidates(book);
        let variant = |&(cutoff, pot): &(Cutoff, i64)| {
            let terms = Terms {
                cutoff,
                ..Terms::of(book.scheme)
            };
            let pot = kroner(pot).into();
            let outcome = allocate(book, &situation.scores, &candidates, pot, &terms);
            Variant {
                method: Method::Ranked,
                cutoff: Some(cutoff),
                budget: Some(pot.decimal(book.scheme.currency).normalize().to_string()),
                pot,
                outcome: outcome.map_err(|refusal| refusal.sentences(book)),
            }
        };
        let variants: Vec<_> = variants.iter().map(variant).collect();
        let mut lines = compare_lines(&situation, &variants);
        lines.extend(compare_notes(&situation, &variants));
        [
            render(&compare(&situation, &candidates, &variants), format, 80),
            render(&compare_summary(&situation, &variants), format, 80),
            lines.join("\n"),
        ]
    }

    #[test]
    fn differences_are_from_the_first() {
        let [grid, summary, lines] =
            compared(&[(Cutoff::Stop, 110), (Cutoff::Stop, 60)], Format::Csv);
        assert_eq!(
            grid,
            "scheme,application,applicant,score,currency,requested,ranked_stop_110,\
             ranked_stop_60,ranked_stop_60_difference\n\
             test,A,A,9.00,NOK,50,50,50,0\n\
             test,B,B,8.00,NOK,60,60,0,-60\n\
             test,C,C,7.00,NOK,30,0,0,0\n\
             test,D,D,6.00,NOK,20,0,0,0\n\
             test,E,E,6.00,NOK,20,0,0,0\n"
        );
        assert!(
            summary.contains("test,ranked_stop_60,60,ranked,stop,NOK,60,1,50,10,50,50,9.00,0,1,\n"),
            "{summary}"
        );
        assert_eq!(
            lines,
            "110: 2 funded with 110 NOK, 0 NOK left of 110 NOK; awards from 50 NOK to 60 NOK; \
             lowest score funded 8\n\
             60: 1 funded with 50 NOK, 10 NOK left of 60 NOK; awards from 50 NOK to 50 NOK; \
             lowest score funded 9\n\
             60 against 110: nobody gains, 1 loses 60 NOK"
        );
    }

    #[test]
    fn a_refused_variant_is_blank_and_the_others_show() {
        let variants = [(Cutoff::Skip, 100), (Cutoff::Stop, 100)];
        let [grid, summary, lines] = compared(&variants, Format::Csv);
        assert!(grid.contains("test,D,D,6.00,NOK,20,,0,\n"), "{grid}");
        assert!(
            summary.contains("together they would get 40 NOK"),
            "{summary}"
        );
        assert!(
            lines.starts_with("skip: refused\nstop: 1 funded"),
            "{lines}"
        );
        assert!(!lines.contains("stop against"), "{lines}");
        let [grid, ..] = compared(&variants, Format::Table);
        assert!(grid.contains("skip (refused)"), "{grid}");
    }

    #[test]
    fn many_variants_go_by_letters() {
        let stop = |pot| (Cutoff::Stop, pot);
        let variants = [stop(50), stop(60), stop(109), stop(110)];
        let [grid, _, lines] = compared(&variants, Format::Table);
        assert!(
            grid.starts_with("Id  Applicant  Score  Requested   A"),
            "{grid}"
        );
        assert!(!grid.contains("Change"), "{grid}");
        assert!(
            lines.contains("D 110 against A 50: 1 gains 60 NOK, nobody loses"),
            "{lines}"
        );
    }
}
