//! The instalments are more than the award.

use rust_decimal::Decimal;

use crate::diagnostic::{Code, Finding, Findings};

use super::case::Case;
use super::checks::Check;

const CODE: Code = Code::error("shares-over-whole", include_str!("shares_over_whole.md"));

pub(super) const CHECK: Check = Check::of_rules(&CODE, find);

fn find(case: &Case<'_>, found: &mut Findings) {
    let Some(rules) = &case.scheme.payment else {
        return;
    };
    let shares = rules.instalments.iter();
    let together: Decimal = shares.map(|instalment| instalment.share.percent()).sum();
    if together > Decimal::ONE_HUNDRED {
        found.add(
            Finding::new(
                &CODE,
                rules.span,
                "the instalments are more than the whole award",
            )
            .label(format!("together {}%", together.normalize()))
            .help("lower the shares to at most 100% together"),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::audit::testing::found;
    use crate::model::testing::{scheme, span};
    use crate::model::{Book, Instalment, InstalmentEvent, PaymentRules, Share};

    #[test]
    fn the_whole_may_be_reached_and_not_passed() {
        let mut scheme = scheme("digital");
        let mut found_for = |shares: &[i64]| {
            let instalments = shares.iter().map(|percent| Instalment {
                share: Share::from_percent((*percent).into()).expect("a share"),
                on: InstalmentEvent::Accept,
            });
            scheme.payment = Some(PaymentRules {
                before_acceptance: false,
                instalments: instalments.collect(),
                account: None,
                span: span(),
            });
            found(&Book::empty(&scheme))
        };
        assert!(found_for(&[50, 50]).is_empty());
        assert_eq!(
            found_for(&[75, 50]),
            [("shares-over-whole", None, "together 125%".to_owned())]
        );
    }
}
