//! What is this scheme, in plain words?

use chrono::NaiveDate;

use crate::allocation::Terms;
use crate::model::{Balance, BudgetEntry, Closing, Opens, Scheme};

use super::Section;
use super::method_words::{method, tie_breaks};
use super::requirement_words::requirement;
use super::score_words::number;
use super::term_words::{deadlines, decision, opening, payment, settlement};

/// A scheme in the order in which an applicant would ask: what it is, what
/// there is, when, for whom, what is asked, how it is decided, and what comes
/// after. `schemes` are all of the folder, `day` says what the budget is.
pub fn scheme_words(scheme: &Scheme, schemes: &[Scheme], day: NaiveDate) -> Vec<Section> {
    let mut sections = vec![
        Section::new(scheme.name.as_str(), what(scheme, schemes)),
        Section::new("The money", money(scheme, day)),
    ];
    if !scheme.is_programme() {
        sections.push(Section::new("The call", call(scheme)));
        sections.push(Section::new("Who may apply", applicants(scheme)));
        sections.push(Section::new("What is asked", requirements(scheme)));
        sections.push(Section::new("What is scored", criteria(scheme)));
        sections.push(Section::new("How the money is shared out", sharing(scheme)));
    }
    let rest = [
        ("Who decides", decision(scheme)),
        ("Deadlines", deadlines(scheme)),
        ("Payment", payment(scheme)),
        ("Settlement", settlement(scheme)),
        ("Before the ledger began", opening(scheme)),
    ];
    for (title, lines) in rest {
        if !lines.is_empty() {
            sections.push(Section::new(title, lines));
        }
    }
    sections
}

fn what(scheme: &Scheme, schemes: &[Scheme]) -> Vec<String> {
    let mut lines = Vec::new();
    let id = &scheme.id;
    if scheme.is_programme() {
        lines.push(format!(
            "{id} is a programme: it groups schemes under one budget and takes no applications \
             itself."
        ));
        let children = schemes.iter().filter(|other| {
            let parent = other.parent.as_ref();
            parent.is_some_and(|parent| parent.id == scheme.id)
        });
        let children: Vec<String> = children.map(|child| child.id.to_string()).collect();
        if !children.is_empty() {
            lines.push(format!("Under it: {}.", children.join(", ")));
        }
    } else {
        lines.push(format!("{id} is a call for applications."));
    }
    if let Some(parent) = &scheme.parent {
        let name = schemes.iter().find(|other| other.id == parent.id);
        let name = name.map_or_else(String::new, |other| format!(" ({})", other.name));
        lines.push(format!(
            "It belongs to {}{name}, whose budget must hold it.",
            parent.id
        ));
    }
    lines.push(match &scheme.funder {
        Some(funder) => format!("{} decides and pays.", funder.name),
        None => "Who decides and pays is not said.".to_owned(),
    });
    if let Some(source) = &scheme.source {
        lines.push("The announcement:".to_owned());
        lines.push(format!("  {source}"));
    }
    lines
}

fn money(scheme: &Scheme, day: NaiveDate) -> Vec<String> {
    let Some(budget) = scheme.budget_on(day) else {
        let whose = if scheme.is_programme() {
            "It has no budget of its own: that of the schemes under it counts."
        } else {
            "Its budget is not known."
        };
        return vec![whose.to_owned()];
    };
    let mut lines = vec![format!(
        "The budget on {day} is {}.",
        scheme.written(budget)
    )];
    match scheme.budget.as_slice() {
        [only] if only.date.is_none() => {
            lines.extend(only.note.iter().map(|note| format!("  {note}")));
        }
        entries => lines.extend(entries.iter().map(|entry| budget_entry(scheme, entry))),
    }
    lines
}

fn budget_entry(scheme: &Scheme, entry: &BudgetEntry) -> String {
    let date = match entry.date {
        Some(date) => format!(" on {date}"),
        None => " from the beginning".to_owned(),
    };
    let sign = if entry.amount > Balance::ZERO {
        "+"
    } else {
        ""
    };
    let note = entry.note.iter().map(|note| format!(": {note}"));
    format!(
        "  {sign}{}{date}{}",
        scheme.written(entry.amount),
        note.collect::<String>()
    )
}

