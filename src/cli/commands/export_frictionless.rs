//! `grants export frictionless`: a data package for the folder's CSV.

use clap::Args;

use crate::cli::output::{self, Status};
use crate::cli::session::Session;
use crate::export::{DataFile, data_package};
use crate::model::Book;
use crate::reading::Fact;
use crate::source::{Source, record_at};

use super::export::{Chosen, stamp};

/// Write a datapackage.json that describes the folder's CSV files
#[derive(Debug, Args)]
#[command(after_help = include_str!("../topics/export-frictionless.md"))]
pub(super) struct FrictionlessArguments {
    #[command(flatten)]
    chosen: Chosen,
}

pub(super) fn run(session: &Session, arguments: &FrictionlessArguments) -> anyhow::Result<Status> {
    arguments.chosen.would_hold("json", &["json"])?;
    let Some(chosen) = arguments.chosen.read(session)? else {
        return Ok(Status::Findings);
    };
    let books = chosen.into_books();
    let files: Vec<DataFile> = books.iter().flat_map(|book| files(session, book)).collect();
    if files.is_empty() {
        anyhow::bail!("there is no file of facts to describe");
    }
    let text = data_package(&files, stamp(session).as_ref());
    output::write(text.as_bytes(), arguments.chosen.output.as_deref())?;
    Ok(Status::Fine)
}

/// The files that a scheme has, with their headers.
fn files<'s>(session: &'s Session, book: &Book<'s>) -> Vec<DataFile<'s>> {
    let scheme = book.scheme;
    let texts = session.folder.texts(&scheme.id);
    let of = |fact: Fact| {
        let source = texts.get(fact)?;
        Some(DataFile {
            scheme,
            fact,
            path: source.path(),
            columns: header(source),
        })
    };
    Fact::ALL.into_iter().filter_map(of).collect()
}

/// The names of a file's columns, in their order.
fn header(source: &Source) -> Vec<String> {
    let text = source.text();
    let start = text.len() - text.trim_start_matches(['\u{feff}', '\r', '\n']).len();
    let record = record_at(text, start);
    let names = record.cells.iter().map(|cell| cell.value(text));
    names.map(|name| name.into_owned()).collect()
}
