//! One reconciliation as it was asked for.

use std::path::Path;

use anyhow::bail;
use chrono::NaiveDate;

use crate::cli::arguments::ViewArguments;
use crate::cli::importing::Task;

/// One reconciliation as it was asked for.
pub(in crate::cli) struct Reconciling<'a> {
    /// The file and how it is read.
    pub(in crate::cli) task: Task<'a>,
    pub(in crate::cli) days: u32,
    pub(in crate::cli) since: Option<NaiveDate>,
    pub(in crate::cli) until: Option<NaiveDate>,
    pub(in crate::cli) out_is_negative: bool,
    pub(in crate::cli) record: bool,
    pub(in crate::cli) view: &'a ViewArguments,
}

impl Reconciling<'_> {
    /// Whether what is asked for goes together; said before anything is done.
    pub(super) fn check(&self) -> anyhow::Result<()> {
        if let Some((since, until)) = self.since.zip(self.until)
            && since > until
        {
            bail!("--since {since} is after --until {until}: no day lies between them");
        }
        let output = self.view.output.as_deref();
        if output.is_some_and(|output| is_same_file(output, self.task.file)) {
            let file = self.task.file.display();
            bail!("-o {file} would write over the file that is read: name another");
        }
        Ok(())
    }

    /// Whether something of a day is compared; what has no day is.
    pub(super) fn compares(&self, day: Option<NaiveDate>) -> bool {
        let is_early = day.zip(self.since).is_some_and(|(day, since)| day < since);
        let is_late = day.zip(self.until).is_some_and(|(day, until)| day > until);
        !is_early && !is_late
    }
}

/// Whether two paths are of one file that is there.
fn is_same_file(one: &Path, other: &Path) -> bool {
    let (one, other) = (one.canonicalize(), other.canonicalize());
    one.is_ok_and(|one| other.is_ok_and(|other| one == other))
}
