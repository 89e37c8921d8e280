//! An application of the revision is gone.

use std::collections::HashSet;

use crate::diagnostic::{Finding, Findings};
use crate::model::{ApplicationId, counted};
use crate::source::{FileId, Place};

use super::codes::VANISHED_ID;
use super::table::Table;
use super::unread_revision::unread_revision;
use super::waivers::FreshWaivers;

/// The applications of one scheme, then and now.
#[derive(Debug)]
pub struct Applications<'a> {
    /// The text of applications.csv at the revision.
    pub before: &'a str,
    /// Its text now; empty when there is no such file.
    pub after: &'a str,
    /// Where it stands, or should stand.
    pub file: FileId,
    /// Its path below the folder.
    pub path: &'a str,
    /// The revision, as the user calls it.
    pub revision: &'a str,
    /// What was waived since.
    pub waivers: &'a FreshWaivers,
}

/// Finds the applications that are gone; returns the ids of all of them, those
/// that are waived among them.
pub fn vanished_id(applications: &Applications<'_>, found: &mut Findings) -> HashSet<String> {
    let before = ids(applications.before);
    let after: HashSet<String> = ids(applications.after).into_iter().collect();
    let vanished = before.into_iter().filter(|id| !after.contains(id));
    // What is no id was no application, and nobody could waive it: among these are
    // the marks of a merge that was not finished.
    let (vanished, odd): (Vec<String>, Vec<String>) =
        vanished.partition(|id| ApplicationId::new(id).is_some());
    if !odd.is_empty() {
        let rows = counted(odd.len(), "row");
        let why = format!("{}: what stands for the id is none", applications.path);
        let place = Place::File(applications.file);
        found.add(unread_revision(&rows, place, applications.revision, &why));
    }
    let mut gone = HashSet::new();
    for id in vanished {
        if !applications.waivers.hold(&id, VANISHED_ID.name) {
            let message = format!("the application {id} is gone");
            found.add(
                Finding::new(&VANISHED_ID, Place::File(applications.file), message)
                    .note("the revision has it; what was decided and paid about it is not looked at")
                    .help(format!(
                        "put its row back (who takes an application back has an entry `withdraw`), or record a waiver in waivers.csv: {id}, {}",
                        VANISHED_ID.name
                    )),
            );
        }
        gone.insert(id);
    }
    gone
}

/// Finds that a scheme is gone with all its applications.
pub fn vanished_scheme(scheme: &str, before: &str, file: FileId, found: &mut Findings) {
    let count = ids(before).len();
    if count > 0 {
        let applications = counted(count, "application");
        let message = format!("the scheme {scheme} is gone, with {applications}");
        found.add(
            Finding::new(&VANISHED_ID, Place::File(file), message)
                .help("put its file and its facts back: a scheme that is over stays where it is"),
        );
    }
}

fn ids(text: &str) -> Vec<String> {
    let form = |_: &str, cell: &str| cell.to_owned();
    let rows = Table::of(text, &form).rows;
    rows.iter()
        .map(|row| row.cell("id").to_owned())
        .filter(|id| !id.is_empty())
        .collect()
}
