//! The files of one scheme's facts: read and let go again, or loaded for good.

use std::path::PathBuf;
use std::sync::OnceLock;

use crate::diagnostic::{Finding, Findings};
use crate::model::{Fact, SchemeId};
use crate::source::{FileId, Place, Source, Sources};

use super::codes;
use super::folder::{Folder, Loaded, Trouble, outside_link};
use super::text::{self, Opened};

/// `data/<scheme>/`: which files it has, and those that are loaded.
#[derive(Debug)]
pub(super) struct Home {
    /// The ids of its files are this and those that follow, one for each kind.
    first: FileId,
    /// The kinds of which there is a file, and whether it is a link.
    pub(super) facts: Vec<(Fact, bool)>,
    /// It leads out of the folder, which was said.
    pub(super) is_outside: bool,
    loaded: OnceLock<Kept>,
}

/// Which files are loaded, and what was found as they were.
#[derive(Debug, Default)]
struct Kept {
    files: Vec<(Fact, Loaded)>,
    whole: bool,
    found: Vec<Finding>,
}

impl Home {
    /// One whose files stand on the disk.
    pub(super) fn new(sources: &mut Sources) -> Self {
        Self {
            first: sources.set_aside(Fact::ALL.len()),
            facts: Vec::new(),
            is_outside: false,
            loaded: OnceLock::new(),
        }
    }

    /// Whether there is such a file, and no link on the way to it.
    pub(super) fn has(&self, fact: Fact) -> bool {
        !self.is_outside && self.facts.contains(&(fact, false))
    }

    fn file(&self, fact: Fact) -> FileId {
        self.first.and(fact as usize)
    }
}

/// Files of one scheme's facts that were read and are not kept.
#[derive(Debug)]
pub struct Facts {
    files: Vec<(Fact, Opened)>,
    whole: bool,
    /// What was found as they were read, still to be told.
    found: Vec<Finding>,
}

impl Facts {
    /// Their texts.
    pub fn texts(&self) -> Texts<'_> {
        let files = self.files.iter().filter(|(_, opened)| opened.readable);
        Texts {
            files: files
                .map(|(fact, opened)| (*fact, &opened.source))
                .collect(),
            whole: self.whole,
        }
    }

    /// What was found as they were read.
    pub fn found(&self) -> &[Finding] {
        &self.found
    }
}

/// The texts of one scheme's facts.
#[derive(Debug, Default)]
pub struct Texts<'t> {
    files: Vec<(Fact, &'t Source)>,
    /// Whether every file of the scheme is among them that was asked for.
    pub(super) whole: bool,
}

impl<'t> Texts<'t> {
    /// One text, which is all that there is.
    #[cfg(test)]
    pub(super) fn of(fact: Fact, source: &'t Source) -> Self {
        Self {
            files: vec![(fact, source)],
            whole: true,
        }
    }

    /// The text of a kind of facts; `None` when there is no such file.
    pub fn get(&self, fact: Fact) -> Option<&'t Source> {
        self.files
            .iter()
            .find_map(|(known, source)| (*known == fact).then_some(*source))
    }
}

impl Folder {
    /// Where the file of a scheme's facts stands, or would stand.
    pub fn path(&self, scheme: &SchemeId, fact: Fact) -> PathBuf {
        self.root
            .join("data")
            .join(scheme.as_str())
            .join(fact.file_name())
    }

    /// Reads the files of some kinds of a scheme's facts.
    ///
    /// # Errors
    /// When the system does not give a file.
    pub fn read(&self, scheme: &SchemeId, kinds: &[Fact]) -> Result<Facts, Trouble> {
        let home = &self.homes[scheme];
        let mut found = Findings::new();
        let mut facts = Facts {
            files: Vec::with_capacity(home.facts.len()),
            whole: !home.is_outside,
            found: Vec::new(),
        };
        for &(fact, is_link) in home.facts.iter().filter(|(fact, _)| kinds.contains(fact)) {
            let path = self.path(scheme, fact);
            let opened = if is_link && !self.is_inside(&path) {
                found.add(outside_link(home.file(fact)));
                let path = self.relative(&path);
                Opened::unreadable(Source::new(home.file(fact), path, String::new()))
            } else {
                self.take(home.file(fact), &path, &mut found)?
            };
            facts.whole &= opened.sound;
            facts.files.push((fact, opened));
        }
        let mut known = home.facts.iter();
        if kinds.contains(&Fact::Applications)
            && let Some((_, opened)) = facts.files.first()
            && known.all(|(fact, _)| *fact != Fact::Applications)
        {
            facts.whole = false;
            let message =
                format!("data/{scheme} has facts about applications, but no applications.csv");
            found.add(
                Finding::new(
                    &codes::MISSING_FILE,
                    Place::File(opened.source.id()),
                    message,
                )
                .help("add it; its columns are at least id and applicant"),
            );
        }
        facts.found = found.into_iter().collect();
        Ok(facts)
    }

