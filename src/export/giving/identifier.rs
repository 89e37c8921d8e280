//! Identifiers: of grants, of who gives and of who receives.

use crate::export::recipient::{self, registered, slug};
use crate::model::{Application, Funder, Register, Scheme};

/// What the publisher's own identifiers begin with, such as `360G-example`: of
/// ASCII letters, digits, `.`, `_` and `-`, the first a letter or a digit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prefix(String);

impl Prefix {
    /// The prefix, or `None` when a character does not belong.
    pub fn new(text: &str) -> Option<Self> {
        let fits = text.starts_with(|first: char| first.is_ascii_alphanumeric())
            && text.bytes().all(
                |byte| matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'_' | b'-'),
            );
        fits.then(|| Self(text.to_owned()))
    }
}

/// The identifiers of one scheme's grants.
pub(super) struct Identifiers {
    /// Before what only the publisher knows: `360G-example-`, or nothing.
    own: String,
    /// Before each grant.
    grants: String,
    pub(super) funder: String,
}

impl Identifiers {
    /// Without a prefix, the funder's own identifier tells its grants apart
    /// from those of others.
    pub(super) fn of(funder: &Funder, register: Option<Register>, prefix: Option<&Prefix>) -> Self {
        let own = prefix.map_or_else(String::new, |prefix| format!("{}-", prefix.0));
        let number = register
            .zip(funder.org_number.as_deref())
            .filter(|(register, number)| register.accepts(number))
            .map(|(register, number)| format!("{}-{number}", register.code()));
        let funder = number.unwrap_or_else(|| format!("{own}ORG-{}", slug(&funder.name)));
        let grants = match prefix {
            Some(_) => own.clone(),
            None => format!("{funder}-"),
        };
        Self {
            own,
            grants,
            funder,
        }
    }

    /// Of a grant: no scheme's id has a `_`, so that the parts can be told
    /// apart. The standard advises against slashes.
    pub(super) fn grant(&self, scheme: &Scheme, application: &Application) -> String {
        format!("{}{}_{}", self.grants, scheme.id, application.id)
    }

    /// Of a recipient: the org-id, else one of its number or its name; of a
    /// private person one that tells nothing and is of this grant alone.
    pub(super) fn recipient(&self, scheme: &Scheme, application: &Application) -> String {
        if recipient::is_person(application) {
            return format!("{}{}_{}-person", self.grants, scheme.id, application.id);
        }
        registered(scheme, application).unwrap_or_else(|| {
            let number = application.org_number.map(|number| number.as_str().into());
            let known = number.unwrap_or_else(|| application.applicant.read());
            format!("{}ORG-{}", self.own, slug(&known))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::OrganisationNumber;
    use crate::model::testing::{application, scheme};

    fn funder(number: Option<&str>) -> Funder {
        Funder {
            name: "Eksempel fond".to_owned(),
            org_number: number.map(str::to_owned),
        }
    }

    #[test]
    fn a_prefix_is_plain() {
        assert!(Prefix::new("360G-example").is_some());
        for text in ["", "-a", "a b", "a/b", "å", "a\n"] {
            assert!(Prefix::new(text).is_none(), "{text}");
        }
    }

    #[test]
    fn numbers_of_the_register_become_org_ids() {
        let mut scheme = scheme("digital");
        scheme.register = Some(Register::Norway);
        let mut applicant = application("A-1", None);
        applicant.org_number = OrganisationNumber::new("991825827", scheme.register);
        let of = Identifiers::of(&funder(Some("991825827")), scheme.register, None);
        assert_eq!(of.funder, "NO-BRC-991825827");
        assert_eq!(
            of.grant(&scheme, &applicant),
            "NO-BRC-991825827-digital_A-1"
        );
        assert_eq!(of.recipient(&scheme, &applicant), "NO-BRC-991825827");

        applicant.applicant_type = Some("person".into());
        let person = of.recipient(&scheme, &applicant);
        assert_eq!(person, "NO-BRC-991825827-digital_A-1-person");
    }

    #[test]
    fn without_a_number_the_name_tells() {
        let scheme = scheme("digital");
        let prefix = Prefix::new("360G-x");
        let of = Identifiers::of(&funder(Some("12")), Some(Register::Norway), prefix.as_ref());
        assert_eq!(of.funder, "360G-x-ORG-eksempel-fond");
        let mut applicant = application("A-1", None);
        assert_eq!(of.grant(&scheme, &applicant), "360G-x-digital_A-1");
        assert_eq!(of.recipient(&scheme, &applicant), "360G-x-ORG-a-1");
        applicant.org_number = OrganisationNumber::new("556001", None);
        assert_eq!(of.recipient(&scheme, &applicant), "360G-x-ORG-556001");
    }
}
