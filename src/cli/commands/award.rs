//! `grants award`: propose, show, and once confirmed record.

use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::{Context, bail};
use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use crate::allocation::{Decision, Proposal, Terms, allocate, basis};
use crate::cli::arguments::{Global, ViewArguments, date};
use crate::cli::output::{self, Status};
use crate::cli::round::{self, amount, find};
use crate::cli::session::Session;
use crate::diagnostic::Findings;
use crate::model::{ApplicationIndex, Book, Method, Money};
use crate::reading::{self, Fact};
use crate::recording::{Append, append};
use crate::source::Sources;
use crate::view::{self, Row, Situation};

use super::award_explain;

/// Propose who gets how much, show it, and record it once confirmed
///
/// Candidates are the applications that may be funded and are not yet decided,
/// or wait on the reserve list. The pot is what remains of the budget on the
/// decision date. Nothing is recorded without a yes at the prompt, or --yes.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  grants award digdir-2024 --dry-run\n  grants award digdir-2024 --method ranked --cutoff skip --dry-run\n  grants award digdir-2024 --set D24-017=200000 --set D24-004=150000\n  grants award digdir-2024 --from amounts.csv --date 2024-09-02 --yes\n  grants award digdir-2024 --method ranked --budget 6000000     what if?\n  grants award digdir-2024 --method ranked --explain D24-009     why so much, or nothing"
)]
pub(in crate::cli) struct AwardArguments {
    /// The scheme
    #[arg(value_name = "SCHEME")]
    scheme: String,

    /// How to share out (default: the scheme's own method)
    #[arg(long, value_name = "METHOD", value_enum)]
    method: Option<MethodArgument>,

    /// What happens at the first demand that does not fit
    #[arg(long, value_name = "CUTOFF", value_enum)]
    cutoff: Option<CutoffArgument>,

    /// Give this application this amount (may be given more than once)
    #[arg(long = "set", value_name = "ID=AMOUNT")]
    set: Vec<String>,

    /// Give the amounts of a CSV file with the columns application, amount
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,

    /// Decide on these applications only
    #[arg(long, value_name = "ID", num_args = 1..)]
    only: Vec<String>,

    /// Say in words why this application gets what it gets; records nothing
    #[arg(long, value_name = "ID", conflicts_with = "yes")]
    explain: Option<String>,

    /// Try another pot; such a trial is never recorded
    #[arg(long, value_name = "AMOUNT")]
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
    /// Amounts come from you
    Discretionary,
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
    let session = Session::open(global)?;
    let day = arguments
        .date
        .or(arguments.view.as_of)
        .unwrap_or(session.today);
    let Some((book, elsewhere)) = session.facts(&arguments.scheme, day)? else {
        return Ok(Status::Findings);
    };
    if book.scheme.is_programme() {
        bail!(
            "{} is a programme: it has no applications of its own",
            book.scheme.id
        );
    }
    let situation = Situation::of(&book, &elsewhere, day);
    let Some(given) = given(&session, arguments, &book)? else {
        return Ok(Status::Findings);
    };
    let terms = terms(arguments, &book, given)?;
    let open = round::open(&situation, terms.only.as_ref());
    if open.is_empty() && terms.given.is_empty() && arguments.explain.is_none() {
        return nothing_to_decide(&situation, arguments);
    }
    let trial = arguments.budget.as_deref();
    let Some((pot, pot_is)) = round::pot(&session, trial, &book, day)? else {
        return Ok(Status::Findings);
    };
    let candidates = round::candidates(&book, &open);
    if let Some(id) = &arguments.explain {
        let round = award_explain::Round {
            situation: &situation,
            candidates: &candidates,
            terms: &terms,
            pot,
            pot_is: &pot_is,
        };
        return award_explain::run(&round, id, &arguments.view);
    }
    let proposal = match allocate(&book, &situation.scores, &candidates, pot, &terms) {
        Ok(proposal) => proposal,
        Err(refusal) => {
            for sentence in view::refusal(&situation, &refusal) {
                output::say(&format!("grants: {sentence}"));
            }
            output::say("grants: nothing is proposed");
            return Ok(Status::Findings);
        }
    };
    let rows = view::rows(&situation, &proposal, &open);
    show(&situation, &proposal, &rows, &pot_is, arguments)?;
    if terms.method == Method::Discretionary && terms.given.is_empty() {
        session.say(
            "grants: give amounts with --set ID=AMOUNT or --from FILE, or try --method ranked",
        );
    }
    if arguments.dry_run {
        return Ok(Status::Fine);
    }
    if arguments.budget.is_some() {
        session.say("grants: --budget is a trial: nothing was recorded");
        return Ok(Status::Fine);
    }
    let basis = basis(&book, &situation.scores, &candidates, pot, &terms);
    record(&session, &situation, &rows, &basis, day, arguments)
}

