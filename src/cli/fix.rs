//! `check --fix`: what is certain is mended before the check.

use std::collections::BTreeMap;
use std::io;
use std::ops::Range;

use crate::diagnostic::Located;
use crate::model::counted;
use crate::reading::{FileKind, is_tidied, mended_csv, tidy};

use super::arguments::Global;
use super::commands::check::stands_in;
use super::each_scheme::examine;
use super::output;
use super::patch::{self, Patch};
use super::session::Session;

/// The places of one file that are to say something else, with what.
type Replacements = Vec<(Range<usize>, String)>;

/// Shows what can be mended for certain in the files of these schemes (of all,
/// without any), asks, and mends it.
pub(super) fn run(global: &Global, schemes: &[String], yes: bool) -> anyhow::Result<()> {
    let session = Session::open(global)?;
    session.load_all()?;
    let mut found = session.found_so_far();
    examine(&session, false, &mut found)?;
    let mut located = session.locate(found);
    if !schemes.is_empty() {
        located.retain(|finding| stands_in(finding, schemes));
    }
    let patches = patches(&session, &located);
    if patches.is_empty() {
        session.say("grants: nothing can be mended for certain");
        return Ok(());
    }
    let color = output::colored(global.color, &io::stderr());
    for patch in &patches {
        output::say(patch.shown(color).trim_end());
    }
    let files = counted(patches.len(), "file");
    let write = yes || {
        let answer = output::confirm(&format!("Write {files}?"))?;
        if answer.is_none() {
            output::say("grants: nothing is written: there is nobody to ask; use --yes");
        }
        answer == Some(true)
    };
    if write {
        patch::write(global, session.folder.root(), &patches)?;
        session.say(&format!("grants: {files} mended"));
    }
    Ok(())
}

/// The files in which a finding stands that can be mended for certain. A file
/// whose rows cannot be told is left alone.
fn patches(session: &Session, located: &[Located<'_>]) -> Vec<Patch> {
    let mut wanted: BTreeMap<&str, Replacements> = BTreeMap::new();
    for finding in located {
        let place = &finding.primary;
        let replacements = match &finding.replacement {
            Some(replacement) => Some((place.range(), replacement.clone())),
            None if is_tidied(finding.code) => None,
            None => continue,
        };
        let entry = wanted.entry(place.source.path()).or_default();
        entry.extend(replacements);
    }
    let sources = session.folder.sources();
    let mut patches = Vec::new();
    for (file, kind) in session.folder.files() {
        let source = sources.get(file);
        let Some(replacements) = wanted.get_mut(source.path()) else {
            continue;
        };
        replacements.sort_by_key(|(range, _)| range.start);
        replacements.dedup_by_key(|(range, _)| range.start);
        let after = match kind {
            FileKind::Scheme => Some(tidy(source.text())),
            FileKind::Facts(..) => mended_csv(source.text(), replacements),
        };
        patches.extend(after.map(|after| Patch {
            path: source.path().to_owned(),
            before: source.text().to_owned(),
            after,
        }));
    }
    patches.retain(|patch| patch.after != patch.before);
    patches
}
