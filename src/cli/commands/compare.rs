//! `grants compare`: methods, cutoffs and budgets side by side.

use anyhow::bail;
use chrono::NaiveDate;
use clap::Args;
use clap::builder::PossibleValuesParser;
use clap_complete::engine::ArgValueCompleter;

use crate::allocation::{Candidate, Terms, allocate};
use crate::cli::arguments::{Global, ViewArguments, date};
use crate::cli::complete;
use crate::cli::output::{self, Status};
use crate::cli::round;
use crate::cli::session::Session;
use crate::model::{Balance, Book, Cutoff, Method};
use crate::table::Document;
use crate::view::{self, Situation, Variant};

/// Show methods, cutoffs and budgets side by side: who gains, who loses
///
/// Every --method is tried with every --cutoff and every --budget; each such
/// variant is a pair of columns: the amount, and the difference from the first
/// variant. Rows are the applications that may be funded and are not yet
/// decided, or wait on the reserve list. Nothing is ever recorded.
///
/// In CSV and JSON a variant's columns are called by its method, its cutoff
/// (where the method has one) and its budget (where one is named):
/// `ranked_stop`, `ranked_skip_6000000`, `ranked_skip_6000000_difference`. With
/// --summary the column `variant` holds the same names, each with its method,
/// cutoff and pot beside it.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  grants compare digdir-2024 --method ranked --cutoff stop --cutoff skip\n  grants compare digdir-2024 --method ranked --budget remaining --budget 6000000\n  grants compare digdir-2024 --method ranked --method share --share-by requested\n  grants compare digdir-2024 --method ranked --cutoff stop --cutoff partial --summary -O csv"
)]
pub(in crate::cli) struct CompareArguments {
    /// The scheme
    #[arg(value_name = "SCHEME", add = ArgValueCompleter::new(complete::schemes))]
    scheme: String,

    /// A method to try (may be given more than once; default: the scheme's own)
    #[arg(
        long = "method",
        value_name = "METHOD",
        value_parser = PossibleValuesParser::new(Method::ALL.map(|(word, _)| word))
    )]
    methods: Vec<String>,

    /// A cutoff to try (may be given more than once; default: the scheme's own)
    #[arg(
        long = "cutoff",
        value_name = "CUTOFF",
        value_parser = PossibleValuesParser::new(Cutoff::ALL.map(|(word, _)| word))
    )]
    cutoffs: Vec<String>,

    /// A pot to try: an amount, or `remaining` for what remains of the budget
    /// (may be given more than once; default: remaining)
    #[arg(long = "budget", value_name = "AMOUNT")]
    budgets: Vec<String>,

    /// What `share` shares by: requested, equal, or a number or money field
    #[arg(long, value_name = "WEIGHT")]
    share_by: Option<String>,

    /// The seed of a lottery's draw (default: the scheme's own)
    #[arg(long, value_name = "TEXT")]
    seed: Option<String>,

    /// The variants themselves: how many are funded, the money used and left,
    /// the smallest and the largest award, the lowest score that is funded.
    /// Under the table; in CSV and JSON instead of it
    #[arg(long)]
    summary: bool,

    /// The day of the decision (default: today)
    #[arg(long, value_name = "DATE", value_parser = date)]
    date: Option<NaiveDate>,

    #[command(flatten)]
    view: ViewArguments,
}

/// The word for what remains of the budget.
const REMAINING: &str = "remaining";

/// A pot, and the name that it was given, where it was.
type Pot = (Option<String>, Balance);

pub(super) fn run(global: &Global, arguments: &CompareArguments) -> anyhow::Result<Status> {
    let session = Session::open(global)?;
    let day = arguments
        .date
        .or(arguments.view.as_of)
        .unwrap_or(session.today);
    let Some((book, elsewhere, scores)) = session.scored_facts(&arguments.scheme, day, true)?
    else {
        return Ok(Status::Findings);
    };
    round::not_a_programme(book.scheme)?;
    let situation = Situation::scored(&book, &elsewhere, scores, day);
    let open = round::open(&situation, None);
    let (candidates, others) = round::candidates(&situation, &open);
    if candidates.is_empty() {
        session.say(&format!(
            "grants: {} has no application that may be funded and is undecided",
            book.scheme.id
        ));
        if output::is_table(&arguments.view) {
            return Ok(Status::Fine);
        }
    }
    let Some(pots) = pots(&session, arguments, &book, day)? else {
        return Ok(Status::Findings);
    };
    let terms = terms(arguments, &book)?;
    let mut variants: Vec<Variant<'_>> = Vec::new();
    for method in methods(arguments, &book)? {
        for cutoff in cutoffs(arguments, &book, method) {
            for (name, pot) in &pots {
                let mut terms = terms.clone();
                terms.method = method;
                terms.cutoff = cutoff.unwrap_or(terms.cutoff);
                let is_trial = name.as_deref().is_some_and(|name| name != REMAINING);
                round::complete(&mut terms, &situation, is_trial.then_some(*pot));
                let outcome = allocate(&book, &situation.scores, &candidates, *pot, &terms);
                let variant = Variant {
                    method,
                    cutoff,
                    budget: name.clone(),
                    pot: *pot,
                    outcome: outcome.map_err(|refusal| view::refusal(&situation, &refusal)),
                };
                if variants.iter().all(|other| other.key() != variant.key()) {
                    variants.push(variant);
                }
            }
        }
    }
    if variants.len() < 2 {
        bail!(
            "that is one variant, with nothing to compare it with: add a --method, a --cutoff or a --budget (`--budget remaining` is what there is)"
        );
    }
    let unseen = others.len();
    show(&situation, &candidates, &variants, unseen, arguments)?;
    let all_refused = variants.iter().all(|variant| variant.outcome.is_err());
    Ok(if all_refused {
        Status::Findings
    } else {
        Status::Fine
    })
}

