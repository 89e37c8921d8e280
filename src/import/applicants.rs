//! Which application a foreign row means that names its applicant.

use std::collections::HashMap;

use crate::model::folded;

/// The applications by what a foreign table calls their applicants.
#[derive(Default)]
pub(super) struct Applicants<'a> {
    ids: HashMap<String, Vec<&'a str>>,
}

impl<'a> Applicants<'a> {
    /// The applications (id, organisation number, applicant) by the number or by
    /// the name; by nothing, where the table has neither.
    pub(super) fn of(
        applications: &'a [(String, Option<String>, String)],
        by: Option<&str>,
    ) -> Self {
        let mut applicants = Self::default();
        let Some(by) = by else {
            return applicants;
        };
        for (id, number, applicant) in applications {
            let key = match by {
                "org_number" => number.clone().unwrap_or_default(),
                _ => folded(applicant),
            };
            applicants.ids.entry(key).or_default().push(id);
        }
        applicants.ids.remove("");
        applicants
    }

    /// The only application of an applicant; blank where none is named.
    ///
    /// # Errors
    /// When there is none, or several.
    pub(super) fn find(&self, applicant: &str) -> Result<String, String> {
        if applicant.is_empty() {
            return Ok(String::new());
        }
        let ids = self
            .ids
            .get(applicant)
            .or_else(|| self.ids.get(&folded(applicant)));
        match ids.map(Vec::as_slice) {
            Some([id]) => Ok((*id).to_owned()),
            Some(ids) => Err(format!(
                "`{applicant}` has several applications: {}",
                ids.join(", ")
            )),
            None => Err(format!("no application is of `{applicant}`")),
        }
    }
}
