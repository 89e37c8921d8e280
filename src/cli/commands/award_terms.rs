//! What `grants award` was asked for, to the terms on which money is shared out.

use std::collections::BTreeSet;

use anyhow::{Context, bail};
use clap::ValueEnum;

use crate::allocation::Terms;
use crate::cli::round::{self, amount, find};
use crate::cli::session::Session;
use crate::diagnostic::Findings;
use crate::model::{Allocation, ApplicationIndex, Book, Method, Money, Scheme};
use crate::reading;
use crate::source::{Sources, Span};

use super::award::AwardArguments;

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum MethodArgument {
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
pub(super) enum CutoffArgument {
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

/// The scheme with another seed.
pub(super) fn with_seed(scheme: &Scheme, seed: &str) -> Scheme {
    let mut scheme = scheme.clone();
    let rules = scheme.allocation.get_or_insert_with(|| {
        let nowhere = Span::new(scheme.file, 0, 0);
        Allocation::new(Method::Discretionary, nowhere)
    });
    rules.seed = Some(seed.to_owned());
    scheme
}

/// The rules of the scheme with what the user asked for.
pub(super) fn terms(
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
pub(super) fn given(
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
