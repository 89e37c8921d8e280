//! `grants man`: the manual page of the program, or of one command.

use anyhow::bail;
use clap::{Args, Command};
use clap_mangen::Man;

use crate::cli::arguments;
use crate::cli::output::{self, Status};
use crate::diagnostic::nearest;

/// Print the manual page of grants, or of one of its commands
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  grants man | man -l -\n  grants man award > ~/.local/share/man/man1/grants-award.1"
)]
pub(in crate::cli) struct ManArguments {
    /// A command
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

pub(super) fn run(asked: &ManArguments) -> anyhow::Result<Status> {
    let program = arguments::whole();
    let command = match asked.command.as_deref() {
        None => program,
        Some(name) => of_command(&program, name)?,
    };
    let mut page = Vec::new();
    Man::new(command).render(&mut page)?;
    output::print(&String::from_utf8(page)?)?;
    Ok(Status::Fine)
}

fn of_command(program: &Command, name: &str) -> anyhow::Result<Command> {
    let Some(command) = program.find_subcommand(name) else {
        let names = program.get_subcommands().map(Command::get_name);
        match nearest(name, names) {
            Some(near) => bail!("there is no command `{name}`: did you mean `{near}`?"),
            None => bail!("there is no command `{name}`; grants help lists them"),
        }
    };
    Ok(command.clone())
}
