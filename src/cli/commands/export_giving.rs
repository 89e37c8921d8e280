//! `grants export 360giving`: open data.

use clap::{Args, ValueEnum};

use crate::cli::output::{self, Status};
use crate::cli::session::Session;
use crate::export::{Prefix, package, package_csv, package_json};

use super::export::{Chosen, stamp};

/// Write the grants as open data by the 360Giving Data Standard 1.1
#[derive(Debug, Args)]
#[command(after_help = include_str!("../topics/export-360giving.md"))]
pub(super) struct GivingArguments {
    #[command(flatten)]
    chosen: Chosen,

    /// The form: json or csv (default: by the ending of -o, else json)
    #[arg(
        short = 'O',
        value_name = "FORMAT",
        value_enum,
        help_heading = "Output"
    )]
    format: Option<Form>,

    /// The publisher's own prefix, such as one that 360Giving has registered
    #[arg(long, value_name = "PREFIX", value_parser = prefix)]
    prefix: Option<Prefix>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// A package with all that is known
    Json,
    /// One row a grant, under the standard's column titles
    Csv,
}

fn prefix(text: &str) -> Result<Prefix, String> {
    let wanted = "a prefix has letters (a-z, A-Z), digits, `.`, `_` and `-`, such as 360G-example";
    Prefix::new(text).ok_or_else(|| wanted.to_owned())
}

pub(super) fn run(session: &Session, arguments: &GivingArguments) -> anyhow::Result<Status> {
    let form = form(arguments)?;
    let Some(chosen) = arguments.chosen.read(session)? else {
        return Ok(Status::Findings);
    };
    let books = chosen.into_books();
    let schemes = session.folder.schemes();
    let made = package(&books, schemes, arguments.prefix.as_ref(), stamp(session));
    let package = match made {
        Ok(package) => package,
        Err(lacking) => {
            for id in lacking {
                output::say(&format!(
                    "grants: {id} names no funder, and the standard asks for one: add `funder = {{ name = \"…\" }}` to schemes/{id}.toml"
                ));
            }
            return Ok(Status::Trouble);
        }
    };
    for left in &package.left {
        session.say(&format!("grants: {left}"));
    }
    if package.is_empty() {
        anyhow::bail!("there is no grant to publish: no application has money committed to it");
    }
    let text = match form {
        Form::Json => package_json(&package),
        Form::Csv => package_csv(&package),
    };
    output::write(text.as_bytes(), arguments.chosen.output.as_deref())?;
    Ok(Status::Fine)
}

/// The form that is asked for, or that the file's ending promises.
fn form(arguments: &GivingArguments) -> anyhow::Result<Form> {
    match (arguments.format, arguments.chosen.ending().as_deref()) {
        (Some(form), _) => {
            let name = match form {
                Form::Json => "json",
                Form::Csv => "csv",
            };
            arguments.chosen.would_hold(name, &[name])?;
            Ok(form)
        }
        (None, None | Some("json")) => Ok(Form::Json),
        (None, Some("csv")) => Ok(Form::Csv),
        (None, Some(other)) => {
            anyhow::bail!("grants cannot be published as .{other}: use .json or .csv, or -O")
        }
    }
}
