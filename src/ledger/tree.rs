//! The tree of budgets: schemes under their programmes.

use std::collections::BTreeMap;

use crate::model::{Currency, SchemeId};

use super::{Balances, Summary};

/// A scheme in the tree, with all that stands below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Which of the summaries that the tree was made of.
    pub summary: usize,
    /// The scheme.
    pub id: SchemeId,
    /// In which the balances are.
    pub currency: Currency,
    /// How many programmes stand above it.
    pub depth: usize,
    /// Its own balances and those of all schemes below it.
    pub balances: Balances,
    /// Whether the budget is the sum of the children's, for want of one of
    /// its own.
    pub budget_is_derived: bool,
    /// How many awards, those below it included.
    pub awards: u64,
    /// The position in [`Tree::nodes`] after the last node below it.
    end: usize,
}

/// Every scheme, each programme before its children, both in the order of ids.
///
/// A scheme whose parent does not exist, has another currency, or stands below
/// the scheme itself, counts as a root: its money is never lost, never counted
/// twice, and never added to another currency.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    /// The tree of these schemes.
    pub fn of(summaries: &[Summary]) -> Self {
        let mut tree = Self {
            nodes: in_order(summaries),
        };
        for at in (0..tree.nodes.len()).rev() {
            tree.add_children(at);
        }
        tree
    }

    /// Every node, parents before their children.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The positions of a node's children.
    pub fn children(&self, at: usize) -> impl Iterator<Item = usize> {
        let end = self.nodes[at].end;
        let first = (at + 1 < end).then_some(at + 1);
        std::iter::successors(first, move |&child| {
            let next = self.nodes[child].end;
            (next < end).then_some(next)
        })
    }

    /// The positions of a node and of all below it.
    pub fn with_descendants(&self, at: usize) -> std::ops::Range<usize> {
        at..self.nodes[at].end
    }

    /// The sums over the roots, currency by currency.
    pub fn totals(&self) -> BTreeMap<Currency, Balances> {
        let mut totals = BTreeMap::new();
        for root in self.nodes.iter().filter(|node| node.depth == 0) {
            *totals.entry(root.currency).or_insert(Balances::NOTHING) += root.balances;
        }
        totals
    }

    fn add_children(&mut self, at: usize) {
        let children: Vec<usize> = self.children(at).collect();
        let below: Balances = children
            .iter()
            .map(|&child| self.nodes[child].balances)
            .sum();
        let awards: u64 = children.iter().map(|&child| self.nodes[child].awards).sum();
        let node = &mut self.nodes[at];
        node.budget_is_derived = node.balances.budget.is_none() && !children.is_empty();
        let budget = if node.budget_is_derived {
            below.budget
        } else {
            node.balances.budget
        };
        node.balances += below;
        node.balances.budget = budget;
        node.awards += awards;
    }
}

/// The nodes with their own balances alone, each parent before its children.
fn in_order(summaries: &[Summary]) -> Vec<Node> {
    let parents = parents(summaries);
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); summaries.len()];
    let mut waiting = Vec::new();
    let mut by_id: Vec<usize> = (0..summaries.len()).collect();
    by_id.sort_by(|&a, &b| summaries[b].id.cmp(&summaries[a].id));
    for nth in by_id {
        match parents[nth] {
            Some(parent) => children[parent].push(nth),
            None => waiting.push((nth, 0)),
        }
    }
    let mut nodes = Vec::with_capacity(summaries.len());
    while let Some((nth, depth)) = waiting.pop() {
        nodes.push(node(nth, &summaries[nth], depth));
        waiting.extend(children[nth].iter().map(|&child| (child, depth + 1)));
    }
    close(&mut nodes);
    nodes
}

fn node(nth: usize, summary: &Summary, depth: usize) -> Node {
    Node {
        summary: nth,
        id: summary.id.clone(),
        currency: summary.currency,
        depth,
        balances: summary.balances,
        budget_is_derived: false,
        awards: summary.awards,
        end: 0,
    }
}

/// Works out where what stands below each node ends: at the next node that is
/// not deeper.
fn close(nodes: &mut [Node]) {
    let mut open: Vec<usize> = Vec::new();
    for at in 0..nodes.len() {
        while let Some(&last) = open.last()
            && nodes[last].depth >= nodes[at].depth
        {
            nodes[last].end = at;
            open.pop();
        }
        open.push(at);
    }
    let end = nodes.len();
    for at in open {
        nodes[at].end = end;
    }
}

/// The parent of each scheme, where it has one that can hold it.
fn parents(summaries: &[Summary]) -> Vec<Option<usize>> {
    let mut by_id: Vec<usize> = (0..summaries.len()).collect();
    by_id.sort_by(|&a, &b| summaries[a].id.cmp(&summaries[b].id));
    let named = |summary: &Summary| {
        let id = summary.parent.as_ref()?;
        let at = by_id
            .binary_search_by(|&nth| summaries[nth].id.cmp(id))
            .ok()?;
        Some(by_id[at]).filter(|&parent| summaries[parent].currency == summary.currency)
    };
    let mut parents: Vec<Option<usize>> = summaries.iter().map(named).collect();
    cut_circles(&mut parents);
    parents
}

