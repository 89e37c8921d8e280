//! `grants completions`: what a shell needs to complete what is typed.

use clap::Args;
use clap_complete::Shell;
use clap_complete::env::Shells;

use crate::cli::complete::VARIABLE;
use crate::cli::output::{self, Status};

/// Print completions for a shell
///
/// What is printed makes the shell ask `grants` itself: for commands and options,
/// for the schemes and applications of the folder, and for the names of checks.
/// Let the shell read it whenever it starts, so that it fits the program.
#[derive(Debug, Args)]
#[command(
    after_help = "To install it, put one line into a file that the shell reads when it starts:\n  ~/.bashrc                   source <(grants completions bash)\n  ~/.zshrc, after compinit    source <(grants completions zsh)\n  ~/.config/fish/config.fish  grants completions fish | source\n  ~/.elvish/rc.elv            eval (grants completions elvish | slurp)\n  $PROFILE                    grants completions powershell | Out-String | Invoke-Expression"
)]
pub(in crate::cli) struct CompletionsArguments {
    /// For which shell
    #[arg(value_name = "SHELL", value_enum)]
    shell: Shell,
}

pub(super) fn run(arguments: &CompletionsArguments) -> anyhow::Result<Status> {
    let shells = Shells::builtins();
    let shell = shells
        .completer(&arguments.shell.to_string())
        .expect("every shell that can be named has a completer");
    let mut script = Vec::new();
    shell.write_registration(VARIABLE, "grants", "grants", "grants", &mut script)?;
    output::print(&String::from_utf8(script)?)?;
    Ok(Status::Fine)
}
