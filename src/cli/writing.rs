//! From a decision to the disk: decided, shown and asked, locked, decided
//! anew, checked, recorded.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context;

use crate::diagnostic::{Findings, Located};
use crate::model::SchemeId;
use crate::reading::{self, Fact};
use crate::recording::{Append, Lock, Refusal, Row, widened};

use super::arguments::Global;
use super::each_scheme::examine;
use super::output::{self, Status};
use super::refusal;
use super::session::{Session, root};

/// What is to be recorded: new rows for one file of one scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// The scheme.
    pub(super) scheme: SchemeId,
    /// Which of its files.
    pub(super) fact: Fact,
    /// The rows, in order.
    pub(super) rows: Vec<Row>,
    /// Columns that the file is to get first, at its right, blank for the rows
    /// that it has.
    pub(super) new_columns: Vec<String>,
    /// What they are, to be said to people: `2 decisions`.
    pub(super) what: String,
    /// How a refusal is told in a few lines; in full where it is `None`.
    pub(super) brief: Option<Brief>,
}

/// What a refusal needs to be told in a few lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Brief {
    /// Where each row comes from: `paid.csv:3`; blank for the command line.
    pub(super) places: Vec<String>,
    /// What can be recorded instead.
    pub(super) next: Vec<String>,
}

/// What came of a command's look at the folder.
#[derive(Debug)]
pub(super) enum Decided {
    /// This is to be recorded.
    Record(Entry),
    /// Nothing is; why was said.
    Ended(Status),
}

/// How often a command has looked at the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// For the first time: what it sees is to be shown.
    First,
    /// Again, under the lock, after the yes: nothing is to be shown twice.
    Again,
}

/// Who records, and whether they have been asked.
#[derive(Debug)]
pub(super) struct Consent {
    /// Who; blank when nobody knows.
    pub(super) by: String,
    /// Record nothing.
    pub(super) dry_run: bool,
    /// Record without a question.
    pub(super) yes: bool,
}

/// Who records: the one who was named, else git's user.name.
pub(super) fn author(named: Option<&str>) -> String {
    let named = named.map(str::to_owned);
    named.or_else(output::git_user).unwrap_or_default()
}

/// Has a command decide, and records what it decided. With `--yes` all of it
/// happens under the folder's lock. Otherwise the command decides and shows,
/// the user is asked, and only what the command decides once more under the
/// lock, on the folder as it then is, is recorded: the same, or nothing.
pub(super) fn record(
    global: &Global,
    consent: &Consent,
    decide: impl Fn(&Session, Look) -> anyhow::Result<Decided>,
) -> anyhow::Result<Status> {
    if consent.yes && !consent.dry_run {
        let mut writing = Writing::open(global, &consent.by)?;
        return match decide(&writing.session, Look::First)? {
            Decided::Record(entry) => writing.record(&entry),
            Decided::Ended(status) => Ok(status),
        };
    }
    let mut session = Session::open(global)?;
    let shown = match decide(&session, Look::First)? {
        Decided::Record(entry) => entry,
        Decided::Ended(status) => return Ok(status),
    };
    let Some(file) = check(&mut session, &shown)? else {
        return Ok(Status::Findings);
    };
    if !is_confirmed(&session, consent, &shown, &file)? {
        return Ok(Status::Fine);
    }
    let mut writing = Writing::open(global, &consent.by)?;
    match decide(&writing.session, Look::Again)? {
        Decided::Record(entry) if entry == shown => writing.record(&entry),
        _ => {
            output::say("grants: the folder changed meanwhile: nothing was recorded, look again");
            Ok(Status::Findings)
        }
    }
}

/// Asks; says why nothing is recorded where the answer is no.
fn is_confirmed(
    session: &Session,
    consent: &Consent,
    entry: &Entry,
    file: &NewText,
) -> anyhow::Result<bool> {
    if consent.dry_run {
        session.say("grants: --dry-run: nothing was recorded");
        return Ok(false);
    }
    let question = format!("Record {} in {}?", entry.what, file.path.display());
    match output::confirm(&question)? {
        Some(true) => return Ok(true),
        Some(false) => session.say("grants: nothing was recorded"),
        None => session.say(&format!(
            "grants: nothing was recorded: add --yes to record {}",
            entry.what
        )),
    }
    Ok(false)
}

/// Takes the lock of the folder, waiting as long as the user allows.
pub(super) fn lock(global: &Global, by: &str) -> anyhow::Result<Lock> {
    let root = root(global.root.as_deref())?;
    let holder = format!(
        "{} (process {}, since {})",
        if by.is_empty() { "somebody" } else { by },
        std::process::id(),
        chrono::Local::now().format("%Y-%m-%d %H:%M:%S"),
    );
    let patience = Duration::from_secs(global.wait.into());
    Lock::take(&root, &holder, patience, |holder| {
        if !global.quiet {
            output::say(&format!("grants: waiting: {holder} writes in the folder"));
        }
    })
    .with_context(|| format!("cannot lock the folder {}", root.display()))
}

