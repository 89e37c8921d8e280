//! `grants award`: propose, show, and once confirmed record.

use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::{Context, bail};
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use clap_complete::engine::ArgValueCompleter;

use crate::allocation::{Decision, Proposal, Terms, allocate, basis};
use crate::cli::arguments::{Global, ViewArguments, date};
use crate::cli::complete;
use crate::cli::output::{self, Status};
use crate::cli::round::{self, amount, find};
use crate::cli::session::Session;
use crate::cli::writing::{Consent, Decided, Entry, Look, author, record};
use crate::diagnostic::Findings;
use crate::model::{Allocation, ApplicationIndex, Book, Method, Money, Scheme};
use crate::reading::{self, Fact};
use crate::recording;
use crate::source::{Sources, Span};
use crate::view::{self, Row, Situation};

use super::award_explain;

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
    scheme: String,

    /// How to share out (default: the scheme's own method)
    #[arg(long, value_name = "METHOD", value_enum)]
    method: Option<MethodArgument>,

    /// What happens at the first demand that does not fit
    #[arg(long, value_name = "CUTOFF", value_enum)]
    cutoff: Option<CutoffArgument>,

    /// What `share` shares by: requested, equal, or a number or money field
    #[arg(long, value_name = "WEIGHT")]
    share_by: Option<String>,

    /// Try a draw from another seed; such a trial is never recorded
    #[arg(long, value_name = "TEXT")]
    seed: Option<String>,

    /// Give this application this amount (may be given more than once)
    #[arg(long = "set", value_name = "ID=AMOUNT")]
    set: Vec<String>,

    /// Give the amounts of a CSV file with the columns application, amount
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,

    /// Decide on these applications only
    #[arg(long, value_name = "ID", num_args = 1.., value_delimiter = ',')]
    only: Vec<String>,

    /// Say in words why this application gets what it gets; records nothing
    #[arg(long, value_name = "ID", conflicts_with = "yes")]
    explain: Option<String>,

    /// Try another pot; such a trial is never recorded
    #[arg(long, value_name = "AMOUNT", conflicts_with = "yes")]
    budget: Option<String>,

    /// Why amounts differ from the method's; written into the note
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,

    /// The day of the decision (default: today)
    #[arg(long, value_name = "DATE", value_parser = date)]
    date: Option<NaiveDate>,

    /// Who decides (default: git's user.name)
    #[arg(long, value_name = "NAME")]
    by: Option<String>,

    /// A note for each row
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,

    /// Show what would be recorded, and record nothing
    #[arg(long)]
    dry_run: bool,

    /// Record without asking
    #[arg(long, conflicts_with = "dry_run")]
    yes: bool,

    #[command(flatten)]
    view: ViewArguments,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum MethodArgument {
    /// By score, full demand while it fits
    Ranked,
    /// In proportion to a weight, up to the demand
    Share,
    /// In the order of a draw, full demand while it fits
    Lottery,
    /// By score, a part of the demand that falls with the score
    Graded,
    /// Amounts come from you
    Discretionary,
}

