//! Findings with their places worked out: all that a printer needs.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use crate::source::{Place, Position, Source, Sources};

use super::secret::{Secrets, cover};
use super::{Code, Finding, Severity};

/// So many bytes has the longest line of which an excerpt is drawn.
const LONGEST_LINE: usize = 100_000;

/// A place with its file, its range as line and column, and its bytes.
#[derive(Debug, Clone)]
pub struct LocatedPlace<'s> {
    /// The file; its text is what excerpts show.
    pub source: &'s Source,
    /// The byte range in the text; empty for a file as a whole.
    pub range: Range<usize>,
    /// The first code point.
    pub start: Position,
    /// One past the last code point.
    pub end: Position,
    /// What is said at it.
    pub label: String,
    /// What of the file must not be shown.
    secrets: Arc<[Range<usize>]>,
}

impl LocatedPlace<'_> {
    /// Bytes of the file as they may be shown.
    pub(super) fn shown(&self, bytes: Range<usize>) -> Cow<'_, str> {
        let start = bytes.start;
        let text = &self.source.text()[bytes];
        if self.secrets.is_empty() {
            return text.into();
        }
        cover(text, start, &self.secrets).into()
    }

    /// Whether its lines are too long to be drawn: an excerpt is made of every
    /// character of a line, of which a few are then seen.
    pub(super) fn is_beyond_drawing(&self) -> bool {
        let mut lines = self.start.line..=self.end.line.min(self.start.line + 8);
        lines.any(|line| self.source.line(line).len() > LONGEST_LINE)
    }

    /// Whether the place is a file as a whole, which has no lines to point at.
    pub(super) fn is_whole_file(&self) -> bool {
        self.range.end == 0
    }
}

/// A finding whose places are known to the byte.
#[derive(Debug, Clone)]
pub struct Located<'s> {
    /// Which check speaks.
    pub code: &'static Code,
    /// How bad it is.
    pub severity: Severity,
    /// One sentence.
    pub message: String,
    /// What is to be mended.
    pub primary: LocatedPlace<'s>,
    /// Why: other places.
    pub because: Vec<LocatedPlace<'s>>,
    /// Further facts.
    pub notes: Vec<String>,
    /// How to mend it.
    pub help: Option<String>,
    /// What is to stand at the primary place instead, where that is certain.
    pub replacement: Option<String>,
}

/// Works out every place, and sorts by file, place and code; the same finding
/// said twice is kept once.
pub fn locate<'s>(
    sources: &'s Sources,
    findings: impl IntoIterator<Item = Finding>,
) -> Vec<Located<'s>> {
    let findings: Vec<Finding> = findings.into_iter().collect();
    let secrets = Secrets::of(sources, &findings);
    let mut located: Vec<Located<'s>> = findings
        .into_iter()
        .map(|finding| located(sources, &secrets, finding))
        .collect();
    located.sort_by(|a, b| order(a).cmp(&order(b)));
    located.dedup_by(|a, b| order(a) == order(b));
    located
}

fn located<'s>(sources: &'s Sources, secrets: &Secrets, finding: Finding) -> Located<'s> {
    let place = |at: &Place, label| place(sources, secrets, at, label);
    let scrub = |text| secrets.scrub(text);
    Located {
        code: finding.code,
        severity: finding.severity,
        message: scrub(finding.message),
        primary: place(&finding.place, finding.label),
        because: finding
            .because
            .into_iter()
            .map(|(at, label)| place(&at, label))
            .collect(),
        notes: finding.notes.into_iter().map(scrub).collect(),
        help: finding.help.map(scrub),
        // What a secret would have to become is a secret too.
        replacement: finding
            .replacement
            .filter(|text| scrub(text.clone()) == *text),
    }
}

fn order<'a>(finding: &'a Located<'_>) -> (&'a str, usize, usize, &'a str, &'a str) {
    (
        finding.primary.source.path(),
        finding.primary.range.start,
        finding.primary.range.end,
        finding.code.name,
        &finding.message,
    )
}

fn place<'s>(
    sources: &'s Sources,
    secrets: &Secrets,
    place: &Place,
    label: String,
) -> LocatedPlace<'s> {
    let span = sources.locate(place);
    let source = sources.get(span.file);
    let range = span.range();
    let (start, end) = source.positions(&range);
    LocatedPlace {
        source,
        start,
        end,
        range,
        label: secrets.scrub(label),
        secrets: secrets.within(span.file),
    }
}
