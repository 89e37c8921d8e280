//! What is shown of an import before anybody is asked.

use std::collections::BTreeSet;

use crate::cli::output;
use crate::cli::session::Session;
use crate::diagnostic::{Format, Located, Printing};
use crate::import::{Assignment, Draft, DraftRow, Table, Target, keys};
use crate::model::{Book, FieldKind, counted};
use crate::reading::{self, Fact, Form};
use crate::source::visible;
use crate::table::{Cell, Column, Grid, text_table, wrap};

use super::task::{Given, Task};

/// So many rows are shown, unless all are asked for.
const FIRST: usize = 5;

/// So many characters of a value are shown; all of it is recorded.
const MOST: usize = 200;

/// Whether people are to be told how a file was read.
fn is_for_people(task: &Task<'_>) -> bool {
    task.format == Format::Full
}

/// Who shows, and whether that was done already.
pub(super) struct Shown<'s> {
    pub(super) session: &'s Session,
    pub(super) task: &'s Task<'s>,
    pub(super) is_silent: bool,
}

/// What a row of a file is called.
pub(super) fn word(fact: Fact) -> &'static str {
    match fact {
        Fact::Applications => "application",
        Fact::Assessments => "assessment",
        Fact::Payments => "payment",
        Fact::Reports => "report",
        Fact::Recusals | Fact::Awards | Fact::Waivers => "row",
    }
}

