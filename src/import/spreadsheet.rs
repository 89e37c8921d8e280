//! Spreadsheets (xlsx, xlsm, xls, ods): the sheet that is meant, to rows of
//! typed cells.

use std::collections::BTreeMap;

use crate::diagnostic::{Finding, Findings, nearest};
use crate::source::{Place, Sources};

use super::cell::{Cell, Content};
use super::sheet::{Sheet, add, lay_out};
use super::unshown::unshown;
use super::workbook::{Grid, Named, Workbook};
use super::{Reading, codes, unreadable};

pub(super) fn open(
    sources: &mut Sources,
    name: &str,
    bytes: Vec<u8>,
    reading: &Reading,
    found: &mut Findings,
) -> Option<Sheet> {
    let mut refused = |why: String| {
        let help = "open it in a spreadsheet program and save it anew, as xlsx, ods or CSV";
        unreadable(sources, name, why, help, found);
        None
    };
    let kept = bytes.clone();
    let mut book = match Workbook::open(bytes) {
        Ok(book) => book,
        Err(why) => return refused(why),
    };
    let sheets = book.sheets();
    let mut said = vec![book.word().to_owned()];
    let chosen = match choose(&mut book, &sheets, reading) {
        Ok(chosen) => chosen,
        Err(Unchosen::Damaged(why)) => return refused(why),
        Err(Unchosen::Unclear(message, help)) => {
            let place = Place::File(add(sources, name, ""));
            found.add(Finding::new(&codes::FOREIGN_TABLE, place, message).help(help));
            return None;
        }
    };
    said.push(format!("sheet `{}`", chosen.name));
    said.extend(chosen.others);
    if chosen.grid.formulas > 0 {
        said.push(match chosen.grid.formulas {
            1 => "1 cell is a formula, of which the stored value is read".to_owned(),
            count => format!("{count} cells are formulas, of which the stored values are read"),
        });
    }
    let mut rows = rows(chosen.grid.cells);
    let file = add(sources, name, &lay_out(&mut rows));
    let unshown = unshown(&kept, &chosen.name);
    let merged = chosen.grid.merged.into_iter().chain(unshown.merged);
    Some(Sheet {
        file,
        said,
        rows,
        merged: merged.collect(),
        hidden: unshown.hidden,
        name: Some(chosen.name),
    })
}

/// The sheet that is read, and what is said of the others.
struct Chosen {
    name: String,
    grid: Grid,
    others: Option<String>,
}

enum Unchosen {
    Damaged(String),
    Unclear(String, String),
}

/// The sheet that was asked for, or the only one that is shown and has cells.
fn choose(book: &mut Workbook, sheets: &[Named], reading: &Reading) -> Result<Chosen, Unchosen> {
    let names = || sheets.iter().map(|(name, _)| name.as_str());
    let list = |names: &[&str]| {
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        names.join(", ")
    };
    if let Some(asked) = &reading.sheet {
        let Some(name) = names().find(|name| *name == asked) else {
            let message = format!("there is no sheet `{asked}`");
            let help = match nearest(asked, names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("there are: {}", list(&names().collect::<Vec<_>>())),
            };
            return Err(Unchosen::Unclear(message, help));
        };
        let grid = book.grid(name).map_err(Unchosen::Damaged)?;
        return Ok(Chosen {
            name: name.to_owned(),
            grid,
            others: None,
        });
    }
    let mut filled = Vec::new();
    for (name, _) in sheets.iter().filter(|(_, is_shown)| *is_shown) {
        let grid = book.grid(name).map_err(Unchosen::Damaged)?;
        if !grid.cells.is_empty() {
            filled.push((name.clone(), grid));
        }
    }
    let hidden: Vec<&str> = sheets
        .iter()
        .filter(|(_, is_shown)| !*is_shown)
        .map(|(name, _)| name.as_str())
        .collect();
    if filled.len() > 1 {
        let names: Vec<&str> = filled.iter().map(|(name, _)| name.as_str()).collect();
        let message = format!("{} sheets have cells: {}", names.len(), list(&names));
        return Err(Unchosen::Unclear(
            message,
            "say which: --sheet NAME".to_owned(),
        ));
    }
    let Some((name, grid)) = filled.pop() else {
        let message = "no sheet that is shown has a cell".to_owned();
        let help = match hidden.as_slice() {
            [] => "is it the right file?".to_owned(),
            hidden => format!("hidden are: {}; read one with --sheet NAME", list(hidden)),
        };
        return Err(Unchosen::Unclear(message, help));
    };
    let others =
        (!hidden.is_empty()).then(|| format!("hidden and left out: sheet {}", list(&hidden)));
    Ok(Chosen { name, grid, others })
}

/// The cells row by row, without blank ones.
fn rows(cells: BTreeMap<(u32, u32), Content>) -> Vec<Vec<Cell>> {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let index = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    for ((row, column), content) in cells {
        let (row, column) = (index(row) + 1, index(column));
        if rows.last().is_none_or(|cells| cells[0].row != row) {
            rows.push(Vec::new());
        }
        let cells = rows.last_mut().expect("one was pushed");
        cells.push(Cell {
            content,
            row,
            column,
            bytes: 0..0,
        });
    }
    rows
}
