//! What a foreign column may be recorded as.

use crate::diagnostic::one_of;
use crate::model::Scheme;
use crate::reading::{self, Fact};

/// What one of their columns is recorded as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Our column of this name.
    Column(String),
    /// The score on this criterion.
    Criterion(String),
    /// Tells which application is meant, by this column of applications.csv.
    Application(String),
    /// It is not recorded.
    LeftOut,
}

impl Target {
    pub(super) fn of(words: &str, fact: Fact, scheme: &Scheme) -> Result<Self, String> {
        if words.is_empty() {
            return Ok(Self::LeftOut);
        }
        let criterion = words.strip_prefix("criterion:");
        if let Some(id) = criterion.filter(|_| fact == Fact::Assessments) {
            let ids = scheme
                .criteria
                .iter()
                .map(|criterion| criterion.id.as_str());
            return match scheme.criterion(id) {
                Some(_) => Ok(Self::Criterion(id.to_owned())),
                None => Err(format!(
                    "the scheme has no criterion `{id}`: {}",
                    one_of(id, ids)
                )),
            };
        }
        let by = words.strip_prefix("application:");
        if let Some(by) = by.filter(|_| fact != Fact::Applications) {
            let known = ["org_number", "applicant"];
            return match known.contains(&by) {
                true => Ok(Self::Application(by.to_owned())),
                false => Err(format!(
                    "no application is known by `{by}`: {}",
                    one_of(by, known)
                )),
            };
        }
        let columns = reading::columns(scheme, fact);
        if columns.iter().any(|column| column == words) {
            return Ok(Self::Column(words.to_owned()));
        }
        let columns = columns.iter().map(String::as_str);
        let file = fact.file_name();
        Err(format!(
            "{file} has no column `{words}`: {}",
            one_of(words, columns)
        ))
    }

    /// The words that name it in a mapping.
    pub fn words(&self) -> String {
        match self {
            Self::Column(name) => name.clone(),
            Self::Criterion(id) => format!("criterion:{id}"),
            Self::Application(by) => format!("application:{by}"),
            Self::LeftOut => String::new(),
        }
    }
}

/// How it is known what a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// The user said so.
    Given,
    /// It bears the very name of ours.
    Named,
    /// Its name is known for it, or is not known at all: the user has to agree.
    Proposed,
}
