//! Files that are to be written anew: shown as a diff, and written.

use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use similar::TextDiff;

use crate::recording::replace;
use crate::source::visible;

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

    /// Writes the file, unless it was changed since it was read.
    pub(super) fn write(&self, root: &Path) -> anyhow::Result<()> {
        let path = root.join(&self.path);
        let now = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        if now != self.before.as_bytes() {
            bail!(
                "{} was changed meanwhile: it is left alone, run the command again",
                self.path
            );
        }
        replace(&path, self.after.as_bytes())
            .with_context(|| format!("cannot write {}", path.display()))
    }
}
