//! One line a finding: `file:line:column: severity[code]: message`.

use std::fmt::Write;

use crate::source::visible;

use super::Located;

pub(super) fn render(findings: &[&Located<'_>]) -> String {
    let mut out = String::new();
    for finding in findings {
        let start = finding.primary.start();
        out += &visible(finding.primary.source.path());
        write!(
            out,
            ":{}:{}: {}[{}]: ",
            start.line, start.column, finding.severity, finding.code.name
        )
        .expect("a string takes all text");
        out += &visible(&finding.message);
        out.push('\n');
    }
    out
}
