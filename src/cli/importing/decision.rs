//! From a table to what is to be recorded, or why nothing is.

use anyhow::bail;
use chrono::NaiveDate;

use crate::cli::arguments::Global;
use crate::cli::output::{self, Status};
use crate::cli::round;
use crate::cli::session::Session;
use crate::cli::writing::{Decided, Entry, Look};
use crate::diagnostic::{Located, Severity, locate};
use crate::import::{self, Assignment};
use crate::model::counted;

use super::drafting::{drafted, entry};
use super::judgement::judged;
use super::missing::{missing, say_missing};
use super::shown::{self, Shown};
use super::task::{Given, Task};

pub(super) fn decide(
    global: &Global,
    session: &Session,
    look: Look,
    task: &Task<'_>,
) -> anyhow::Result<Decided> {
    let Some((book, _)) = session.facts(task.scheme, NaiveDate::MAX)? else {
        return Ok(Decided::Ended(Status::Findings));
    };
    round::not_a_programme(book.scheme)?;
    let given = Given::of(task)?;
    let show = Shown {
        session,
        task,
        is_silent: look == Look::Again,
    };
    let table = match given.table(task)? {
        Ok(table) => table,
        Err(refused) => {
            let (sources, found) = *refused;
            show.findings(&locate(&sources, found), false)?;
            return Ok(Decided::Ended(Status::Findings));
        }
    };
    let assignment = match import::assign(&table, &given.mapping, task.fact, book.scheme) {
        Ok(assignment) => assignment,
        Err(wrong) => bail!("{}", wrong.join("\n")),
    };
    if look == Look::First && task.write_mapping {
        given.write(&assignment.toml(&table, &given.read))?;
    }
    let missing = missing(&book, task.fact, &assignment);
    if !missing.is_empty() {
        show.reading(&table, &[])?;
        show.mapping(&table, &assignment, &given)?;
        let what = shown::word(task.fact);
        let set = "or what each row has: --set OURS=VALUE".to_owned();
        say_missing(&missing, what, "nothing was recorded", &[set]);
        return Ok(Decided::Ended(Status::Findings));
    }
    let draft = drafted(session, &book, &table, &assignment, &given, task);
    let (entry, homeless) = entry(session, &book, &table, &draft, task);
    let mut first = Session::open(global)?;
    let (mut found, elsewhere) = judged(global, &mut first, &entry, &draft, (&table, &assignment))?;
    found.extend(homeless);
    let mut wrong = draft.wrong.clone();
    wrong.extend(table.rows_with_errors(&found));
    found.extend(draft.asked.as_slice().iter().cloned());
    let mut all = locate(table.sources(), found);
    all.extend(elsewhere);
    show.reading(&table, &draft.said)?;
    show.mapping(&table, &assignment, &given)?;
    show.rows(&book, &draft, &table, &wrong)?;
    show.findings(&all, true)?;
    let is_empty = table.rows().is_empty();
    end(session, &assignment, &given, &all, (entry, is_empty), task)
}

/// Whether it can be recorded, and what is said where it cannot.
fn end(
    session: &Session,
    assignment: &Assignment,
    given: &Given,
    all: &[Located<'_>],
    (entry, is_empty): (Entry, bool),
    task: &Task<'_>,
) -> anyhow::Result<Decided> {
    let errors = all
        .iter()
        .filter(|finding| finding.severity == Severity::Error);
    let errors = errors.count();
    if errors > 0 {
        let errors = counted(errors, "error");
        output::say(&format!("grants: {errors}: nothing was recorded"));
        return Ok(Decided::Ended(Status::Findings));
    }
    if entry.rows.is_empty() {
        session.say(&match is_empty {
            true => format!(
                "grants: {} has no row to record below its header",
                task.file.display()
            ),
            false => "grants: there is nothing new to record".to_owned(),
        });
        return Ok(Decided::Ended(Status::Fine));
    }
    let consent = &task.consent;
    // On a terminal, a yes to what is shown takes the mapping too.
    let is_asked = !consent.yes && output::is_terminal();
    let is_open = assignment.is_proposed() && !task.is_accepted;
    if is_open && !consent.dry_run && !is_asked {
        output::say("grants: nothing was recorded: the mapping is only proposed");
        output::say(&given.ways());
        let status = if consent.yes {
            Status::Findings
        } else {
            Status::Fine
        };
        return Ok(Decided::Ended(status));
    }
    Ok(Decided::Record(entry))
}
