//! `grants import`: rows of another program's table, recorded.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use clap_complete::engine::ArgValueCompleter;

use crate::cli::arguments::Global;
use crate::cli::complete;
use crate::cli::importing::{Task, run as import};
use crate::cli::output::Status;
use crate::cli::writing::{Consent, author};
use crate::reading::Fact;

use super::check_format::CheckFormat;
use super::foreign_reading::{ForeignReading, pair};

/// Record the rows of a spreadsheet or of another program's export
///
/// The file may be xlsx, xls, ods, or CSV of any dialect. How it is read is
/// recognised and said, which of its columns is which of yours is proposed, and
/// every problem is listed at its sheet, row and column. Nothing is recorded
/// before you have seen that and said yes; then all rows are, or none. What
/// stands in the ledger already is skipped. The file itself is never changed.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  grants import applications digdir-2024 export.xlsx             look; asks before it records\n  grants import applications digdir-2024 export.xlsx --write-mapping   the mapping, to be edited\n  grants import applications digdir-2024 export.csv --map \"Søkt beløp=requested\" --map \"Telefon=\"\n  grants import assessments digdir-2024 kari.xlsx --set assessor=kari --map \"Behov=criterion:need\"\n  grants import payments digdir-2024 bank.csv --map \"Org.nr=application:org_number\" --dry-run\n\nMore: grants help importing"
)]
pub(in crate::cli) struct ImportArguments {
    /// What the rows are
    #[arg(value_name = "KIND")]
    kind: Kind,

    /// The scheme that they belong to
    #[arg(value_name = "SCHEME", add = ArgValueCompleter::new(complete::schemes))]
    scheme: String,

    /// The table: xlsx, xls, ods or CSV
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Which of their columns is which of ours; nothing after the `=` leaves
    /// one out
    #[arg(long, value_name = "THEIRS=OURS", help_heading = "Columns", value_parser = pair)]
    map: Vec<(String, String)>,

    /// What each row has in a column of ours
    #[arg(long, value_name = "OURS=VALUE", help_heading = "Columns", value_parser = pair)]
    set: Vec<(String, String)>,

    /// The file with the mapping (default: FILE.toml, if it is there)
    #[arg(long, value_name = "FILE", help_heading = "Columns")]
    mapping: Option<PathBuf>,

    /// Write the mapping to FILE.toml, if that is not there yet
    #[arg(long, help_heading = "Columns")]
    write_mapping: bool,

    /// Take the mapping that is proposed
    #[arg(long, help_heading = "Columns")]
    accept_mapping: bool,

    /// Add columns that our file lacks, at its right
    #[arg(long, help_heading = "Columns")]
    add_columns: bool,

    /// With what the ids begin that are given to applications without one
    #[arg(long, value_name = "TEXT", help_heading = "Columns")]
    id_prefix: Option<String>,

    #[command(flatten)]
    read: ForeignReading,

    /// The form of what is found; other than full, only that is printed
    #[arg(
        short = 'O',
        long = "format",
        value_name = "FORMAT",
        value_enum,
        default_value_t
    )]
    format: CheckFormat,

    /// Show every row and every finding
    #[arg(long)]
    all: bool,

    /// Show what would be recorded, and record nothing
    #[arg(long)]
    dry_run: bool,

    /// Record without asking; a mapping that is only proposed must be accepted
    #[arg(long, conflicts_with = "dry_run")]
    yes: bool,
}

/// What is imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Who asks for what
    Applications,
    /// Scores: a row for each, or a column for each criterion
    Assessments,
    /// Money out and, below zero, back
    Payments,
    /// What recipients say they spent
    Reports,
}

pub(super) fn run(global: &Global, arguments: &ImportArguments) -> anyhow::Result<Status> {
    let task = Task {
        fact: match arguments.kind {
            Kind::Applications => Fact::Applications,
            Kind::Assessments => Fact::Assessments,
            Kind::Payments => Fact::Payments,
            Kind::Reports => Fact::Reports,
        },
        scheme: &arguments.scheme,
        file: &arguments.file,
        map: &arguments.map,
        set: &arguments.set,
        mapping: arguments.mapping.as_deref(),
        write_mapping: arguments.write_mapping,
        is_accepted: arguments.accept_mapping,
        add_columns: arguments.add_columns,
        id_prefix: arguments.id_prefix.as_deref(),
        read: arguments.read.words(),
        format: arguments.format.into(),
        all: arguments.all,
        consent: Consent {
            by: author(None),
            dry_run: arguments.dry_run,
            yes: arguments.yes,
        },
    };
    import(global, &task)
}
