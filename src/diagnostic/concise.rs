//! One line a finding: `file:line:column: severity[code]: message`.

use std::fmt::Write;

use crate::source::visible;

use super::Located;

pub(super) fn render(findings: &[&Located<'_>]) -> String {
    let mut out = String::new();
    for finding in findings {
        writeln!(
            out,
            "{}:{}:{}: {}[{}]: {}",
            visible(finding.primary.source.path()),
            finding.primary.start.line,
            finding.primary.start.column,
            finding.severity,
            finding.code.name,
            visible(&finding.message),
        )
        .expect("a string takes all text");
    }
    out
}
