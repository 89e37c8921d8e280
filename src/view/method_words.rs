//! How each method shares out, in plain words: one function a method.

use crate::allocation::Terms;
use crate::model::{
    ApplicationIndex, Book, Cutoff, Method, Portion, Received, Scheme, SetAside, ShareBy, TieBreak,
    Unfilled,
};
use crate::ranking::{Draw, Score, Scores};

use super::Situation;
use super::requirement_words::condition;
use super::score_words::number;

/// How money is shared out on these terms, a sentence a line.
pub(super) fn method(scheme: &Scheme, terms: &Terms) -> Vec<String> {
    let mut lines = match terms.method {
        Method::Ranked => ranked(terms.cutoff),
        Method::Share => share(scheme, terms),
        Method::Lottery => lottery(scheme, terms),
        Method::Graded => graded(scheme, terms),
        Method::Discretionary => discretionary(),
    };
    lines.extend(terms.set_asides.iter().map(|rule| set_aside(scheme, rule)));
    lines.extend(limits(scheme, terms));
    lines
}

fn ranked(cutoff: Cutoff) -> Vec<String> {
    vec![
        "Ranked: in order of score, each gets all that it can get for as long as that fits \
         into what is left."
            .to_owned(),
        self::cutoff(cutoff).to_owned(),
    ]
}

fn share(scheme: &Scheme, terms: &Terms) -> Vec<String> {
    let by = match terms.by {
        Some(ShareBy::Equal) => "equal parts; what one cannot use is shared again".to_owned(),
        Some(ShareBy::Field(field)) => format!(
            "parts in proportion to {}; what one cannot use is shared again",
            scheme.field_name(field)
        ),
        Some(ShareBy::Requested) => "one percentage of what each can get".to_owned(),
        None => "by a weight that is not said yet".to_owned(),
    };
    vec![
        format!("Share: the pot is shared among all candidates, {by}."),
        "Units left over by rounding go to the largest remainders. A part under the smallest \
         award is dropped, the lowest ranked first, and the rest is shared anew."
            .to_owned(),
    ]
}

fn lottery(scheme: &Scheme, terms: &Terms) -> Vec<String> {
    let mut lines = vec![
        "Lottery: candidates are put in the order of SHA-256 of the seed, a zero byte and the \
         id; then each gets all that it can get for as long as that fits."
            .to_owned(),
    ];
    if let Some(points) = terms.guaranteed {
        lines.push(format!(
            "A score of {} or more is not drawn for: those go first, by score.",
            number(scheme, points)
        ));
    }
    lines.push(match &terms.seed {
        Some(seed) => format!(
            "The seed is `{seed}`; repeat a draw with: printf '%s\\0%s' '{seed}' ID | sha256sum"
        ),
        None => "The seed is not fixed yet: it must be before the draw.".to_owned(),
    });
    lines.push(self::cutoff(terms.cutoff).to_owned());
    lines
}

fn graded(scheme: &Scheme, terms: &Terms) -> Vec<String> {
    let bands: Vec<String> = terms
        .bands
        .iter()
        .map(|band| {
            format!(
                "{} from a score of {}",
                band.share,
                number(scheme, band.min_score)
            )
        })
        .collect();
    vec![
        format!(
            "Graded: in order of score, each gets a part of what it can get: {}; a lower score \
             gets nothing.",
            bands.join(", ")
        ),
        self::cutoff(terms.cutoff).to_owned(),
    ]
}

/// Whom a set-aside is for, how much it keeps for them or from them.
fn set_aside(scheme: &Scheme, rule: &SetAside) -> String {
    let portion = |portion: Portion| match portion {
        Portion::Amount(amount) => scheme.written(amount),
        Portion::Share(share) => format!("{share} of the budget"),
    };
    let mut parts = Vec::new();
    if let Some(least) = rule.at_least {
        let unfilled = match rule.unfilled {
            Unfilled::Release => "what they do not use is for everyone",
            Unfilled::Hold => "what they do not use stays in the pot",
        };
        parts.push(format!(
            "go first until they have {} ({unfilled})",
            portion(least)
        ));
    }
    if let Some(most) = rule.at_most {
        parts.push(format!("get at most {} together", portion(most)));
    }
    let name = rule
        .name
        .as_deref()
        .map_or_else(String::new, |name| format!(" “{name}”"));
    format!(
        "Set-aside{name}: applications {} {}.",
        condition(scheme, &rule.condition),
        parts.join(", and ")
    )
}

fn discretionary() -> Vec<String> {
    vec![
        "Discretionary: the funder decides each amount; it is only checked against the rules \
         and the pot."
            .to_owned(),
    ]
}

fn cutoff(cutoff: Cutoff) -> &'static str {
    match cutoff {
        Cutoff::Stop => {
            "Cutoff `stop`: the first that does not fit and all after it go to the reserve list."
        }
        Cutoff::Skip => {
            "Cutoff `skip`: one that does not fit goes to the reserve list; later ones that fit \
             are funded."
        }
        Cutoff::Partial => {
            "Cutoff `partial`: the first that does not fit gets what is left, rounded down; all \
             after it go to the reserve list."
        }
    }
}