/// Takes the parent away from every scheme that stands below itself.
fn cut_circles(parents: &mut [Option<usize>]) {
    let mut seen_from = vec![None; parents.len()];
    for start in 0..parents.len() {
        let mut at = start;
        while seen_from[at].is_none() {
            seen_from[at] = Some(start);
            match parents[at] {
                Some(parent) => at = parent,
                None => break,
            }
        }
        if seen_from[at] == Some(start) {
            // Follows the circle once around; on an open path there is nothing to cut.
            while let Some(parent) = parents[at].take() {
                at = parent;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::of_application;
    use crate::model::testing::{application, award, balance, budget, day, kroner, scheme, span};
    use crate::model::{Book, Currency, Opening, Reference, Scheme};

    fn child(id: &str, parent: &str) -> Scheme {
        let mut scheme = scheme(id);
        scheme.parent = SchemeId::new(parent).map(|id| Reference { id, span: span() });
        scheme
    }

    fn summary(scheme: &Scheme, awarded: i64) -> Summary {
        let mut book = Book::empty(scheme);
        book.applications = vec![application("A-1", None)];
        if awarded > 0 {
            book.awards = vec![award("2024-09-02", 0, &format!("award {awarded}"))];
        }
        Summary::of(&book, &of_application(&book), day("2024-12-31"))
    }

    fn shape(tree: &Tree) -> Vec<(usize, &str)> {
        tree.nodes()
            .iter()
            .map(|node| (node.depth, node.id.as_str()))
            .collect()
    }

    #[test]
    fn a_programme_holds_the_sums_of_its_schemes() {
        let mut programme = scheme("programme");
        programme.budget = vec![budget(50, None)];
        programme.opening = Some(Opening {
            awards: 4,
            amount: kroner(10),
            paid: None,
            note: None,
            span: span(),
        });
        let mut first = child("a-first", "derived");
        first.budget = vec![budget(20, None)];
        let mut second = child("a-second", "derived");
        second.budget = vec![budget(30, None), budget(5, Some("2030-01-01"))];
        let derived = child("derived", "programme");
        let tree = Tree::of(&[
            summary(&second, 12),
            summary(&derived, 0),
            summary(&first, 0),
            summary(&programme, 0),
        ]);
        assert_eq!(
            shape(&tree),
            [
                (0, "programme"),
                (1, "derived"),
                (2, "a-first"),
                (2, "a-second")
            ]
        );
        let [programme, derived, ..] = tree.nodes() else {
            panic!("four nodes");
        };
        assert_eq!(programme.balances.committed, balance(22));
        assert_eq!(programme.balances.remaining(), Some(balance(28)));
        assert_eq!(programme.awards, 5);
        assert!(programme.balances.opening_payments_unknown);
        assert!(!programme.budget_is_derived);
        assert_eq!(derived.balances.budget, Some(balance(50)));
        assert!(derived.budget_is_derived);
        assert_eq!(tree.children(1).collect::<Vec<_>>(), [2, 3]);
        assert_eq!(tree.with_descendants(0), 0..4);
        let totals: Vec<_> = tree.totals().into_values().collect();
        assert_eq!(totals, [programme.balances]);
    }

    #[test]
    fn circles_and_missing_parents_are_roots() {
        let tree = Tree::of(&[
            summary(&child("x", "y"), 1),
            summary(&child("y", "z"), 2),
            summary(&child("z", "x"), 4),
            summary(&child("below", "x"), 8),
            summary(&child("itself", "itself"), 16),
            summary(&child("orphan", "nobody"), 32),
        ]);
        assert_eq!(
            shape(&tree),
            [
                (0, "itself"),
                (0, "orphan"),
                (0, "x"),
                (1, "below"),
                (0, "y"),
                (0, "z")
            ]
        );
        let total: Balances = tree.totals().into_values().sum();
        assert_eq!(total.committed, balance(63));
        assert_eq!(total.budget, None);
    }

    #[test]
    fn currencies_are_never_added() {
        let mut danish = child("danish", "norwegian");
        danish.currency = Currency::from_code("DKK").expect("a currency");
        let norwegian = scheme("norwegian");
        let tree = Tree::of(&[summary(&danish, 7), summary(&norwegian, 1)]);
        let totals: Vec<_> = tree
            .totals()
            .into_iter()
            .map(|(currency, balances)| (currency.code(), balances.committed))
            .collect();
        assert_eq!(totals, [("DKK", balance(7)), ("NOK", balance(1))]);
    }

    #[test]
    fn a_long_chain_of_programmes_is_walked() {
        let schemes: Vec<Scheme> = (0..20_000)
            .map(|nth| child(&format!("s{nth:05}"), &format!("s{:05}", nth + 1)))
            .collect();
        let summaries: Vec<Summary> = schemes.iter().map(|scheme| summary(scheme, 1)).collect();
        let tree = Tree::of(&summaries);
        assert_eq!(tree.nodes().len(), 20_000);
        assert_eq!(tree.nodes()[0].balances.committed, balance(20_000));
    }
}
