//! Scheme by scheme: a scheme's facts are read, judged and dropped before the
//! next one's are read, so that a folder takes the memory of its largest scheme.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard};

use chrono::NaiveDate;

use crate::audit::{self, Audit, Context, Scored};
use crate::diagnostic::Findings;
use crate::ledger::Summary;
use crate::model::{Assessment, Book, Elsewhere, Scheme, SchemeId};
use crate::parallel::{both, in_parallel, threads};
use crate::ranking::{Scores, Sums};
use crate::reading::{self, Fact, Texts};

use super::progress::Progress;
use super::session::{Session, summary, waivable};

/// For fewer schemes than this, threads cost more than they bring.
const FEW: usize = 8;

/// Has the system's allocator keep what was freed for what is read next. It
/// learns from a large block that is freed, and nothing of this one is touched.
pub(super) fn keep_freed_memory() {
    const ENOUGH: usize = 8 << 20;
    drop(std::hint::black_box(Vec::<u8>::with_capacity(ENOUGH)));
}

/// Reads and judges every scheme, then what crosses them.
pub(super) fn examine(session: &Session, waived: bool, found: &mut Findings) -> anyhow::Result<()> {
    let schemes = session.folder.schemes();
    let context = Context {
        today: session.today,
        elsewhere: &recipients_elsewhere(session)?,
    };
    let judge = |scheme: &Scheme| judge(session, scheme, &context, waived);
    let summaries = of_each(session, schemes, judge, found)?;
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
    let id = &scheme.id;
    let folder = &session.folder;
    if !waived
        && folder.has_many_scores(id)
        && Audit::takes_blocks(scheme)
        && let Some(summary) = judge_in_blocks(session, scheme, context)?
    {
        return Ok((Some(summary), Findings::new()));
    }
    let mut found = Findings::new();
    let mut of = |texts: &Texts<'_>| {
        let book = reading::book(scheme, texts, &waivable(), &mut found)?;
        if waived {
            found.extend(audit::waived(&book, context));
        }
        let audit = Audit::of(&book, context);
        audit.all(&mut found);
        Some(audit.summary())
    };
    if folder.is_loaded(id) {
        let summary = of(&folder.texts(id));
        found.extend(folder.found_in(id).iter().cloned());
        return Ok((summary, found));
    }
    let facts = folder.read(id, &Fact::ALL)?;
    let summary = of(&facts.texts());
    found.extend(facts.found().iter().cloned());
    if !found.is_empty() {
        folder.keep_loaded(id, facts);
        found.settle(folder.sources());
    }
    Ok((summary, found))
}

/// Reads and judges one scheme without ever holding all of its scores. `None`
/// when anything was found: where it stands is for the careful way to say.
fn judge_in_blocks(
    session: &Session,
    scheme: &Scheme,
    context: &Context<'_>,
) -> anyhow::Result<Option<Summary>> {
    let facts = session.folder.read(&scheme.id, &Fact::ALL_BUT_SCORES)?;
    let mut found = Findings::new();
    found.extend(facts.found().iter().cloned());
    let book = reading::book(scheme, &facts.texts(), &waivable(), &mut found);
    let is_well = |book: &Book<'_>| found.is_empty() && !book.applications.is_empty();
    let Some(book) = book.filter(is_well) else {
        return Ok(None);
    };
    let audit = Audit::of(&book, context);
    // Of many schemes, how many are done says enough.
    let is_one = session.folder.schemes().len() < FEW;
    let progress = is_one.then(|| session.progress(book.applications.len(), "applications"));
    let block = |assessments: &[Assessment], assessors: &[Cow<'_, str>]| {
        let mut found = Findings::new();
        let scored = Scored {
            assessments,
            assessors,
        };
        audit.block(&scored, &mut found);
        if let Some(progress) = &progress {
            step(progress, assessments);
        }
        found.is_empty()
    };
    let scores = || session.folder.scores_in_blocks(&book, &block);
    let rest = || {
        let mut found = Findings::new();
        audit.rest(&mut found);
        found.is_empty()
    };
    // Whether a waiver was of use is known after all else.
    let threads = if book.waivers.is_empty() {
        threads()
    } else {
        1
    };
    let (are_scores_well, is_rest_well) = both(threads, scores, rest);
    Ok((are_scores_well? && is_rest_well).then(|| audit.summary()))
}

/// So many more applications are done: those whose scores these are.
fn step(progress: &Progress, assessments: &[Assessment]) {
    if progress.is_seen() {
        let runs = assessments.chunk_by(|a, b| a.application == b.application);
        progress.step(runs.count());
    }
}

/// What it takes to propose who gets money of a scheme, at the end of a day, with
/// the scores added up. Where there are so many scores that they had better not
/// be held, the book is without them. `None` when anything was not understood: what
/// it is and where is for the careful way to say.
pub(super) fn scored<'s>(
    session: &'s Session,
    scheme: &'s Scheme,
    day: NaiveDate,
) -> anyhow::Result<Option<(Book<'s>, Scores<'s>)>> {
    let folder = &session.folder;
    let in_blocks = folder.has_many_scores(&scheme.id);
    let mut kinds = Fact::BEFORE_AWARD.to_vec();
    kinds.retain(|fact| !in_blocks || *fact != Fact::Assessments);
    let facts = folder.read(&scheme.id, &kinds)?;
    let mut found = Findings::new();
    let texts = folder.keep_texts(facts);
    let Some(book) = reading::book(scheme, &texts, &waivable(), &mut found) else {
        return Ok(None);
    };
    let count = book.applications.len();
    let book = book.as_of(day);
    if !in_blocks {
        let scores = Scores::of(&book);
        return Ok(Some((book, scores)));
    }
    if book.applications.len() < count {
        // Some came in later: the scores of these would be of nobody.
        return Ok(None);
    }
    let sums = Mutex::new(Sums::of(&book));
    let progress = session.progress(count, "applications");
    let is_whole = folder.scores_in_blocks(&book, &|assessments, _| {
        let by = |assessment: &&Assessment| assessment.date.is_none_or(|date| date <= day);
        let add = |mut sums: MutexGuard<'_, Sums<'_>>| sums.add(assessments.iter().filter(by));
        step(&progress, assessments);
        sums.lock().map(add).is_ok()
    })?;
    let sums = sums.into_inner().ok().filter(|_| is_whole);
    Ok(sums.map(|sums| (book, sums.scores())))
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

/// What is made of each scheme, in their order, and what was found in each.
pub(super) fn of_each<S: Sync>(
    session: &Session,
    schemes: &[S],
    work: impl Fn(&S) -> anyhow::Result<(Option<Summary>, Findings)> + Sync,
    found: &mut Findings,
) -> anyhow::Result<Vec<Summary>> {
    let progress = session.progress(schemes.len(), "schemes");
    let threads = if schemes.len() < FEW { 1 } else { threads() };
    let made = in_parallel(threads, schemes, |scheme| {
        let made = work(scheme);
        progress.step(1);
        made
    });
    let made = made.into_iter().collect::<anyhow::Result<Vec<_>>>()?;
    found.reserve(made.iter().map(|(_, more)| more.as_slice().len()).sum());
    let mut summaries = Vec::new();
    for (summary, more) in made {
        summaries.extend(summary);
        found.extend(more);
    }
    Ok(summaries)
}
