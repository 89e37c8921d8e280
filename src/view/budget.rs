//! Where does the money stand? The tree of budgets, with totals per currency.

use std::collections::BTreeMap;

use crate::ledger::{Balances, Tree};
use crate::model::{Currency, Language, Scheme};
use crate::table::{Cell, Column, Grid};

/// The tree, or those parts of it whose ids are in `only` with all below
/// them. The totals are those of what is shown.
pub fn budget(
    tree: &Tree,
    schemes: &[Scheme],
    only: &[String],
    language: Language,
) -> Grid<'static> {
    let mut grid = Grid::new(
        language,
        [
            Column::new("scheme", "Scheme"),
            Column::new("parent", "Parent").data_only(),
            Column::new("name", "Name").data_only(),
            Column::new("currency", "").optional(),
            Column::new("budget", "Budget"),
            Column::new("committed", "Committed"),
            Column::new("paid", "Paid"),
            Column::new("repaid", "Repaid"),
            Column::new("outstanding", "Outstanding"),
            Column::new("remaining", "Remaining"),
            Column::new("awards", "Awards").data_only(),
            Column::new("budget_is_derived", "").data_only(),
            Column::new("paid_is_known", "").data_only(),
            Column::new("level", "").data_only(),
        ],
    );
    grid.set_title("Budgets", "");
    let mut totals: BTreeMap<Currency, Balances> = BTreeMap::new();
    let by_id: BTreeMap<_, _> = schemes.iter().map(|scheme| (&scheme.id, scheme)).collect();
    let nodes = tree.nodes();
    for at in roots(tree, only) {
        *totals
            .entry(nodes[at].currency)
            .or_insert(Balances::NOTHING) += nodes[at].balances;
        let root = nodes[at].depth;
        for node in &nodes[tree.with_descendants(at)] {
            let scheme = by_id.get(&node.id);
            let parent = scheme.and_then(|scheme| scheme.parent.as_ref());
            let mut row = vec![
                Cell::tree(node.depth - root, node.id.as_str()),
                parent.map(|parent| Cell::id(&parent.id)).into(),
                scheme.map(|scheme| Cell::text(&scheme.name)).into(),
            ];
            row.extend(balances(&node.balances, node.currency));
            row.push(Cell::Count(node.awards));
            row.push(Cell::Bool(node.budget_is_derived));
            row.push(Cell::Bool(!node.balances.opening_payments_unknown));
            row.push(level(node.depth - root));
            grid.push(row);
        }
    }
    for (currency, sum) in totals {
        let mut row = vec![Cell::text("Total"), Cell::Blank, Cell::Blank];
        row.extend(balances(&sum, currency));
        row.extend([Cell::Blank, Cell::Blank, Cell::Blank, level(0)]);
        // What stands below others is in their sums already.
        grid.push_total(row, &["currency", "level"]);
    }
    grid
}

/// How far below what is shown first: the rows of level 0 hold all others.
fn level(depth: usize) -> Cell<'static> {
    Cell::Count(depth as u64)
}

/// The positions of the parts of the tree that are asked for: all, or those
/// whose ids are in `only`, with all below them.
fn shown(tree: &Tree, only: &[String]) -> Vec<usize> {
    let roots = roots(tree, only);
    roots
        .into_iter()
        .flat_map(|at| tree.with_descendants(at))
        .collect()
}

/// Where the parts that are asked for begin.
fn roots(tree: &Tree, only: &[String]) -> Vec<usize> {
    let mut roots = Vec::new();
    let mut at = 0;
    while let Some(node) = tree.nodes().get(at) {
        if only.is_empty() || only.iter().any(|id| id == node.id.as_str()) {
            roots.push(at);
            at = tree.with_descendants(at).end;
        } else {
            at += 1;
        }
    }
    roots
}

/// What the figures do not say themselves, a line each.
pub fn budget_notes(tree: &Tree, only: &[String]) -> Vec<String> {
    let nodes = tree.nodes();
    let shown = shown(tree, only);
    let derived = shown
        .iter()
        .map(|&at| &nodes[at])
        .filter(|node| node.budget_is_derived)
        .map(|node| {
            let sum = match node.balances.budget {
                Some(_) => "the sum of its schemes' is shown",
                None => "and one of its schemes has none, so that the sum is not known",
            };
            format!("{} has no budget of its own: {sum}", node.id)
        });
    let unknown = shown
        .iter()
        .copied()
        .filter(|&at| {
            nodes[at].balances.opening_payments_unknown && tree.children(at).next().is_none()
        })
        .map(|at| {
            format!(
                "{}: what was paid before this ledger began is not known, and not in `paid`",
                nodes[at].id
            )
        });
    derived.chain(unknown).collect()
}

/// The currency and the six balances.
fn balances(balances: &Balances, currency: Currency) -> [Cell<'static>; 7] {
    let amount = |balance| Cell::Amount(balance, currency);
    [
        Cell::text(currency.code()),
        balances.budget.map(amount).into(),
        amount(balances.committed),
        amount(balances.paid),
        amount(balances.repaid),
        amount(balances.outstanding()),
        balances.remaining().map(amount).into(),
    ]
}
