//! Findings with their places worked out: all that a printer needs.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use crate::source::{Place, Position, Source, Sources, Span};

use super::secret::{Secrets, cover};
use super::{Code, Finding, Severity};

/// So many bytes has the longest line of which an excerpt is drawn.
const LONGEST_LINE: usize = 100_000;

/// A place with its file and its bytes. In which line they stand is worked out
/// only for what is printed.
#[derive(Debug, Clone)]
pub struct LocatedPlace<'s> {
    /// The file; its text is what excerpts show.
    pub source: &'s Source,
    span: Span,
    /// What is said at it.
    pub label: Cow<'static, str>,
    /// What must not be shown, if there is such in the run.
    secrets: Option<Arc<Secrets>>,
}

impl LocatedPlace<'_> {
    /// The byte range in the text; empty for a file as a whole.
    pub fn range(&self) -> Range<usize> {
        self.span.range()
    }

    /// The first code point.
    pub fn start(&self) -> Position {
        self.source.position(self.range().start)
    }

    /// The first code point, and one past the last.
    pub fn ends(&self) -> (Position, Position) {
        self.source.positions(&self.range())
    }

    /// Bytes of the file as they may be shown.
    pub(super) fn shown(&self, bytes: Range<usize>) -> Cow<'_, str> {
        let start = bytes.start;
        let text = &self.source.text()[bytes];
        let secrets = self.secrets.as_ref();
        match secrets.and_then(|secrets| secrets.within(self.span.file)) {
            Some(secrets) => cover(text, start, secrets).into(),
            None => text.into(),
        }
    }

    /// Whether its lines are too long to be drawn: an excerpt is made of every
    /// character of a line, of which a few are then seen.
    pub(super) fn is_beyond_drawing(&self) -> bool {
        let (start, end) = self.ends();
        let mut lines = start.line..=end.line.min(start.line + 8);
        lines.any(|line| self.source.line(line).len() > LONGEST_LINE)
    }

    /// Whether the place is a file as a whole, which has no lines to point at.
    pub(super) fn is_whole_file(&self) -> bool {
        self.range().end == 0
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
    pub message: Cow<'static, str>,
    /// What is to be mended.
    pub primary: LocatedPlace<'s>,
    /// Why: other places.
    pub because: Vec<LocatedPlace<'s>>,
    /// Further facts.
    pub notes: Vec<Cow<'static, str>>,
    /// How to mend it.
    pub help: Option<Cow<'static, str>>,
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
    let secrets = Secrets::of(sources, &findings).map(Arc::new);
    let secrets = secrets.as_ref();
    // A finding with its places takes no more room than one without, so that each
    // is put where it lay before: there may be very many.
    const { assert!(size_of::<Located<'_>>() <= size_of::<Finding>()) };
    let mut located: Vec<Located<'s>> = findings
        .into_iter()
        .map(|finding| located(sources, secrets, finding))
        .collect();
    located.sort_by(|a, b| order(a).cmp(&order(b)));
    located.dedup_by(|a, b| order(a) == order(b));
    located
}

fn located<'s>(
    sources: &'s Sources,
    secrets: Option<&Arc<Secrets>>,
    finding: Finding,
) -> Located<'s> {
    let scrub = |text: Cow<'static, str>| match secrets {
        Some(secrets) => secrets.scrub(text.into_owned()).into(),
        None => text,
    };
    let place = |at: &Place, label| {
        let span = sources.locate(at);
        LocatedPlace {
            source: sources.get(span.file),
            span,
            label: scrub(label),
            secrets: secrets.cloned(),
        }
    };
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
            .filter(|text| secrets.is_none_or(|it| it.scrub(text.clone()) == *text)),
    }
}

fn order<'a>(finding: &'a Located<'_>) -> (&'a str, usize, usize, &'a str, &'a str) {
    let range = finding.primary.range();
    (
        finding.primary.source.path(),
        range.start,
        range.end,
        finding.code.name,
        &finding.message,
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::diagnostic::testing::{LOOK, ODD, PERSON};
    use crate::diagnostic::{Findings, Format, render};
    use crate::source::Origin;

    use super::*;

    proptest! {
        #[test]
        fn what_was_settled_is_located_as_all_else_is(
            places in prop::collection::vec((0..2_usize, 0..2_usize, 0..6_usize, 0..4_usize), 0..8),
        ) {
            let mut sources = Sources::new();
            // Those of a scheme are looked at first, and stand last.
            let text = "id,day\nA,1\nB,\"2\"\nC\n";
            let files = ["schemes/a.csv", "data/a/b.csv"];
            let files = files.map(|path| sources.add(path.into(), text.into()));
            let place = |(file, row, kind): (usize, usize, usize)| {
                let record = Origin::new(files[file], [7, 17][row]);
                match kind {
                    0 => Place::File(files[file]),
                    1 => Span::new(files[file], 3, 5).into(),
                    2 => record.into(),
                    3 => record.cell("id"),
                    4 => record.cell("day"),
                    _ => record.cell("nothing"),
                }
            };
            let finding = |(nth, (file, row, kind, code)): (usize, _)| {
                let codes = [&ODD, &LOOK, &PERSON];
                let code = codes[usize::min(code, 2)];
                let because = place((1 - file, row, kind));
                let finding = Finding::new(code, place((file, row, kind)), format!("{}", nth % 2));
                finding.because(because, "this")
            };
            let mut found = Findings::new();
            found.extend(places.into_iter().enumerate().map(finding));
            let json = |found: Vec<Finding>| {
                render(&locate(&sources, found), Format::Json, false, 80)
            };
            let plainly = json(found.as_slice().to_vec());
            found.settle(&sources);
            prop_assert_eq!(json(found.into_iter().collect()), plainly);
        }
    }
}
