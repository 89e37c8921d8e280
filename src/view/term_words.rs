//! What comes after an award, in plain words: deadlines, payment, settlement.

use crate::model::{Due, Instalment, InstalmentEvent, Scheme, Unspent, counted};

pub(super) fn deadlines(scheme: &Scheme) -> Vec<String> {
    let deadlines = &scheme.deadlines;
    [
        ("The recipient accepts", deadlines.accept),
        ("The funder pays", deadlines.pay),
        ("The project is completed", deadlines.complete),
        ("The recipient reports", deadlines.report),
    ]
    .into_iter()
    .filter_map(|(who, deadline)| {
        let (due, _) = deadline?;
        Some(match due {
            Due::On(day) => format!("{who} by {day}."),
            Due::After(..) => format!("{who} within {}.", within(due)),
        })
    })
    .collect()
}

/// `2 months after the completion`.
fn within(due: Due) -> String {
    let text = due.to_string();
    match text.rsplit_once(' ') {
        Some((before, "accept")) => format!("{before} the acceptance"),
        Some((before, "complete")) => format!("{before} the completion"),
        Some((before, anchor)) => format!("{before} the {anchor}"),
        None => text,
    }
}

pub(super) fn decision(scheme: &Scheme) -> Vec<String> {
    let lines = [
        "Whoever makes an award has not assessed that application.",
        "Whoever pays is not whoever made the award.",
    ];
    let four_eyes = scheme.decision.four_eyes;
    four_eyes.map_or_else(Vec::new, |_| lines.map(str::to_owned).to_vec())
}

pub(super) fn payment(scheme: &Scheme) -> Vec<String> {
    let Some(rules) = &scheme.payment else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    let mut events = rules.instalments.iter().map(|instalment| instalment.on);
    let is_early = rules.instalments.is_empty() || events.any(|on| on == InstalmentEvent::Award);
    if !rules.before_acceptance {
        lines.push("No money goes out before the recipient has accepted.".to_owned());
    } else if is_early {
        lines.push("Money may go out before the recipient has accepted.".to_owned());
    }
    if rules.account.is_some() {
        lines.push("No money goes out before the account to be paid is on record.".to_owned());
    }
    let instalments = rules.instalments.iter();
    lines.extend(instalments.map(instalment));
    lines
}

fn instalment(instalment: &Instalment) -> String {
    let after = match instalment.on {
        InstalmentEvent::Award => "the award",
        InstalmentEvent::Accept => "the acceptance",
        InstalmentEvent::Report => "the report",
    };
    format!("{} of the award after {after}.", instalment.share)
}

pub(super) fn settlement(scheme: &Scheme) -> Vec<String> {
    let Some(settlement) = &scheme.settlement else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    if let Some(share) = settlement.max_share {
        let over = match settlement.unspent {
            Some(Unspent::Keep) => "",
            Some(Unspent::Claim) | None => "; what is over is claimed back",
        };
        lines.push(format!(
            "At most {share} of the actual cost is granted{over}."
        ));
    }
    match settlement.unspent {
        Some(Unspent::Claim) => lines.push("Money that was not spent is claimed back.".to_owned()),
        Some(Unspent::Keep) => {
            lines.push("The recipient keeps money that was paid and not spent.".to_owned());
        }
        None => {}
    }
    lines
}

pub(super) fn opening(scheme: &Scheme) -> Vec<String> {
    let Some(opening) = &scheme.opening else {
        return Vec::new();
    };
    let mut line = format!(
        "{}, {} together",
        counted(opening.awards, "award"),
        scheme.written(opening.amount)
    );
    line += &match opening.paid {
        Some(paid) => format!("; paid of it: {}", scheme.written(paid)),
        None => "; how much of it was paid is not known".to_owned(),
    };
    if let Some(note) = &opening.note {
        line += &format!(" ({note})");
    }
    vec![line + "."]
}
