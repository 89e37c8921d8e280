//! `grants award`: propose, show, and once confirmed record.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;
use clap_complete::engine::ArgValueCompleter;

use crate::allocation::{Proposal, allocate, basis};
use crate::cli::arguments::{Global, ViewArguments, date};
use crate::cli::complete;
use crate::cli::output::{self, Status};
use crate::cli::round;
use crate::cli::session::Session;
use crate::cli::writing::{Consent, Decided, Look, author, record};
use crate::model::Method;
use crate::view::{self, Row, Situation};

use super::award_entry::entry;
use super::award_explain;
use super::award_terms::{CutoffArgument, MethodArgument, given, terms, with_seed};

/// Propose who gets how much, show it, and record it once confirmed
///
/// Candidates are the applications that may be funded and are not yet decided,
/// or wait on the reserve list. The pot is what remains of the budget on the
/// decision date. Nothing is recorded without a yes at the prompt, or --yes.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  grants award digdir-2024 --dry-run\n  grants award digdir-2024 --method ranked --cutoff skip --dry-run\n  grants award digdir-2024 --set D24-017=200000 --set D24-004=150000\n  grants award digdir-2024 --from amounts.csv --date 2024-09-02 --yes\n  grants award digdir-2024 --method ranked --budget 6000000     what if?\n  grants award digdir-2024 --method share --share-by requested --dry-run\n  grants award digdir-2024 --method ranked --explain D24-009     why so much, or nothing"
)]
pub(in crate::cli) struct AwardArguments {
    /// The scheme
    #[arg(value_name = "SCHEME", add = ArgValueCompleter::new(complete::schemes))]
    pub(super) scheme: String,

    /// How to share out (default: the scheme's own method)
    #[arg(long, value_name = "METHOD", value_enum)]
    pub(super) method: Option<MethodArgument>,

    /// What happens at the first demand that does not fit
    #[arg(long, value_name = "CUTOFF", value_enum)]
    pub(super) cutoff: Option<CutoffArgument>,

    /// What `share` shares by: requested, equal, or a number or money field
    #[arg(long, value_name = "WEIGHT")]
    pub(super) share_by: Option<String>,

    /// Try a draw from another seed; such a trial is never recorded
    #[arg(long, value_name = "TEXT")]
    pub(super) seed: Option<String>,

    /// Give this application this amount (may be given more than once)
    #[arg(long = "set", value_name = "ID=AMOUNT")]
    pub(super) set: Vec<String>,

    /// Give the amounts of a CSV file with the columns application, amount
    #[arg(long, value_name = "FILE")]
    pub(super) from: Option<PathBuf>,

    /// Decide on these applications only
    #[arg(long, value_name = "ID", num_args = 1.., value_delimiter = ',')]
    pub(super) only: Vec<String>,

    /// Say in words why this application gets what it gets; records nothing
    #[arg(long, value_name = "ID", conflicts_with = "yes")]
    pub(super) explain: Option<String>,

    /// Try another pot; such a trial is never recorded
    #[arg(long, value_name = "AMOUNT", conflicts_with = "yes")]
    pub(super) budget: Option<String>,

    /// Why amounts differ from the method's; written into the note
    #[arg(long, value_name = "TEXT")]
    pub(super) reason: Option<String>,

    /// The day of the decision (default: today)
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) date: Option<NaiveDate>,

    /// Who decides (default: git's user.name)
    #[arg(long, value_name = "NAME")]
    pub(super) by: Option<String>,

    /// A note for each row
    #[arg(long, value_name = "TEXT")]
    pub(super) note: Option<String>,

    /// Show what would be recorded, and record nothing
    #[arg(long)]
    pub(super) dry_run: bool,

    /// Record without asking
    #[arg(long, conflicts_with = "dry_run")]
    pub(super) yes: bool,

    #[command(flatten)]
    pub(super) view: ViewArguments,
}

pub(super) fn run(global: &Global, arguments: &AwardArguments) -> anyhow::Result<Status> {
    let consent = Consent {
        by: author(arguments.by.as_deref()),
        // Another pot is a trial too.
        dry_run: arguments.dry_run
            || arguments.budget.is_some()
            || arguments.seed.is_some()
            || arguments.explain.is_some(),
        yes: arguments.yes,
    };
    record(global, &consent, |session, look| {
        decide(session, look, arguments, &consent.by)
    })
}