fn call(scheme: &Scheme) -> Vec<String> {
    let Some(call) = &scheme.call else {
        return Vec::new();
    };
    let zone = scheme.timezone.map_or_else(
        || "no time zone is named".to_owned(),
        |zone| format!("in the time zone {zone}"),
    );
    let opens = match call.opens {
        Some((Opens::Day(day), _)) => format!("It opens on {day}, {zone}."),
        Some((moment, _)) => format!("It opens at {moment}, {zone}."),
        None => "When it opens is not said.".to_owned(),
    };
    let closes = match call.closes {
        Some((Closing::Day(day), _)) => {
            format!("It closes on {day}: the whole day counts, {zone}.")
        }
        Some((moment, _)) => format!("It closes at {moment}, to the second, {zone}."),
        None => "When it closes is not said: no application is late.".to_owned(),
    };
    vec![opens, closes]
}

fn applicants(scheme: &Scheme) -> Vec<String> {
    let applicants = &scheme.applicants;
    let mut lines = vec![if applicants.types.is_empty() {
        "Applicants of any type.".to_owned()
    } else {
        format!("Applicants of the type {}.", applicants.types.join(" or "))
    }];
    match applicants.max_applications {
        Some((1, _)) => lines.push("One application each; the first counts.".to_owned()),
        Some((count, _)) => lines.push(format!(
            "At most {count} applications each; the first {count} count."
        )),
        None => {
            lines.push("How many applications each may send is not said: all count.".to_owned())
        }
    }
    if !applicants.not_funded_by.is_empty() {
        let others = applicants.not_funded_by.iter();
        let others: Vec<String> = others.map(|other| other.id.to_string()).collect();
        lines.push(format!(
            "Nobody who has an award under {}.",
            others.join(" or ")
        ));
    }
    lines
}

fn requirements(scheme: &Scheme) -> Vec<String> {
    if scheme.requirements.is_empty() {
        return vec!["Nothing more than that.".to_owned()];
    }
    let requirements = scheme.requirements.iter();
    requirements
        .flat_map(|asked| {
            let mut lines = vec![requirement(scheme, asked)];
            lines.extend(asked.cite.iter().map(|cite| format!("  “{cite}”")));
            lines
        })
        .collect()
}

fn criteria(scheme: &Scheme) -> Vec<String> {
    if scheme.criteria.is_empty() {
        return vec!["Nothing: there are no criteria.".to_owned()];
    }
    let mut lines = Vec::new();
    for criterion in &scheme.criteria {
        let name = if criterion.name == criterion.id {
            criterion.id.clone()
        } else {
            format!("{} ({})", criterion.id, criterion.name)
        };
        let threshold = criterion
            .threshold
            .map(|threshold| format!("; below {} there is no award", number(scheme, threshold)));
        lines.push(format!(
            "{name}: from 0 to {}, weight {}{}",
            number(scheme, criterion.max),
            number(scheme, criterion.weight),
            threshold.unwrap_or_default()
        ));
        lines.extend(criterion.cite.iter().map(|cite| format!("  “{cite}”")));
    }
    lines.push(
        "The score: the mean over the assessors under each criterion, times its weight, over the \
         sum of the weights; exact, shown with two decimals. Without a score under one of them \
         it is not known."
            .to_owned(),
    );
    if scheme.scoring.drop_extremes {
        lines.push(
            "Of three or more scores under a criterion, the highest and the lowest are left out."
                .to_owned(),
        );
    }
    if let Some((spread, _)) = scheme.scoring.max_spread {
        lines.push(format!(
            "Two assessors who are more than {} apart are looked at again.",
            number(scheme, spread)
        ));
    }
    lines
}

fn sharing(scheme: &Scheme) -> Vec<String> {
    let Some(allocation) = &scheme.allocation else {
        return vec!["The scheme does not say: the funder decides each amount.".to_owned()];
    };
    let mut lines = method(scheme, &Terms::of(scheme));
    if !scheme.criteria.is_empty() || !allocation.tie_break.is_empty() {
        lines.push(tie_breaks(scheme));
    }
    if let Some((score, _)) = allocation.min_score {
        lines.push(format!(
            "With a score below {} there is no award.",
            number(scheme, score)
        ));
    }
    lines
}
