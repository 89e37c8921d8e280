//! Data to standard output, talk to standard error, and the exit status.

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use clap::ColorChoice;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    /// Nothing wrong.
    Fine,
    /// Findings, or an entry refused.
    Findings,
    /// Wrong use, trouble with files, or nothing to check.
    Trouble,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(match status {
            Status::Fine => 0,
            Status::Findings => 1,
            Status::Trouble => 2,
        })
    }
}

/// Writes data to standard output; a full disk is an error.
pub(super) fn print(text: &str) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .context("cannot write to standard output")
}

/// Writes data to a file, or to standard output for `-` and for none.
pub(super) fn write(text: &str, file: Option<&Path>) -> anyhow::Result<()> {
    match file {
        Some(path) if path != Path::new("-") => crate::recording::replace(path, text.as_bytes())
            .with_context(|| format!("cannot write {}", path.display())),
        _ => print(text),
    }
}

/// A line to people on standard error; nobody is told when it cannot be said.
pub(super) fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// Whether an error only says that the reader of our output has gone.
pub(super) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

/// Whether to colour what goes to a stream (`NO_COLOR`, `CLICOLOR_FORCE` and
/// the terminal decide when the user does not).
pub(super) fn colored(choice: ColorChoice, stream: &impl anstream::stream::RawStream) -> bool {
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => anstream::AutoStream::choice(stream) != anstream::ColorChoice::Never,
    }
}

/// How many columns a line may have: `COLUMNS`, else the terminal's, else 80.
pub(super) fn width() -> usize {
    let asked = std::env::var("COLUMNS")
        .ok()
        .and_then(|columns| columns.parse().ok());
    asked
        .or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)))
        .filter(|&columns| columns > 0)
        .unwrap_or(80)
}

/// Asks a yes-or-no question on the terminal; `None` when there is none.
pub(super) fn confirm(question: &str) -> anyhow::Result<Option<bool>> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Ok(None);
    }
    write!(io::stderr().lock(), "{question} [y/N] ").context("cannot ask")?;
    let mut answer = String::new();
    io::stdin()
        .read_line(&mut answer)
        .context("cannot read the answer")?;
    Ok(Some(matches!(
        answer.trim(),
        "y" | "Y" | "yes" | "ja" | "j"
    )))
}
