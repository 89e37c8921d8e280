//! One run over one folder: opened, read, and what was found on the way.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use chrono::NaiveDate;

use crate::audit;
use crate::diagnostic::{
    Finding, Findings, Format, Located, Severity, grouped, locate, nearest, render,
};
use crate::history;
use crate::ledger::{Summary, Tally, of_application};
use crate::model::{Book, Elsewhere, Language, Scheme, SchemeId, counted};
use crate::ranking::Scores;
use crate::reading::{self, Folder};
use crate::source::Sources;

use super::arguments::Global;
use super::progress::Progress;
use super::{each_scheme, journals, output};

/// A folder with the facts that a command needs.
pub(super) struct Session {
    pub(super) folder: Folder,
    pub(super) found: Findings,
    pub(super) today: NaiveDate,
    color: clap::ColorChoice,
    quiet: bool,
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
        if self.has_errors(&found) {
            return Ok(None);
        }
        let scheme = self.scheme(scheme)?;
        self.load(&scheme.id)?;
        let book = self.book(&scheme.id, &mut found);
        let elsewhere = self.funded_elsewhere(scheme, day, &mut found)?;
        if self.has_errors(&found) {
            return Ok(None);
        }
        Ok(book.map(|book| (book.as_of(day), elsewhere)))
    }

    /// As [`Session::facts`], with the scores added up; for what looks at no
    /// assessment by itself (`in_sums`) the book may be without them.
    pub(super) fn scored_facts(
        &self,
        scheme: &str,
        day: NaiveDate,
        in_sums: bool,
    ) -> anyhow::Result<Option<(Book<'_>, Elsewhere, Scores<'_>)>> {
        if in_sums
            && !self.found.any_error()
            && let Some((book, scores)) = each_scheme::scored(self, self.scheme(scheme)?, day)?
        {
            let mut found = Findings::new();
            let elsewhere = self.funded_elsewhere(book.scheme, day, &mut found)?;
            return Ok((!self.has_errors(&found)).then_some((book, elsewhere, scores)));
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
        if !self.found.any_error() {
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
        Ok((!self.has_errors(&found)).then_some(books))
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
    fn ancestors<'s>(&'s self, scheme: &'s Scheme) -> impl Iterator<Item = &'s Scheme> {
        let parent = |scheme: &&Scheme| {
            let parent = scheme.parent.as_ref()?;
            self.folder.scheme(parent.id.as_str())
        };
        // Whoever stands below itself would go round for ever.
        std::iter::successors(Some(scheme), parent).take(self.folder.schemes().len())
    }

    /// Whether anything could not be read; says so, with every finding.
    pub(super) fn has_errors(&self, found: &Findings) -> bool {
        let mut all = self.found_so_far();
        all.extend(found.as_slice().iter().cloned());
        let wrong = self.show_errors(self.folder.sources(), all.into_iter().collect());
        if wrong {
            output::say(
                "grants: the data cannot be read, so nothing is shown: no total from a broken file",
            );
        }
        wrong
    }

    /// Whether another file than the folder's has errors; says so, with all of them.
    pub(super) fn says_errors(&self, sources: &Sources, found: Findings) -> bool {
        self.show_errors(sources, found.into_iter().collect())
    }

    fn show_errors(&self, sources: &Sources, found: Vec<Finding>) -> bool {
        let wrong = found
            .iter()
            .any(|finding| finding.severity == Severity::Error);
        if wrong {
            let located = locate(sources, found);
            output::say(
                render(
                    &located,
                    Format::Full,
                    self.color_of_talk(),
                    output::width(),
                )
                .trim_end(),
            );
        }
        wrong
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

    /// Findings with their places, sorted.
    pub(super) fn locate(&self, findings: impl IntoIterator<Item = Finding>) -> Vec<Located<'_>> {
        locate(self.folder.sources(), findings)
    }

    /// Whether standard output is to be coloured.
    pub(super) fn color(&self) -> bool {
        output::colored(self.color, &std::io::stdout())
    }

    /// Whether standard error is to be coloured.
    pub(super) fn color_of_talk(&self) -> bool {
        output::colored(self.color, &std::io::stderr())
    }

    /// How far a walk over so many things has come, for people.
    pub(super) fn progress(&self, count: usize, what: &'static str) -> Progress {
        Progress::of(count, what, self.quiet)
    }

    /// Says a line to people, unless they asked for quiet.
    pub(super) fn say(&self, line: &str) {
        if !self.quiet {
            output::say(line);
        }
    }

    /// Says how many findings of each severity there are.
    pub(super) fn say_counts(&self, located: &[Located<'_>]) {
        let words = ["error", "warning", "note"];
        let mut counts = [0_usize; 3];
        for finding in located {
            counts[finding.severity as usize] += 1;
        }
        let counts = std::iter::zip(counts, words).filter(|(count, _)| *count > 0);
        let counts: Vec<String> = counts
            .map(|(count, word)| counted(grouped(count), word))
            .collect();
        if !counts.is_empty() {
            self.say(&format!("grants: {}", counts.join(", ")));
        }
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
