//! Files that are to be written anew: shown as a diff, and written.

use std::path::Path;

use anyhow::Context;
use similar::TextDiff;

use crate::source::visible;

use super::arguments::Global;
use super::writing::{author, lock};

/// One file, as it was read and as it is to be.
pub(super) struct Patch {
    /// Its path below the folder.
    pub(super) path: String,
    pub(super) before: String,
    pub(super) after: String,
}

impl Patch {
    /// The change as a unified diff, of bytes as they are.
    pub(super) fn unified(&self) -> String {
        let diff = TextDiff::from_lines(self.before.as_str(), self.after.as_str());
        let names = (format!("a/{}", self.path), format!("b/{}", self.path));
        let mut unified = diff.unified_diff();
        unified.header(&names.0, &names.1).to_string()
    }

    /// The change for people: nothing hidden in it, coloured if that is wanted.
    pub(super) fn shown(&self, color: bool) -> String {
        let unified = self.unified();
        let lines = unified.split_terminator('\n').map(|line| {
            let line = visible(line);
            match (color, line.as_bytes().first()) {
                (true, Some(b'-')) => format!("\u{1b}[31m{line}\u{1b}[0m\n"),
                (true, Some(b'+')) => format!("\u{1b}[32m{line}\u{1b}[0m\n"),
                _ => format!("{line}\n"),
            }
        });
        lines.collect()
    }
}

/// Writes the files under the folder's lock, each unless it was changed since
/// it was read.
pub(super) fn write(global: &Global, root: &Path, patches: &[Patch]) -> anyhow::Result<()> {
    if patches.is_empty() {
        return Ok(());
    }
    let lock = lock(global, &author(None))?;
    for patch in patches {
        lock.replace(&root.join(&patch.path), Some(&patch.before), &patch.after)
            .with_context(|| format!("cannot write {}", patch.path))?;
    }
    Ok(())
}