impl Shown<'_> {
    fn is_for_people(&self) -> bool {
        !self.is_silent && is_for_people(self.task)
    }

    fn lines(&self, lines: impl IntoIterator<Item = String>) -> anyhow::Result<()> {
        if !self.is_for_people() {
            return Ok(());
        }
        let width = output::width().max(20);
        let lines = lines.into_iter();
        let lines = lines.map(|line| {
            let line = reading::cover_persons(&line);
            wrap(&visible(&line), width, 0, 2).join("\n") + "\n"
        });
        output::print(&lines.collect::<String>())
    }

    /// How the file was read.
    pub(super) fn reading(&self, table: &Table, said: &[String]) -> anyhow::Result<()> {
        let mut words = table.said().to_vec();
        words.extend_from_slice(said);
        let file = self.task.file.display();
        let mut lines = vec![format!("{file} is read as: {}", words.join(", "))];
        if !table.skipped().is_empty() {
            lines.push(format!("Left out: {}", table.skipped().join("; ")));
        }
        self.lines(lines)
    }

    /// Which column is which: as TOML where that is proposed.
    pub(super) fn mapping(
        &self,
        table: &Table,
        assignment: &Assignment,
        given: &Given,
    ) -> anyhow::Result<()> {
        if !self.is_for_people() {
            return Ok(());
        }
        if assignment.is_proposed() && !self.task.is_accepted {
            let mut text = String::from("\nThe mapping that is proposed:\n\n");
            for line in assignment.toml(table, &given.read).lines() {
                text += &format!("    {}\n", visible(line));
            }
            return output::print(text.replace("    \n", "\n").as_str());
        }
        let pairs = keys(table).into_iter().zip(&assignment.targets);
        let (left_out, recorded): (Vec<_>, Vec<_>) =
            pairs.partition(|(_, (target, _))| *target == Target::LeftOut);
        let mut lines = Vec::new();
        if recorded
            .iter()
            .any(|(key, (target, _))| *key != target.words())
        {
            let pairs = recorded.iter();
            let pairs: Vec<String> = pairs
                .map(|(key, (target, _))| format!("{key} = {}", target.words()))
                .collect();
            lines.push(format!("Columns: {}", pairs.join("; ")));
        }
        if !left_out.is_empty() {
            let names: Vec<String> = left_out.into_iter().map(|(key, _)| key).collect();
            lines.push(format!("Columns left out: {}", names.join("; ")));
        }
        self.lines(lines)
    }

    /// The rows as they would be recorded.
    pub(super) fn rows(
        &self,
        book: &Book<'_>,
        draft: &Draft,
        table: &Table,
        wrong: &BTreeSet<usize>,
    ) -> anyhow::Result<()> {
        if !self.is_for_people() {
            return Ok(());
        }
        if !draft.rows.is_empty() {
            let grid = self.grid(book, draft);
            let text = text_table(&grid, output::width());
            output::print(&format!("\n{text}"))?;
        }
        let is_open = |row: &usize| draft.open.contains(row) && !wrong.contains(row);
        let sound = draft.rows.iter();
        let sound = sound.filter(|row| !wrong.contains(&row.row) && !is_open(&row.row));
        let rows = counted(table.rows().len(), "row");
        let sound = counted(sound.count(), word(self.task.fact));
        let mut line = format!("\n{rows}: {sound} to record");
        line += &flawed(
            wrong.len(),
            draft.open.iter().filter(|row| is_open(row)).count(),
            draft,
        );
        if draft.rows.len() > FIRST && !self.task.all {
            line += &format!(", of which the first {FIRST} are shown (--all shows all)");
        }
        line += &already(draft);
        output::print("\n")?;
        self.lines([line.trim_start().to_owned()])
    }

    fn grid(&self, book: &Book<'_>, draft: &Draft) -> Grid<'static> {
        let row = std::iter::once(Column::new("row", "Row"));
        let form = Form::of(self.task.fact, Some(book.scheme));
        let columns = draft.columns.iter().map(|name| {
            let column = Column::new(name.clone(), name.clone());
            match form.kind(name) {
                None | Some(FieldKind::Text | FieldKind::List | FieldKind::Choice) => {
                    column.elastic()
                }
                _ => column,
            }
        });
        let columns: Vec<Column> = row.chain(columns).collect();
        let mut grid = Grid::new(book.scheme.language, columns);
        let count = if self.task.all { usize::MAX } else { FIRST };
        for row in draft.rows.iter().take(count) {
            let number = u64::try_from(row.row).unwrap_or(u64::MAX);
            let cells = draft.columns.iter();
            let cells = cells.map(|column| cell(row, column, form.kind(column), book));
            grid.push(
                std::iter::once(Cell::Count(number))
                    .chain(cells)
                    .collect::<Vec<_>>(),
            );
        }
        grid
    }

    /// What is wrong, in the form that was asked for; it may stand below the rows.
    pub(super) fn findings(&self, located: &[Located<'_>], is_below: bool) -> anyhow::Result<()> {
        if self.is_silent || (located.is_empty() && is_for_people(self.task)) {
            return Ok(());
        }
        let printing = Printing {
            format: self.task.format,
            color: self.session.color(),
            width: output::width(),
            all: self.task.all,
            base: "",
        };
        let is_for_people = is_for_people(self.task);
        let gap = if is_below && is_for_people { "\n" } else { "" };
        output::print(&format!("{gap}{}", printing.print(located)))
    }
}

/// How many rows have errors, and how many wait for an option.
fn flawed(wrong: usize, open: usize, draft: &Draft) -> String {
    let errors = if wrong == 1 { "an error" } else { "errors" };
    let wrong = (wrong > 0).then(|| format!("{} with {errors}", counted(wrong, "row")));
    let options: Vec<&str> = draft.options.iter().copied().collect();
    let options = options.join(" and ");
    let rows = counted(open, "row");
    let open = (open > 0).then(|| format!("{rows} that cannot be read without {options}"));
    match (wrong, open) {
        (Some(wrong), Some(open)) => format!(", {wrong} and {open}"),
        (one, other) => one
            .or(other)
            .map_or_else(String::new, |it| format!(" and {it}")),
    }
}

/// How many rows are there already; which, where the file does not name them.
fn already(draft: &Draft) -> String {
    let same = &draft.same;
    let (stand, are) = match same.len() {
        0 => return String::new(),
        1 => ("stands", "is"),
        _ => ("stand", "are"),
    };
    let count = same.len();
    let mut text =
        format!("; {count} {stand} there already with the same content and {are} skipped");
    let is_named = |name: &str| draft.names_ids && !name.is_empty();
    let named = same.iter().filter(|(_, name)| !is_named(name)).take(FIRST);
    let named: Vec<String> = named
        .map(|(row, name)| format!("row {row} is {name}"))
        .collect();
    if !named.is_empty() {
        let more = if count > named.len() { " …" } else { "" };
        text += &format!(" ({}{more})", named.join(", "));
    }
    text
}

fn cell(row: &DraftRow, column: &str, kind: Option<FieldKind>, book: &Book<'_>) -> Cell<'static> {
    let value = row.value(column);
    // A number that may be a person's is not repeated.
    let value = reading::cover_persons(value);
    if value.is_empty() {
        return Cell::Blank;
    }
    let currency = book.scheme.currency;
    match (kind, column) {
        (Some(FieldKind::Money), _) => match reading::amount(&value, currency) {
            Ok(amount) => Cell::amount(amount, currency),
            Err(_) => Cell::text(shortened(value)),
        },
        (_, "id" | "application" | "received" | "date") => Cell::id(shortened(value)),
        _ => Cell::text(shortened(value)),
    }
}

/// The beginning of a text that is too long to be looked over.
fn shortened(value: String) -> String {
    match value.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value,
    }
}
