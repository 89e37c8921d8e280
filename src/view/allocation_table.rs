//! Who gets how much? The table that a board decides on.

use crate::allocation::Decision;
use crate::model::{ApplicationIndex, AwardKind, Balance};
use crate::table::{Cell, Column, Grid, Survey};

use super::Situation;
use super::allocation::Row;
use super::list::score;

/// What stands in a column of the proposal.
enum Shows {
    /// What is known of the application.
    Application(for<'p> fn(&Situation<'p>, ApplicationIndex) -> Cell<'p>),
    /// What is proposed for it.
    Proposed(for<'p> fn(&Situation<'p>, &Row<'p>) -> Cell<'p>),
    /// Why that is proposed, where the format shows it.
    Why,
    /// Nothing yet: what is recorded of an award.
    Recorded,
}

/// What stands in each of the [`columns`].
const SHOWS: [Shows; 15] = [
    Shows::Application(|situation, _| Cell::name(situation.book.scheme.id.as_str())),
    Shows::Proposed(|_, row| {
        row.place()
            .map(|place| Cell::Count(place.number().into()))
            .into()
    }),
    Shows::Application(|situation, index| {
        Cell::name(situation.book.application(index).id.as_str())
    }),
    Shows::Application(|situation, index| {
        Cell::words(situation.book.application(index).applicant.read())
    }),
    Shows::Application(score),
    Shows::Application(|situation, _| Cell::words(situation.book.scheme.currency.code())),
    Shows::Application(|situation, index| {
        let requested = situation.book.application(index).requested;
        requested.map(|amount| money(situation, amount)).into()
    }),
    Shows::Recorded,
    Shows::Proposed(|situation, row| proposed(row).map(|amount| money(situation, amount)).into()),
    Shows::Proposed(|situation, row| row.left().map(|left| money(situation, left)).into()),
    Shows::Proposed(|_, row| Cell::words(word(row))),
    Shows::Proposed(|_, row| row.reason().map(Cell::Text).into()),
    Shows::Why,
    Shows::Recorded,
    Shows::Proposed(|_, row| row.draw().map(|draw| Cell::text(draw.short())).into()),
];

