//! The folder held against a revision: `check --against`.

use std::collections::{BTreeMap, HashSet};

use anyhow::Context;

use crate::diagnostic::{Findings, Severity};
use crate::history::{
    self, Applications, FreshWaivers, Journal, Revision, Version, changed_call, changed_history,
    unread_revision, vanished_id, vanished_scheme,
};
use crate::model::{Book, Scheme, SchemeId};
use crate::reading::{self, Fact, Folder, Form};
use crate::source::{FileId, Place, Source};

use super::session::Session;

/// A revision's files, and where each of them stands now.
pub(super) struct Against {
    /// The revision, as the user calls it.
    revision: String,
    before: Folder,
    /// Its files that are no text, by path, with what is wrong with them.
    lost: BTreeMap<String, String>,
    /// By path below the folder; those that are gone have a place too.
    now: BTreeMap<String, FileId>,
}

impl Against {
    /// Reads the files of a revision.
    pub(super) fn open(session: &mut Session, revision: &str) -> anyhow::Result<Self> {
        session.load_all()?;
        let (before, lost) = folder_of(session, revision)?;
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
            revision: revision.to_owned(),
            before,
            lost,
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
                if let Some((applications, _)) = self.revision_file(&id, Fact::Applications, found)
                {
                    vanished_scheme(id.as_str(), applications, file, found);
                }
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
        // What cannot be read now was said already.
        let Some(now) = session.folder.scheme(id.as_str()) else {
            return;
        };
        let path = format!("schemes/{id}.toml");
        if let Some(why) = self.lost.get(&path) {
            self.say_unread(now.file, why, found);
        }
        let Some(source) = self.before.source_at(&path) else {
            return;
        };
        let is = version(now, session.folder.sources().get(now.file));
        let (revision, today) = (&self.revision, session.today);
        let mut compare = |was| changed_call(was, &is, revision, has_applications, today, found);
        match self.before.scheme(id.as_str()) {
            Some(was) => compare(&version(was, source)),
            None => match reading::in_part(id, source) {
                Ok(was) => compare(&Version {
                    scheme: &was.scheme,
                    rules: was.rules,
                    trouble: was.trouble,
                }),
                Err(why) => self.say_unread(now.file, &why, found),
            },
        }
    }

    /// A file of the revision, and where it stands now. `None` where there is none,
    /// and, which is then said, where its rows cannot be told.
    fn revision_file(
        &self,
        id: &SchemeId,
        fact: Fact,
        found: &mut Findings,
    ) -> Option<(&str, FileId)> {
        let path = path(id, fact);
        let file = *self.now.get(&path)?;
        let text = self.before.text_at(&path);
        let column = match fact {
            Fact::Applications => "id",
            _ => "application",
        };
        if let Some(why) = self.lost.get(&path) {
            self.say_unread(file, why, found);
        } else if text.trim().is_empty() || history::has_column(text, column) {
            return Some((text, file));
        } else {
            let why = format!("{path}: there is no column `{column}`");
            self.say_unread(file, &why, found);
        }
        None
    }

    /// Says why nothing is held against a file of the revision.
    fn say_unread(&self, file: FileId, why: &str, found: &mut Findings) {
        let place = Place::File(file);
        found.add(unread_revision("this file", place, &self.revision, why));
    }

    fn compare_facts(&self, session: &Session, book: &Book<'_>, found: &mut Findings) {
        let id = &book.scheme.id;
        let now = |fact| session.folder.text_at(&path(id, fact));
        let before = self.revision_file(id, Fact::Waivers, found);
        let before = before.map_or("", |(before, _)| before);
        let waivers = FreshWaivers::of(before, now(Fact::Waivers));
        let mut gone = HashSet::new();
        if let Some((before, file)) = self.revision_file(id, Fact::Applications, found) {
            let applications = Applications {
                before,
                after: now(Fact::Applications),
                file,
                path: &path(id, Fact::Applications),
                revision: &self.revision,
                waivers: &waivers,
            };
            gone = vanished_id(&applications, found);
        }
        for fact in [Fact::Awards, Fact::Payments] {
            let Some((before, file)) = self.revision_file(id, fact, found) else {
                continue;
            };
            let form = Form::of(fact, Some(book.scheme));
            let journal = Journal {
                path: &path(id, fact),
                revision: &self.revision,
                before,
                after: now(fact),
                file,
                form: &|column, cell| form.cell(column, cell),
                is_secret: reading::names_a_person,
                waivers: &waivers,
                gone: &gone,
            };
            changed_history(&journal, found);
        }
    }
}

/// A scheme that was understood as a whole.
fn version<'a>(scheme: &'a Scheme, source: &Source) -> Version<'a> {
    Version {
        scheme,
        rules: reading::rules(source),
        trouble: None,
    }
}

/// The folder as a revision has it, and its files that are no text, with what is
/// wrong with them. Its other findings are forgotten: what is wrong with a
/// revision is no business of today's.
fn folder_of(
    session: &Session,
    revision: &str,
) -> anyhow::Result<(Folder, BTreeMap<String, String>)> {
    let mut found = Findings::new();
    let folder = Folder::of_files(files(session, revision)?, &mut found);
    let lost = found.into_iter().filter_map(|finding| {
        let Place::File(file) = finding.place else {
            return None;
        };
        let source = folder.sources().get(file);
        let is_lost = finding.severity == Severity::Error && source.text().is_empty();
        let path = source.path();
        is_lost.then(|| (path.to_owned(), format!("{path}: {}", finding.message)))
    });
    let lost = lost.collect();
    Ok((folder, lost))
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
