//! Why an application is not to be decided on, or may not be funded.

use crate::eligibility::{Answer, Outcome, Standing, Verdict};
use crate::model::{ApplicationIndex, AwardKind, Book};

use super::{Section, Situation};

/// Why an application is no candidate: every rule that it does not meet, or
/// of which that is not known, with the clause; or what was decided already.
pub fn no_candidate(situation: &Situation<'_>, standing: &Standing<'_>) -> Vec<Section> {
    let index = standing.index();
    let mut sections = Vec::new();
    let decision = match standing.verdict() {
        Verdict::Ineligible => "Rejected: it does not meet every rule.".to_owned(),
        Verdict::Unknown => "Undecided: of a rule it is not known whether it is met.".to_owned(),
        Verdict::Eligible if situation.is_open(index) => {
            "It is not among those that are decided on.".to_owned()
        }
        Verdict::Eligible => "Nothing is left to decide on it.".to_owned(),
    };
    let entries = entries(situation, index);
    if entries.is_empty() {
        sections.push(Section::new(title(situation, index), vec![decision]));
    } else {
        let state = format!("Its state is {}.", situation.state(index));
        sections.push(Section::new(title(situation, index), vec![state]));
        sections.push(Section::new("What is recorded", entries));
    }
    let rules = |wanted: Outcome| -> Vec<String> {
        let answers = standing.answers().iter();
        let wanted = answers.filter(|answer| !answer.is_settled() && answer.outcome == wanted);
        wanted
            .flat_map(|answer| rule(situation.book, answer))
            .collect()
    };
    for (title, lines) in [
        ("Not met", rules(Outcome::NotMet)),
        ("Not known", rules(Outcome::Unknown)),
    ] {
        if !lines.is_empty() {
            sections.push(Section::new(title, lines));
        }
    }
    let met = standing
        .answers()
        .iter()
        .filter(|answer| answer.is_settled());
    let met: Vec<String> = met
        .map(|answer| answer.rule.check_name().into_owned())
        .collect();
    if !met.is_empty() {
        sections.push(Section::new("Met, or waived", vec![met.join(", ")]));
    }
    sections
}

/// What was decided on it, entry by entry.
fn entries(situation: &Situation<'_>, index: ApplicationIndex) -> Vec<String> {
    let scheme = situation.book.scheme;
    let entries = situation.book.awards.iter();
    entries
        .filter(|entry| entry.application == index)
        .map(|entry| {
            let amount = match entry.kind {
                AwardKind::Award(amount) | AwardKind::Release(amount) => {
                    format!(" of {}", scheme.written(amount))
                }
                _ => String::new(),
            };
            let reason = entry.reason.iter().map(|reason| format!(" ({reason})"));
            let (date, word) = (entry.date, entry.kind.word());
            format!("{date}: {word}{amount}{}", reason.collect::<String>())
        })
        .collect()
}

fn rule(book: &Book<'_>, answer: &Answer<'_>) -> Vec<String> {
    let scheme = book.scheme;
    let name = answer.rule.check_name();
    let mut lines = vec![match &answer.detail {
        Some(detail) => format!(
            "{name}: {}",
            detail.sentence(scheme.currency, scheme.language)
        ),
        None => name.into_owned(),
    }];
    lines.extend(answer.rule.message().map(|message| format!("  {message}")));
    lines.extend(answer.rule.cite().map(|clause| format!("  “{clause}”")));
    lines
}

/// What a text about one application is headed with.
pub(super) fn title(situation: &Situation<'_>, index: ApplicationIndex) -> String {
    let application = situation.book.application(index);
    format!(
        "{}/{}: {}",
        situation.book.scheme.id, application.id, application.applicant
    )
}
