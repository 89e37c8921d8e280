//! Data to standard output, talk to standard error, and the exit status.

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, anyhow};
use clap::ColorChoice;

use crate::model::Language;
use crate::table::{Document, Format, Grid, Shows, Survey};
use crate::view::{self, Section};

use super::arguments::ViewArguments;

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
    write(text.as_bytes(), None)
}

/// Writes data to standard output as it is made.
pub(super) fn print_parts(
    write_to: impl FnOnce(&mut dyn FnMut(&str) -> io::Result<()>) -> io::Result<()>,
) -> anyhow::Result<()> {
    write_with(None, |out| {
        write_to(&mut |text| out.write_all(text.as_bytes()))
    })
}

/// Writes data to a file, or to standard output for `-` and for none.
///
/// # Errors
/// Also for a file among a folder's schemes and facts: those are only recorded.
pub(super) fn write(bytes: &[u8], file: Option<&Path>) -> anyhow::Result<()> {
    write_with(file, |out| out.write_all(bytes))
}

/// The same, with data that is written part by part.
fn write_with(
    file: Option<&Path>,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> anyhow::Result<()> {
    let Some(path) = file.filter(|path| *path != Path::new("-")) else {
        let mut out = io::stdout().lock();
        return write(&mut out)
            .and_then(|()| out.flush())
            .context("cannot write to standard output");
    };
    let written = || format!("cannot write {}", path.display());
    if is_of_a_folder(path) {
        return Err(anyhow!("schemes/ and data/ hold facts: write it elsewhere"))
            .with_context(written);
    }
    crate::recording::replace_with(path, write).with_context(written)
}

/// Whether a file stands below schemes/ or data/ of a grants folder.
fn is_of_a_folder(path: &Path) -> bool {
    let home = path.parent().filter(|home| *home != Path::new(""));
    let Ok(home) = home.unwrap_or(Path::new(".")).canonicalize() else {
        return false;
    };
    home.ancestors().any(|folder| {
        let is_named = folder.ends_with("schemes") || folder.ends_with("data");
        is_named && folder.with_file_name("schemes").is_dir()
    })
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

/// Whether somebody can be asked.
pub(super) fn is_terminal() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks a yes-or-no question on the terminal; `None` when there is none.
pub(super) fn confirm(question: &str) -> anyhow::Result<Option<bool>> {
    if !is_terminal() {
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
pub(super) fn print_document(
    document: &Document<'_>,
    arguments: &ViewArguments,
) -> anyhow::Result<()> {
    let bytes = arguments.format()?.write(document, width())?;
    write(&bytes, arguments.output.as_deref())
}

/// Prints text that has the form that the user asked for already.
pub(super) fn print_text(text: &str, arguments: &ViewArguments) -> anyhow::Result<()> {
    write(text.as_bytes(), arguments.output.as_deref())
}

/// Prints a table.
pub(super) fn print_grid(grid: &Grid<'_>, arguments: &ViewArguments) -> anyhow::Result<()> {
    print_document(&Document::of(grid), arguments)
}

/// Prints a table; for people with lines under it.
pub(super) fn print_with(
    grid: &Grid<'_>,
    lines: &[String],
    arguments: &ViewArguments,
) -> anyhow::Result<()> {
    print_document(&Document::of(grid).notes(lines), arguments)
}

/// Prints a long table in the form and to the file that the user asked for:
/// as text and line by line it is made in parts, so that not all of its cells
/// are held at once. `grid` makes a part, and is told which columns are shown;
/// `survey` looks at the cells of them all.
pub(super) fn print_long<'t, T>(
    rows: &'t [T],
    survey: impl FnOnce(usize) -> Survey,
    grid: impl Fn(&[T], &Shows) -> Grid<'t>,
    lines: impl FnOnce() -> Vec<String>,
    arguments: &ViewArguments,
) -> anyhow::Result<()> {
    let format = arguments.format()?;
    if rows.is_empty() || !format.takes_parts() {
        return print_with(&grid(rows, &Shows::ALL), &lines(), arguments);
    }
    let notes = match format {
        Format::Table => lines(),
        _ => Vec::new(),
    };
    let grid = &grid;
    write_with(arguments.output.as_deref(), |out| {
        format.write_long(
            survey,
            |shows| rows.chunks(PART).map(move |rows| grid(rows, &shows)),
            &notes,
            width(),
            |text| out.write_all(text.as_bytes()),
        )
    })
}

/// So many rows of a long table are set at a time.
const PART: usize = 512;

/// Prints sections under a title; for programs a row for each line.
pub(super) fn print_sections(
    title: &str,
    sections: &[Section],
    language: Language,
    arguments: &ViewArguments,
) -> anyhow::Result<()> {
    let data = view::sections(language, sections);
    let mut page = Document::page(title, &data);
    for section in sections {
        page = page.section(section.title.as_str(), section.lines.as_slice());
    }
    print_document(&page, arguments)
}

/// Whether a view goes to people as text, to whom one may say instead that there
/// is nothing to show.
pub(super) fn is_table(arguments: &ViewArguments) -> bool {
    arguments
        .format()
        .is_ok_and(|format| format == Format::Table)
}

/// Whether a view becomes a page or a workbook, which goes to others without
/// what is said on the terminal.
pub(super) fn is_page(arguments: &ViewArguments) -> bool {
    let format = arguments.format();
    format.is_ok_and(|format| format.is_for_people() && format != Format::Table)
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
