//! `grants explain`: what a check means.

use clap::Args;

use crate::audit;
use crate::cli::output::{self, Status};
use crate::diagnostic::{Code, nearest};
use crate::history;
use crate::reading;

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
    let mut codes: Vec<&Code> = reading::CODES
        .iter()
        .copied()
        .chain(audit::codes())
        .chain(history::CODES.iter().copied())
        .collect();
    codes.sort_by_key(|code| code.name);
    if arguments.list {
        let width = codes.iter().map(|code| code.name.len()).max().unwrap_or(0);
        for code in codes {
            let severity = code.severity.to_string();
            output::print(&format!(
                "{:width$}  {severity:7}  {}\n",
                code.name,
                code.summary()
            ))?;
        }
        return Ok(Status::Fine);
    }
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