fn money(situation: &Situation<'_>, amount: impl Into<Balance>) -> Cell<'static> {
    Cell::amount(amount, situation.book.scheme.currency)
}

fn word(row: &Row<'_>) -> &'static str {
    match *row.decision() {
        Decision::Award(_) => "award",
        Decision::Reserve => "reserve",
        Decision::Reject(_) => "reject",
        Decision::Undecided => "undecided",
    }
}

fn proposed(row: &Row<'_>) -> Option<Balance> {
    match *row.decision() {
        Decision::Award(amount) => Some(amount.into()),
        Decision::Reserve | Decision::Reject(_) => Some(Balance::ZERO),
        Decision::Undecided => None,
    }
}

/// The proposal as a table; a text table shows no `why`, and may go without.
pub fn allocation<'p>(situation: &Situation<'p>, rows: &[Row<'p>], with_why: bool) -> Grid<'p> {
    let book = situation.book;
    let mut grid = Grid::new(book.scheme.language, columns());
    grid.set_title("Proposal", book.scheme.id.as_str());
    grid.reserve(rows.len());
    fetch(situation, rows);
    for row in rows {
        grid.push(SHOWS.iter().map(|shows| match shows {
            Shows::Application(cell) => cell(situation, row.index()),
            Shows::Proposed(cell) => cell(situation, row),
            Shows::Why if with_why => Cell::text(row.why(book)),
            Shows::Why | Shows::Recorded => Cell::Blank,
        }));
    }
    grid
}

/// A look at the cells of all rows in the order in which they lie: what is
/// proposed in the order of the rows, what is known in that of the book. In rank
/// order a million applications are looked at many times slower.
pub fn allocation_survey(situation: &Situation<'_>, rows: &[Row<'_>], width: usize) -> Survey {
    let mut survey = Survey::before(&allocation(situation, &[], false), width);
    let mut has_row = vec![false; situation.book.applications.len()];
    // The first rows are seen whole: often they settle it.
    for row in rows.iter().take(SOME) {
        see_known(&mut survey, situation, row.index());
    }
    for rows in rows.chunks(SOME) {
        for row in rows {
            has_row[row.index().position()] = true;
            for (nth, shows) in SHOWS.iter().enumerate() {
                match shows {
                    Shows::Proposed(cell) if survey.wants(nth) => {
                        survey.see(nth, &cell(situation, row));
                    }
                    _ => {}
                }
            }
        }
        survey.settle();
    }
    let indexes = situation.book.indexes();
    for index in indexes.filter(|index| has_row[index.position()]) {
        see_known(&mut survey, situation, index);
    }
    survey
}

/// So many rows are looked at before it is asked what they settle.
const SOME: usize = 512;

/// Looks at what is known of an application.
fn see_known(survey: &mut Survey, situation: &Situation<'_>, index: ApplicationIndex) {
    for (nth, shows) in SHOWS.iter().enumerate() {
        match shows {
            Shows::Application(cell) if survey.wants(nth) => {
                survey.see(nth, &cell(situation, index));
            }
            _ => {}
        }
    }
}

/// Has the processor fetch what the rows show all at once: in rank order it lies
/// scattered, and would else be waited for row by row.
fn fetch(situation: &Situation<'_>, rows: &[Row<'_>]) {
    let applications = || {
        let indexes = rows.iter().map(Row::index);
        indexes.map(|index| situation.book.application(index))
    };
    let requested = applications().filter(|it| it.requested.is_some());
    std::hint::black_box(requested.count());
    // Only now their texts: where these lie is known of all.
    let first = applications().map(|it| {
        let id = it.id.as_str().as_bytes();
        u64::from(id.first().copied().unwrap_or(0))
    });
    std::hint::black_box(first.sum::<u64>());
    situation.scores.fetch(rows.iter().map(Row::index));
}

/// The decisions that are recorded already, in the order of the journal, as
/// the same table.
pub fn recorded(situation: &Situation<'_>) -> Grid<'static> {
    let book = situation.book;
    let currency = book.scheme.currency;
    let mut grid = Grid::new(book.scheme.language, columns());
    grid.set_title("Decisions", book.scheme.id.as_str());
    let opening = book.scheme.opening.iter().map(|opening| opening.amount);
    let mut committed: Balance = opening.sum();
    let budget = book.scheme.budget_on(situation.day);
    for entry in &book.awards {
        let amount = match entry.kind {
            AwardKind::Award(amount) => Balance::from(amount),
            AwardKind::Release(amount) => -Balance::from(amount),
            AwardKind::Reserve | AwardKind::Reject | AwardKind::Withdraw => Balance::ZERO,
            AwardKind::Accept | AwardKind::Close => continue,
        };
        committed += amount;
        let application = book.application(entry.application);
        let word = entry.kind.word();
        let reason = entry.reason.as_ref().map(ToString::to_string);
        grid.push([
            Cell::id(&book.scheme.id),
            Cell::Blank,
            Cell::id(application.id),
            Cell::text(application.applicant),
            score(situation, entry.application),
            Cell::text(currency.code()),
            application
                .requested
                .map(|amount| Cell::amount(amount, currency))
                .into(),
            Cell::Amount(amount, currency),
            Cell::Blank,
            budget
                .map(|budget| Cell::Amount(budget - committed, currency))
                .into(),
            Cell::text(word),
            reason.map(Cell::text).into(),
            Cell::text(format!("recorded {}", entry.date)),
            Cell::Date(entry.date),
            Cell::Blank,
        ]);
    }
    grid
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("scheme", "Scheme").data_only(),
        Column::new("rank", "Rank").optional(),
        Column::new("application", "Id"),
        Column::new("applicant", "Applicant").elastic(),
        Column::new("score", "Score").optional(),
        Column::new("currency", "").data_only(),
        Column::new("requested", "Requested").optional(),
        Column::new("awarded", "Awarded").optional(),
        Column::new("proposed", "Proposed").optional(),
        Column::new("remaining", "Remaining").optional(),
        Column::new("decision", "Decision"),
        Column::new("reason", "Reason").elastic().optional(),
        Column::new("why", "Why").data_only(),
        Column::new("recorded", "Recorded").optional(),
        Column::new("draw", "Draw").optional(),
    ]
}