    /// Keeps the texts of facts, so that findings can show what they point at.
    pub fn keep(&self, facts: Facts) {
        for (_, opened) in facts.files {
            self.sources.keep(opened.source);
        }
    }

    /// Keeps the texts of facts in which nothing was found, for somebody who
    /// needs no others of the scheme.
    pub fn keep_texts(&self, facts: Facts) -> Texts<'_> {
        let whole = facts.whole;
        let files = facts.files.iter();
        let files: Vec<_> = files
            .filter(|(_, opened)| opened.readable)
            .map(|(fact, opened)| (*fact, opened.source.id()))
            .collect();
        self.keep(facts);
        let files = files.into_iter();
        Texts {
            files: files
                .map(|(fact, file)| (fact, self.sources.get(file)))
                .collect(),
            whole,
        }
    }

    /// Loads all of a scheme's facts for good; a second time it does nothing.
    ///
    /// # Errors
    /// When the system does not give a file.
    pub fn load(&self, scheme: &SchemeId, found: &mut Findings) -> Result<(), Trouble> {
        if !self.is_loaded(scheme) {
            let facts = self.read(scheme, &Fact::ALL)?;
            found.extend(facts.found.iter().cloned());
            self.keep_loaded(scheme, facts);
        }
        Ok(())
    }

    /// Keeps facts of which every file was read, as [`Folder::load`] does.
    pub fn keep_loaded(&self, scheme: &SchemeId, facts: Facts) {
        let loaded = |(fact, opened): &(Fact, Opened)| {
            let (file, readable) = (opened.source.id(), opened.readable);
            (*fact, Loaded { file, readable })
        };
        let kept = Kept {
            files: facts.files.iter().map(loaded).collect(),
            whole: facts.whole,
            found: facts.found.clone(),
        };
        self.keep(facts);
        // What is loaded already stays.
        let _ = self.homes[scheme].loaded.set(kept);
    }

    /// Whether a scheme's facts are loaded.
    pub fn is_loaded(&self, scheme: &SchemeId) -> bool {
        self.kept(scheme).is_some()
    }

    /// What was found as the facts of schemes were loaded.
    pub fn found_in(&self, scheme: &SchemeId) -> &[Finding] {
        self.kept(scheme).map_or(&[], |kept| &kept.found)
    }

    /// The texts of a scheme's facts, as far as they were loaded.
    pub fn texts(&self, scheme: &SchemeId) -> Texts<'_> {
        let mut texts = Texts::default();
        if let Some(kept) = self.kept(scheme) {
            texts.whole = kept.whole;
            let readable = kept.files.iter().filter(|(_, loaded)| loaded.readable);
            texts.files = readable
                .map(|(fact, loaded)| (*fact, self.sources.get(loaded.file)))
                .collect();
        }
        texts
    }

    /// The files of facts that are loaded.
    pub(super) fn loaded(&self) -> impl Iterator<Item = (&SchemeId, Fact, Loaded)> {
        self.homes.iter().flat_map(|(id, home)| {
            let files = home.loaded.get().into_iter().flat_map(|kept| &kept.files);
            files.map(move |(fact, loaded)| (id, *fact, *loaded))
        })
    }

    fn kept(&self, scheme: &SchemeId) -> Option<&Kept> {
        self.homes.get(scheme)?.loaded.get()
    }

    /// Goes on as if the file of a scheme's facts, which are loaded, held this
    /// text (`None`: as if there were no such file).
    pub fn suppose(
        &mut self,
        scheme: &SchemeId,
        fact: Fact,
        text: Option<String>,
        found: &mut Findings,
    ) {
        let path = self.relative(&self.path(scheme, fact));
        let opened = text.map(|text| {
            let file = self.sources.set_aside(1);
            text::open(file, path, text.into_bytes(), found)
        });
        self.take_facts(scheme, fact, opened);
    }

    /// The facts of a scheme of a folder in memory: all are loaded.
    pub(super) fn home_in_memory(&mut self, scheme: &SchemeId) -> &mut Home {
        let sources = &mut self.sources;
        let home = self.homes.entry(scheme.clone());
        home.or_insert_with(|| Home {
            loaded: OnceLock::from(Kept {
                whole: true,
                ..Kept::default()
            }),
            ..Home::new(sources)
        })
    }

    /// Loads one file of facts in the place of another.
    pub(super) fn take_facts(&mut self, scheme: &SchemeId, fact: Fact, opened: Option<Opened>) {
        let home = self.home_in_memory(scheme);
        let mut kept = home.loaded.take().unwrap_or_default();
        let sources = &self.sources;
        kept.files.retain(|(known, _)| *known != fact);
        if let Some(opened) = opened {
            let (file, readable) = (opened.source.id(), opened.readable);
            kept.files.push((fact, Loaded { file, readable }));
            kept.files.sort_by_key(|(fact, _)| *fact);
            kept.whole &= opened.sound;
            sources.keep(opened.source);
        }
        self.home_in_memory(scheme).loaded = OnceLock::from(kept);
    }
}
