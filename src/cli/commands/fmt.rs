//! `grants fmt`: canonical bytes, losslessly.

use std::fs;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::Args;

use crate::cli::arguments::Global;
use crate::cli::output::{self, Status};
use crate::cli::patch::{self, Patch};
use crate::cli::session::Session;
use crate::diagnostic::{Format, Located, render};
use crate::model::counted;
use crate::reading::{FileKind, Form, canonical_csv, hinders_form, tidy};

/// Write the files of the folder in their one form; what they say stays
///
/// CSV: no byte order mark, lines that end in \n, no empty lines, quotes only
/// where they are needed, plain amounts (120000, 1234.50), ISO dates, letters
/// in composed form (Unicode NFC). Rows and columns keep their order. Scheme
/// files: byte order mark, line ends and letters, nothing else. What cannot be
/// understood is left as it is, and said.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit status: 1 when something is left that cannot be understood; with --check or --diff also when a file is not in its one form.\n\nExamples:\n  grants fmt                                   every file of the folder\n  grants fmt data/digdir-2024/awards.csv\n  grants fmt --check                           in CI: names the files, writes nothing\n  grants fmt --diff | less                     what would change"
)]
pub(in crate::cli) struct FmtArguments {
    /// Only these files of the folder
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Write nothing; print the names of files that are not in their one form
    #[arg(long)]
    check: bool,

    /// Write nothing; print what would change
    #[arg(long, conflicts_with = "check")]
    diff: bool,
}

pub(super) fn run(global: &Global, arguments: &FmtArguments) -> anyhow::Result<Status> {
    let session = open(global)?;
    let chosen = chosen(&session, &arguments.files)?;
    let is_chosen = |path: &str| chosen.is_empty() || chosen.iter().any(|name| name == path);
    let mut patches = patches(&session);
    patches.retain(|patch| is_chosen(&patch.path));
    if arguments.diff {
        for patch in &patches {
            output::print(&if io::stdout().is_terminal() {
                patch.shown(session.color())
            } else {
                patch.unified()
            })?;
        }
    } else if arguments.check {
        for patch in &patches {
            output::print(&format!("{}\n", patch.path))?;
        }
    } else {
        patch::write(global, session.folder.root(), &patches)?;
    }
    let written = !(arguments.diff || arguments.check);
    say(&session, patches.len(), written);
    // What is left is shown where it stands now.
    let session = if written && !patches.is_empty() {
        open(global)?
    } else {
        session
    };
    let mut left = left(&session);
    left.retain(|finding| is_chosen(finding.primary.source.path()));
    if !left.is_empty() {
        let color = output::colored(global.color, &io::stderr());
        output::say(render(&left, Format::Full, color, output::width()).trim_end());
        session.say_counts(&left);
    }
    let fine = left.is_empty() && (written || patches.is_empty());
    Ok(if fine { Status::Fine } else { Status::Findings })
}

/// The folder with every text.
fn open(global: &Global) -> anyhow::Result<Session> {
    let session = Session::open(global)?;
    session.load_all()?;
    Ok(session)
}

fn say(session: &Session, count: usize, written: bool) {
    match (count, written) {
        (0, _) => {}
        (_, true) => session.say(&format!("grants: {} written", counted(count, "file"))),
        (1, false) => session.say("grants: 1 file is not in its one form: grants fmt writes it"),
        (_, false) => session.say(&format!(
            "grants: {count} files are not in their one form: grants fmt writes them"
        )),
    }
}

/// Every file that would be written anew.
fn patches(session: &Session) -> Vec<Patch> {
    let folder = &session.folder;
    let mut patches = Vec::new();
    for (file, kind) in folder.files() {
        let source = folder.sources().get(file);
        let after = match kind {
            FileKind::Scheme => Some(tidy(source.text())),
            FileKind::Facts(id, fact) => {
                canonical_csv(source.text(), &Form::of(fact, folder.scheme(id.as_str())))
            }
        };
        if let Some(after) = after.filter(|after| after != source.text()) {
            patches.push(Patch {
                path: source.path().to_owned(),
                before: source.text().to_owned(),
                after,
            });
        }
    }
    patches.sort_by(|a, b| a.path.cmp(&b.path));
    patches
}

/// What cannot be brought into its one form, and why.
fn left(session: &Session) -> Vec<Located<'_>> {
    let mut found: Vec<_> = session.found_so_far().into_iter().collect();
    for scheme in session.folder.schemes() {
        let mut more = crate::diagnostic::Findings::new();
        session.book(&scheme.id, &mut more);
        found.extend(more);
    }
    found.retain(|finding| finding.replacement.is_none() && hinders_form(finding.code));
    session.locate(found)
}

/// The paths, below the folder, of the files that the user named.
fn chosen(session: &Session, files: &[PathBuf]) -> anyhow::Result<Vec<String>> {
    let root = session.folder.root();
    let root = fs::canonicalize(root).with_context(|| format!("cannot read {}", root.display()))?;
    let mut chosen = Vec::new();
    for file in files {
        let path =
            fs::canonicalize(file).with_context(|| format!("cannot read {}", file.display()))?;
        let below = path.strip_prefix(&root).ok().map(|below| {
            let parts = below.components();
            let parts: Vec<_> = parts
                .map(|part| part.as_os_str().to_string_lossy())
                .collect();
            parts.join("/")
        });
        let sources = session.folder.sources();
        let known = |below: &String| sources.iter().any(|source| source.path() == below);
        match below.filter(known) {
            Some(below) => chosen.push(below),
            None => bail!(
                "{} is no file of schemes or facts of the folder",
                file.display()
            ),
        }
    }
    Ok(chosen)
}
