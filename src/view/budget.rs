//! Where does the money stand? The tree of budgets, with totals per currency.

use crate::ledger::{Balances, Tree};
use crate::model::{Currency, Language, Scheme};
use crate::table::{Cell, Column, Grid};

/// The tree, or those parts of it whose ids are in `only` with all below
/// them. The totals are those of what is shown.
pub fn budget(tree: &Tree, schemes: &[Scheme], only: &[String], language: Language) -> Grid {
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
        ],
    );
    let mut totals: std::collections::BTreeMap<Currency, Balances> = Default::default();
    let mut at = 0;
    let nodes = tree.nodes();
    while at < nodes.len() {
        let chosen = only.is_empty() || only.iter().any(|id| id == nodes[at].id.as_str());
        if !chosen {
            at += 1;
            continue;
        }
        let part = tree.with_descendants(at);
        *totals
            .entry(nodes[at].currency)
            .or_insert(Balances::NOTHING) += nodes[at].balances;
        let root = nodes[at].depth;
        for node in &nodes[part.clone()] {
            let scheme = schemes.iter().find(|scheme| scheme.id == node.id);
            let parent = scheme.and_then(|scheme| scheme.parent.as_ref());
            let mut row = vec![
                Cell::tree(node.depth - root, node.id.as_str()),
                parent.map(|parent| Cell::id(&parent.id)).into(),
                scheme.map(|scheme| Cell::text(&scheme.name)).into(),
            ];
            row.extend(balances(&node.balances, node.currency));
            row.push(Cell::Count(node.awards));
            row.push(Cell::Bool(node.budget_is_derived));
            grid.push(row);
        }
        at = part.end;
    }
    for (currency, sum) in totals {
        let mut row = vec![Cell::text("Total"), Cell::Blank, Cell::Blank];
        row.extend(balances(&sum, currency));
        row.extend([Cell::Blank, Cell::Blank]);
        grid.push_footer(row);
    }
    grid
}

/// What the figures do not say themselves, a line each.
pub fn budget_notes(tree: &Tree) -> Vec<String> {
    let nodes = tree.nodes();
    let derived = nodes
        .iter()
        .filter(|node| node.budget_is_derived)
        .map(|node| {
            format!(
                "{} has no budget of its own: the sum of its schemes' is shown",
                node.id
            )
        });
    let unknown = (0..nodes.len())
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
fn balances(balances: &Balances, currency: Currency) -> [Cell; 7] {
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
