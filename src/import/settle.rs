//! Drafted rows held against the ledger: what stands there is left out, and
//! what is new gets an id.

use std::collections::HashMap;

use crate::reading::Fact;

use super::codes;
use super::convert::as_id;
use super::draft::{Draft, DraftRow, Drafted, Ledger};
use super::ids::Ids;
use super::known::{Known, Standing};
use super::table::Table;

/// Leaves out what stands in the ledger already, and gives ids to what is new.
pub(super) fn settle(draft: &mut Draft, rows: Vec<DraftRow>, table: &Table, ledger: Ledger<'_>) {
    let mut known = Known::of(ledger.text, ledger.fact, ledger.scheme);
    let mut fresh: Vec<DraftRow> = Vec::new();
    let mut first: HashMap<Vec<(String, String)>, usize> = HashMap::new();
    for row in rows {
        let pairs = row.pairs();
        match known.standing(&pairs, ledger.fact) {
            // What is wrong with it was said; what is right is there.
            Standing::Same(_) if row.is_wrong() => {}
            Standing::Same(name) => draft.same.push((row.row, name)),
            Standing::Other {
                line,
                name,
                column,
                says,
            } => {
                let file = ledger.fact.file_name();
                let says = if says.is_empty() {
                    "nothing".into()
                } else {
                    format!("`{says}`")
                };
                let message = format!(
                    "{name} stands in the ledger already, and its `{column}` says {says} there"
                );
                let cell = row.cells.iter().find(|cell| cell.column == column);
                let cell = cell
                    .or(row.cells.first())
                    .and_then(|cell| cell.cell.as_ref());
                if let Some(cell) = cell {
                    draft.found.add(
                        table
                            .finding(&codes::OTHER_CONTENT, cell, &message)
                            .label("says something else")
                            .note(format!("recorded in line {line} of {file}"))
                            .help("a fact is not edited by an import: find out which is right"),
                    );
                }
            }
            Standing::New => {
                // That an id is given twice is found by reading.
                if row.value("id").is_empty()
                    && let Some(earlier) = first.insert(pairs, row.row)
                    && earlier != row.row
                    && let Some(cell) = row.cells.iter().find_map(|cell| cell.cell.as_ref())
                {
                    let message = format!("row {} says the same as row {earlier}", row.row);
                    draft.found.add(
                        table
                            .finding(&codes::SAME_ROW, cell, &message)
                            .help("delete one of them, unless both are meant"),
                    );
                }
                fresh.push(row);
            }
        }
    }
    if ledger.fact == Fact::Applications {
        give_ids(&mut fresh, &known, ledger.id_prefix, &mut draft.said);
    }
    draft.rows = fresh;
}

/// Ids to the rows that have none.
fn give_ids(rows: &mut [DraftRow], known: &Known, prefix: Option<&str>, said: &mut Vec<String>) {
    let lacks = |row: &DraftRow| row.value("id").is_empty();
    if !rows.iter().any(lacks) {
        return;
    }
    let theirs: Vec<String> = rows.iter().map(|row| row.value("id").to_owned()).collect();
    let theirs = theirs.iter().map(String::as_str);
    let prefix = prefix.map(as_id);
    let mut ids = Ids::after(known.column("id").chain(theirs), prefix.as_deref());
    let mut given_ids = Vec::new();
    for row in rows.iter_mut().filter(|row| lacks(row)) {
        let id = ids.next().unwrap_or_default();
        row.cells.retain(|cell| cell.column != "id");
        row.cells.insert(0, Drafted::given("id", &id));
        given_ids.push(id);
    }
    said.push(match given_ids.as_slice() {
        [one] => format!("id given: {one}"),
        [first, .., last] => format!("ids given: {first} to {last}"),
        [] => return,
    });
}
