//! `matches_field`: the same as another field.

use crate::model::FieldRef;

use super::Detail;
use super::answer::Tested;
use super::cell::{Cell, same};

/// The same value as in another field of the application.
pub(super) fn matches_field(cell: Cell<'_>, other: FieldRef) -> Tested<'_> {
    let other = cell.beside(other);
    let (found, asked) = (cell.value(), other.value());
    for (value, field) in [(&found, cell.name()), (&asked, other.name())] {
        if value.is_blank() {
            return Tested::unknown(Detail::Missing { field });
        }
    }
    let field = cell.name();
    match same(&found, &asked) {
        None => Tested::unknown(Detail::Incomparable { field }),
        Some(met) => Tested::met_if(met, || Detail::Differs {
            field,
            found,
            asked,
            by: Some(other.name()),
        }),
    }
}

#[cfg(test)]
mod tests {
    use crate::eligibility::Outcome;
    use crate::eligibility::testing::*;
    use crate::model::{Money, StandardField::*, TestKind};

    fn matching(requested: Option<Money>, total: Option<Money>) -> (Outcome, String) {
        let mut scheme = scheme();
        let test = TestKind::MatchesField(standard(TotalCost));
        scheme.requirements = vec![requirement("r", standard(Requested), vec![test])];
        let mut application = application("A");
        (application.requested, application.total_cost) = (requested, total);
        let book = book(scheme, vec![application]);
        (answer(&book).outcome, sentence(&book))
    }

    #[test]
    fn both_must_be_known_and_the_same() {
        let (one, two) = (Some(kroner(1)), Some(kroner(2)));
        assert_eq!(matching(one, one).0, Outcome::Met);
        assert_eq!(matching(one, two).0, Outcome::NotMet);
        assert_eq!(
            matching(one, two).1,
            "requested is 1 NOK, but total_cost is 2 NOK"
        );
        assert_eq!(matching(None, two).1, "requested is blank");
        assert_eq!(matching(one, None).1, "total_cost is blank");
        assert_eq!(matching(one, None).0, Outcome::Unknown);
    }
}
