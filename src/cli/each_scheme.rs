//! Scheme by scheme: a scheme's facts are read, judged and dropped before the
//! next one's are read, so that a folder takes the memory of its largest scheme.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::audit::{self, Context};
use crate::diagnostic::Findings;
use crate::ledger::{Summary, of_application};
use crate::model::{Elsewhere, Scheme, SchemeId};
use crate::reading::{self, Fact, Texts};

use super::parallel::in_parallel;
use super::session::{Session, summary, waivable};

/// Has the system's allocator keep what was freed for what is read next. It
/// learns from a large block that is freed, and nothing of this one is touched.
pub(super) fn keep_freed_memory() {
    const ENOUGH: usize = 16 << 20;
    drop(std::hint::black_box(Vec::<u8>::with_capacity(ENOUGH)));
}

/// Reads and judges every scheme, then what crosses them.
pub(super) fn examine(session: &Session, waived: bool, found: &mut Findings) -> anyhow::Result<()> {
    let schemes = session.folder.schemes();
    let context = Context {
        today: session.today,
        elsewhere: &recipients_elsewhere(session)?,
    };
    let mut summaries = Vec::new();
    for judged in in_parallel(schemes, |scheme| judge(session, scheme, &context, waived)) {
        let (summary, more) = judged?;
        summaries.extend(summary);
        found.extend(more);
    }
    audit::folder(schemes, &summaries, found);
    Ok(())
}

/// Reads and judges one scheme. Its texts are kept only if something was found.
fn judge(
    session: &Session,
    scheme: &Scheme,
    context: &Context<'_>,
    waived: bool,
) -> anyhow::Result<(Option<Summary>, Findings)> {
    let mut found = Findings::new();
    let id = &scheme.id;
    let mut of = |texts: &Texts<'_>| {
        let book = reading::book(scheme, texts, &waivable(), &mut found)?;
        let accounts = of_application(&book);
        audit::scheme(&book, context, &mut found);
        if waived {
            found.extend(audit::waived(&book, context));
        }
        Some(Summary::of(&book, &accounts, session.today))
    };
    if session.folder.is_loaded(id) {
        let summary = of(&session.folder.texts(id));
        found.extend(session.folder.found_in(id).iter().cloned());
        return Ok((summary, found));
    }
    let facts = session.folder.read(id, &Fact::ALL)?;
    let summary = of(&facts.texts());
    found.extend(facts.found().iter().cloned());
    if !found.is_empty() {
        session.folder.keep_loaded(id, facts);
    }
    Ok((summary, found))
}

/// Who was funded by the schemes that others name in `not_funded_by`. What is
/// wrong with these is said when their turn comes.
fn recipients_elsewhere(session: &Session) -> anyhow::Result<Elsewhere> {
    let schemes = session.folder.schemes().iter();
    let named = schemes.flat_map(|scheme| &scheme.applicants.not_funded_by);
    let named: BTreeSet<&SchemeId> = named.map(|reference| &reference.id).collect();
    let mut elsewhere = Elsewhere::default();
    for id in named {
        let Some(scheme) = session.folder.scheme(id.as_str()) else {
            continue;
        };
        let mut recipients = |texts: &Texts<'_>| {
            let book = reading::book(scheme, texts, &waivable(), &mut Findings::new());
            let summary = book.map(|book| summary(&book, session.today));
            if let Some(summary) = summary {
                elsewhere.insert(id.clone(), summary.recipients);
            }
        };
        if session.folder.is_loaded(id) {
            recipients(&session.folder.texts(id));
        } else {
            recipients(&session.folder.read(id, &Fact::ALL)?.texts());
        }
    }
    Ok(elsewhere)
}

/// A summary of each of these schemes that was understood, of what moves money
/// alone.
pub(super) fn summaries(
    session: &Session,
    schemes: &[&Scheme],
    day: NaiveDate,
    found: &mut Findings,
) -> anyhow::Result<Vec<Summary>> {
    let mut summaries = Vec::new();
    for summed in in_parallel(schemes, |scheme| sum_up(session, scheme, day)) {
        let (summary, more) = summed?;
        summaries.extend(summary);
        found.extend(more);
    }
    Ok(summaries)
}

fn sum_up(
    session: &Session,
    scheme: &Scheme,
    day: NaiveDate,
) -> anyhow::Result<(Option<Summary>, Findings)> {
    let mut found = Findings::new();
    let mut of = |texts: &Texts<'_>| {
        let book = reading::book_of_money(scheme, texts, &mut found)?.as_of(day);
        Some(Summary::of(&book, &of_application(&book), day))
    };
    if session.folder.is_loaded(&scheme.id) {
        let summary = of(&session.folder.texts(&scheme.id));
        return Ok((summary, found));
    }
    let facts = session.folder.read(&scheme.id, &reading::OF_MONEY)?;
    let summary = of(&facts.texts());
    found.extend(facts.found().iter().cloned());
    if !found.is_empty() {
        session.folder.keep(facts);
    }
    Ok((summary, found))
}
