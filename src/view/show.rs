//! Why? One application: its rules with their clauses, scores, entries, and
//! what is due; in one table for programs, in several for people.

use crate::model::ApplicationIndex;
use crate::table::{Cell, Column, Grid};

use super::Situation;
use super::show_rows::rows;

/// One row for each thing known of the application, for programs.
pub fn show(situation: &Situation<'_>, index: ApplicationIndex) -> Grid<'static> {
    let mut grid = Grid::new(
        situation.book.scheme.language,
        [
            Column::new("part", "Part"),
            Column::new("item", "What"),
            Column::new("value", "Value"),
            Column::new("balance", "Balance"),
            Column::new("detail", "Detail"),
            Column::new("cite", "Clause"),
        ],
    );
    grid.set_title("Story", "");
    for (part, row) in rows(situation, index) {
        let mut cells = vec![Cell::text(part.word())];
        cells.extend(row);
        grid.push(cells);
    }
    grid
}

/// The same, part by part, for people: each part with a table of its own.
pub fn story(situation: &Situation<'_>, index: ApplicationIndex) -> Vec<Grid<'static>> {
    let rows = rows(situation, index);
    rows.chunk_by(|(one, _), (other, _)| one == other)
        .map(|rows| {
            let [item, value, detail] = rows[0].0.titles();
            let mut grid = Grid::new(
                situation.book.scheme.language,
                [
                    Column::new("item", item),
                    Column::new("value", value).elastic(),
                    Column::new("balance", "Balance").optional(),
                    Column::new("detail", detail).elastic().optional(),
                    Column::new("cite", "Clause").elastic().optional(),
                ],
            );
            grid.set_title(rows[0].0.name(), "");
            for (_, row) in rows {
                grid.push(row.clone());
            }
            grid
        })
        .collect()
}
