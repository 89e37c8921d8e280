//! `grants completions`: what a shell needs to complete commands and options.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::cli::arguments::Arguments;
use crate::cli::output::{self, Status};

/// Print completions for a shell
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  grants completions bash > ~/.local/share/bash-completion/completions/grants\n  grants completions zsh > ~/.zfunc/_grants\n  grants completions fish > ~/.config/fish/completions/grants.fish"
)]
pub(in crate::cli) struct CompletionsArguments {
    /// For which shell
    #[arg(value_name = "SHELL", value_enum)]
    shell: Shell,
}

pub(super) fn run(arguments: &CompletionsArguments) -> anyhow::Result<Status> {
    let mut script = Vec::new();
    let mut program = Arguments::command();
    clap_complete::generate(arguments.shell, &mut program, "grants", &mut script);
    output::print(&String::from_utf8(script)?)?;
    Ok(Status::Fine)
}
