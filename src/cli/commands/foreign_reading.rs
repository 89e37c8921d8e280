//! How a foreign file is read, as the user says it.

use std::collections::BTreeMap;

use clap::Args;

/// How a foreign file is read; what is not said is recognised.
#[derive(Debug, Args)]
#[command(next_help_heading = "How the file is read")]
pub(super) struct ForeignReading {
    /// What stands between cells: comma, semicolon, tab or bar
    #[arg(long, value_name = "NAME")]
    separator: Option<String>,

    /// How letters are written: utf-8, windows-1252, utf-16le or utf-16be
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,

    /// The sheet of a spreadsheet
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,

    /// The row with the names of the columns, counted from 1
    #[arg(long, value_name = "N")]
    header_row: Option<String>,

    /// What stands before decimals: comma or point
    #[arg(long, value_name = "MARK")]
    decimal: Option<String>,

    /// How 03/04/2024 is read: day-first or month-first
    #[arg(long, value_name = "ORDER")]
    dates: Option<String>,
}

impl ForeignReading {
    /// What was said, under the names that `[read]` of a mapping has for it.
    pub(super) fn words(&self) -> BTreeMap<String, String> {
        let words = [
            ("separator", &self.separator),
            ("encoding", &self.encoding),
            ("sheet", &self.sheet),
            ("header-row", &self.header_row),
            ("decimal", &self.decimal),
            ("dates", &self.dates),
        ];
        let words = words.into_iter();
        let said = words.filter_map(|(key, word)| Some((key.to_owned(), word.clone()?)));
        said.collect()
    }
}

/// `THEIRS=OURS`; the last `=` parts them.
pub(super) fn pair(text: &str) -> Result<(String, String), String> {
    let (one, other) = text
        .rsplit_once('=')
        .ok_or("write it with a `=`, such as \"Søkt beløp=requested\"")?;
    Ok((one.trim().to_owned(), other.trim().to_owned()))
}
