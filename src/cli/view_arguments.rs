//! What every view takes: in which form, and where to.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use chrono::NaiveDate;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgMatches, Args, Command, FromArgMatches, ValueEnum};

use crate::table::{Dialect, Format};

use super::arguments::date;

/// What every view takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(super) struct ViewArguments {
    /// The form: table, csv, tsv, json, jsonl, md, html or xlsx (default: by the
    /// ending of -o, else table)
    #[arg(
        short = 'O',
        value_name = "FORMAT",
        value_enum,
        hide_possible_values = true
    )]
    format: Option<OutputFormat>,

    /// The file to write to, whose ending picks the form; `-` is standard output
    #[arg(short = 'o', value_name = "FILE", value_parser = output_file)]
    pub(super) output: Option<PathBuf>,

    /// CSV for one language's Excel: excel-nb, excel-da, excel-sv, excel-de or
    /// excel-en
    #[arg(
        long,
        value_name = "DIALECT",
        hide_possible_values = true,
        value_parser = PossibleValuesParser::new(Dialect::ALL.map(|(name, _)| name)).map(dialect)
    )]
    csv_dialect: Option<Dialect>,

    /// The end of which day to look at: facts dated later do not exist (an
    /// application does from its first entry in a journal, if that is earlier)
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) as_of: Option<NaiveDate>,
}

/// The forms of a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum OutputFormat {
    /// For people
    Table,
    /// Plain decimals, stable column names
    Csv,
    /// The same between tabs, nothing quoted
    Tsv,
    /// An array of objects, amounts as strings
    Json,
    /// The same objects, a line each
    #[value(alias = "ndjson")]
    Jsonl,
    /// Tables of GitHub's Markdown
    #[value(alias = "markdown")]
    Md,
    /// A page for a browser or for paper
    #[value(alias = "htm")]
    Html,
    /// A workbook, with totals as formulas
    Xlsx,
}

impl ViewArguments {
    /// The form in which the view is written.
    ///
    /// # Errors
    /// When what was asked for does not go together, or this build cannot do it.
    pub(super) fn format(&self) -> anyhow::Result<Format> {
        let promised = self.output.as_deref().and_then(promised);
        let dialect = self.csv_dialect.map(|_| OutputFormat::Csv);
        let asked = self
            .format
            .or(dialect)
            .or(promised)
            .unwrap_or(OutputFormat::Table);
        if dialect.is_some() && asked != OutputFormat::Csv {
            bail!(
                "--csv-dialect is a form of csv: it does not go with -O {}",
                asked.name()
            );
        }
        let file = self.output.as_deref().unwrap_or(Path::new("-"));
        let is_text = ending(file).as_deref() == Some("txt");
        if promised.is_some_and(|promised| promised != asked)
            || (is_text && asked == OutputFormat::Xlsx)
        {
            let (file, form) = (file.display(), asked.name());
            bail!("{file} would hold {form}, not what its ending says");
        }
        let format = Format::from(asked);
        let format = match self.csv_dialect {
            Some(dialect) => Format::ExcelCsv(dialect),
            None => format,
        };
        format.is_built()?;
        Ok(format)
    }

    fn goes_to_terminal(&self) -> bool {
        let file = self.output.as_deref();
        file.is_none_or(|path| path == Path::new("-")) && io::stdout().is_terminal()
    }
}

/// Whether what a view is asked for goes together; said before anything is done.
pub(super) fn check(command: &Command, matches: &ArgMatches) -> anyhow::Result<()> {
    let Some((name, of_command)) = matches.subcommand() else {
        return Ok(());
    };
    // The matches know what a command takes only in a debug build.
    let takes = command.find_subcommand(name).map(Command::get_arguments);
    let is_view = takes.is_some_and(|mut takes| takes.any(|it| it.get_id() == "csv_dialect"));
    if !is_view {
        return Ok(());
    }
    let arguments = ViewArguments::from_arg_matches(of_command).context("cannot read the form")?;
    let format = arguments.format()?;
    if format == Format::Xlsx && arguments.goes_to_terminal() {
        bail!("xlsx is no text for a terminal: write it to a file with -o FILE.xlsx");
    }
    Ok(())
}

impl OutputFormat {
    /// As users name it.
    fn name(self) -> String {
        let value = self.to_possible_value();
        value.map_or_else(String::new, |value| value.get_name().to_owned())
    }
}

impl From<OutputFormat> for Format {
    fn from(format: OutputFormat) -> Self {
        match format {
            OutputFormat::Table => Self::Table,
            OutputFormat::Csv => Self::Csv,
            OutputFormat::Tsv => Self::Tsv,
            OutputFormat::Json => Self::Json,
            OutputFormat::Jsonl => Self::JsonLines,
            OutputFormat::Md => Self::Markdown,
            OutputFormat::Html => Self::Html,
            OutputFormat::Xlsx => Self::Xlsx,
        }
    }
}

/// The form that the ending of a file promises; `txt` and no ending promise none.
fn promised(path: &Path) -> Option<OutputFormat> {
    OutputFormat::from_str(&ending(path)?, true).ok()
}

/// The ending of a file, in small letters.
fn ending(path: &Path) -> Option<String> {
    Some(path.extension()?.to_string_lossy().to_lowercase())
}

/// A file to write to: what its ending promises is what it will hold.
fn output_file(text: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(text);
    match ending(&path) {
        Some(other) if other != "txt" && promised(&path).is_none() => Err(format!(
            "a view cannot be written as .{other}: use .csv, .tsv, .json, .jsonl, .md, .html, .xlsx \
             or .txt"
        )),
        _ => Ok(path),
    }
}

fn dialect(name: String) -> Dialect {
    let mut known = Dialect::ALL.into_iter();
    let found = known.find_map(|(known, dialect)| (known == name).then_some(dialect));
    found.expect("clap lets no other name through")
}
