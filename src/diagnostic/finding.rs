//! One finding, and the list into which all rooms put theirs.

use std::borrow::Cow;

use crate::source::{Place, Sources};

use super::{Code, Severity};

/// Something wrong, with the place that is to be mended and those that say why.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Which check speaks.
    pub code: &'static Code,
    /// How bad it is: the code's own, unless a waiver or a trial lowers it.
    pub severity: Severity,
    /// One sentence, without a full stop.
    pub message: Cow<'static, str>,
    /// What is to be mended.
    pub place: Place,
    /// What stands at the carets; may be empty.
    pub label: Cow<'static, str>,
    /// Other places: the rule in the scheme, the other row.
    pub because: Vec<(Place, Cow<'static, str>)>,
    /// Further facts, a line each.
    pub notes: Vec<Cow<'static, str>>,
    /// How to mend it.
    pub help: Option<Cow<'static, str>>,
    /// What is to stand at the place instead, where that is certain: exactly the
    /// text that the cell or the bytes should say.
    pub replacement: Option<String>,
}

impl Finding {
    /// A finding of `code` at `place`.
    pub fn new(
        code: &'static Code,
        place: impl Into<Place>,
        message: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self {
            code,
            severity: code.severity,
            message: message.into(),
            place: place.into(),
            label: Cow::Borrowed(""),
            because: Vec::new(),
            notes: Vec::new(),
            help: None,
            replacement: None,
        }
    }

    /// What to say at the carets.
    pub fn label(mut self, label: impl Into<Cow<'static, str>>) -> Self {
        self.label = label.into();
        self
    }

    /// A second place, with what it says.
    pub fn because(mut self, place: impl Into<Place>, label: impl Into<Cow<'static, str>>) -> Self {
        // Mostly it is the only one, and there may be very many findings.
        self.because.reserve_exact(1);
        self.because.push((place.into(), label.into()));
        self
    }

    /// A further fact.
    pub fn note(mut self, note: impl Into<Cow<'static, str>>) -> Self {
        self.notes.reserve_exact(1);
        self.notes.push(note.into());
        self
    }

    /// What exactly is to stand there instead.
    pub fn replacement(mut self, text: impl Into<String>) -> Self {
        self.replacement = Some(text.into());
        self
    }

    /// How to mend it.
    pub fn help(mut self, help: impl Into<Cow<'static, str>>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// The findings of a run, in the order in which they were met.
#[derive(Debug, Default)]
pub struct Findings {
    list: Vec<Finding>,
    errors: usize,
}

impl Findings {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes room for so many more.
    pub fn reserve(&mut self, more: usize) {
        self.list.reserve(more);
    }

    /// Adds one.
    pub fn add(&mut self, finding: Finding) {
        self.errors += usize::from(finding.severity == Severity::Error);
        self.list.push(finding);
    }

    /// Adds many.
    pub fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        findings.into_iter().for_each(|finding| self.add(finding));
    }

    /// Works out the places while their texts are at hand, and puts the findings in
    /// the order of these: then nobody has to look for them all over a folder.
    pub fn settle(&mut self, sources: &Sources) {
        for finding in &mut self.list {
            let because = finding.because.iter_mut().map(|(place, _)| place);
            for place in std::iter::once(&mut finding.place).chain(because) {
                *place = sources.locate(place).into();
            }
        }
        self.list.sort_by_key(|finding| match finding.place {
            Place::Span(span) => (Some(span), finding.code.name),
            _ => (None, finding.code.name),
        });
    }

    /// Whether one of them is an error.
    pub fn any_error(&self) -> bool {
        self.errors() > 0
    }

    /// How many are errors: lets a reader see whether its own part went well.
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Every finding so far.
    pub fn as_slice(&self) -> &[Finding] {
        &self.list
    }
}

impl IntoIterator for Findings {
    type Item = Finding;
    type IntoIter = std::vec::IntoIter<Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}
