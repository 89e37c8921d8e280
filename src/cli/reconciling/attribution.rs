//! For which application a line of the finance system may be.

use std::collections::HashMap;

use crate::import::Booked;
use crate::ledger::of_application;
use crate::model::{ApplicationIndex, Book, OrganisationNumber, folded};

/// Where a line belongs.
pub(super) enum Attribution {
    /// To an application of another scheme.
    Elsewhere,
    /// To one of these applications, or, where there is none, it is not known
    /// to which; and why it is not known to be exactly one.
    Here(Vec<ApplicationIndex>, Option<String>),
}

/// The applications by all that a file may call them.
pub(super) struct Recipients<'b> {
    book: &'b Book<'b>,
    by_id: HashMap<&'b str, ApplicationIndex>,
    by_number: HashMap<String, Vec<ApplicationIndex>>,
    by_name: HashMap<String, Vec<ApplicationIndex>>,
}

impl<'b> Recipients<'b> {
    pub(super) fn of(book: &'b Book<'b>) -> Self {
        let accounts = of_application(book);
        let mut recipients = Self {
            book,
            by_id: HashMap::new(),
            by_number: HashMap::new(),
            by_name: HashMap::new(),
        };
        for index in book.indexes() {
            let application = book.application(index);
            recipients.by_id.insert(application.id.as_str(), index);
            // Nobody pays what was never awarded.
            if accounts[index].first_award.is_none() {
                continue;
            }
            if let Some(number) = &application.org_number {
                let indexes = recipients.by_number.entry(bare(number.as_str()));
                indexes.or_default().push(index);
            }
            let name = application.name_key();
            recipients.by_name.entry(name).or_default().push(index);
        }
        recipients
    }

    /// The application that a line names; else those of its recipient, by
    /// number and then by name.
    pub(super) fn attribution(&self, booked: &Booked) -> Attribution {
        if let Some(named) = &booked.application {
            return self.named(named);
        }
        let register = self.book.scheme.register;
        let number = booked.org_number.as_deref();
        let number = number.map(|number| bare(&OrganisationNumber::plain(number, register)));
        let number = number.filter(|number| !number.is_empty());
        let by_number = number.and_then(|number| self.by_number.get(&number));
        let name = booked.recipient.as_deref().map(folded);
        let by_name = || name.as_deref().and_then(|name| self.by_name.get(name));
        let indexes = by_number.or_else(by_name).cloned().unwrap_or_default();
        let recipient = booked.org_number.as_ref().or(booked.recipient.as_ref());
        let why_not = match (indexes.as_slice(), recipient) {
            ([_], _) => None,
            ([], None) => Some("the file does not say for which application it is".to_owned()),
            ([], Some(recipient)) => Some(format!("no award is of `{recipient}`")),
            (several, Some(recipient)) => {
                let ids = several.iter().map(|index| self.book.application(*index).id);
                let ids: Vec<String> = ids.map(|id| id.to_string()).collect();
                Some(format!(
                    "`{recipient}` has several awards: {}",
                    ids.join(", ")
                ))
            }
            (_, None) => None,
        };
        let why_not = why_not.map(|why| crate::reading::cover_persons(&why));
        Attribution::Here(indexes, why_not)
    }

    fn named(&self, named: &str) -> Attribution {
        let id = match named.split_once('/') {
            Some((scheme, _)) if scheme != self.book.scheme.id.as_str() => {
                return Attribution::Elsewhere;
            }
            Some((_, id)) => id,
            None => named,
        };
        match self.by_id.get(id) {
            Some(index) => Attribution::Here(vec![*index], None),
            None => Attribution::Here(Vec::new(), Some(format!("there is no application `{id}`"))),
        }
    }
}

/// A number without the marks that group it, however it is grouped.
fn bare(number: &str) -> String {
    number.chars().filter(char::is_ascii_alphanumeric).collect()
}