/// The rules of the scheme with what the user asked for.
fn terms(
    arguments: &AwardArguments,
    book: &Book<'_>,
    given: Vec<(ApplicationIndex, Money)>,
) -> anyhow::Result<Terms> {
    let mut terms = Terms::of(book.scheme);
    match arguments.method {
        Some(MethodArgument::Ranked) => terms.method = Method::Ranked,
        Some(MethodArgument::Discretionary) => terms.method = Method::Discretionary,
        None => {}
    }
    if let Some(cutoff) = arguments.cutoff {
        terms.cutoff = cutoff.into();
    }
    if terms.method == Method::Ranked && book.scheme.criteria.is_empty() {
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

const COLUMNS: [&str; 9] = [
    "date",
    "application",
    "entry",
    "amount",
    "reason",
    "by",
    "account",
    "basis",
    "note",
];

/// Asks, and appends a row for each decision to awards.csv.
fn record(
    session: &Session,
    situation: &Situation<'_>,
    rows: &[Row],
    basis: &str,
    day: NaiveDate,
    arguments: &AwardArguments,
) -> anyhow::Result<Status> {
    let book = situation.book;
    let scheme = book.scheme;
    let news: Vec<&Row> = rows
        .iter()
        .filter(|row| view::is_news(situation.state(row.index), &row.decision))
        .collect();
    if news.is_empty() {
        session.say("grants: there is no decision to record");
        return Ok(Status::Fine);
    }
    if let Some((closes, _)) = scheme.call.as_ref().and_then(|call| call.closes)
        && day <= closes.day()
    {
        output::say(&format!(
            "grants: refused: the call is open until {closes}; decide after that, with --date"
        ));
        return Ok(Status::Findings);
    }
    let path = session.folder.path(&scheme.id, Fact::Awards);
    let plural = if news.len() == 1 { "" } else { "s" };
    let question = format!(
        "Record {} decision{plural} in {}?",
        news.len(),
        path.display()
    );
    if !arguments.yes {
        match output::confirm(&question)? {
            Some(true) => {}
            Some(false) => {
                session.say("grants: nothing was recorded");
                return Ok(Status::Fine);
            }
            None => {
                session.say("grants: nothing was recorded: add --yes to record these decisions");
                return Ok(Status::Fine);
            }
        }
    }
    let by = arguments
        .by
        .clone()
        .or_else(output::git_user)
        .unwrap_or_default();
    let notes: Vec<&str> = [arguments.reason.as_deref(), arguments.note.as_deref()]
        .into_iter()
        .flatten()
        .collect();
    let note = notes.join("; ");
    let cells: Vec<_> = news
        .iter()
        .map(|row| cells(book, row, day, &by, basis, &note))
        .collect();
    let texts = session.folder.texts(&scheme.id);
    append(
        &path,
        &Append {
            columns: &COLUMNS,
            rows: &cells,
            expected: texts.get(Fact::Awards).map(crate::source::Source::text),
        },
    )
    .with_context(|| format!("cannot record in {}", path.display()))?;
    session.say(&format!(
        "grants: {} decision{plural} recorded in {}",
        news.len(),
        path.display()
    ));
    Ok(Status::Fine)
}

fn cells(
    book: &Book<'_>,
    row: &Row,
    day: NaiveDate,
    by: &str,
    basis: &str,
    note: &str,
) -> crate::recording::Row {
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
    let note = match (&row.decision, note) {
        (Decision::Reject(crate::model::Reason::Other), "") => row.why.clone(),
        (_, note) => note.to_owned(),
    };
    vec![
        ("date", day.to_string()),
        ("application", book.application(row.index).id.to_string()),
        ("entry", entry.to_owned()),
        ("amount", amount),
        ("reason", reason),
        ("by", by.to_owned()),
        ("basis", basis.to_owned()),
        ("note", note),
    ]
}
