//! `grants reconcile`: does the finance system tell the same payments?

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;
use clap_complete::engine::ArgValueCompleter;

use crate::cli::arguments::{Global, ViewArguments, date};
use crate::cli::complete;
use crate::cli::importing::Task;
use crate::cli::output::Status;
use crate::cli::reconciling::{Reconciling, run as reconcile};
use crate::cli::writing::{Consent, author};
use crate::diagnostic::Format;
use crate::reading::Fact;

use super::foreign_reading::{ForeignReading, pair};

/// Hold payments.csv against the finance system's own list of payments
///
/// The file may be xlsx, xls, ods, or CSV of any dialect. A line there and an
/// entry here are the same money when they have one reference; else when amount
/// and day fit, and the recipient where the file names one; else when they come
/// to the same sum. Where several could be meant, none is chosen. Claims and
/// write-offs move no money and are not compared. Nothing is recorded without
/// --record.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  grants reconcile digdir-2024 hovedbok.xlsx\n  grants reconcile digdir-2024 bank.csv --map \"Beløp=amount\" --map \"Orgnr=application:org_number\"\n  grants reconcile digdir-2024 bank.csv --since 2024-11-01 --until 2024-11-30 --days 3\n  grants reconcile digdir-2024 bank.csv --record --dry-run     what is missing here\n  grants reconcile digdir-2024 bank.csv -O csv -o differences.csv\n\nExit status: 0 each line has its counterpart; 1 some have not."
)]
pub(in crate::cli) struct ReconcileArguments {
    /// The scheme
    #[arg(value_name = "SCHEME", add = ArgValueCompleter::new(complete::schemes))]
    scheme: String,

    /// The finance system's list: xlsx, xls, ods or CSV
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// So many days may lie between the entry here and the line there, unless
    /// they have one reference
    #[arg(long, value_name = "N", default_value_t = 5)]
    days: u32,

    /// Compare only what is of this day or later
    #[arg(long, value_name = "DATE", value_parser = date)]
    since: Option<NaiveDate>,

    /// Compare only what is of this day or earlier
    #[arg(long, value_name = "DATE", value_parser = date)]
    until: Option<NaiveDate>,

    /// Which of their columns is which of payments.csv, or application:org_number
    /// or application:applicant; nothing after the `=` leaves one out
    #[arg(long, value_name = "THEIRS=OURS", help_heading = "How the file is read", value_parser = pair)]
    map: Vec<(String, String)>,

    /// The file with the mapping (default: FILE.toml, if it is there)
    #[arg(long, value_name = "FILE", help_heading = "How the file is read")]
    mapping: Option<PathBuf>,

    /// What goes out is below zero there, as in the statements of banks
    #[arg(long, help_heading = "How the file is read")]
    out_is_negative: bool,

    #[command(flatten)]
    read: ForeignReading,

    /// Record what is missing here and certainly of one application
    #[arg(long, conflicts_with = "as_of", help_heading = "Recording")]
    record: bool,

    /// Show what would be recorded, and record nothing
    #[arg(long, requires = "record", help_heading = "Recording")]
    dry_run: bool,

    /// Record without asking; columns that are only proposed must be accepted
    #[arg(
        long,
        requires = "record",
        conflicts_with = "dry_run",
        help_heading = "Recording"
    )]
    yes: bool,

    /// Take the columns as they are proposed
    #[arg(long, requires = "record", help_heading = "Recording")]
    accept_mapping: bool,

    /// Who records it (default: git's user.name)
    #[arg(
        long,
        value_name = "NAME",
        requires = "record",
        help_heading = "Recording"
    )]
    by: Option<String>,

    #[command(flatten)]
    view: ViewArguments,
}

pub(super) fn run(global: &Global, arguments: &ReconcileArguments) -> anyhow::Result<Status> {
    let task = Task {
        fact: Fact::Payments,
        scheme: &arguments.scheme,
        file: &arguments.file,
        map: &arguments.map,
        set: &[],
        mapping: arguments.mapping.as_deref(),
        write_mapping: false,
        is_accepted: arguments.accept_mapping,
        add_columns: false,
        id_prefix: None,
        read: arguments.read.words(),
        format: Format::Full,
        all: false,
        consent: Consent {
            by: author(arguments.by.as_deref()),
            dry_run: arguments.dry_run,
            yes: arguments.yes,
        },
    };
    let asked = Reconciling {
        task,
        days: arguments.days,
        since: arguments.since,
        until: arguments.until,
        out_is_negative: arguments.out_is_negative,
        record: arguments.record,
        view: &arguments.view,
    };
    reconcile(global, &asked)
}