/// A folder under its lock, read after the lock was taken: what is decided on
/// it still holds when it is recorded.
struct Writing {
    session: Session,
    lock: Lock,
}

impl Writing {
    /// Takes the lock, and reads the folder.
    fn open(global: &Global, by: &str) -> anyhow::Result<Self> {
        let lock = lock(global, by)?;
        Ok(Self {
            session: Session::open(global)?,
            lock,
        })
    }

    /// Checks, and writes.
    fn record(&mut self, entry: &Entry) -> anyhow::Result<Status> {
        let Some(file) = check(&mut self.session, entry)? else {
            return Ok(Status::Findings);
        };
        let path = file.path.display();
        match self
            .lock
            .replace(&file.path, file.old.as_deref(), &file.text)
        {
            Ok(()) => {
                let what = &entry.what;
                self.session
                    .say(&format!("grants: {what} recorded in {path}"));
                Ok(Status::Fine)
            }
            Err(Refusal::Changed) => {
                output::say(&format!("grants: {path}: {}", Refusal::Changed));
                Ok(Status::Findings)
            }
            Err(refusal) => Err(refusal).with_context(|| format!("cannot record in {path}")),
        }
    }
}

/// A file as it would be.
pub(super) struct NewText {
    pub(super) path: PathBuf,
    old: Option<String>,
    pub(super) text: String,
}

/// The file of an entry with its rows.
pub(super) fn new_text(session: &Session, entry: &Entry) -> anyhow::Result<NewText> {
    let (id, fact) = (&entry.scheme, entry.fact);
    session.load(id)?;
    let path = session.folder.path(id, fact);
    let columns = reading::columns(session.scheme(id.as_str())?, fact);
    let old = session.folder.texts(id).get(fact);
    let old = old.map(|source| source.text().to_owned());
    let widened = old.as_deref().map(|old| widened(old, &entry.new_columns));
    let text = Append {
        to: widened.as_deref(),
        columns: &columns,
        rows: &entry.rows,
    }
    .text()
    .with_context(|| format!("cannot record in {}", path.display()))?;
    Ok(NewText { path, old, text })
}

/// What would come to be wrong, or doubtful, in a folder with the new text,
/// which the session then goes on with.
pub(super) fn foreseen<'s>(
    session: &'s mut Session,
    entry: &Entry,
    file: &NewText,
) -> anyhow::Result<Vec<Located<'s>>> {
    Ok(match supposed(session, entry, file)? {
        Some((before, after)) => news(session, before, after, takes_money(&entry.rows)),
        None => Vec::new(),
    })
}

/// Reads and judges the folder as it would be with the rows. `None` when that
/// would be wrong in a way in which the folder is not wrong already; that was
/// then said.
fn check(session: &mut Session, entry: &Entry) -> anyhow::Result<Option<NewText>> {
    let file = new_text(session, entry)?;
    if let Some((before, after)) = supposed(session, entry, &file)? {
        let news = news(session, before, after, takes_money(&entry.rows));
        if refusal::is_refused(session, entry, &file.text, &news) {
            return Ok(None);
        }
    }
    Ok(Some(file))
}

/// What is wrong with the folder as it is, and as it would be; `None` where
/// nothing would be wrong.
fn supposed(
    session: &mut Session,
    entry: &Entry,
    file: &NewText,
) -> anyhow::Result<Option<(Findings, Findings)>> {
    let after = suppose(session, entry, Some(file.text.clone()))?;
    if after.as_slice().is_empty() {
        return Ok(None);
    }
    Ok(Some((suppose(session, entry, file.old.clone())?, after)))
}

/// All that is wrong with the folder if the file held this text.
fn suppose(session: &mut Session, entry: &Entry, text: Option<String>) -> anyhow::Result<Findings> {
    let mut found = session.found_so_far();
    session
        .folder
        .suppose(&entry.scheme, entry.fact, text, &mut found);
    examine(session, false, &mut found)?;
    Ok(found)
}

/// Whether the rows take money out of a budget or an award.
fn takes_money(rows: &[Row]) -> bool {
    rows.iter()
        .any(|row| matches!(row.value("entry"), "award" | "payment"))
}

/// What came to be wrong, or doubtful. What mends may change the words of an
/// error that is there already, what takes more money may not.
fn news(session: &Session, before: Findings, after: Findings, strictly: bool) -> Vec<Located<'_>> {
    let before = session.locate(before);
    let mut after = session.locate(after);
    after.retain(|new| !before.iter().any(|old| is_same(old, new, strictly)));
    after
}

fn is_same(old: &Located<'_>, new: &Located<'_>, strictly: bool) -> bool {
    let place = |finding: &Located<'_>| finding.primary.range().start;
    old.code == new.code
        && old.severity == new.severity
        && old.primary.source.path() == new.primary.source.path()
        && place(old) == place(new)
        && (!strictly || (old.message == new.message && old.notes == new.notes))
}
