//! Who scored what, and how were ties broken?

use crate::model::{ApplicationIndex, Scheme};
use crate::ranking::{Place, Ranking, Score, tie_break_word};
use crate::table::{Cell, Column, Grid};

use super::Situation;

/// Every application in rank order: its mean under each criterion and the
/// weighted total; those without a total last.
pub fn rank(situation: &Situation<'_>) -> Grid<'static> {
    let book = situation.book;
    let mut grid = Grid::new(book.scheme.language, columns(book.scheme));
    grid.set_title("Ranking", book.scheme.id.as_str());
    let ranking = situation.ranking();
    for rank in ranking.ranks() {
        let decided_by = rank.decided_by.map(|by| tie_break_word(by, book.scheme));
        grid.push(row(situation, rank.index, Some(rank.place), decided_by));
    }
    for &index in ranking.unranked() {
        grid.push(row(situation, index, None, None));
    }
    grid
}

/// The ties that were met, a line each.
pub fn ties(situation: &Situation<'_>, ranking: &Ranking) -> Vec<String> {
    ranking
        .ties()
        .iter()
        .map(|tie| tie.sentence(situation.book))
        .collect()
}

fn columns(scheme: &Scheme) -> Vec<Column> {
    let mut columns = vec![
        Column::new("scheme", "Scheme").data_only(),
        Column::new("rank", "Rank"),
        Column::new("application", "Id"),
        Column::new("applicant", "Applicant").elastic(),
    ];
    columns.extend(scheme.criteria.iter().map(|criterion| {
        Column::new(
            format!("criterion_{}", criterion.id.replace('-', "_")),
            criterion.id.as_str(),
        )
    }));
    columns.extend([
        Column::new("score", "Score"),
        Column::new("score_exact", "Exact").data_only(),
        Column::new("tie_break", "Tie broken by").data_only(),
        Column::new("below", "Below").elastic().optional(),
        Column::new("currency", "").data_only(),
        Column::new("requested", "Requested").data_only(),
    ]);
    columns
}

fn row(
    situation: &Situation<'_>,
    index: ApplicationIndex,
    place: Option<Place>,
    decided_by: Option<String>,
) -> Vec<Cell<'static>> {
    let book = situation.book;
    let application = book.application(index);
    let decimal = |score: Score| Cell::Decimal(score.rounded(2), 2);
    let total = situation.scores.total(index).score();
    let below = situation.scores.below_score(index);
    let currency = book.scheme.currency;
    let requested = application.requested;
    let mut row = vec![
        Cell::id(&book.scheme.id),
        place.map(|place| Cell::Count(place.number().into())).into(),
        Cell::id(application.id),
        Cell::text(application.applicant),
    ];
    row.extend(
        (0..book.scheme.criteria.len())
            .map(|criterion| Cell::from(situation.scores.mean(index, criterion).map(decimal))),
    );
    row.extend([
        total.map(decimal).into(),
        total.map(Cell::id).into(),
        decided_by.map(Cell::text).into(),
        below
            .map(|below| Cell::text(below.sentence(book.scheme)))
            .into(),
        Cell::text(currency.code()),
        requested
            .map(|amount| Cell::amount(amount, currency))
            .into(),
    ]);
    row
}
