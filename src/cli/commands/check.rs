//! `grants check`: everything that is wrong, all in one run.

use clap::Args;
use clap_complete::engine::ArgValueCompleter;

use crate::cli::against::Against;
use crate::cli::arguments::Global;
use crate::cli::complete;
use crate::cli::each_scheme::examine;
use crate::cli::fix;
use crate::cli::output::{self, Status};
use crate::cli::session::Session;
use crate::diagnostic::{Located, Severity};

use super::catalogue;
use super::check_format::CheckFormat;

/// Say everything that is wrong with the folder, at its place, in one run
///
/// Silent, with exit status 0, when nothing is wrong. An error makes the exit
/// status 1; warnings and notes do not.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  grants check                     the whole folder\n  grants check digdir-2024         one scheme and its facts\n  grants check -O concise          a line each, for editors\n  grants check -O json | jq .      for programs\n  grants check -O github           annotations in GitHub Actions\n  grants check --against main      also what a branch takes back of main
  grants check --fix               first mend what is certain
  grants check --waived            also what waivers excuse, and why\n  grants explain over-committed    what a check means"
)]
pub(in crate::cli) struct CheckArguments {
    /// Only what stands in the files of these schemes
    #[arg(value_name = "SCHEME", add = ArgValueCompleter::new(complete::schemes))]
    schemes: Vec<String>,

    /// Also note what waivers excuse, with who waived it and why
    #[arg(long)]
    waived: bool,

    /// The form of the findings
    #[arg(
        short = 'O',
        long = "format",
        value_name = "FORMAT",
        value_enum,
        default_value_t
    )]
    format: CheckFormat,

    /// Also hold the folder against a revision of git: nothing recorded there
    /// may be altered, moved or taken away
    #[arg(long, value_name = "REV")]
    against: Option<String>,

    /// First mend what is certain: numbers and dates that were understood, and
    /// the bytes of their files; shows the changes, and asks
    #[arg(long)]
    fix: bool,

    /// Mend without asking
    #[arg(long, requires = "fix")]
    yes: bool,

    /// Print every finding, also those past the hundredth of a check in a file,
    /// and in full also those past the thousandth
    #[arg(long)]
    all: bool,

    /// Every check, a line each; nothing is checked
    #[arg(long, conflicts_with_all = ["schemes", "format", "all"])]
    list: bool,
}

pub(super) fn run(global: &Global, arguments: &CheckArguments) -> anyhow::Result<Status> {
    if arguments.list {
        output::print(&catalogue::list())?;
        return Ok(Status::Fine);
    }
    if arguments.fix {
        fix::run(global, &arguments.schemes, arguments.yes)?;
    }
    let mut session = Session::open(global)?;
    for id in &arguments.schemes {
        // A scheme that could not be read is there all the same: its file says why.
        let file = session
            .folder
            .root()
            .join("schemes")
            .join(format!("{id}.toml"));
        if !file.is_file() {
            session.scheme(id)?;
        }
    }
    if session.folder.file_count() == 0 {
        anyhow::bail!("there is no scheme to check: schemes/ is empty");
    }
    let revision = arguments.against.as_deref();
    let against = revision.map(|revision| Against::open(&mut session, revision));
    let against = against.transpose()?;
    let mut found = std::mem::take(&mut session.found);
    examine(&session, arguments.waived, &mut found)?;
    if let Some(against) = against {
        against.compare(&session, &mut found);
    }
    let mut located = session.locate(found);
    if !arguments.schemes.is_empty() {
        located.retain(|finding| stands_in(finding, &arguments.schemes));
    }
    arguments.format.print(&session, &located, arguments.all)?;
    session.say_counts(&located);
    let wrong = located
        .iter()
        .any(|finding| finding.severity == Severity::Error);
    // The program ends here. To give back what a hundred thousand findings hold, one
    // by one, would take as long as half of a clean check.
    std::mem::forget(located);
    Ok(if wrong {
        Status::Findings
    } else {
        Status::Fine
    })
}

pub(in crate::cli) fn stands_in(finding: &Located<'_>, schemes: &[String]) -> bool {
    let path = finding.primary.source.path();
    schemes
        .iter()
        .any(|id| path == format!("schemes/{id}.toml") || path.starts_with(&format!("data/{id}/")))
}
