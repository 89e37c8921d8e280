//! Data to standard output, talk to standard error, and the exit status.

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use clap::ColorChoice;

use crate::model::Language;
use crate::table::{Format, Grid, render, wrap};
use crate::view::{self, Section};

use super::arguments::{OutputFormat, ViewArguments};

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

/// Puts text at the end of a file that some other program reads.
pub(super) fn append(text: &str, file: &Path) -> anyhow::Result<()> {
    let mut open = std::fs::OpenOptions::new();
    let opened = open.create(true).append(true).open(file);
    opened
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .with_context(|| format!("cannot write {}", file.display()))
}

/// A line to people on standard error; nobody is told when it cannot be said.
pub(super) fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// A line on the terminal that the next one takes the place of. The cursor goes
/// back to its beginning, so that nothing is left of it if the run is broken off.
pub(super) fn pass(line: &str) {
    let _ = write!(io::stderr().lock(), "{line}\x1b[K\r");
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

/// Prints a view in the form and to the file that the user asked for.
pub(super) fn print_grid(grid: &Grid, arguments: &ViewArguments) -> anyhow::Result<()> {
    let text = render(grid, format(arguments), width());
    write(&text, arguments.output.as_deref())
}

/// Prints a view; where it is a table, with lines under it.
pub(super) fn print_with(
    grid: &Grid,
    lines: &[String],
    arguments: &ViewArguments,
) -> anyhow::Result<()> {
    print_grids_with(std::slice::from_ref(grid), lines, arguments)
}

/// Prints several tables, a blank line between them, with lines under them.
pub(super) fn print_grids_with(
    grids: &[Grid],
    lines: &[String],
    arguments: &ViewArguments,
) -> anyhow::Result<()> {
    let mut text = rendered(grids, arguments);
    if is_table(arguments) && !lines.is_empty() {
        text.push('\n');
        for line in lines {
            text += &(wrap(line, width().max(20), 0, 2).join("\n") + "\n");
        }
    }
    write(&text, arguments.output.as_deref())
}

/// Prints several tables, a blank line between them.
pub(super) fn print_grids(grids: &[Grid], arguments: &ViewArguments) -> anyhow::Result<()> {
    write(&rendered(grids, arguments), arguments.output.as_deref())
}

fn rendered(grids: &[Grid], arguments: &ViewArguments) -> String {
    let texts: Vec<String> = grids
        .iter()
        .map(|grid| render(grid, format(arguments), width()))
        .collect();
    texts.join("\n")
}

/// Prints sections: as text wrapped at the width, or in the form that the user
/// asked for.
pub(super) fn print_sections(
    sections: &[Section],
    language: Language,
    arguments: &ViewArguments,
) -> anyhow::Result<()> {
    if !is_table(arguments) {
        return print_grid(&view::sections(language, sections), arguments);
    }
    write(&text_of(sections), arguments.output.as_deref())
}

fn text_of(sections: &[Section]) -> String {
    let width = width().max(20);
    let texts = sections.iter().map(|section| {
        let mut text = wrap(&section.title, width, 0, 2).join("\n") + "\n";
        for line in &section.lines {
            let indent = 2 + line.len() - line.trim_start().len();
            if line.trim_start().starts_with("http") {
                // A link that is broken leads nowhere.
                text += &format!("{:indent$}{}\n", "", line.trim_start());
                continue;
            }
            text += &(wrap(line, width, indent, indent + 2).join("\n") + "\n");
        }
        text
    });
    texts.collect::<Vec<_>>().join("\n")
}

/// Whether a view goes to people, so that lines may stand under it.
pub(super) fn is_table(arguments: &ViewArguments) -> bool {
    format(arguments) == Format::Table
}

/// The ending of the file to write to, in small letters.
fn ending(arguments: &ViewArguments) -> Option<String> {
    let ending = arguments.output.as_deref()?.extension()?;
    Some(ending.to_string_lossy().to_lowercase())
}

fn format(arguments: &ViewArguments) -> Format {
    match arguments.format {
        Some(OutputFormat::Table) => Format::Table,
        Some(OutputFormat::Csv) => Format::Csv,
        Some(OutputFormat::Json) => Format::Json,
        None => ending(arguments)
            .and_then(|ending| Format::from_name(&ending))
            .unwrap_or_default(),
    }
}

/// Git's `user.name`, if git knows one.
pub(super) fn git_user() -> Option<String> {
    let output = std::process::Command::new("git")
        .args(["config", "user.name"])
        .output()
        .ok()?;
    let name = String::from_utf8(output.stdout).ok()?.trim().to_owned();
    (!name.is_empty()).then_some(name)
}
