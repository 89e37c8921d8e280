//! What one scheme needs to know of the others.

use std::collections::{BTreeMap, BTreeSet};

use super::SchemeId;

/// Who was funded where: for each scheme the keys of its recipients
/// ([`Application::applicant_key`](super::Application::applicant_key)).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Elsewhere {
    recipients: BTreeMap<SchemeId, BTreeSet<String>>,
}

impl Elsewhere {
    /// Notes the recipients of a scheme.
    pub fn insert(&mut self, scheme: SchemeId, recipients: BTreeSet<String>) {
        self.recipients.insert(scheme, recipients);
    }

    /// Whether a scheme has awarded money to an applicant.
    pub fn has_funded(&self, scheme: &SchemeId, applicant_key: &str) -> bool {
        self.recipients
            .get(scheme)
            .is_some_and(|recipients| recipients.contains(applicant_key))
    }
}
