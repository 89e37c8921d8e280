//! Who gets how much? The table that a board decides on.

use crate::allocation::Decision;
use crate::model::{ApplicationIndex, AwardEntry, AwardKind, Balance};
use crate::table::{Cell, Column, Grid, Shows, Survey};

use super::Situation;
use super::allocation::Row;
use super::list::score;

/// A column of the table: what it is called, and what stands in it.
struct Listed {
    column: fn() -> Column,
    proposed: Proposed,
    recorded: for<'r> fn(&Recorded<'r>) -> Cell<'r>,
}

/// What stands in a column of a proposal.
enum Proposed {
    /// What is known of the application.
    Known(for<'p> fn(&Situation<'p>, ApplicationIndex) -> Cell<'p>),
    /// What is proposed for it.
    New(for<'p> fn(&Situation<'p>, &Row<'p>) -> Cell<'p>),
    /// Nothing yet.
    Nothing,
}

/// What is recorded of an application by one entry.
struct Recorded<'r> {
    situation: &'r Situation<'r>,
    entry: &'r AwardEntry<'r>,
    amount: Balance,
    remaining: Option<Balance>,
}

static LISTED: [Listed; 15] = [
    Listed {
        column: || Column::new("scheme", "Scheme").data_only(),
        proposed: Proposed::Known(|situation, _| Cell::name(situation.book.scheme.id.as_str())),
        recorded: |it| Cell::name(it.situation.book.scheme.id.as_str()),
    },
    Listed {
        column: || Column::new("rank", "Rank").optional(),
        proposed: Proposed::New(|_, row| {
            let place = row.place();
            place.map(|place| Cell::Count(place.number().into())).into()
        }),
        recorded: |_| Cell::Blank,
    },
    Listed {
        column: || Column::new("application", "Id"),
        proposed: Proposed::Known(id),
        recorded: |it| id(it.situation, it.entry.application),
    },
    Listed {
        column: || Column::new("applicant", "Applicant").elastic(),
        proposed: Proposed::Known(applicant),
        recorded: |it| applicant(it.situation, it.entry.application),
    },
    Listed {
        column: || Column::new("score", "Score").optional(),
        proposed: Proposed::Known(score),
        recorded: |it| score(it.situation, it.entry.application),
    },
    Listed {
        column: || Column::new("currency", "").data_only(),
        proposed: Proposed::Known(|situation, _| currency(situation)),
        recorded: |it| currency(it.situation),
    },
    Listed {
        column: || Column::new("requested", "Requested").optional(),
        proposed: Proposed::Known(requested),
        recorded: |it| requested(it.situation, it.entry.application),
    },
    Listed {
        column: || Column::new("awarded", "Awarded").optional(),
        proposed: Proposed::Nothing,
        recorded: |it| money(it.situation, it.amount),
    },
    Listed {
        column: || Column::new("proposed", "Proposed").optional(),
        proposed: Proposed::New(|situation, row| {
            proposed(row).map(|amount| money(situation, amount)).into()
        }),
        recorded: |_| Cell::Blank,
    },
    Listed {
        column: || Column::new("remaining", "Remaining").optional(),
        proposed: Proposed::New(|situation, row| {
            row.left().map(|left| money(situation, left)).into()
        }),
        recorded: |it| it.remaining.map(|left| money(it.situation, left)).into(),
    },
    Listed {
        column: || Column::new("decision", "Decision"),
        proposed: Proposed::New(|_, row| Cell::words(word(row))),
        recorded: |it| Cell::words(it.entry.kind.word()),
    },
    Listed {
        column: || Column::new("reason", "Reason").elastic().optional(),
        proposed: Proposed::New(|_, row| row.reason().map(Cell::Text).into()),
        recorded: |it| {
            let reason = it.entry.reason.as_ref();
            reason.map(|reason| Cell::text(reason.to_string())).into()
        },
    },
    Listed {
        column: || Column::new("why", "Why").data_only(),
        proposed: Proposed::New(|situation, row| Cell::text(row.why(situation.book))),
        recorded: |it| Cell::text(format!("recorded {}", it.entry.date)),
    },
    Listed {
        column: || Column::new("recorded", "Recorded").optional(),
        proposed: Proposed::Nothing,
        recorded: |it| Cell::Date(it.entry.date),
    },
    Listed {
        column: || Column::new("draw", "Draw").optional(),
        proposed: Proposed::New(|_, row| row.draw().map(|draw| Cell::text(draw.short())).into()),
        recorded: |_| Cell::Blank,
    },
];