/// Rounding, floor and ceiling.
fn limits(scheme: &Scheme, terms: &Terms) -> Vec<String> {
    let mut lines = Vec::new();
    let rounding = match (terms.method, terms.round_to) {
        (_, Some(unit)) => format!(
            "Rounding: an award is all that can be got, or else a multiple of {}.",
            scheme.written(unit)
        ),
        (_, None) => format!("Rounding: to the smallest unit of {}.", scheme.currency),
    };
    lines.push(rounding);
    if let Some(least) = terms.min_award {
        lines.push(format!("No award is under {}.", scheme.written(least)));
    }
    if let Some(most) = terms.max_award {
        lines.push(format!("No award is over {}.", scheme.written(most)));
    }
    lines
}

/// The tie-breaks in their order, or that there are none.
pub(super) fn tie_breaks(scheme: &Scheme) -> String {
    let allocation = scheme.allocation.iter();
    let words: Vec<String> = allocation
        .flat_map(|allocation| &allocation.tie_break)
        .map(|&by| tie_break(scheme, by))
        .collect();
    if words.is_empty() {
        return "Equal scores: nothing puts them in order. Where that matters for money, \
                nothing is proposed."
            .to_owned();
    }
    format!(
        "Equal scores are put in order by {}.",
        words.join(", then by ")
    )
}

fn tie_break(scheme: &Scheme, by: TieBreak) -> String {
    match by {
        TieBreak::Criterion(nth) => format!(
            "the score for {} (the higher first)",
            scheme.criteria[nth].id
        ),
        TieBreak::Received => "the time of receipt (the earlier first)".to_owned(),
        TieBreak::Requested => "the amount requested (the smaller first)".to_owned(),
        TieBreak::Draw => "the draw (SHA-256 of the seed, a zero byte and the id)".to_owned(),
    }
}

/// What a tie-break looks at of an application.
pub(super) fn tie_break_value(
    situation: &Situation<'_>,
    index: ApplicationIndex,
    by: TieBreak,
) -> String {
    let book = situation.book;
    let application = book.application(index);
    let unknown = || "not known".to_owned();
    match by {
        TieBreak::Criterion(nth) => {
            let criterion = &book.scheme.criteria[nth].id;
            let mean = mean(book, &situation.scores, index, nth);
            format!("{criterion} {}", mean.unwrap_or_else(unknown))
        }
        TieBreak::Received => {
            let received = application.received.map(|received| match received {
                Received::Day(day) => day.to_string(),
                Received::Instant(instant) => instant.to_rfc3339(),
            });
            format!("received {}", received.unwrap_or_else(unknown))
        }
        TieBreak::Requested => {
            let requested = application.requested;
            let requested = requested.map(|amount| book.scheme.written(amount));
            format!("requested {}", requested.unwrap_or_else(unknown))
        }
        TieBreak::Draw => {
            let rules = book.scheme.allocation.as_ref();
            let seed = rules.and_then(|rules| rules.seed.as_deref());
            let draw = seed.map(|seed| Draw::of(seed, application.id).short());
            format!("draw {}", draw.unwrap_or_else(unknown))
        }
    }
}

fn mean(
    book: &Book<'_>,
    scores: &Scores<'_>,
    index: ApplicationIndex,
    criterion: usize,
) -> Option<String> {
    let score: Score = scores.mean(index, criterion)?;
    Some(score.sentence(book.scheme.language))
}

#[cfg(test)]
mod tests {
    use crate::eligibility::testing::{kroner, scheme, share as part, span, standard, text};
    use crate::model::{Band, Condition, StandardField, TestKind};

    use super::*;

    fn words(terms: &Terms) -> String {
        method(&scheme(), terms).join("\n")
    }

    #[test]
    fn every_method_says_what_it_is_and_what_it_lacks() {
        for (word, method) in Method::ALL {
            let words = words(&Terms::new(method)).to_lowercase();
            assert!(words.starts_with(word), "{words}");
        }
        assert!(words(&Terms::new(Method::Share)).contains("not said yet"));
        assert!(words(&Terms::new(Method::Lottery)).contains("not fixed yet"));
    }

    #[test]
    fn bands_and_set_asides_are_named() {
        let mut terms = Terms::new(Method::Graded);
        terms.bands = vec![Band {
            min_score: 4.into(),
            share: part(75),
            span: span(),
        }];
        terms.set_asides = vec![SetAside {
            name: Some("Oslo".to_owned()),
            condition: Condition {
                field: standard(StandardField::Place),
                test: TestKind::Equals(text("Oslo")),
            },
            at_least: Some(Portion::Amount(kroner(1_000))),
            at_most: Some(Portion::Share(part(50))),
            unfilled: Unfilled::Hold,
            span: span(),
        }];
        let words = words(&terms);
        assert!(words.contains("75% from a score of 4"), "{words}");
        let aside = "Set-aside “Oslo”: applications where place is `Oslo` go first until they \
                     have 1 000 NOK (what they do not use stays in the pot), and get at most 50% \
                     of the budget together.";
        assert!(words.contains(aside), "{words}");
    }
}
