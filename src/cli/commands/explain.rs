//! `grants explain`: what a check means, and what a scheme says.

use anyhow::bail;
use clap::Args;
use clap_complete::engine::ArgValueCompleter;

use crate::cli::arguments::{Global, ViewArguments};
use crate::cli::complete;
use crate::cli::output::{self, Status};
use crate::cli::session::Session;
use crate::diagnostic::{Code, Findings, nearest};
use crate::import;
use crate::table::Format;
use crate::view;

use super::catalogue;

/// Say what a check means, or what a scheme says, in plain words
///
/// Of a check: what it finds, why it is there, and how to mend it. Of a scheme:
/// who pays, what there is, when, for whom, what is asked with the sentence of
/// the announcement, how it is scored, how the money is shared out, and what
/// comes after. All of it is made from the scheme's file.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  grants explain over-committed\n  grants explain digdir-2024\n  grants explain digdir-2024 -O json     a line each, with its part\n  grants explain --list"
)]
pub(in crate::cli) struct ExplainArguments {
    /// The name of a check, as it stands in the brackets of a finding, or of a
    /// scheme
    #[arg(value_name = "CHECK|SCHEME", add = ArgValueCompleter::new(complete::checks_and_schemes), required_unless_present = "list")]
    name: Option<String>,

    /// Every check, a line each
    #[arg(long)]
    list: bool,

    #[command(flatten)]
    view: ViewArguments,
}

pub(super) fn run(global: &Global, arguments: &ExplainArguments) -> anyhow::Result<Status> {
    let mut codes = catalogue::codes();
    if arguments.list {
        if output::is_table(&arguments.view) {
            output::print_text(&catalogue::list(), &arguments.view)?;
        } else {
            output::print_grid(&catalogue::grid(&codes, false), &arguments.view)?;
        }
        return Ok(Status::Fine);
    }
    codes.extend(import::CODES);
    let name = arguments.name.as_deref().unwrap_or_default();
    if let Some(code) = codes.iter().find(|code| code.name == name) {
        // The page is Markdown, which reads well as it is.
        if matches!(arguments.view.format()?, Format::Table | Format::Markdown) {
            output::print_text(&format!("{}\n", code.page.trim_end()), &arguments.view)?;
        } else {
            output::print_grid(&catalogue::grid(&[code], true), &arguments.view)?;
        }
        return Ok(Status::Fine);
    }
    scheme(global, arguments, name, &codes)
}

/// The scheme of that name in plain words. Where there is no such scheme, and
/// no folder that could have one, the user may have meant a check.
fn scheme(
    global: &Global,
    arguments: &ExplainArguments,
    name: &str,
    codes: &[&Code],
) -> anyhow::Result<Status> {
    let near = nearest(name, codes.iter().map(|code| code.name));
    let session = match (Session::open(global), near) {
        (Ok(session), _) => session,
        (Err(_), Some(near)) => bail!("there is no check `{name}`: did you mean `{near}`?"),
        (Err(error), None) => bail!("there is no check `{name}`, and as to schemes: {error:#}"),
    };
    let schemes = session.folder.schemes();
    let Some(scheme) = session.folder.scheme(name) else {
        if session.has_errors(&Findings::new()) {
            return Ok(Status::Findings);
        }
        let ids = schemes.iter().map(|scheme| scheme.id.as_str());
        match nearest(name, codes.iter().map(|code| code.name).chain(ids)) {
            Some(near) => bail!("there is no check or scheme `{name}`: did you mean `{near}`?"),
            None => bail!(
                "there is no check or scheme `{name}`; grants explain --list has all checks, \
                 grants budget all schemes"
            ),
        }
    };
    let day = arguments.view.as_of.unwrap_or(session.today);
    let sections = view::scheme_words(scheme, schemes, day);
    let title = format!("{name} in words");
    output::print_sections(&title, &sections, scheme.language, &arguments.view)?;
    Ok(Status::Fine)
}