/// Proposes, shows, and says what is to be recorded of it.
fn decide(
    session: &Session,
    look: Look,
    arguments: &AwardArguments,
    by: &str,
) -> anyhow::Result<Decided> {
    let day = arguments
        .date
        .or(arguments.view.as_of)
        .unwrap_or(session.today);
    // What is recorded is judged with all texts at hand, what is explained shows
    // every score, and of one that the user names it may have to be said that it is paid.
    let is_trial = arguments.dry_run || arguments.budget.is_some() || arguments.seed.is_some();
    let facts = session.scored_facts(&arguments.scheme, day, is_trial && !names_any(arguments))?;
    let Some((mut book, elsewhere, scores)) = facts else {
        return Ok(Decided::Ended(Status::Findings));
    };
    let trial = arguments.seed.as_deref();
    let trial = trial.map(|seed| with_seed(book.scheme, seed));
    if let Some(scheme) = &trial {
        book.scheme = scheme;
    }
    round::not_a_programme(book.scheme)?;
    let situation = Situation::scored(&book, &elsewhere, scores, day);
    let Some(given) = given(session, arguments, &book)? else {
        return Ok(Decided::Ended(Status::Findings));
    };
    let mut terms = terms(arguments, &book, given)?;
    let open = round::open(&situation, terms.only.as_ref());
    if open.is_empty() && terms.given.is_empty() && arguments.explain.is_none() {
        return nothing_to_decide(&situation, arguments).map(Decided::Ended);
    }
    let trial = arguments.budget.as_deref();
    let Some((pot, pot_is)) = round::pot(session, trial, &book, day)? else {
        return Ok(Decided::Ended(Status::Findings));
    };
    round::complete(&mut terms, &situation, trial.map(|_| pot));
    let (candidates, others) = round::candidates(&situation, &open);
    if let Some(id) = &arguments.explain {
        let round = award_explain::Round {
            situation: &situation,
            candidates: &candidates,
            terms: &terms,
            pot,
            pot_is: &pot_is,
        };
        return award_explain::run(&round, id, &arguments.view).map(Decided::Ended);
    }
    let proposal = match allocate(&book, &situation.scores, &candidates, pot, &terms) {
        Ok(proposal) => proposal,
        Err(refusal) => {
            for sentence in view::refusal(&situation, &refusal) {
                output::say(&format!("grants: {sentence}"));
            }
            output::say("grants: nothing is proposed");
            return Ok(Decided::Ended(Status::Findings));
        }
    };
    let rows = view::rows(&proposal, &others);
    if look == Look::First {
        show(
            &situation,
            &proposal,
            &rows,
            (&pot_is, terms.method),
            arguments,
        )?;
        if terms.method == Method::Discretionary && terms.given.is_empty() {
            session.say(
                "grants: give amounts with --set ID=AMOUNT or --from FILE, or try --method ranked",
            );
        }
    }
    if arguments.dry_run {
        return Ok(Decided::Ended(Status::Fine));
    }
    if arguments.budget.is_some() {
        session.say("grants: --budget is a trial: nothing was recorded");
        return Ok(Decided::Ended(Status::Fine));
    }
    if arguments.seed.is_some() {
        session.say("grants: --seed is a trial: nothing was recorded; the seed of a draw stands in the scheme before it");
        return Ok(Decided::Ended(Status::Fine));
    }
    let basis = basis(&book, &situation.scores, &candidates, pot, &terms);
    Ok(entry(session, &situation, &rows, &basis, by, arguments))
}

/// Whether the user names applications.
fn names_any(arguments: &AwardArguments) -> bool {
    arguments.explain.is_some()
        || arguments.from.is_some()
        || !arguments.set.is_empty()
        || !arguments.only.is_empty()
}

fn show(
    situation: &Situation<'_>,
    proposal: &Proposal<'_>,
    rows: &[Row<'_>],
    (pot_is, method): (&str, Method),
    arguments: &AwardArguments,
) -> anyhow::Result<()> {
    output::print_long(
        rows,
        |width| view::allocation_survey(situation, rows, width),
        |rows, shows| view::allocation(situation, rows, shows),
        || view::explanation(situation, proposal, rows, pot_is, method),
        &arguments.view,
    )
}

fn nothing_to_decide(
    situation: &Situation<'_>,
    arguments: &AwardArguments,
) -> anyhow::Result<Status> {
    let lines = view::nothing_left(situation);
    output::print_with(&view::recorded(situation), &lines, &arguments.view)?;
    Ok(Status::Fine)
}