fn id<'p>(situation: &Situation<'p>, index: ApplicationIndex) -> Cell<'p> {
    Cell::name(situation.book.application(index).id.as_str())
}

fn applicant<'p>(situation: &Situation<'p>, index: ApplicationIndex) -> Cell<'p> {
    Cell::words(situation.book.application(index).applicant.read())
}

fn currency<'p>(situation: &Situation<'p>) -> Cell<'p> {
    Cell::words(situation.book.scheme.currency.code())
}

fn requested(situation: &Situation<'_>, index: ApplicationIndex) -> Cell<'static> {
    let requested = situation.book.application(index).requested;
    requested.map(|amount| money(situation, amount)).into()
}

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

/// The proposal as a table; what is in columns that are not shown stays blank.
pub fn allocation<'p>(situation: &Situation<'p>, rows: &[Row<'p>], shows: &Shows) -> Grid<'p> {
    let mut grid = grid(situation, "Proposal");
    grid.reserve(rows.len());
    fetch(situation, rows);
    for row in rows {
        grid.push(
            LISTED
                .iter()
                .enumerate()
                .map(|(nth, listed)| match listed.proposed {
                    _ if !shows.column(nth) => Cell::Blank,
                    Proposed::Known(cell) => cell(situation, row.index()),
                    Proposed::New(cell) => cell(situation, row),
                    Proposed::Nothing => Cell::Blank,
                }),
        );
    }
    grid
}

/// A look at the cells of all rows in the order in which they lie: what is
/// proposed in the order of the rows, what is known in that of the book. In rank
/// order a million applications are looked at many times slower.
pub fn allocation_survey(situation: &Situation<'_>, rows: &[Row<'_>], width: usize) -> Survey {
    let mut survey = Survey::before(&grid(situation, "Proposal"), width);
    let mut has_row = vec![false; situation.book.applications.len()];
    // The first rows are seen whole: often they settle it.
    let first = rows.iter().take(SOME).map(Row::index);
    see_known(&mut survey, situation, first);
    for rows in rows.chunks(SOME) {
        for (nth, listed) in wanted(&survey) {
            if let Proposed::New(cell) = listed.proposed {
                rows.iter()
                    .for_each(|row| survey.see(nth, &cell(situation, row)));
            }
        }
        rows.iter()
            .for_each(|row| has_row[row.index().position()] = true);
        survey.settle();
    }
    let indexes = situation.book.indexes();
    let indexes = indexes.filter(|index| has_row[index.position()]);
    see_known(&mut survey, situation, indexes);
    survey
}

/// So many rows are looked at before it is asked what they settle.
const SOME: usize = 512;

/// Looks at what is known of applications.
fn see_known(
    survey: &mut Survey,
    situation: &Situation<'_>,
    indexes: impl Iterator<Item = ApplicationIndex>,
) {
    let wanted = wanted(survey);
    for index in indexes {
        for (nth, listed) in &wanted {
            if let Proposed::Known(cell) = listed.proposed {
                survey.see(*nth, &cell(situation, index));
            }
        }
    }
}

/// The columns whose cells may still change how the table is set.
fn wanted(survey: &Survey) -> Vec<(usize, &'static Listed)> {
    let listed = LISTED.iter().enumerate();
    listed.filter(|(nth, _)| survey.wants(*nth)).collect()
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
    let byte = |byte: Option<&u8>| u64::from(byte.copied().unwrap_or(0));
    let texts = applications().map(|it| {
        let (id, applicant) = (it.id.as_str().as_bytes(), it.applicant.bytes());
        byte(id.first()) + byte(applicant.last())
    });
    std::hint::black_box(texts.sum::<u64>());
    situation.scores.fetch(rows.iter().map(Row::index));
}

/// The decisions that are recorded already, in the order of the journal, as
/// the same table.
pub fn recorded<'p>(situation: &'p Situation<'p>) -> Grid<'p> {
    let book = situation.book;
    let mut grid = grid(situation, "Decisions");
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
        let recorded = Recorded {
            situation,
            entry,
            amount,
            remaining: budget.map(|budget| budget - committed),
        };
        grid.push(LISTED.iter().map(|listed| (listed.recorded)(&recorded)));
    }
    grid
}

/// The table without rows.
fn grid<'p>(situation: &Situation<'_>, name: &str) -> Grid<'p> {
    let scheme = situation.book.scheme;
    let columns: Vec<Column> = LISTED.iter().map(|listed| (listed.column)()).collect();
    let mut grid = Grid::new(scheme.language, columns);
    grid.set_title(name, scheme.id.as_str());
    grid
}
