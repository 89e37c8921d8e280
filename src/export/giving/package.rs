//! All grants of an export, and what is said about them together.

use serde::Serialize;

use crate::export::Stamp;
use crate::model::{Book, Funder, Register, Scheme, SchemeId};

use super::grant::{Grant, Organization, grants};
use super::identifier::{Identifiers, Prefix};
use super::left::{Left, left};

/// The standard's version that the package keeps to.
const VERSION: &str = "1.1";

/// A data package of the standard, with two properties of ours: the commit.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Package {
    version: &'static str,
    title: String,
    description: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    modified: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Publisher>,
    #[serde(skip_serializing_if = "Option::is_none")]
    commit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_changed_since_commit: Option<bool>,
    pub(super) grants: Vec<Grant>,
    /// What is not among the grants.
    #[serde(skip)]
    pub left: Vec<Left>,
    /// From which state of the folder.
    #[serde(skip)]
    pub(super) stamp: Option<Stamp>,
}

#[derive(Debug, Clone, Serialize)]
struct Publisher {
    identifier: String,
    name: String,
}

impl Package {
    /// Whether there is nothing to publish; the standard asks for one grant.
    pub fn is_empty(&self) -> bool {
        self.grants.is_empty()
    }
}

/// The grants of these books. `schemes` are all of the folder: who decides and
/// pays may be named by a programme alone.
///
/// # Errors
/// The schemes that have grants, and no funder here or above.
pub fn package(
    books: &[Book],
    schemes: &[Scheme],
    prefix: Option<&Prefix>,
    stamp: Option<Stamp>,
) -> Result<Package, Vec<SchemeId>> {
    let mut all = Vec::new();
    let mut lacking = Vec::new();
    for book in books.iter().filter(|book| !book.awards.is_empty()) {
        match funder(book.scheme, schemes) {
            Some(Named { funder, register }) => {
                let identifiers = Identifiers::of(funder, register, prefix);
                all.extend(grants(book, funder, &identifiers));
            }
            None => lacking.push(book.scheme.id.clone()),
        }
    }
    if !lacking.is_empty() {
        return Err(lacking);
    }
    let publisher = publisher(&all);
    Ok(Package {
        version: VERSION,
        title: match &publisher {
            Some(publisher) => format!("Grants of {}", publisher.name),
            None => "Grants".to_owned(),
        },
        description: "Amounts awarded are awards less releases, amounts disbursed are payments \
                      less repayments. Private persons are not named.",
        modified: all
            .iter()
            .map(|grant| grant.modified)
            .max()
            .map(|day| day.to_string()),
        publisher,
        commit: stamp.as_ref().map(|stamp| stamp.commit.clone()),
        is_changed_since_commit: stamp.as_ref().map(|stamp| stamp.is_changed),
        grants: all,
        left: books.iter().flat_map(left).collect(),
        stamp,
    })
}

/// Who decides and pays, and the register of its number.
struct Named<'s> {
    funder: &'s Funder,
    register: Option<Register>,
}

/// Who gives all of these grants, if that is one.
fn publisher(grants: &[Grant]) -> Option<Publisher> {
    let funder = |grant: &Grant| -> Organization { grant.funding_organization[0].clone() };
    let first = funder(grants.first()?);
    let is_one = grants
        .iter()
        .all(|grant| grant.funding_organization[0] == first);
    is_one.then_some(Publisher {
        identifier: first.id,
        name: first.name,
    })
}

/// The funder of a scheme, or of the nearest programme above that names one,
/// with the register that is named beside it.
fn funder<'s>(scheme: &'s Scheme, schemes: &'s [Scheme]) -> Option<Named<'s>> {
    let above = |scheme: &&'s Scheme| {
        let parent = scheme.parent.as_ref()?;
        schemes.iter().find(|other| other.id == parent.id)
    };
    // As many steps as there are schemes: a circle of parents ends, too.
    std::iter::successors(Some(scheme), above)
        .take(schemes.len() + 1)
        .find_map(|named| {
            Some(Named {
                funder: named.funder.as_ref()?,
                register: named.register.or(scheme.register),
            })
        })
}
