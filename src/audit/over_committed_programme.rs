//! The schemes of a programme commit more than its budget of that day: the
//! part of `over-committed` that crosses schemes.

use chrono::NaiveDate;

use crate::diagnostic::{Finding, Findings};
use crate::ledger::Node;
use crate::model::{Balance, Scheme, counted};

use super::folder::Folder;
use super::over_committed::CODE;

/// How many of the schemes are named.
const SHOWN: usize = 12;

pub(super) fn find(folder: &Folder<'_>, found: &mut Findings) {
    for at in 0..folder.facts.nodes().len() {
        let programme = Programme::of(folder, at);
        let has_children = folder.facts.children(at).next().is_some();
        if has_children && !programme.scheme.budget.is_empty() {
            found.extend(programme.first_overrun().map(|day| programme.finding(day)));
        }
    }
}

/// A node of the tree of facts, with all below it.
struct Programme<'f, 'a> {
    folder: &'f Folder<'a>,
    at: usize,
    nodes: &'f [Node],
    scheme: &'a Scheme,
}

/// How a node of the programme stood at the end of a day.
#[derive(Clone, Copy)]
struct Position {
    /// By itself and all below it.
    committed: Balance,
    /// How far over its own budget; zero when it is not, or has none.
    over: Balance,
    /// How much of that other findings explain.
    over_below: Balance,
}

impl<'f, 'a> Programme<'f, 'a> {
    fn of(folder: &'f Folder<'a>, at: usize) -> Self {
        let nodes = &folder.facts.nodes()[folder.facts.with_descendants(at)];
        Self {
            folder,
            at,
            nodes,
            scheme: folder.scheme_of(&nodes[0]),
        }
    }

    /// The first day at whose end the programme is over its budget by more
    /// than its schemes are over theirs, which have findings already.
    fn first_overrun(&self) -> Option<NaiveDate> {
        let mut over = self.over_before();
        self.changes()
            .chunk_by(|(day, _), (other, _)| day == other)
            .find_map(|of_day| {
                let (day, _) = of_day[0];
                over += of_day.iter().map(|(_, change)| *change).sum::<Balance>();
                (over > Balance::ZERO && over > self.positions(day)[0].over_below).then_some(day)
            })
    }

    /// What has no day: what was committed before the ledgers began, less the
    /// budget that counts from the beginning.
    fn over_before(&self) -> Balance {
        let summaries = self.nodes.iter().map(|node| self.folder.summary_of(node));
        let committed: Balance = summaries.map(|summary| summary.committed_before).sum();
        let budget = self.scheme.budget.iter();
        let undated = budget.filter(|entry| entry.date.is_none());
        committed - undated.map(|entry| entry.amount).sum::<Balance>()
    }

    /// By how much each day changes what is over. The programme is judged from
    /// the day of the first award on; without one, when all money has come.
    fn changes(&self) -> Vec<(NaiveDate, Balance)> {
        let summaries = self.nodes.iter().map(|node| self.folder.summary_of(node));
        let mut changes: Vec<(NaiveDate, Balance)> = summaries
            .flat_map(|summary| summary.changes.iter().copied())
            .collect();
        let days = changes.iter().map(|(day, _)| *day);
        let first = days.min().unwrap_or(NaiveDate::MAX);
        changes.push((first, Balance::ZERO));
        let budget = self.scheme.budget.iter();
        changes.extend(budget.filter_map(|entry| Some((entry.date?.max(first), -entry.amount))));
        changes.sort_by_key(|(day, _)| *day);
        changes
    }

    /// Every node of the programme, itself first.
    fn positions(&self, day: NaiveDate) -> Vec<Position> {
        let nowhere = Position {
            committed: Balance::ZERO,
            over: Balance::ZERO,
            over_below: Balance::ZERO,
        };
        let mut positions = vec![nowhere; self.nodes.len()];
        for nth in (0..self.nodes.len()).rev() {
            let own = self.own(nth, day);
            let budget = self.folder.scheme_of(&self.nodes[nth]).budget_on(day);
            let over = |committed: Balance| {
                budget.map_or(Balance::ZERO, |budget| {
                    (committed - budget).max(Balance::ZERO)
                })
            };
            let mut committed = own;
            let mut over_below = over(own);
            for child in self.children(nth) {
                committed += positions[child].committed;
                over_below += positions[child].over.max(positions[child].over_below);
            }
            positions[nth] = Position {
                committed,
                over: over(committed),
                over_below,
            };
        }
        positions
    }

    fn children(&self, nth: usize) -> impl Iterator<Item = usize> {
        let children = self.folder.facts.children(self.at + nth);
        children.map(|child| child - self.at)
    }

    /// What a node had committed without those below it.
    fn own(&self, nth: usize, day: NaiveDate) -> Balance {
        self.folder.summary_of(&self.nodes[nth]).committed_on(day)
    }

