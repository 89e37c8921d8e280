//! The lines under the table that a board decides on: the pot, what is left and
//! why, ties, and who may not be funded.

use crate::allocation::{Breach, Decision, Proposal, Refusal, Why};
use crate::model::{Balance, Book, Method, counted};
use crate::ranking::Score;

use super::Situation;
use super::allocation::{Row, ineligible};

/// The lines under the table: the pot, what is proposed, what is left and why,
/// ties, and who may not be funded with the clause.
pub fn explanation(
    situation: &Situation<'_>,
    proposal: &Proposal<'_>,
    rows: &[Row<'_>],
    pot_is: &str,
    method: Method,
) -> Vec<String> {
    let book = situation.book;
    let count = Count::of(rows);
    let Count {
        awards,
        reserve,
        reject,
        undecided,
        ..
    } = count;
    let (mut requested, mut silent) = (Balance::ZERO, 0_usize);
    for line in &proposal.lines {
        match book.application(line.index).requested {
            Some(amount) => requested += amount,
            None => silent += 1,
        }
    }
    let silent = match silent {
        0 => String::new(),
        count => format!(", of whom {count} did not say how much"),
    };
    let mut lines = vec![
        format!("Pot: {} ({pot_is})", book.scheme.written(proposal.pot)),
        format!(
            "Proposed: {} in {}, of {} asked for by {}{silent}",
            book.scheme.written(proposal.proposed),
            counted(awards, "award"),
            book.scheme.written(requested),
            counted(proposal.lines.len(), "candidate"),
        ),
        format!(
            "Left: {}: {}",
            book.scheme.written(proposal.left),
            proposal.leftover.sentence(book, undecided)
        ),
        format!("Besides: {reserve} on the reserve list, {reject} rejected, {undecided} undecided"),
    ];
    let proportion = proposal.proportion;
    lines.extend(proportion.map(|each| format!("Shared: {}", each.sentence(book))));
    if reserve > 0 {
        lines.extend(dropped(book, proposal));
    }
    let tie = proposal.rounding_tie.as_ref();
    lines.extend(tie.map(|tie| format!("Tie: {}", tie.sentence(book))));
    if let Some(seed) = &seed(book).filter(|_| count.is_drawn) {
        lines.push(format!(
            "Drawn: in the order of the SHA-256 of the seed, a zero byte and the id; \
             the seed is: {seed}"
        ));
    }
    let set_asides = proposal.set_asides.iter();
    lines.extend(set_asides.map(|filled| format!("Set aside: {}", filled.sentence(book))));
    lines.extend(
        proposal
            .ties
            .iter()
            .map(|tie| format!("Tie: {}", tie.sentence(book))),
    );
    if reject + undecided > 0 {
        lines.extend(rows.iter().filter_map(|row| told(book, row)));
    }
    if undecided > 0 && awards > 0 && matches!(method, Method::Ranked | Method::Graded) {
        lines.extend(ahead(situation, proposal, rows));
    }
    lines
}

/// How many rows there are of each decision.
#[derive(Default)]
struct Count {
    awards: usize,
    reserve: usize,
    reject: usize,
    undecided: usize,
    /// Whether a draw decided anything.
    is_drawn: bool,
}

impl Count {
    fn of(rows: &[Row<'_>]) -> Self {
        let mut count = Self::default();
        for row in rows {
            *match *row.decision() {
                Decision::Award(_) => &mut count.awards,
                Decision::Reserve => &mut count.reserve,
                Decision::Reject(_) => &mut count.reject,
                Decision::Undecided => &mut count.undecided,
            } += 1;
            count.is_drawn |= row.draw().is_some();
        }
        count
    }
}

/// Why an application is rejected or undecided, where there is a reason.
fn told(book: &Book<'_>, row: &Row<'_>) -> Option<String> {
    let word = match *row.decision() {
        Decision::Undecided => "Undecided",
        Decision::Reject(_) => "Rejected",
        Decision::Award(_) | Decision::Reserve => return None,
    };
    row.reason()?;
    let id = book.application(row.index()).id;
    Some(format!("{word}: {id}: {}", row.why(book)))
}

/// Of whom something is not known, and whose score is higher than that of the last
/// who is funded by rank: the board should know before it decides.
fn ahead<'a>(
    situation: &'a Situation<'_>,
    proposal: &Proposal<'_>,
    rows: &'a [Row<'_>],
) -> impl Iterator<Item = String> + use<'a> {
    let book = situation.book;
    let funded = proposal.lines.iter();
    let funded = funded.filter(|line| {
        matches!(line.decision, Decision::Award(_)) && !matches!(line.why, Why::Given)
    });
    let last = funded.max_by_key(|line| line.place).map(|line| line.index);
    let last = last.and_then(|index| Some((index, situation.scores.total(index).score()?)));
    let rows = rows.iter().filter(|row| row.may_be_ahead());
    rows.filter_map(move |row| {
        let ((last, lowest), index) = (last?, row.index());
        let score = situation.scores.total(index).score();
        let score = score.filter(|score| *score > lowest)?;
        if situation.scores.below_score(index).is_some() {
            return None;
        }
        let application = book.application(index);
        let written = |score: Score| book.scheme.language.format(score.rounded(2));
        let asks = application.requested.map_or_else(String::new, |amount| {
            format!(" and asks for {}", book.scheme.written(amount))
        });
        Some(format!(
            "Ahead: {} is undecided, has a score of {}{asks}; {}, with {}, is funded",
            application.id,
            written(score),
            book.application(last).id,
            written(lowest)
        ))
    })
}