/// The rules of the scheme with what the user added to them.
fn terms(arguments: &CompareArguments, book: &Book<'_>) -> anyhow::Result<Terms> {
    let mut terms = Terms::of(book.scheme);
    if let Some(word) = &arguments.share_by {
        terms.by = Some(round::share_by(word, book)?);
    }
    if let Some(seed) = &arguments.seed {
        terms.seed = Some(seed.clone());
    }
    Ok(terms)
}

/// The methods that were asked for, or the scheme's own.
fn methods(arguments: &CompareArguments, book: &Book<'_>) -> anyhow::Result<Vec<Method>> {
    let scheme = book.scheme;
    let is_named = |word: &str| arguments.methods.iter().any(|named| named == word);
    let mut methods: Vec<Method> = arguments
        .methods
        .iter()
        .filter_map(|word| method(word))
        .collect();
    if methods.is_empty() {
        methods.push(Terms::of(scheme).method);
    }
    if methods.contains(&Method::Discretionary) {
        if is_named(Method::Discretionary.word()) {
            bail!("the amounts of `discretionary` come from you: there is nothing to compare");
        }
        bail!(
            "{} leaves the amounts to you: name a method, such as --method ranked",
            scheme.id
        );
    }
    let rules = scheme.allocation.as_ref();
    let has_order = rules.is_some_and(|rules| !rules.tie_break.is_empty());
    let needs_scores =
        (methods.contains(&Method::Ranked) && !has_order) || methods.contains(&Method::Graded);
    if needs_scores && scheme.criteria.is_empty() {
        bail!("{} has no criteria to rank by", scheme.id);
    }
    Ok(methods)
}

fn method(named: &str) -> Option<Method> {
    let mut known = Method::ALL.into_iter();
    known.find_map(|(word, method)| (word == named).then_some(method))
}

/// The cutoffs that were asked for, or the scheme's own; a method that never
/// cuts has one variant without.
fn cutoffs(arguments: &CompareArguments, book: &Book<'_>, method: Method) -> Vec<Option<Cutoff>> {
    if !view::has_cutoff(method) {
        return vec![None];
    }
    let named = |word: &String| {
        let mut known = Cutoff::ALL.into_iter();
        known.find_map(|(known, cutoff)| (known == word).then_some(Some(cutoff)))
    };
    let cutoffs: Vec<_> = arguments.cutoffs.iter().filter_map(named).collect();
    if cutoffs.is_empty() {
        return vec![Some(Terms::of(book.scheme).cutoff)];
    }
    cutoffs
}

/// The pots that were asked for, each with the name that it was given, or what
/// remains. `None` when anything could not be read, which has then been said.
fn pots(
    session: &Session,
    arguments: &CompareArguments,
    book: &Book<'_>,
    day: NaiveDate,
) -> anyhow::Result<Option<Vec<Pot>>> {
    let mut budgets: Vec<Option<&str>> = arguments
        .budgets
        .iter()
        .map(|text| Some(text.as_str()))
        .collect();
    if budgets.is_empty() {
        budgets.push(None);
    }
    let mut pots = Vec::new();
    for budget in budgets {
        let trial = budget.filter(|&text| text != REMAINING);
        let Some((pot, _)) = round::pot(session, trial, book, day)? else {
            return Ok(None);
        };
        pots.push((budget.map(str::to_owned), pot));
    }
    Ok(Some(pots))
}

fn show(
    situation: &Situation<'_>,
    candidates: &[Candidate<'_>],
    variants: &[Variant<'_>],
    unseen: usize,
    arguments: &CompareArguments,
) -> anyhow::Result<()> {
    let grid = view::compare(situation, candidates, variants);
    let summary = view::compare_summary(situation, variants);
    let mut notes = view::compare_notes(situation, variants);
    if unseen > 0 {
        notes.push(format!(
            "Not shown: {unseen} that may not be funded, or of which that is not known"
        ));
    }
    let page = if arguments.summary {
        Document::page(grid.title(), &summary)
            .grid(&grid)
            .grid(&summary)
    } else {
        Document::of(&grid).notes(view::compare_lines(situation, variants))
    };
    output::print_document(&page.notes(notes), &arguments.view)
}
