//! A set-aside that cannot be kept.

use chrono::NaiveDate;

use crate::diagnostic::{Code, Finding, Findings};
use crate::model::{Allocation, Balance, Method, Portion, SetAside};

use super::case::Case;
use super::checks::Check;

const CODE: Code = Code::error(
    "set-aside-impossible",
    include_str!("set_aside_impossible.md"),
);

pub(super) const CHECK: Check = Check::of_rules(&CODE, find);

fn find(case: &Case<'_>, found: &mut Findings) {
    let Some(rules) = &case.scheme.allocation else {
        return;
    };
    // All that will ever come; without a [[budget]] shares can still be compared.
    let budget = case.scheme.budget_on(NaiveDate::MAX);
    let whole = budget.unwrap_or(Balance::from_minor(100_000_000));
    without_order(rules, found);
    for set_aside in &rules.set_asides {
        least_above_most(case, set_aside, whole, budget.is_some(), found);
    }
    let least = |set_aside: &SetAside| {
        let known = |portion: &Portion| budget.is_some() || matches!(portion, Portion::Share(_));
        let at_least = set_aside.at_least.filter(known);
        at_least.map(|least| least.rounded_down(whole))
    };
    let together: Balance = rules.set_asides.iter().filter_map(least).sum();
    if let Some(last) = rules.set_asides.last().filter(|_| together > whole) {
        let label = match budget {
            Some(budget) => format!("{} of {}", case.amount(together), case.amount(budget)),
            None => "together over 100%".to_owned(),
        };
        found.add(
            Finding::new(
                &CODE,
                last.span,
                "more is set aside than there is in the budget",
            )
            .label(label)
            .help("lower at_least of one or more"),
        );
    }
}

fn without_order(rules: &Allocation, found: &mut Findings) {
    if let Some(first) = rules
        .set_asides
        .first()
        .filter(|_| rules.method == Method::Share)
    {
        found.add(
            Finding::new(
                &CODE,
                first.span,
                "the method `share` knows no set-asides: it has no order in which some go first",
            )
            .because(rules.span, "share")
            .help("make a scheme of its own for them, or take a method with an order"),
        );
    }
}

fn least_above_most(
    case: &Case<'_>,
    set_aside: &SetAside,
    whole: Balance,
    has_budget: bool,
    found: &mut Findings,
) {
    let (Some(least), Some(most)) = (set_aside.at_least, set_aside.at_most) else {
        return;
    };
    let comparable = has_budget || std::mem::discriminant(&least) == std::mem::discriminant(&most);
    let words = |portion: Portion| match portion {
        Portion::Amount(amount) => case.amount(amount),
        Portion::Share(share) => share.to_string(),
    };
    if comparable && least.rounded_down(whole) > most.rounded_down(whole) {
        found.add(
            Finding::new(&CODE, set_aside.span, "at_least is more than at_most")
                .label(format!("{} and {}", words(least), words(most)))
                .help("lower at_least, or raise at_most"),
        );
    }
}
