//! A folder whose files are at hand: those of a revision. Which files a folder
//! has, and what each is.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::diagnostic::Findings;
use crate::model::SchemeId;
use crate::source::{FileId, Sources};

use super::folder::{Fact, Folder, Loaded};
use super::text::{self, Opened};
use super::{references, schemes};

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
            files: BTreeMap::new(),
            unread: BTreeSet::new(),
        };
        let mut names = Vec::new();
        for (path, bytes) in files {
            match kind(&path) {
                Some((id, None)) => {
                    names.push(id.to_string());
                    folder.take_scheme(id, path, bytes, found);
                }
                Some((id, Some(fact))) => folder.take_facts(id, fact, path, bytes, found),
                None => {}
            }
        }
        folder.schemes.sort_by(|a, b| a.id.cmp(&b.id));
        references::between_schemes(&folder.schemes, &names, found);
        folder
    }

    fn take_scheme(&mut self, id: SchemeId, path: String, bytes: Vec<u8>, found: &mut Findings) {
        let Opened { file, readable, .. } = text::open(&mut self.sources, path, bytes, found);
        self.scheme_files.push(Loaded { file, readable });
        if readable {
            let scheme = schemes::read(id, self.sources.get(file), found);
            self.schemes.extend(scheme);
        }
    }

    fn take_facts(
        &mut self,
        id: SchemeId,
        fact: Fact,
        path: String,
        bytes: Vec<u8>,
        found: &mut Findings,
    ) {
        let opened = text::open(&mut self.sources, path, bytes, found);
        if !opened.sound {
            self.unread.insert(id.clone());
        }
        let Opened { file, readable, .. } = opened;
        self.files.insert((id, fact), Loaded { file, readable });
    }

    /// The files of the folder that were read, in order: schemes first. Those
    /// that are not text as it should be are left out.
    pub fn files(&self) -> Vec<(FileId, FileKind)> {
        let schemes = self
            .scheme_files
            .iter()
            .map(|loaded| (loaded, FileKind::Scheme));
        let facts = self
            .files
            .iter()
            .map(|((id, fact), loaded)| (loaded, FileKind::Facts(id.clone(), *fact)));
        schemes
            .chain(facts)
            .filter(|(loaded, _)| loaded.readable)
            .map(|(loaded, kind)| (loaded.file, kind))
            .collect()
    }

    /// The text of a file by its path below the folder, readable or not; empty
    /// when there is no such file.
    pub fn text_at(&self, path: &str) -> &str {
        let mut sources = self.sources.iter();
        let source = sources.find(|source| source.path() == path);
        source.map_or("", |source| source.text())
    }

    /// The file of a path below the folder; where there is none, one without
    /// a text, so that a finding can say that it is gone.
    pub fn file_at(&mut self, path: &str) -> FileId {
        let known = self.sources.iter().find(|source| source.path() == path);
        match known.map(|source| source.id()) {
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
