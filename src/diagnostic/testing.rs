//! Findings to print in every form.

use super::{Code, Finding, Format, Located, Printing, locate};
use crate::source::{FileId, Sources, Span};

pub(super) static ODD: Code = Code::error(
    "odd-amount",
    "# odd-amount\n\nAn amount is odd.\n\n## Why\n",
);
pub(super) static LOOK: Code = Code::warning("look-here", "# look-here\n\nSomebody should look.\n");
pub(super) static SMALL: Code = Code::note("small-thing", "# small-thing\n\nWorth knowing.\n");
pub(super) static PERSON: Code = Code::secret("person", "# person\n\nA number of a person.\n");

/// One file whose name and text have what each format must escape.
pub(super) fn file(sources: &mut Sources) -> FileId {
    let text = "id,title\nA,Ærø 😀 5000\nB,x\nA,Ærø 😀 5000\n";
    sources.add("data/a, b:c%/Ærø <1>.csv".into(), text.into())
}

pub(super) fn print(sources: &Sources, findings: Vec<Finding>, format: Format) -> String {
    print_below(sources, findings, format, "")
}

pub(super) fn print_below(
    sources: &Sources,
    findings: Vec<Finding>,
    format: Format,
    base: &str,
) -> String {
    let located: Vec<Located<'_>> = locate(sources, findings);
    let printing = Printing {
        format,
        base,
        width: 80,
        ..Printing::default()
    };
    printing.print(&located)
}

pub(super) fn amount(sources: &Sources, file: FileId, nth: usize) -> Span {
    let mut found = sources.get(file).text().match_indices("5000");
    let (start, text) = found.nth(nth).unwrap();
    Span::new(file, start, start + text.len())
}
