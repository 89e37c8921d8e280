//! For which application a line of the finance system may be.

use std::collections::HashMap;
use std::rc::Rc;

use crate::import::Booked;
use crate::ledger::of_application;
use crate::model::{ApplicationIndex, Book, OrganisationNumber, folded};
use crate::reading::cover_persons;

/// Where a line belongs.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Attribution {
    /// To an application of another scheme.
    Elsewhere,
    /// To one of these applications, or, where there is none, it is not known
    /// to which; and why it is not known to be exactly one.
    Here(Rc<[ApplicationIndex]>, Option<Unknown>),
}

/// Why it is not known to which application a line belongs.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unknown {
    /// The application that it names is none.
    Application(String),
    /// The file does not say.
    Recipient,
    /// No award is of the recipient that it names.
    Award(String),
    /// Several are.
    WhichAward(String, Rc<[ApplicationIndex]>),
}

impl Unknown {
    /// Why, for people. A number that may be a person's is not repeated.
    pub(super) fn sentence(&self, book: &Book<'_>) -> String {
        let why = match self {
            Self::Application(id) => format!("there is no application `{id}`"),
            Self::Recipient => "the file does not say for which application it is".to_owned(),
            Self::Award(recipient) => format!("no award is of `{recipient}`"),
            Self::WhichAward(recipient, indexes) => {
                let ids = indexes.iter().map(|index| book.application(*index).id);
                let ids: Vec<String> = ids.map(|id| id.to_string()).collect();
                format!("`{recipient}` has several awards: {}", ids.join(", "))
            }
        };
        cover_persons(&why)
    }
}

/// The applications by all that a file may call them.
pub(super) struct Recipients<'b> {
    book: &'b Book<'b>,
    by_id: HashMap<&'b str, ApplicationIndex>,
    by_number: HashMap<String, Rc<[ApplicationIndex]>>,
    by_name: HashMap<String, Rc<[ApplicationIndex]>>,
}

impl<'b> Recipients<'b> {
    pub(super) fn of(book: &'b Book<'b>) -> Self {
        let accounts = of_application(book);
        let ids = book.indexes();
        let ids = ids.map(|index| (book.application(index).id.as_str(), index));
        // Nobody pays what was never awarded.
        let awarded = book.indexes();
        let awarded = awarded.filter(|index| accounts[*index].first_award.is_some());
        let awarded: Vec<ApplicationIndex> = awarded.collect();
        let by_number = by(&awarded, |index| {
            let number = book.application(index).org_number?;
            Some(bare(number.as_str()))
        });
        Self {
            book,
            by_id: ids.collect(),
            by_number,
            by_name: by(&awarded, |index| Some(book.application(index).name_key())),
        }
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
        let unknown = match (&*indexes, recipient.cloned()) {
            ([_], _) => None,
            (_, None) => Some(Unknown::Recipient),
            ([], Some(recipient)) => Some(Unknown::Award(recipient)),
            (_, Some(recipient)) => Some(Unknown::WhichAward(recipient, indexes.clone())),
        };
        Attribution::Here(indexes, unknown)
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
            Some(index) => Attribution::Here([*index].into(), None),
            None => Attribution::Here([].into(), Some(Unknown::Application(id.to_owned()))),
        }
    }
}

/// The applications by a key, those of one key in the order of the book.
fn by(
    indexes: &[ApplicationIndex],
    key: impl Fn(ApplicationIndex) -> Option<String>,
) -> HashMap<String, Rc<[ApplicationIndex]>> {
    let mut by: HashMap<String, Vec<ApplicationIndex>> = HashMap::new();
    for &index in indexes {
        if let Some(key) = key(index) {
            by.entry(key).or_default().push(index);
        }
    }
    let by = by.into_iter();
    by.map(|(key, indexes)| (key, indexes.into())).collect()
}

/// A number without the marks that group it, however it is grouped.
fn bare(number: &str) -> String {
    number.chars().filter(char::is_ascii_alphanumeric).collect()
}
