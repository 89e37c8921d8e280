//! All that a finding says, for formats that have one text for it.

use super::Located;
use super::paths::from_base;
use crate::source::visible;

/// The message, then a line each for what stands at the carets, the other
/// places as seen from `base`, the notes and the help.
pub(super) fn said(finding: &Located<'_>, base: &str) -> String {
    let mut lines = vec![visible(&finding.message).into_owned()];
    if !finding.primary.label.is_empty() {
        lines.push(visible(&finding.primary.label).into_owned());
    }
    for place in &finding.because {
        let path = from_base(base, place.source.path());
        let path = visible(&path);
        let label = visible(&place.label);
        lines.push(match place.is_whole_file() {
            true => format!("{path}: {label}"),
            false => {
                let start = place.start();
                format!("{path}:{}:{}: {label}", start.line, start.column)
            }
        });
    }
    lines.extend(finding.notes.iter().map(|note| told("note", note)));
    lines.extend(finding.help.iter().map(|help| told("help", help)));
    lines.join("\n")
}

fn told(word: &str, text: &str) -> String {
    let lines: Vec<_> = text.split('\n').map(visible).collect();
    format!("{word}: {}", lines.join("\n"))
}
