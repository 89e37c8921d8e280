//! `grants schema`: what a scheme file may hold, for editors.

use clap::Args;

use crate::cli::output::{self, Status};
use crate::reading;

/// Print the JSON Schema of scheme files, for editors
#[derive(Debug, Args)]
#[command(
    after_help = "An editor that knows TOML (Taplo, Even Better TOML) uses it where a scheme begins with\n  #:schema grants-scheme.schema.json\nor where .taplo.toml names it for schemes/*.toml.\n\nExamples:\n  grants schema > grants-scheme.schema.json\n  check-jsonschema --schemafile grants-scheme.schema.json schemes/*.toml"
)]
pub(in crate::cli) struct SchemaArguments {}

pub(super) fn run() -> anyhow::Result<Status> {
    let schema = serde_json::to_string_pretty(&reading::schema())?;
    output::print(&(schema + "\n"))?;
    Ok(Status::Fine)
}