    fn finding(&self, day: NaiveDate) -> Finding {
        let positions = self.positions(day);
        let over = self.scheme.written(positions[0].over);
        let entries = self.scheme.budget.iter();
        let come = entries.filter(|entry| entry.date <= Some(day));
        let latest = come.max_by_key(|entry| entry.date);
        let place = latest
            .or(self.scheme.budget.first())
            .expect("a programme without a budget is passed over")
            .span;
        let budget = self.scheme.budget_on(day).unwrap_or_default();
        let message = format!(
            "the schemes under {} go {over} over its budget",
            self.scheme.id
        );
        let mut finding = Finding::new(&CODE, place, message)
            .label(format!("the budget is {}", self.scheme.written(budget)))
            .help("release money under one of them, or enter what has come of the budget");
        if day < NaiveDate::MAX {
            finding = finding.note(format!("since {day}"));
        }
        for note in self.shares(&positions, day) {
            finding = finding.note(note);
        }
        finding
    }

    /// What each scheme had committed at the end of that day.
    fn shares(&self, positions: &[Position], day: NaiveDate) -> Vec<String> {
        let children = self.children(0);
        let mut shares: Vec<String> = children
            .map(|child| (&self.nodes[child].id, positions[child].committed))
            .chain([(&self.nodes[0].id, self.own(0, day))])
            .filter(|(_, committed)| !committed.is_zero())
            .map(|(id, committed)| format!("{id} has committed {}", self.scheme.written(committed)))
            .collect();
        if shares.len() > SHOWN {
            let unseen = counted(shares.len() - SHOWN, "scheme");
            shares.truncate(SHOWN);
            shares.push(format!("and {unseen} more"));
        }
        shares
    }
}

#[cfg(test)]
mod tests {
    use crate::audit::folder;
    use crate::audit::testing::book;
    use crate::diagnostic::{Finding, Findings};
    use crate::ledger::{Summary, of_application};
    use crate::model::testing::{budget, day, scheme, span};
    use crate::model::{BudgetEntry, Reference, Scheme, SchemeId};

    fn scheme_of(id: &str, parent: Option<&str>, budget: &[BudgetEntry]) -> Scheme {
        let mut scheme = scheme(id);
        scheme.budget = budget.to_vec();
        scheme.parent = parent.map(|parent| Reference {
            id: SchemeId::new(parent).expect("an id"),
            span: span(),
        });
        scheme
    }

    /// The rows of awards.csv, scheme by scheme.
    type Awards<'a> = [(&'a str, &'a [(&'a str, usize, &'a str)])];

    fn found(schemes: &[Scheme], awards: &Awards<'_>) -> Vec<Finding> {
        let summaries: Vec<Summary> = schemes
            .iter()
            .map(|scheme| {
                let of_scheme = awards.iter().find(|(id, _)| *id == scheme.id.as_str());
                let awards = of_scheme.map_or(&[][..], |(_, awards)| awards);
                let book = book(scheme, &[None, None], awards);
                Summary::of(&book, &of_application(&book), day("2024-12-31"))
            })
            .collect();
        let mut found = Findings::new();
        folder(schemes, &summaries, &mut found);
        found.into_iter().collect()
    }

    #[test]
    fn what_is_fine_alone_may_be_too_much_together() {
        let schemes = [
            scheme_of("a", Some("top"), &[]),
            scheme_of("b", Some("top"), &[]),
            scheme_of("top", None, &[budget(100, None)]),
        ];
        let first: &[_] = &[("2024-09-01", 0, "award 60")];
        let second: &[_] = &[("2024-09-02", 0, "award 50")];
        assert!(found(&schemes, &[("a", first)]).is_empty());
        let found = found(&schemes, &[("a", first), ("b", second)]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].code.name, "over-committed");
        assert_eq!(
            found[0].message,
            "the schemes under top go 10 NOK over its budget"
        );
        assert_eq!(
            found[0].notes,
            [
                "since 2024-09-02",
                "a has committed 60 NOK",
                "b has committed 50 NOK"
            ]
        );
    }

    #[test]
    fn what_a_scheme_is_over_alone_is_not_said_again() {
        let mut schemes = [
            scheme_of("a", Some("middle"), &[budget(50, None)]),
            scheme_of("middle", Some("top"), &[]),
            scheme_of("top", None, &[budget(60, None)]),
        ];
        for programme in &mut schemes[1..] {
            programme.call = None;
        }
        let awards: &[_] = &[("2024-09-01", 0, "award 70")];
        assert!(found(&schemes, &[("a", awards)]).is_empty());
        schemes[0].budget = vec![budget(61, None)];
        let found = found(&schemes, &[("a", awards)]);
        let names: Vec<_> = found.iter().map(|finding| finding.code.name).collect();
        assert_eq!(names, ["child-over-parent", "over-committed"]);
    }

    #[test]
    fn money_counts_from_the_day_on_which_it_comes() {
        let schemes = [
            scheme_of("a", Some("top"), &[]),
            scheme_of(
                "top",
                None,
                &[budget(50, None), budget(50, Some("2024-10-01"))],
            ),
        ];
        let early: &[_] = &[("2024-09-30", 0, "award 51")];
        let late: &[_] = &[("2024-10-01", 0, "award 51")];
        assert_eq!(found(&schemes, &[("a", early)]).len(), 1);
        assert!(found(&schemes, &[("a", late)]).is_empty());
    }

    #[test]
    fn circles_end() {
        let schemes = [
            scheme_of("a", Some("b"), &[budget(1, None)]),
            scheme_of("b", Some("a"), &[budget(1, None)]),
        ];
        let awards: &[_] = &[("2024-09-01", 0, "award 70")];
        assert!(found(&schemes, &[("a", awards)]).is_empty());
    }
}
