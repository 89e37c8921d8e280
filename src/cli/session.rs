//! One run over one folder: opened, read, and what was found on the way.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use chrono::NaiveDate;

use crate::audit;
use crate::diagnostic::{Findings, nearest};
use crate::history;
use crate::ledger::{Summary, Tally, of_application};
use crate::model::{Book, Elsewhere, Language, Scheme, SchemeId};
use crate::ranking::Scores;
use crate::reading::{self, Folder};

use super::arguments::Global;
use super::{each_scheme, journals};

/// A folder with the facts that a command needs.
pub(super) struct Session {
    pub(super) folder: Folder,
    pub(super) found: Findings,
    pub(super) today: NaiveDate,
    pub(super) color: clap::ColorChoice,
    pub(super) quiet: bool,
}

impl Session {
    /// Opens the folder: reads every scheme, and of its facts nothing yet.
    pub(super) fn open(global: &Global) -> anyhow::Result<Self> {
        each_scheme::keep_freed_memory();
        let root = root(global.root.as_deref())?;
        let mut found = Findings::new();
        let folder = Folder::open(&root, &mut found)?;
        Ok(Self {
            folder,
            found,
            today: global
                .today
                .unwrap_or_else(|| chrono::Local::now().date_naive()),
            color: global.color,
            quiet: global.quiet,
        })
    }

    /// Loads the facts of every scheme for good, for what looks at their texts.
    pub(super) fn load_all(&self) -> anyhow::Result<()> {
        for scheme in self.folder.schemes() {
            self.load(&scheme.id)?;
        }
        Ok(())
    }

    /// Loads the facts of a scheme for good.
    pub(super) fn load(&self, scheme: &SchemeId) -> anyhow::Result<()> {
        // What is found is asked for with `found_so_far`.
        Ok(self.folder.load(scheme, &mut Findings::new())?)
    }

    /// What was found as the folder was opened, and as facts were loaded.
    pub(super) fn found_so_far(&self) -> Findings {
        let schemes = self.folder.schemes().iter();
        let loaded = schemes.flat_map(|scheme| self.folder.found_in(&scheme.id));
        let mut found = Findings::new();
        found.extend(self.found.as_slice().iter().chain(loaded).cloned());
        found
    }

    /// The scheme that the user named.
    pub(super) fn scheme(&self, id: &str) -> anyhow::Result<&Scheme> {
        if let Some(scheme) = self.folder.scheme(id) {
            return Ok(scheme);
        }
        let ids = self
            .folder
            .schemes()
            .iter()
            .map(|scheme| scheme.id.as_str());
        match nearest(id, ids.clone()) {
            Some(near) => bail!("there is no scheme `{id}`: did you mean `{near}`?"),
            None => bail!(
                "there is no scheme `{id}`; the folder has: {}",
                ids.collect::<Vec<_>>().join(", ")
            ),
        }
    }

