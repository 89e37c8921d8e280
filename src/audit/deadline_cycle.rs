//! Deadlines that wait for one another.

use crate::diagnostic::{Code, Finding, Findings};
use crate::model::{Due, DueAnchor, Span};

use super::case::Case;
use super::checks::Check;

const CODE: Code = Code::error("deadline-cycle", include_str!("deadline_cycle.md"));

pub(super) const CHECK: Check = Check::of_rules(&CODE, find);

fn find(case: &Case<'_>, found: &mut Findings) {
    let deadlines = &case.scheme.deadlines;
    let own = [
        ("acceptance", deadlines.accept, DueAnchor::Accept),
        ("completion", deadlines.complete, DueAnchor::Complete),
    ];
    for (name, deadline, event) in own {
        if let Some((due, span)) = deadline.filter(|(due, _)| waits_for(*due, event)) {
            let message = format!("the deadline for the {name} waits for the {name} itself");
            found.add(finding(message, due, span));
        }
    }
    if let (Some((accept, span)), Some((complete, because))) =
        (deadlines.accept, deadlines.complete)
        && waits_for(accept, DueAnchor::Complete)
        && waits_for(complete, DueAnchor::Accept)
    {
        let message = "the deadlines for the acceptance and the completion wait for each other";
        let finding = finding(message.to_owned(), accept, span);
        found.add(finding.because(because, format!("due {complete}")));
    }
}

fn waits_for(due: Due, event: DueAnchor) -> bool {
    matches!(due, Due::After(_, _, anchor) if anchor == event)
}

fn finding(message: String, due: Due, span: Span) -> Finding {
    Finding::new(&CODE, span, message)
        .label(format!("due {due}"))
        .help("let it count from the award, or name the day")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::testing::findings;
    use crate::model::testing::{scheme, span};
    use crate::model::{Book, DueUnit};

    fn messages(accept: Option<DueAnchor>, complete: Option<DueAnchor>) -> Vec<String> {
        let mut scheme = scheme("digital");
        let after = |anchor| (Due::After(3, DueUnit::Weeks, anchor), span());
        scheme.deadlines.accept = accept.map(after);
        scheme.deadlines.complete = complete.map(after);
        let findings = findings(&Book::empty(&scheme)).into_iter();
        findings
            .map(|finding| finding.message.into_owned())
            .collect()
    }

    #[test]
    fn what_waits_for_something_else_is_no_cycle() {
        use DueAnchor::{Accept, Award, Complete};
        assert!(messages(Some(Award), Some(Accept)).is_empty());
        assert!(messages(Some(Complete), Some(Award)).is_empty());
        assert!(messages(Some(Complete), None).is_empty());
        assert_eq!(messages(Some(Complete), Some(Accept)).len(), 1);
        assert_eq!(messages(Some(Accept), Some(Accept)).len(), 1);
        assert_eq!(messages(Some(Accept), Some(Complete)).len(), 2);
    }
}
