//! Words that a shell completes: schemes, applications and checks of the folder.
//!
//! The shell runs `grants` with the line so far; nothing is read but names.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use clap::CommandFactory;
use clap_complete::CompleteEnv;
use clap_complete::engine::CompletionCandidate;

use crate::reading::{application_ids, scheme_ids};

use super::arguments::Arguments;
use super::commands::catalogue::codes;
use super::session::{root, waivable};

/// Set by the shell to its own name when it asks for words.
pub(super) const VARIABLE: &str = "GRANTS_COMPLETE";

/// Answers a shell that asks for words; false when none does.
pub(super) fn answer() -> Result<bool, clap::Error> {
    CompleteEnv::with_factory(Arguments::command)
        .var(VARIABLE)
        .try_complete(std::env::args_os(), std::env::current_dir().ok().as_deref())
}

/// The schemes of the folder.
pub(super) fn schemes(current: &OsStr) -> Vec<CompletionCandidate> {
    folder().map_or_else(Vec::new, |root| beginning(current, scheme_ids(&root)))
}

/// The schemes of the folder and, once one is clear, its applications.
pub(super) fn applications(current: &OsStr) -> Vec<CompletionCandidate> {
    let (Some(root), Some(typed)) = (folder(), current.to_str()) else {
        return Vec::new();
    };
    if let Some((scheme, id)) = typed.split_once('/') {
        return of_scheme(&root, scheme, id);
    }
    let mut schemes = scheme_ids(&root);
    schemes.retain(|scheme| scheme.starts_with(typed));
    match &schemes[..] {
        [scheme] => of_scheme(&root, scheme, ""),
        _ => candidates(schemes.into_iter().map(|scheme| scheme + "/")),
    }
}

/// The checks that can be waived.
pub(super) fn waivable_checks(current: &OsStr) -> Vec<CompletionCandidate> {
    let mut checks = waivable();
    checks.sort_unstable();
    beginning(current, checks.into_iter().map(str::to_owned))
}

/// Every check, and the schemes of the folder.
pub(super) fn checks_and_schemes(current: &OsStr) -> Vec<CompletionCandidate> {
    let checks = codes().into_iter().map(|code| code.name.to_owned());
    let schemes = folder().map_or_else(Vec::new, |root| scheme_ids(&root));
    beginning(current, checks.chain(schemes))
}

fn of_scheme(root: &Path, scheme: &str, typed: &str) -> Vec<CompletionCandidate> {
    let ids = application_ids(root, scheme).into_iter();
    let fitting = ids.filter(|(id, _)| id.starts_with(typed));
    let candidate = |(id, applicant): (String, Option<String>)| {
        CompletionCandidate::new(format!("{scheme}/{id}")).help(applicant.map(Into::into))
    };
    fitting.map(candidate).collect()
}

fn beginning(typed: &OsStr, words: impl IntoIterator<Item = String>) -> Vec<CompletionCandidate> {
    let typed = typed.to_str().unwrap_or_default();
    let words = words.into_iter();
    candidates(words.filter(|word| word.starts_with(typed)))
}

fn candidates(words: impl Iterator<Item = String>) -> Vec<CompletionCandidate> {
    words.map(CompletionCandidate::new).collect()
}

/// The folder of the line that is being typed.
fn folder() -> Option<PathBuf> {
    let line = std::env::args_os().skip_while(|word| word != "--").skip(1);
    let named = named(&line.collect::<Vec<_>>());
    let named = named.or_else(|| std::env::var_os("GRANTS_ROOT").map(PathBuf::from));
    root(named.as_deref()).ok()
}

/// What follows `-C`.
fn named(line: &[OsString]) -> Option<PathBuf> {
    let at = line.iter().position(|word| {
        let word = word.as_encoded_bytes();
        word.starts_with(b"-C")
    })?;
    match line[at].to_str()?.strip_prefix("-C")? {
        "" => line.get(at + 1).map(PathBuf::from),
        joined => Some(PathBuf::from(joined.trim_start_matches('='))),
    }
}