/// Who was left out of a share because theirs would be too small.
fn dropped<'a>(
    book: &'a Book<'_>,
    proposal: &'a Proposal<'_>,
) -> impl Iterator<Item = String> + use<'a> {
    let lines = proposal.lines.iter();
    let small = lines.filter(|line| matches!(line.why, Why::ShareUnderMinAward { .. }));
    small.map(|line| {
        let id = book.application(line.index).id;
        format!("Left out: {id}: {}", line.sentence(book))
    })
}

/// The seed of the scheme's draws.
fn seed(book: &Book<'_>) -> Option<String> {
    let rules = book.scheme.allocation.as_ref()?;
    rules.seed.clone()
}

/// Everything that stands against an allocation, a sentence each; of who is
/// no candidate also why not.
pub fn refusal(situation: &Situation<'_>, refusal: &Refusal<'_>) -> Vec<String> {
    let book = situation.book;
    let Refusal::Violations(violations) = refusal else {
        return refusal.sentences(book);
    };
    violations
        .iter()
        .map(|violation| match violation.breach {
            Breach::NotACandidate => {
                let standing = situation.eligibility.standing(violation.index);
                let because = match ineligible(&standing) {
                    Some(row) => row.why(book),
                    None => format!("its state is {}", situation.state(violation.index)),
                };
                format!("{}: {because}", violation.sentence(book))
            }
            _ => violation.sentence(book),
        })
        .collect()
}

/// What to say when nothing is left to decide.
pub fn nothing_left(situation: &Situation<'_>) -> Vec<String> {
    let book = situation.book;
    let balances = crate::ledger::of_scheme(book, situation.day);
    let opening = book
        .scheme
        .opening
        .as_ref()
        .map_or(0, |opening| opening.awards as usize);
    let awards = situation
        .accounts()
        .iter()
        .filter(|account| account.is_awarded())
        .count()
        + opening;
    let mut line = counted(awards, "award") + ", ";
    match (balances.budget, balances.remaining()) {
        (Some(budget), Some(remaining)) => {
            let number = |balance: Balance| {
                book.scheme
                    .language
                    .format(balance.decimal(book.scheme.currency))
            };
            line += &format!(
                "{} of {} committed, {} remaining",
                number(balances.committed),
                book.scheme.written(budget),
                book.scheme.written(remaining)
            );
        }
        _ => {
            line += &format!(
                "{} committed, the budget is not known",
                book.scheme.written(balances.committed)
            )
        }
    }
    vec![line, "nothing left to decide".to_owned()]
}
