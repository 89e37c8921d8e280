//! The budgets of a programme's schemes are more than its own.

use crate::diagnostic::{Code, Finding, Findings};
use crate::model::{Balance, Scheme, counted};

use super::checks::Check;
use super::folder::Folder;

const CODE: Code = Code::error("child-over-parent", include_str!("child_over_parent.md"));

pub(super) const CHECK: Check = Check::of_folder(&CODE, find);

/// How many of the schemes are pointed at.
const SHOWN: usize = 8;

fn find(folder: &Folder<'_>, found: &mut Findings) {
    let nodes = folder.rules.nodes();
    for (at, node) in nodes.iter().enumerate() {
        let programme = folder.scheme_of(node);
        if !programme.is_programme() {
            // It cannot hold other schemes at all, and that is said.
            continue;
        }
        let Some(budget) = node.balances.budget.filter(|_| !node.budget_is_derived) else {
            continue;
        };
        let children: Vec<(&Scheme, Balance)> = folder
            .rules
            .children(at)
            .filter_map(|child| {
                Some((
                    folder.scheme_of(&nodes[child]),
                    nodes[child].balances.budget?,
                ))
            })
            .collect();
        let together: Balance = children.iter().map(|(_, budget)| *budget).sum();
        if !children.is_empty() && together > budget {
            found.add(finding(programme, budget, together, &children));
        }
    }
}

fn finding(
    programme: &Scheme,
    budget: Balance,
    together: Balance,
    children: &[(&Scheme, Balance)],
) -> Finding {
    let over = programme.written(together - budget);
    let place = programme.budget.last().map(|entry| entry.span);
    let place = place.expect("a budget that is not derived has an entry");
    let mut finding = Finding::new(
        &CODE,
        place,
        format!(
            "the schemes under {} have {over} more than it has",
            programme.id
        ),
    )
    .label(format!("the budget is {}", programme.written(budget)))
    .help("raise the budget of the programme, or lower one of the others");
    let mut unseen = 0;
    for (nth, (child, budget)) in children.iter().enumerate() {
        let budget = child.written(*budget);
        match child.budget.last() {
            _ if nth >= SHOWN => unseen += 1,
            Some(entry) => finding = finding.because(entry.span, format!("{budget} of it here")),
            None => {
                finding = finding.note(format!("{} has {budget}, the sum of its schemes", child.id))
            }
        }
    }
    if unseen > 0 {
        finding = finding.note(format!("and {} more", counted(unseen, "scheme")));
    }
    finding.note(format!("together {}", programme.written(together)))
}

#[cfg(test)]
mod tests {
    use crate::audit::folder;
    use crate::diagnostic::Findings;
    use crate::model::testing::{budget, scheme, span};
    use crate::model::{Currency, Reference, SchemeId};

    #[test]
    fn budgets_of_one_currency_are_added() {
        let mut top = scheme("top");
        top.budget = vec![budget(100, None)];
        let call = top.call.take();
        let mut schemes = vec![top];
        for (id, parent, amount) in [
            ("a", "top", Some(60)),
            ("b", "top", None),
            ("b-1", "b", Some(30)),
            ("b-2", "b", Some(15)),
            ("c", "top", None),
        ] {
            let mut child = scheme(id);
            child.budget = amount
                .map(|amount| budget(amount, None))
                .into_iter()
                .collect();
            child.parent = Some(Reference {
                id: SchemeId::new(parent).expect("an id"),
                span: span(),
            });
            schemes.push(child);
        }
        let found = |schemes: &[_]| {
            let mut found = Findings::new();
            folder(schemes, &[], &mut found);
            let found = found.into_iter();
            found
                .map(|finding| finding.message.into_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            found(&schemes),
            ["the schemes under top have 5 NOK more than it has"]
        );
        schemes[0].call = call;
        assert!(found(&schemes).is_empty(), "that it has a call is said");
        schemes[0].call = None;
        schemes[1].currency = Currency::from_code("DKK").expect("a currency");
        assert_eq!(found(&schemes), ["a is in DKK, its programme top in NOK"]);
    }
}
