//! Findings with their places worked out: all that a printer needs.

use crate::source::{Place, Position, Source, Sources};

use super::{Code, Finding, Severity};

/// A place with its file, its range as line and column, and its bytes.
#[derive(Debug, Clone)]
pub struct LocatedPlace<'s> {
    /// The file; its text is what excerpts show.
    pub source: &'s Source,
    /// The byte range in the text; empty for a file as a whole.
    pub range: std::ops::Range<usize>,
    /// The first code point.
    pub start: Position,
    /// One past the last code point.
    pub end: Position,
    /// What is said at it.
    pub label: String,
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
    let mut located: Vec<Located<'s>> = findings
        .into_iter()
        .map(|finding| Located {
            code: finding.code,
            severity: finding.severity,
            message: finding.message,
            primary: place(sources, &finding.place, finding.label),
            because: finding
                .because
                .into_iter()
                .map(|(at, label)| place(sources, &at, label))
                .collect(),
            notes: finding.notes,
            help: finding.help,
            replacement: finding.replacement,
        })
        .collect();
    located.sort_by(|a, b| order(a).cmp(&order(b)));
    located.dedup_by(|a, b| order(a) == order(b));
    located
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

fn place<'s>(sources: &'s Sources, place: &Place, label: String) -> LocatedPlace<'s> {
    let span = sources.locate(place);
    let source = sources.get(span.file);
    let range = span.range();
    LocatedPlace {
        source,
        start: source.position(range.start),
        end: source.position(range.end),
        range,
        label,
    }
}
