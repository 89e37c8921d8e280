//! Who may apply: of which type, and not funded elsewhere.

use crate::model::{Application, ApplicationIndex, Book, Elsewhere, SchemeId, StandardField};

use super::Detail;
use super::answer::Tested;

/// Of a type that the scheme funds.
pub(super) fn applicant_type<'b>(book: &'b Book<'b>, index: ApplicationIndex) -> Tested<'b> {
    let funded = &book.scheme.applicants.types;
    let Some(found) = book.application(index).applicant_type else {
        let field = StandardField::ApplicantType.name();
        return Tested::unknown(Detail::Missing { field });
    };
    let word = found.read();
    Tested::met_if(funded.iter().any(|known| **known == *word), || {
        Detail::ApplicantType { found, funded }
    })
}

/// Without an award under another scheme.
pub(super) fn funded_before<'b>(
    application: &Application<'_>,
    scheme: &'b SchemeId,
    elsewhere: &Elsewhere,
) -> Tested<'b> {
    let was_funded = elsewhere.has_funded(scheme, &application.applicant_key());
    Tested::met_if(!was_funded, || Detail::FundedBefore { scheme })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::eligibility::testing::*;
    use crate::eligibility::{Eligibility, Outcome::*};
    use crate::model::Reference;

    use super::*;

    #[test]
    fn types() {
        let mut scheme = scheme();
        scheme.applicants.types = vec!["municipality".into(), "county".into()];
        let of_type = |found: Option<&'static str>| {
            let mut application = application("A");
            application.applicant_type = found.map(Into::into);
            let book = book(scheme.clone(), vec![application]);
            (answer(&book).outcome, sentence(&book))
        };
        assert_eq!(of_type(Some("county")).0, Met);
        assert_eq!(of_type(None).0, Unknown);
        assert_eq!(
            of_type(Some("company")),
            (
                NotMet,
                "the applicant is of type `company`, only `municipality` or `county` may apply"
                    .into()
            )
        );
    }

    #[test]
    fn recipients_of_another_scheme_may_not_come_again() {
        let earlier = SchemeId::new("digihjelpen-2018").expect("valid");
        let mut scheme = scheme();
        scheme.applicants.not_funded_by = vec![Reference {
            id: earlier.clone(),
            span: span(),
        }];
        let book = book(scheme, vec![application("Voss"), application("Modum")]);
        let mut elsewhere = Elsewhere::default();
        elsewhere.insert(earlier, BTreeSet::from(["voss".to_owned()]));
        let eligibility = Eligibility::of(&book, &elsewhere);
        let outcomes: Vec<_> = book
            .indexes()
            .map(|index| eligibility.standing(index).answers()[0].outcome)
            .collect();
        assert_eq!(outcomes, [NotMet, Met]);
    }
}
