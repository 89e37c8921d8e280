//! The folder held against a revision: `check --against`.

use std::collections::{BTreeMap, HashSet};

use anyhow::Context;

use crate::diagnostic::Findings;
use crate::history::{
    self, Applications, FreshWaivers, Journal, Revision, Version, changed_call, changed_history,
    vanished_id, vanished_scheme,
};
use crate::model::{Book, SchemeId};
use crate::reading::{self, Fact, Folder, Form};
use crate::source::FileId;

use super::session::Session;

/// A revision's files, and where each of them stands now.
pub(super) struct Against {
    before: Folder,
    /// By path below the folder; those that are gone have a place too.
    now: BTreeMap<String, FileId>,
}

impl Against {
    /// Reads the files of a revision.
    pub(super) fn open(session: &mut Session, revision: &str) -> anyhow::Result<Self> {
        session.load_all()?;
        let before = folder_of(session, revision)?;
        let paths = before
            .sources()
            .iter()
            .map(|source| source.path().to_owned());
        let paths: Vec<String> = paths.collect();
        let at = |path: String| {
            let file = session.folder.file_at(&path);
            (path, file)
        };
        Ok(Self {
            now: paths.into_iter().map(at).collect(),
            before,
        })
    }

    /// Finds what the folder, as it stands, takes back of the revision. Of a
    /// scheme whose facts cannot be read now, that is said and nothing else.
    pub(super) fn compare(&self, session: &Session, found: &mut Findings) {
        for (id, file) in self.schemes() {
            let applications = self.before.text_at(&path(&id, Fact::Applications));
            if session
                .folder
                .text_at(&format!("schemes/{id}.toml"))
                .is_empty()
            {
                vanished_scheme(id.as_str(), applications, file, found);
                continue;
            }
            self.compare_call(session, &id, !applications.trim().is_empty(), found);
            // What cannot be read was said already.
            if let Some(book) = session.book(&id, &mut Findings::new()) {
                self.compare_facts(session, &book, found);
            }
        }
    }

    /// The schemes of the revision, with the places of their files now.
    fn schemes(&self) -> Vec<(SchemeId, FileId)> {
        let paths = self.now.iter();
        paths
            .filter_map(|(path, file)| {
                let name = path.strip_prefix("schemes/")?.strip_suffix(".toml")?;
                Some((SchemeId::new(name)?, *file))
            })
            .collect()
    }

    fn compare_call(
        &self,
        session: &Session,
        id: &SchemeId,
        has_applications: bool,
        found: &mut Findings,
    ) {
        let version = |folder: &'_ Folder| -> Option<Vec<_>> {
            let scheme = folder.scheme(id.as_str())?;
            Some(reading::rules(folder.sources().get(scheme.file)))
        };
        let (before, after) = (&self.before, &session.folder);
        let schemes = before.scheme(id.as_str()).zip(after.scheme(id.as_str()));
        let rules = version(before).zip(version(after));
        if let (Some((was, is)), Some((old, new))) = (schemes, rules) {
            let was = Version {
                scheme: was,
                rules: old,
            };
            let is = Version {
                scheme: is,
                rules: new,
            };
            changed_call(&was, &is, has_applications, session.today, found);
        }
    }

    fn compare_facts(&self, session: &Session, book: &Book<'_>, found: &mut Findings) {
        let id = &book.scheme.id;
        let texts = |fact| {
            let path = path(id, fact);
            (self.before.text_at(&path), session.folder.text_at(&path))
        };
        let (before, after) = texts(Fact::Waivers);
        let waivers = FreshWaivers::of(before, after);
        let (before, after) = texts(Fact::Applications);
        let mut gone = HashSet::new();
        if let Some(file) = self.now.get(&path(id, Fact::Applications)) {
            let applications = Applications {
                before,
                after,
                file: *file,
                waivers: &waivers,
            };
            gone = vanished_id(&applications, found);
        }
        for fact in [Fact::Awards, Fact::Payments] {
            let Some(file) = self.now.get(&path(id, fact)) else {
                continue;
            };
            let (before, after) = texts(fact);
            let form = Form::of(fact, Some(book.scheme));
            let journal = Journal {
                name: fact.file_name(),
                before,
                after,
                file: *file,
                form: &|column, cell| form.cell(column, cell),
                is_secret: reading::names_a_person,
                waivers: &waivers,
                gone: &gone,
            };
            changed_history(&journal, found);
        }
    }
}

/// The folder as a revision has it, its findings forgotten: what it did not
/// understand of a revision is no business of today's.
fn folder_of(session: &Session, revision: &str) -> anyhow::Result<Folder> {
    let files = files(session, revision)?;
    Ok(Folder::of_files(files, &mut Findings::new()))
}

/// The files of the folder as a revision has them.
pub(super) fn files(
    session: &Session,
    revision: &str,
) -> anyhow::Result<Vec<history::RevisionFile>> {
    let root = session.folder.root();
    let found = Revision::find(root, revision)?;
    let files = found
        .files()
        .with_context(|| format!("cannot read the files of {revision}"))?;
    Ok(files)
}

fn path(id: &SchemeId, fact: Fact) -> String {
    format!("data/{id}/{}", fact.file_name())
}