    /// One scheme's facts, which are loaded; `None` when they were not understood.
    pub(super) fn book(&self, scheme: &SchemeId, found: &mut Findings) -> Option<Book<'_>> {
        let scheme = self.folder.scheme(scheme.as_str())?;
        let texts = self.folder.texts(&scheme.id);
        reading::book(scheme, &texts, &waivable(), found)
    }

    /// One scheme's facts at the end of a day, with who was funded elsewhere by
    /// then. `None` when anything could not be read, which has then been said.
    pub(super) fn facts(
        &self,
        scheme: &str,
        day: NaiveDate,
    ) -> anyhow::Result<Option<(Book<'_>, Elsewhere)>> {
        let mut found = Findings::new();
        if self.has_errors_of(&[scheme], &found) {
            return Ok(None);
        }
        let scheme = self.scheme(scheme)?;
        self.load(&scheme.id)?;
        let book = self.book(&scheme.id, &mut found);
        let elsewhere = self.funded_elsewhere(scheme, day, &mut found)?;
        if self.has_errors_of(&[scheme.id.as_str()], &found) {
            return Ok(None);
        }
        Ok(book.map(|book| (book.as_of(day), elsewhere)))
    }

    /// As [`Session::facts`], with the scores added up. Only to propose who gets
    /// money, the book is without payments and reports, and may be without
    /// assessments.
    pub(super) fn scored_facts(
        &self,
        scheme: &str,
        day: NaiveDate,
        only_to_propose: bool,
    ) -> anyhow::Result<Option<(Book<'_>, Elsewhere, Scores<'_>)>> {
        if only_to_propose
            && self.in_the_way(&[scheme], &Findings::new()).is_empty()
            && let Some((book, scores)) = each_scheme::scored(self, self.scheme(scheme)?, day)?
        {
            let mut found = Findings::new();
            let elsewhere = self.funded_elsewhere(book.scheme, day, &mut found)?;
            let is_wrong = self.has_errors_of(&[scheme], &found);
            return Ok((!is_wrong).then_some((book, elsewhere, scores)));
        }
        let facts = self.facts(scheme, day)?;
        Ok(facts.map(|(book, elsewhere)| {
            let scores = Scores::of(&book);
            (book, elsewhere, scores)
        }))
    }

    /// Who was funded by then by the schemes that one names in `not_funded_by`.
    fn funded_elsewhere(
        &self,
        scheme: &Scheme,
        day: NaiveDate,
        found: &mut Findings,
    ) -> anyhow::Result<Elsewhere> {
        let mut elsewhere = Elsewhere::default();
        for earlier in &scheme.applicants.not_funded_by {
            if self.folder.scheme(earlier.id.as_str()).is_none() {
                continue;
            }
            self.load(&earlier.id)?;
            if let Some(book) = self.book(&earlier.id, found) {
                let recipients = summary(&book.as_of(day), day).recipients;
                elsewhere.insert(earlier.id.clone(), recipients);
            }
        }
        Ok(elsewhere)
    }

    /// The facts of these schemes (all, when none is named) at the end of a
    /// day. `None` when anything could not be read, which has then been said.
    pub(super) fn books(
        &self,
        schemes: &[String],
        day: NaiveDate,
    ) -> anyhow::Result<Option<Vec<Book<'_>>>> {
        let mut found = Findings::new();
        let mut books = Vec::new();
        let named: Vec<&str> = schemes.iter().map(String::as_str).collect();
        if self.in_the_way(&named, &found).is_empty() {
            for id in schemes {
                self.scheme(id)?;
            }
            for scheme in self.folder.schemes() {
                if schemes.is_empty() || schemes.iter().any(|id| id == scheme.id.as_str()) {
                    self.load(&scheme.id)?;
                    let book = self.book(&scheme.id, &mut found);
                    books.extend(book.map(|book| book.as_of(day)));
                }
            }
        }
        Ok((!self.has_errors_of(&named, &found)).then_some(books))
    }

    /// What crosses schemes: a summary of each that was understood. Of the
    /// facts only the two journals are read, which move money.
    pub(super) fn summaries(
        &self,
        day: NaiveDate,
        found: &mut Findings,
    ) -> anyhow::Result<Vec<Summary>> {
        let schemes: Vec<&Scheme> = self.folder.schemes().iter().collect();
        journals::summaries(self, &schemes, day, found)
    }

    /// The summaries of a book as it is, of the programmes above its scheme, and
    /// of all that these hold.
    pub(super) fn summaries_around(
        &self,
        book: &Book<'_>,
        day: NaiveDate,
        found: &mut Findings,
    ) -> anyhow::Result<Vec<Summary>> {
        let top = |scheme| self.ancestors(scheme).last().map(|scheme| &scheme.id);
        let (own, whose) = (&book.scheme.id, top(book.scheme));
        let schemes = self.folder.schemes().iter();
        let schemes: Vec<&Scheme> = schemes
            .filter(|other| other.id != *own && top(other) == whose)
            .collect();
        let mut summaries = journals::summaries(self, &schemes, day, found)?;
        summaries.push(Tally::of_book(book).summary(book.scheme, day));
        Ok(summaries)
    }

    /// A scheme and the programmes above it.
    pub(super) fn ancestors<'s>(&'s self, scheme: &'s Scheme) -> impl Iterator<Item = &'s Scheme> {
        let parent = |scheme: &&Scheme| {
            let parent = scheme.parent.as_ref()?;
            self.folder.scheme(parent.id.as_str())
        };
        // Whoever stands below itself would go round for ever.
        std::iter::successors(Some(scheme), parent).take(self.folder.schemes().len())
    }

    /// The language of most schemes: that of a table which shows several.
    pub(super) fn language(&self) -> Language {
        let languages = self.folder.schemes().iter().map(|scheme| scheme.language);
        let count = |language| languages.clone().filter(|other| *other == language).count();
        languages
            .clone()
            .max_by_key(|language| count(*language))
            .unwrap_or_default()
    }
}

/// The names of every check that a waiver may name.
pub(super) fn waivable() -> Vec<&'static str> {
    let mut names = audit::waivable();
    names.extend(history::WAIVABLE);
    names
}

/// One scheme as the others see it, its recipients included.
pub(super) fn summary(book: &Book<'_>, day: NaiveDate) -> Summary {
    let accounts = of_application(book);
    Summary::of(book, &accounts, day).with_recipients(book, &accounts)
}

/// Who was funded where.
pub(super) fn elsewhere(summaries: &[Summary]) -> Elsewhere {
    let mut elsewhere = Elsewhere::default();
    for summary in summaries {
        elsewhere.insert(summary.id.clone(), summary.recipients.clone());
    }
    elsewhere
}

/// The folder that was named, or the nearest above that holds `schemes/`.
pub(super) fn root(named: Option<&Path>) -> anyhow::Result<PathBuf> {
    if let Some(root) = named {
        if !root.join("schemes").is_dir() {
            bail!("{} holds no folder schemes/", root.display());
        }
        return Ok(root.to_owned());
    }
    let here = std::env::current_dir().context("the working folder is gone")?;
    let root = here
        .ancestors()
        .find(|folder| folder.join("schemes").is_dir());
    match root {
        Some(root) => Ok(root.to_owned()),
        None => bail!("no folder schemes/ here or above; name one: grants -C DIR …"),
    }
}
