//! All schemes under audit: the tree of what they committed, and the tree of
//! what their files say.

use chrono::NaiveDate;

use crate::ledger::{Accounts, Node, Summary, Tree};
use crate::model::{Book, Scheme, SchemeId};

/// The schemes of a folder, with their trees worked out once for all checks.
pub(super) struct Folder<'a> {
    /// Sorted by id.
    schemes: Vec<&'a Scheme>,
    summaries: &'a [Summary],
    /// Of the summaries: of all schemes whose facts were read.
    pub(super) facts: Tree,
    /// Of all schemes without their facts, every budget entry counted.
    pub(super) rules: Tree,
}

impl<'a> Folder<'a> {
    pub(super) fn of(schemes: &'a [Scheme], summaries: &'a [Summary]) -> Self {
        let mut schemes: Vec<&Scheme> = schemes.iter().collect();
        schemes.sort_by(|a, b| a.id.cmp(&b.id));
        let without_facts: Vec<Summary> = schemes
            .iter()
            .map(|scheme| Summary::of(&Book::empty(scheme), &Accounts::new(0), NaiveDate::MAX))
            .collect();
        Self {
            schemes,
            summaries,
            facts: Tree::of(summaries),
            rules: Tree::of(&without_facts),
        }
    }

    /// Every scheme, in the order of ids.
    pub(super) fn schemes(&self) -> &[&'a Scheme] {
        &self.schemes
    }

    pub(super) fn scheme(&self, id: &SchemeId) -> Option<&'a Scheme> {
        let at = self.schemes.binary_search_by(|scheme| scheme.id.cmp(id));
        at.ok().map(|at| self.schemes[at])
    }

    /// The scheme of a node of either tree.
    pub(super) fn scheme_of(&self, node: &Node) -> &'a Scheme {
        self.scheme(&node.id)
            .expect("every summary is of a scheme of the folder")
    }

    /// The summary of a node of the tree of facts.
    pub(super) fn summary_of(&self, node: &Node) -> &'a Summary {
        &self.summaries[node.summary]
    }
}
