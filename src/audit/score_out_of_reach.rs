//! A score that no total can reach.

use rust_decimal::Decimal;

use crate::diagnostic::{Code, Finding, Findings};
use crate::model::Criterion;

use super::case::Case;
use super::checks::Check;

const CODE: Code = Code::error("score-out-of-reach", include_str!("score_out_of_reach.md"));

pub(super) const CHECK: Check = Check::of_rules(&CODE, find);

fn find(case: &Case<'_>, found: &mut Findings) {
    let scheme = case.scheme;
    let (Some(rules), Some(highest)) = (&scheme.allocation, highest_total(&scheme.criteria)) else {
        return;
    };
    let least = rules.min_score.map(|score| ("the least score", score));
    let points = rules.guaranteed;
    let points = points.map(|score| ("the score that goes before the draw", score));
    let bands = rules.bands.iter();
    let bands = bands.map(|band| ("the beginning of the band", (band.min_score, band.span)));
    for (name, (score, span)) in least.into_iter().chain(points).chain(bands) {
        if score > highest {
            let number = |score: Decimal| scheme.language.format(score.round_dp(6).normalize());
            let message = format!("{name} is above the highest total");
            let label = format!(
                "{}; the highest total is {}",
                number(score),
                number(highest)
            );
            found.add(
                Finding::new(&CODE, span, message)
                    .label(label)
                    .help("lower it, or correct `max` of the criteria"),
            );
        }
    }
}

/// The weighted mean of the highest scores; `None` where nothing is scored.
fn highest_total(criteria: &[Criterion]) -> Option<Decimal> {
    let weight: Decimal = criteria.iter().map(|criterion| criterion.weight).sum();
    let points = criteria
        .iter()
        .map(|criterion| criterion.max * criterion.weight);
    points.sum::<Decimal>().checked_div(weight)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::testing::{criterion, findings};
    use crate::model::testing::{scheme, span};
    use crate::model::{Allocation, Band, Book, Method, Share};

    fn messages(criteria: &[(i64, i64)], rules: Allocation) -> Vec<String> {
        let mut scheme = scheme("digital");
        let criteria = criteria.iter().map(|&(max, weight)| Criterion {
            max: max.into(),
            weight: weight.into(),
            ..criterion()
        });
        scheme.criteria = criteria.collect();
        scheme.allocation = Some(rules);
        let findings = findings(&Book::empty(&scheme)).into_iter();
        let findings = findings.filter(|finding| finding.code == &CODE);
        findings
            .map(|finding| finding.message.into_owned())
            .collect()
    }

    fn least(score: &str) -> Allocation {
        let score = score.parse().expect("a score");
        Allocation {
            min_score: Some((score, span())),
            ..Allocation::new(Method::Discretionary, span())
        }
    }

    #[test]
    fn the_highest_total_is_weighted() {
        assert!(messages(&[(5, 1)], least("5")).is_empty());
        assert_eq!(messages(&[(5, 1)], least("5.000001")).len(), 1);
        // (10 + 3 × 5) / 4
        let two = [(10, 1), (5, 3)];
        assert!(messages(&two, least("6.25")).is_empty());
        assert_eq!(messages(&two, least("6.26")).len(), 1);
        // (5 + 5 + 5) / 3, though a third has no end.
        let three = [(5, 1), (5, 1), (5, 1)];
        assert!(messages(&three, least("5")).is_empty());
        assert!(messages(&[], least("5")).is_empty());
    }

    #[test]
    fn bands_and_what_goes_before_the_draw_are_held_against_it_too() {
        let rules = Allocation {
            guaranteed: Some((6.into(), span())),
            bands: [6, 5]
                .map(|score| Band {
                    min_score: score.into(),
                    share: Share::from_percent(100.into()).expect("a share"),
                    span: span(),
                })
                .into(),
            ..least("6")
        };
        assert_eq!(
            messages(&[(5, 1)], rules),
            [
                "the least score is above the highest total",
                "the score that goes before the draw is above the highest total",
                "the beginning of the band is above the highest total",
            ]
        );
    }
}