impl From<MethodArgument> for Method {
    fn from(method: MethodArgument) -> Self {
        match method {
            MethodArgument::Ranked => Self::Ranked,
            MethodArgument::Share => Self::Share,
            MethodArgument::Lottery => Self::Lottery,
            MethodArgument::Graded => Self::Graded,
            MethodArgument::Discretionary => Self::Discretionary,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum CutoffArgument {
    /// It and all after it go to the reserve list
    Stop,
    /// It goes to the reserve list; later ones that fit are funded
    Skip,
    /// It gets what is left; then stop
    Partial,
}

impl From<CutoffArgument> for crate::model::Cutoff {
    fn from(cutoff: CutoffArgument) -> Self {
        match cutoff {
            CutoffArgument::Stop => Self::Stop,
            CutoffArgument::Skip => Self::Skip,
            CutoffArgument::Partial => Self::Partial,
        }
    }
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
    let Some((mut book, elsewhere)) = session.facts(&arguments.scheme, day)? else {
        return Ok(Decided::Ended(Status::Findings));
    };
    let trial = arguments.seed.as_deref();
    let trial = trial.map(|seed| with_seed(book.scheme, seed));
    if let Some(scheme) = &trial {
        book.scheme = scheme;
    }
    round::not_a_programme(book.scheme)?;
    let situation = Situation::of(&book, &elsewhere, day);
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
    let candidates = round::candidates(&book, &open);
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
    let rows = view::rows(&situation, &proposal, &open);
    if look == Look::First {
        show(&situation, &proposal, &rows, &pot_is, arguments)?;
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

/// The scheme with another seed.
fn with_seed(scheme: &Scheme, seed: &str) -> Scheme {
    let mut scheme = scheme.clone();
    let rules = scheme.allocation.get_or_insert_with(|| {
        let nowhere = Span::new(scheme.file, 0, 0);
        Allocation::new(Method::Discretionary, nowhere)
    });
    rules.seed = Some(seed.to_owned());
    scheme
}

/// The rules of the scheme with what the user asked for.
fn terms(
    arguments: &AwardArguments,
    book: &Book<'_>,
    given: Vec<(ApplicationIndex, Money)>,
) -> anyhow::Result<Terms> {
    let mut terms = Terms::of(book.scheme);
    if let Some(method) = arguments.method {
        terms.method = method.into();
    }
    if let Some(word) = &arguments.share_by {
        terms.by = Some(round::share_by(word, book)?);
    }
    if let Some(cutoff) = arguments.cutoff {
        terms.cutoff = cutoff.into();
    }
    let rules = book.scheme.allocation.as_ref();
    let has_order = rules.is_some_and(|rules| !rules.tie_break.is_empty());
    let needs_scores = match terms.method {
        Method::Ranked => !has_order,
        Method::Graded => true,
        _ => false,
    };
    if needs_scores && book.scheme.criteria.is_empty() {
        bail!("{} has no criteria to rank by", book.scheme.id);
    }
    terms.given = given;
    if !terms.given.is_empty()
        && terms.method != Method::Discretionary
        && arguments.reason.is_none()
    {
        bail!(
            "amounts that differ from the method `{}` need a --reason",
            terms.method.word()
        );
    }
    if !arguments.only.is_empty() {
        let only: anyhow::Result<BTreeSet<_>> =
            arguments.only.iter().map(|id| find(book, id)).collect();
        terms.only = Some(only?);
    }
    Ok(terms)
}

/// The amounts of `--from` and `--set`. `None` when the file has errors, which
/// have then been said.
fn given(
    session: &Session,
    arguments: &AwardArguments,
    book: &Book<'_>,
) -> anyhow::Result<Option<Vec<(ApplicationIndex, Money)>>> {
    let mut given = Vec::new();
    if let Some(path) = &arguments.from {
        let name = path.display().to_string();
        let bytes = std::fs::read(path).with_context(|| format!("cannot read {name}"))?;
        let mut sources = Sources::new();
        let mut found = Findings::new();
        if let Some(file) = reading::take_amounts(&mut sources, name, bytes, &mut found) {
            given = reading::amounts(&sources, file, book, &mut found);
        }
        if session.says_errors(&sources, found) {
            return Ok(None);
        }
    }
    for pair in &arguments.set {
        let Some((id, text)) = pair.split_once('=') else {
            bail!("write --set ID=AMOUNT, not `{pair}`");
        };
        let (index, money) = (find(book, id)?, amount(text, book)?);
        // What is set by hand goes before what a file says.
        given.retain(|(earlier, _)| *earlier != index || arguments.from.is_none());
        given.push((index, money));
    }
    Ok(Some(given))
}

fn show(
    situation: &Situation<'_>,
    proposal: &Proposal<'_>,
    rows: &[Row],
    pot_is: &str,
    arguments: &AwardArguments,
) -> anyhow::Result<()> {
    let lines = view::explanation(situation, proposal, rows, pot_is);
    output::print_with(&view::allocation(situation, rows), &lines, &arguments.view)
}

fn nothing_to_decide(
    situation: &Situation<'_>,
    arguments: &AwardArguments,
) -> anyhow::Result<Status> {
    let lines = view::nothing_left(situation);
    output::print_with(&view::recorded(situation), &lines, &arguments.view)?;
    Ok(Status::Fine)
}

/// A row of awards.csv for each decision.
fn entry(
    session: &Session,
    situation: &Situation<'_>,
    rows: &[Row],
    basis: &str,
    by: &str,
    arguments: &AwardArguments,
) -> Decided {
    let scheme = situation.book.scheme;
    let day = situation.day;
    let news: Vec<&Row> = rows
        .iter()
        .filter(|row| view::is_news(situation.state(row.index), &row.decision))
        .collect();
    if news.is_empty() {
        session.say("grants: there is no decision to record");
        return Decided::Ended(Status::Fine);
    }
    if let Some((closes, _)) = scheme.call.as_ref().and_then(|call| call.closes)
        && day <= closes.day()
    {
        output::say(&format!(
            "grants: refused: the call is open until {closes}; decide after that, with --date"
        ));
        return Decided::Ended(Status::Findings);
    }
    let indexes = news.iter().map(|row| row.index);
    if let Some((id, later)) = round::decided_later(session, situation.book, indexes, day) {
        output::say(&format!(
            "grants: refused: something is recorded of {id} on {later} already, which {day} knows nothing of; decide on that day or later, with --date"
        ));
        return Decided::Ended(Status::Findings);
    }
    let plural = if news.len() == 1 { "" } else { "s" };
    let cells = |row: &&Row| {
        // Why an amount differs from the method's is said of that amount.
        let reason = arguments.reason.as_deref().filter(|_| row.is_given);
        let notes = [reason, arguments.note.as_deref()];
        let said: Vec<&str> = notes.into_iter().flatten().collect();
        cells(situation.book, row, day, by, basis, &said.join("; "))
    };
    Decided::Record(Entry {
        scheme: scheme.id.clone(),
        fact: Fact::Awards,
        rows: news.iter().map(cells).collect(),
        new_columns: Vec::new(),
        what: format!("{} decision{plural}", news.len()),
        brief: None,
    })
}

fn cells(
    book: &Book<'_>,
    row: &Row,
    day: NaiveDate,
    by: &str,
    basis: &str,
    said: &str,
) -> recording::Row {
    let (entry, amount, reason) = match &row.decision {
        Decision::Award(amount) => {
            let amount = amount.decimal(book.scheme.currency).normalize();
            ("award", amount.to_string(), String::new())
        }
        Decision::Reserve => (
            "reserve",
            String::new(),
            row.reason.clone().unwrap_or_default(),
        ),
        Decision::Reject(reason) => ("reject", String::new(), reason.to_string()),
        Decision::Undecided => unreachable!("an undecided application is no news"),
    };
    let note = match &row.decision {
        // A reason code is one; whatever else stands against it goes with it.
        Decision::Reject(reason) if row.reason.as_deref() != Some(&reason.to_string()) => {
            row.why.clone()
        }
        Decision::Reject(crate::model::Reason::Other) => row.why.clone(),
        _ => String::new(),
    };
    let note = match (note.as_str(), said) {
        ("", said) => said.to_owned(),
        (_, "") => note,
        _ => format!("{note}; {said}"),
    };
    recording::Row::new()
        .cell("date", day)
        .cell("application", book.application(row.index).id.as_str())
        .cell("entry", entry)
        .cell("amount", amount)
        .cell("reason", reason)
        .cell("by", by)
        .cell("basis", basis)
        .cell("note", note)
}
