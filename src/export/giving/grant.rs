//! One grant: an application that has money committed to it.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::export::amount::number;
use crate::export::recipient;
use crate::ledger::{Account, Duty, Journal, of_application};
use crate::model::{
    Application, ApplicationIndex, AwardEntry, Balance, Book, Funder, PaymentEntry, Report, Scheme,
};

use super::identifier::Identifiers;
use super::transaction::{Transaction, commitments, disbursements};

/// The standard wants a title of fewer than 140 characters.
const TITLE: usize = 139;

/// A grant as the standard has it; what is not known is left out.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Grant {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) currency: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) amount_applied_for: Option<Box<RawValue>>,
    pub(super) amount_awarded: Box<RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) amount_disbursed: Option<Box<RawValue>>,
    pub(super) award_date: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) planned_dates: Vec<Event>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) actual_dates: Vec<Event>,
    pub(super) recipient_organization: [Organization; 1],
    pub(super) funding_organization: [Organization; 1],
    pub(super) grant_programme: [Programme; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) from_open_call: Option<&'static str>,
    pub(super) commitment_transaction: Vec<Transaction>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) disbursement_transaction: Vec<Transaction>,
    pub(super) date_modified: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) data_source: Option<String>,
    /// The day of its latest fact.
    #[serde(skip)]
    pub(super) modified: NaiveDate,
}

/// When something ended, or is to end.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Event {
    pub(super) end_date: String,
}

/// Who gives or receives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Organization {
    pub(super) id: String,
    pub(super) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) address_locality: Option<String>,
}

/// The scheme.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Programme {
    pub(super) code: String,
    pub(super) title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<String>,
}

/// One scheme's grants, in the order of applications.csv.
pub(super) fn grants(book: &Book, funder: &Funder, identifiers: &Identifiers) -> Vec<Grant> {
    let accounts = of_application(book);
    let count = book.applications.len();
    let source = Facts {
        book,
        funder,
        identifiers,
        awards: Journal::new(&book.awards, count),
        payments: Journal::new(&book.payments, count),
        reports: Journal::new(&book.reports, count),
    };
    let awarded = book.indexes().zip(accounts.iter());
    let awarded = awarded.filter(|(_, account)| account.is_awarded());
    awarded
        .filter_map(|(index, account)| source.grant(index, account))
        .collect()
}

/// One scheme's facts, application by application.
struct Facts<'b> {
    book: &'b Book<'b>,
    funder: &'b Funder,
    identifiers: &'b Identifiers,
    awards: Journal<'b, AwardEntry<'b>>,
    payments: Journal<'b, PaymentEntry<'b>>,
    reports: Journal<'b, Report>,
}

impl Facts<'_> {
    fn grant(&self, index: ApplicationIndex, account: &Account) -> Option<Grant> {
        let scheme = self.book.scheme;
        let application = self.book.application(index);
        let id = self.identifiers.grant(scheme, application);
        let awarded = account.first_award?;
        let amount = |amount: Balance| number(amount, scheme.currency);
        let modified = self.modified(index).unwrap_or(awarded);
        let event = |day: Option<NaiveDate>| {
            let end = day.map(|day| day.to_string());
            end.map(|end_date| Event { end_date }).into_iter().collect()
        };
        // No row at all: that nothing was paid is not known.
        let has_payments = !self.book.payments.is_empty();
        let (title, description) = words(scheme, application);
        Some(Grant {
            title,
            description,
            currency: scheme.currency.code(),
            amount_applied_for: application.requested.map(|asked| amount(asked.into())),
            amount_awarded: amount(account.committed()),
            amount_disbursed: has_payments.then(|| amount(account.net_paid())),
            award_date: awarded.to_string(),
            planned_dates: event(Duty::Complete.due(scheme, account)),
            actual_dates: event(account.completed),
            recipient_organization: [self.recipient(application)],
            funding_organization: [Organization {
                id: self.identifiers.funder.clone(),
                name: self.funder.name.clone(),
                address_locality: None,
            }],
            grant_programme: [Programme {
                code: scheme.id.to_string(),
                title: scheme.name.clone(),
                url: web_address(scheme),
            }],
            from_open_call: scheme.call.as_ref().map(|_| "Yes"),
            commitment_transaction: commitments(&id, scheme.currency, self.awards.of(index)),
            disbursement_transaction: disbursements(&id, scheme.currency, self.payments.of(index)),
            date_modified: format!("{modified}T00:00:00Z"),
            data_source: web_address(scheme),
            modified,
            id,
        })
    }

    fn recipient(&self, application: &Application) -> Organization {
        let place = application.place.map(String::from);
        Organization {
            id: self.identifiers.recipient(self.book.scheme, application),
            name: recipient::name(application).into_owned(),
            address_locality: place.filter(|_| !recipient::is_person(application)),
        }
    }

    /// The day of the latest fact about an application.
    fn modified(&self, index: ApplicationIndex) -> Option<NaiveDate> {
        let awards = self.awards.of(index).map(|entry| entry.date);
        let payments = self.payments.of(index).map(|entry| entry.date);
        let reports = self.reports.of(index).map(|report| report.date);
        awards.chain(payments).chain(reports).max()
    }
}

/// The title, and the description: the scheme, and what the money is for where
/// that is told. A private person's title may tell who it is.
fn words(scheme: &Scheme, application: &Application) -> (String, String) {
    let title = application.title();
    match title.filter(|_| !recipient::is_person(application)) {
        Some(title) => (short(&title), format!("{}: {title}", scheme.name)),
        None => (short(&scheme.name), scheme.name.clone()),
    }
}

fn short(title: &str) -> String {
    if title.chars().count() <= TITLE {
        return title.to_owned();
    }
    let kept: String = title.chars().take(TITLE - 1).collect();
    kept.trim_end().to_owned() + "…"
}

/// Where the announcement stands, if that is an address on the web (RFC 3986).
fn web_address(scheme: &Scheme) -> Option<String> {
    let source = scheme.source.as_deref()?;
    let rest = source
        .strip_prefix("https://")
        .or_else(|| source.strip_prefix("http://"))?;
    let fits = rest.starts_with(|first: char| first.is_ascii_alphanumeric())
        && rest
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()*+,;=%".contains(&byte))
        && rest.matches('#').count() < 2
        && rest.split('%').skip(1).all(|after| {
            let digits = after.bytes().take(2);
            digits.filter(u8::is_ascii_hexdigit).count() == 2
        });
    fits.then(|| source.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::{application, row, scheme};

    #[test]
    fn a_long_title_is_cut_and_whole_in_the_description() {
        let mut scheme = scheme("digital");
        scheme.name = "Digital".to_owned();
        let mut applicant = application("A-1", None);
        assert_eq!(words(&scheme, &applicant).0, "Digital");
        (applicant.source, applicant.origin) = row(&[("title", &"å".repeat(200))]);
        let (title, description) = words(&scheme, &applicant);
        assert_eq!(title.chars().count(), 139);
        assert_eq!(description.chars().count(), 209);
        applicant.applicant_type = Some("person".into());
        assert_eq!(words(&scheme, &applicant).1, "Digital");
    }

    #[test]
    fn only_a_web_address_is_one() {
        let mut scheme = scheme("digital");
        let mut of = |source: &str| {
            scheme.source = Some(source.to_owned());
            web_address(&scheme).is_some()
        };
        assert!(of("https://www.digdir.no/a-b/5728?x=1%20#y"));
        for source in [
            "the archive",
            "https://",
            "https://a b",
            "http://å.no",
            "http://a/%2",
            "http://a##",
        ] {
            assert!(!of(source), "{source}");
        }
    }
}
