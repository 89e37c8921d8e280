//! `grants explain`: what a check means.

use clap::Args;

use crate::cli::output::{self, Status};
use crate::diagnostic::nearest;

use super::catalogue;

/// Say what a check means, why it is there, and how to mend what it finds
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  grants explain over-committed\n  grants explain --list")]
pub(in crate::cli) struct ExplainArguments {
    /// The name of a check, as it stands in the brackets of a finding
    #[arg(value_name = "CHECK", required_unless_present = "list")]
    check: Option<String>,

    /// Every check, a line each
    #[arg(long)]
    list: bool,
}

pub(super) fn run(arguments: &ExplainArguments) -> anyhow::Result<Status> {
    if arguments.list {
        output::print(&catalogue::list())?;
        return Ok(Status::Fine);
    }
    let codes = catalogue::codes();
    let name = arguments.check.as_deref().unwrap_or_default();
    match codes.iter().find(|code| code.name == name) {
        Some(code) => output::print(&format!("{}\n", code.page.trim_end()))?,
        None => match nearest(name, codes.iter().map(|code| code.name)) {
            Some(near) => anyhow::bail!("there is no check `{name}`: did you mean `{near}`?"),
            None => anyhow::bail!("there is no check `{name}`; grants explain --list has all"),
        },
    }
    Ok(Status::Fine)
}
