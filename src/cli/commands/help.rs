//! `grants help`: the help of a command, or a page about what commands share.

use clap::Args;

use crate::cli::arguments;
use crate::cli::output::{self, Status};
use crate::diagnostic::nearest;

/// One page with three names: people look for the states and the reasons.
const WORDS: &str = include_str!("../topics/words.md");

/// The pages, by the name under which they are asked for.
const TOPICS: [(&str, &str); 11] = [
    ("files", include_str!("../topics/files.md")),
    ("schemes", include_str!("../topics/schemes.md")),
    ("words", WORDS),
    ("states", WORDS),
    ("reasons", WORDS),
    ("formats", include_str!("../topics/formats.md")),
    ("columns", include_str!("../topics/columns.md")),
    ("exit-status", include_str!("../topics/exit-status.md")),
    ("environment", include_str!("../topics/environment.md")),
    ("basis", include_str!("../topics/basis.md")),
    ("importing", include_str!("../topics/importing.md")),
];

/// Print the help of a command, or a page about files, schemes and the like
#[derive(Debug, Args)]
#[command(
    after_help = "Topics:\n  files        the folder, its files and their columns\n  schemes      how a scheme is written, and all its keys\n  words        what the words mean; the states and the reason codes\n  formats      in which forms views are printed, and what each does with a value\n  columns      the names of the columns, for programs\n  exit-status  what the numbers mean\n  environment  which variables are read\n  basis        what the digest beside a decision is made of\n  importing    how other programs' tables are read and mapped\n\nExamples:\n  grants help award\n  grants help files"
)]
pub(in crate::cli) struct HelpArguments {
    /// A command, or a topic
    #[arg(value_name = "COMMAND|TOPIC")]
    about: Option<String>,

    /// What the command is to do, where it is more than one thing
    #[arg(value_name = "SUBCOMMAND", hide = true)]
    below: Option<String>,
}

pub(super) fn run(asked: &HelpArguments) -> anyhow::Result<Status> {
    let Some(about) = asked.about.as_deref() else {
        return of_command(&["grants", "--help"]);
    };
    if let Some((_, page)) = TOPICS.iter().find(|(name, _)| *name == about) {
        output::print(page)?;
        return Ok(Status::Fine);
    }
    let program = arguments::whole();
    if let Some(command) = program.find_subcommand(about) {
        return match asked.below.as_deref() {
            None => of_command(&["grants", about, "--help"]),
            Some(below) => of_subcommand(command, below),
        };
    }
    let commands = program.get_subcommands().map(clap::Command::get_name);
    let topics = TOPICS.iter().map(|(name, _)| *name);
    match nearest(about, commands.chain(topics)) {
        Some(near) => anyhow::bail!("there is no help about `{about}`: did you mean `{near}`?"),
        None => {
            anyhow::bail!("there is no help about `{about}`; grants help help lists the topics")
        }
    }
}

/// Help about one of the things that a command does.
fn of_subcommand(command: &clap::Command, below: &str) -> anyhow::Result<Status> {
    let about = command.get_name();
    if command.find_subcommand(below).is_some() {
        return of_command(&["grants", about, below, "--help"]);
    }
    let names = command.get_subcommands().map(clap::Command::get_name);
    match nearest(below, names) {
        Some(near) => {
            anyhow::bail!(
                "there is no help about `{about} {below}`: did you mean `{about} {near}`?"
            )
        }
        None => anyhow::bail!("there is no help about `{about} {below}`; see grants help {about}"),
    }
}

/// Prints what clap prints when it is asked for help on the command line.
fn of_command(words: &[&str]) -> anyhow::Result<Status> {
    match arguments::whole().try_get_matches_from(words) {
        Err(help) => help.print()?,
        Ok(_) => unreachable!("--help is never a run"),
    }
    Ok(Status::Fine)
}
