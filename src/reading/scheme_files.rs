//! The scheme files of a folder.

use std::path::PathBuf;

use crate::diagnostic::{Finding, Findings};
use crate::model::{Scheme, SchemeId};
use crate::parallel::{in_parallel, threads};
use crate::source::{FileId, Place, Source};

use super::folder::{Folder, Loaded, Trouble, entries};
use super::text::Opened;
use super::{codes, schemes};

/// Fewer files than this are read sooner than threads begin.
const FEW: usize = 32;

/// `schemes/<id>.toml`
struct SchemeFile {
    id: SchemeId,
    file: FileId,
    path: PathBuf,
}

impl Folder {
    /// Reads `schemes/*.toml`; returns every scheme's name, understood or not,
    /// in order.
    pub(super) fn read_schemes(&mut self, found: &mut Findings) -> Result<Vec<String>, Trouble> {
        let (mut names, files) = self.scheme_files(found)?;
        names.sort_unstable();
        let folder = &*self;
        let read = |it: &SchemeFile| {
            let mut found = Findings::new();
            let opened = folder.take(it.file, &it.path, &mut found)?;
            let scheme = scheme(&it.id, &opened, &mut found);
            Ok((opened, scheme, found))
        };
        let threads = if files.len() < FEW { 1 } else { threads() };
        for made in in_parallel(threads, &files, read) {
            let (opened, scheme, more) = made?;
            found.extend(more);
            self.keep_scheme(opened, scheme);
        }
        Ok(names)
    }

    /// Every scheme's name, and the files of those whose name can be an id.
    fn scheme_files(
        &mut self,
        found: &mut Findings,
    ) -> Result<(Vec<String>, Vec<SchemeFile>), Trouble> {
        let (mut names, mut files) = (Vec::new(), Vec::new());
        let schemes = self.root.join("schemes");
        if schemes.is_symlink() && self.leads_outside(&schemes, found) {
            return Ok((names, files));
        }
        for entry in entries(&schemes)? {
            if entry.is_link && self.leads_outside(&entry.path, found) {
                continue;
            }
            let Some(stem) = entry.name.strip_suffix(".toml").filter(|_| entry.is_file()) else {
                let message = "only scheme files (*.toml) belong in schemes/";
                self.stray(&entry.path, message, None, found);
                continue;
            };
            names.push(stem.to_owned());
            let file = self.sources.set_aside(1);
            let Some(id) = SchemeId::new(stem) else {
                let path = self.relative(&entry.path);
                self.sources.keep(Source::new(file, path, String::new()));
                let message = format!("`{stem}` cannot be the id of a scheme");
                let finding = Finding::new(&codes::SCHEME_ID, Place::File(file), message);
                found.add(finding.help("name the file with a-z, 0-9 and `-` only"));
                continue;
            };
            let path = entry.path;
            files.push(SchemeFile { id, file, path });
        }
        Ok((names, files))
    }

    /// Takes in a scheme file of a folder in memory.
    pub(super) fn take_scheme(&mut self, id: &SchemeId, opened: Opened, found: &mut Findings) {
        let scheme = scheme(id, &opened, found);
        self.keep_scheme(opened, scheme);
    }

    fn keep_scheme(&mut self, opened: Opened, scheme: Option<Scheme>) {
        let (file, readable) = (opened.source.id(), opened.readable);
        self.scheme_files.push(Loaded { file, readable });
        self.schemes.extend(scheme);
        self.sources.keep(opened.source);
    }
}

/// What a scheme file says, as far as it is text.
fn scheme(id: &SchemeId, opened: &Opened, found: &mut Findings) -> Option<Scheme> {
    let readable = opened.readable.then_some(&opened.source)?;
    schemes::read(id.clone(), readable, found)
}
