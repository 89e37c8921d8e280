//! A folder whose files are at hand: those of a revision. Which files a folder
//! has, and what each is.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::diagnostic::Findings;
use crate::model::{Fact, SchemeId};
use crate::source::{FileId, Source, Sources};

use super::folder::Folder;
use super::{references, text};

/// What a file of a folder is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileKind {
    /// A scheme file.
    Scheme,
    /// A file of the scheme's facts.
    Facts(SchemeId, Fact),
}

impl Folder {
    /// A folder of files with their paths below it, read as if they stood on
    /// the disk; those that belong to no scheme are left out.
    pub fn of_files(
        files: impl IntoIterator<Item = (String, Vec<u8>)>,
        found: &mut Findings,
    ) -> Self {
        let mut folder = Self {
            root: PathBuf::new(),
            real_root: None,
            sources: Sources::new(),
            schemes: Vec::new(),
            scheme_files: Vec::new(),
            homes: BTreeMap::new(),
        };
        let mut names = Vec::new();
        for (path, bytes) in files {
            let Some((id, fact)) = kind(&path) else {
                continue;
            };
            let file = folder.sources.set_aside(1);
            let opened = text::open(file, path, bytes, found);
            match fact {
                None => {
                    names.push(id.to_string());
                    folder.take_scheme(&id, opened, found);
                }
                Some(fact) => folder.take_facts(&id, fact, Some(opened)),
            }
        }
        names.sort_unstable();
        folder.schemes.sort_by(|a, b| a.id.cmp(&b.id));
        for nth in 0..folder.schemes.len() {
            let id = folder.schemes[nth].id.clone();
            folder.home_in_memory(&id);
        }
        references::between_schemes(&folder.schemes, &names, found);
        folder
    }

    /// The files of the folder that are loaded, in order: schemes first. Those
    /// that are not text as it should be are left out.
    pub fn files(&self) -> Vec<(FileId, FileKind)> {
        let schemes = self
            .scheme_files
            .iter()
            .map(|loaded| (*loaded, FileKind::Scheme));
        let facts = self.loaded();
        let facts = facts.map(|(id, fact, loaded)| (loaded, FileKind::Facts(id.clone(), fact)));
        schemes
            .chain(facts)
            .filter(|(loaded, _)| loaded.readable)
            .map(|(loaded, kind)| (loaded.file, kind))
            .collect()
    }

    /// The text of a file by its path below the folder, readable or not; empty
    /// when there is no such file.
    pub fn text_at(&self, path: &str) -> &str {
        self.source_at(path).map_or("", Source::text)
    }

    /// The text of a file with its path, readable or not.
    pub fn source_at(&self, path: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.path() == path)
    }

    /// The file of a path below the folder; where there is none, one without
    /// a text, so that a finding can say that it is gone.
    pub fn file_at(&mut self, path: &str) -> FileId {
        match self.source_at(path).map(Source::id) {
            Some(file) => file,
            None => self.sources.add(path.to_owned(), String::new()),
        }
    }
}

/// Which scheme a path belongs to, and which of its facts it holds, if any.
fn kind(path: &str) -> Option<(SchemeId, Option<Fact>)> {
    match path.split('/').collect::<Vec<_>>()[..] {
        ["schemes", name] => Some((SchemeId::new(name.strip_suffix(".toml")?)?, None)),
        ["data", id, name] => {
            let fact = Fact::ALL.into_iter().find(|fact| fact.file_name() == name);
            Some((SchemeId::new(id)?, Some(fact?)))
        }
        _ => None,
    }
}
