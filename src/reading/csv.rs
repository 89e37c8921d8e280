//! A CSV file to rows of cells, with everything that is wrong with its form.
//!
//! The csv crate finds the records. A record that holds a quote is walked once
//! more, strictly: the crate forgives what RFC 4180 forbids, and an unclosed
//! quote would swallow the rest of the file without a word.

use std::borrow::Cow;
use std::cell::RefCell;

use crate::diagnostic::{Finding, Findings, nearest, one_of};
use crate::source::{FileId, Origin, Place, Record, Source, Span, Trouble, record_at};

use super::{codes, person};

/// No honest cell is longer; a longer one is a file gone wrong.
const LONGEST_CELL: usize = 64 * 1024;

/// One column that a file may have.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub(super) name: Cow<'static, str>,
    /// Must the header have it?
    pub(super) required: bool,
}

/// A column of a fixed layout.
pub(super) const fn column(name: &'static str, required: bool) -> Column {
    Column {
        name: Cow::Borrowed(name),
        required,
    }
}

/// One cell of a row.
#[derive(Clone, Copy)]
pub(super) struct Cell<'r, 't> {
    /// What stands between the quotes, or between the commas.
    pub(super) raw: &'t str,
    escaped: bool,
    origin: Origin,
    column: &'r Column,
}

impl<'t> Cell<'_, 't> {
    /// What the cell says: doubled quotes made single.
    pub(super) fn text(&self) -> Cow<'t, str> {
        if self.escaped {
            Cow::Owned(self.raw.replace("\"\"", "\""))
        } else {
            Cow::Borrowed(self.raw)
        }
    }

    pub(super) fn is_blank(&self) -> bool {
        self.raw.is_empty()
    }

    pub(super) fn place(&self) -> Place {
        Place::Cell(self.origin, self.column.name.clone())
    }

    pub(super) fn column(&self) -> &str {
        &self.column.name
    }
}

/// One row, with a cell for each column of the layout that the file has.
pub(super) struct Row<'r, 't> {
    text: &'t str,
    cells: &'r [(usize, usize, bool)],
    header: &'r Header<'r>,
    /// Where the row stands.
    pub(super) origin: Origin,
}

impl<'r, 't> Row<'r, 't> {
    /// The cell under the layout's nth column; a blank one where the file has
    /// no such column.
    pub(super) fn cell(&self, nth: usize) -> Cell<'r, 't> {
        let spot = self.header.positions[nth].and_then(|position| self.cells.get(position));
        let (start, end, quoted) = spot.copied().unwrap_or((0, 0, false));
        let raw = &self.text[start..end];
        Cell {
            raw,
            escaped: quoted && raw.contains('"'),
            origin: self.origin,
            column: &self.header.columns[nth],
        }
    }

    fn is_blank(&self) -> bool {
        self.cells
            .iter()
            .all(|(start, end, _)| self.text[*start..*end].trim().is_empty())
    }

    /// Whether the file has no such column.
    pub(super) fn lacks(&self, nth: usize) -> bool {
        self.header.positions[nth].is_none()
    }

    /// Says, once, that this row cannot do without a column that the file
    /// lacks. Of a column that every file needs, the header said it already.
    pub(super) fn needs_column(&self, nth: usize, found: &mut Findings) {
        let column = &self.header.columns[nth];
        let mut said = self.header.said.borrow_mut();
        if !column.required && !said.contains(&nth) {
            said.push(nth);
            let finding = missing_column(&column.name, self.header.span);
            found.add(finding.because(self.origin, "this row needs it"));
        }
    }
}

struct Header<'c> {
    columns: &'c [Column],
    /// Where the layout's nth column stands in this file.
    positions: Vec<Option<usize>>,
    /// Where bank accounts stand, which may look like a person's number.
    account: Option<usize>,
    width: usize,
    span: Span,
    end: usize,
    /// Columns of which a row has said that it cannot do without them.
    said: RefCell<Vec<usize>>,
}

/// Reads every row of a file; `false` when rows were lost on the way.
pub(super) fn read<'t>(
    source: &'t Source,
    columns: &[Column],
    found: &mut Findings,
    mut each: impl FnMut(&Row<'_, 't>, &mut Findings),
) -> bool {
    let Some(header) = header(source, columns, found) else {
        return false;
    };
    let text = source.text();
    let mut whole = true;
    let mut base = header.end;
    let mut cells = Vec::with_capacity(header.width);
    // Once more from the next line after each record that is broken.
    'records: loop {
        let mut reader = ::csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(&text.as_bytes()[base..]);
        let mut record = ::csv::ByteRecord::new();
        while let Ok(true) = reader.read_byte_record(&mut record) {
            let at = record.position().map_or(0, ::csv::Position::byte);
            let start = after_line_ends(text, base + offset(at));
            let end = base + offset(reader.position().byte());
            let origin = Origin::new(source.id(), start);
            cells.clear();
            if text.as_bytes()[start..end].contains(&b'"') {
                let walked = record_at(text, start);
                if let Some(trouble) = walked.trouble {
                    whole = false;
                    let width = Some(header.width);
                    base = broken(source, width, origin, &walked, trouble, found);
                    continue 'records;
                }
                cells.extend(walked.cells.iter().map(|cell| {
                    let quote = usize::from(cell.quoted);
                    (cell.start + quote, cell.end - quote, cell.quoted)
                }));
            } else {
                let mut at = start;
                cells.extend(record.iter().map(|cell| {
                    let spot = (at, at + cell.len(), false);
                    at += cell.len() + 1;
                    spot
                }));
            }
            let row = Row {
                text,
                cells: &cells,
                header: &header,
                origin,
            };
            let account = header
                .account
                .and_then(|position| cells.get(position))
                .map_or(0..0, |(start, end, _)| *start..*end);
            person::look_for_numbers(&text[start..end], start, account, source.id(), found);
            if row.is_blank() {
                let finding = Finding::new(&codes::BLANK_ROW, origin, "a row without a value");
                found.add(finding.help("delete the line"));
            } else if fits(&row, end == text.len(), found) {
                each(&row, found);
            } else {
                whole = false;
            }
        }
        return whole;
    }
}

fn offset(byte: u64) -> usize {
    usize::try_from(byte).expect("the file is in memory")
}

/// With CRLF the csv crate counts from the line feed before the record.
fn after_line_ends(text: &str, start: usize) -> usize {
    let rest = &text.as_bytes()[start..];
    let ends = rest
        .iter()
        .take_while(|&&byte| byte == b'\n' || byte == b'\r');
    start + ends.count()
}

fn next_line(text: &str, at: usize) -> usize {
    text[at..]
        .find('\n')
        .map_or(text.len(), |line| at + line + 1)
}

fn header<'c>(source: &Source, columns: &'c [Column], found: &mut Findings) -> Option<Header<'c>> {
    let text = source.text();
    let file = source.id();
    let start = text.len() - text.trim_start_matches(['\u{feff}', '\r', '\n']).len();
    if text[start..].trim().is_empty() {
        found.add(
            Finding::new(&codes::EMPTY_FILE, Place::File(file), "the file is empty").help(format!(
                "begin with the header: {}",
                names(columns).join(",")
            )),
        );
        return None;
    }
    let record = record_at(text, start);
    if let Some(trouble) = record.trouble {
        let origin = Origin::new(file, start);
        broken(source, None, origin, &record, trouble, found);
        return None;
    }
    let line = &text[start..record.end];
    if record.cells.len() == 1
        && columns.len() > 1
        && let Some(mark) = [';', '\t', '|']
            .into_iter()
            .find(|&mark| line.contains(mark))
    {
        let at = start + line.find(mark).unwrap_or(0);
        let separators = match mark {
            ';' => "semicolons",
            '\t' => "tabs",
            _ => "bars",
        };
        found.add(
            Finding::new(
                &codes::WRONG_SEPARATOR,
                Span::new(file, at, at + 1),
                format!("cells are separated by {separators}, not by commas"),
            )
            .label("a comma belongs here")
            .help(
                "save the file as CSV with commas between the cells (and a point before decimals)",
            ),
        );
        return None;
    }
    let positions = positions(text, file, &record, columns, found);
    let account = columns.iter().position(|column| column.name == "account");
    Some(Header {
        columns,
        account: account.and_then(|nth| positions[nth]),
        positions,
        width: record.cells.len(),
        span: Span::new(file, start, record.end),
        said: RefCell::default(),
        end: next_line(text, record.end),
    })
}

fn names(columns: &[Column]) -> Vec<&str> {
    columns.iter().map(|column| column.name.as_ref()).collect()
}

/// Where each column stands; says what is wrong with the header.
fn positions(
    text: &str,
    file: FileId,
    record: &Record,
    columns: &[Column],
    found: &mut Findings,
) -> Vec<Option<usize>> {
    let mut positions: Vec<Option<usize>> = vec![None; columns.len()];
    let mut misspelled = Vec::new();
    for (at, cell) in record.cells.iter().enumerate() {
        let span = Span::new(file, cell.start, cell.end);
        let name = cell.value(text);
        let nth = columns.iter().position(|column| column.name == name);
        match nth {
            Some(nth) if positions[nth].is_none() => positions[nth] = Some(at),
            Some(_) => found.add(
                Finding::new(
                    &codes::DUPLICATE_COLUMN,
                    span,
                    format!("the column `{name}` stands here a second time"),
                )
                .help("keep one of the two"),
            ),
            None if name.trim().is_empty() => found.add(
                Finding::new(&codes::EMPTY_COLUMN, span, "a column has no name")
                    .help("name it, or delete the column (is there a comma too many?)"),
            ),
            None => {
                misspelled.push((name, span));
            }
        }
    }
    let missing: Vec<&str> = columns
        .iter()
        .zip(&positions)
        .filter(|(column, position)| column.required && position.is_none())
        .map(|(column, _)| column.name.as_ref())
        .collect();
    let mut explained = Vec::new();
    for (name, span) in misspelled {
        let absent = columns
            .iter()
            .zip(&positions)
            .filter(|(_, position)| position.is_none())
            .map(|(column, _)| column.name.as_ref());
        // A required column under a misspelled name is one mistake, not two.
        let near = nearest(&name, absent.clone());
        explained.extend(near);
        let mut help = one_of(&name, absent);
        if near.is_none() && columns.iter().any(|column| column.name == "applicant") {
            help = format!("declare it in the scheme: [field.{name}]; or {help}");
        }
        found.add(
            Finding::new(
                &codes::UNKNOWN_COLUMN,
                span,
                format!("this file has no column `{name}`"),
            )
            .help(help),
        );
    }
    for name in missing {
        if !explained.contains(&name) {
            let span = Span::new(file, record.cells[0].start, record.end);
            found.add(missing_column(name, span));
        }
    }
    positions
}

fn missing_column(name: &str, header: Span) -> Finding {
    let message = format!("the column `{name}` is missing");
    Finding::new(&codes::MISSING_COLUMN, header, message)
        .label("the header")
        .help("add it to the header, and a cell to each row")
}

/// Whether a row has the header's length, and no monstrous cell.
fn fits(row: &Row<'_, '_>, last: bool, found: &mut Findings) -> bool {
    let file = row.origin.file;
    if let Some(&(start, end, _)) = row
        .cells
        .iter()
        .find(|(start, end, _)| end - start > LONGEST_CELL)
    {
        found.add(
            Finding::new(
                &codes::OVERSIZED_CELL,
                Span::new(file, start, start + 1),
                format!("a cell of {} bytes", end - start),
            )
            .label("begins here")
            .help("a cell has at most 64 KiB"),
        );
        return false;
    }
    let (is, wanted) = (row.cells.len(), row.header.width);
    if is == wanted {
        return true;
    }
    if last && is < wanted && !row.text.ends_with('\n') {
        found.add(
            Finding::new(
                &codes::TORN_ROW,
                row.origin,
                format!("the last row breaks off after {is} of {wanted} cells"),
            )
            .label("no line end either: was the file cut short?")
            .help("complete the row, or delete it if it is recorded elsewhere"),
        );
        return false;
    }
    let finding = if is < wanted {
        Finding::new(
            &codes::ROW_LENGTH,
            row.origin,
            format!("the row has {is} cells, the header has {wanted}"),
        )
        .label(format!("{} missing", cells(wanted - is)))
        .help("blank cells keep their commas")
    } else {
        let (start, _, _) = row.cells[wanted];
        let end = row.cells[is - 1].1;
        Finding::new(
            &codes::ROW_LENGTH,
            Span::new(file, start, end),
            format!("the row has {is} cells, the header has {wanted}"),
        )
        .label(format!("{} too many", cells(is - wanted)))
        .help("put a cell that holds a comma in quotes: \"…, …\"")
    };
    found.add(finding);
    false
}

fn cells(count: usize) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} cell{plural}")
}

fn describe(trouble: Trouble) -> (usize, &'static str) {
    match trouble {
        Trouble::Unclosed(at) => (at, "a quote opens here and never closes"),
        Trouble::LineBreak(at) => (at, "a cell runs over more than one line"),
        Trouble::Bare(at) => (at, "a quote in the middle of a cell without quotes"),
        Trouble::AfterQuote(at) => (at, "text after a closing quote"),
    }
}

/// Says what is wrong with a record's quotes; returns where to read on. The
/// header itself has no `width` to be held against.
fn broken(
    source: &Source,
    width: Option<usize>,
    origin: Origin,
    record: &Record,
    trouble: Trouble,
    found: &mut Findings,
) -> usize {
    let text = source.text();
    let (at, message) = describe(trouble);
    // The cell that holds the trouble; if it spans lines although the row does
    // not fit, its opening quote was never meant to reach so far.
    let (opened, cell_end) = record
        .cells
        .iter()
        .find(|cell| (cell.start..cell.end.max(cell.start + 1)).contains(&at))
        .map_or((at, at), |cell| (cell.start, cell.end));
    let swallowed = text[origin.start()..record.end].lines().count() - 1;
    let runaway = match trouble {
        Trouble::Unclosed(_) => true,
        Trouble::LineBreak(_) => width.is_some_and(|width| record.cells.len() != width),
        Trouble::AfterQuote(at) => text[opened..at].contains('\n'),
        Trouble::Bare(_) => false,
    };
    if runaway {
        let mut finding = Finding::new(
            &codes::UNCLOSED_QUOTE,
            Span::new(origin.file, opened, opened + 1),
            "a quote opens here and does not close on this line",
        )
        .label("opens here")
        .help("close the quote at the end of the cell; a quote inside a cell is doubled: \"\"");
        if swallowed > 0 {
            let plural = if swallowed == 1 { "" } else { "s" };
            finding = finding.note(format!(
                "read on, it would swallow {swallowed} more line{plural}"
            ));
        }
        found.add(finding);
        return next_line(text, opened);
    }
    let finding = match trouble {
        Trouble::LineBreak(_) => Finding::new(
            &codes::LINE_BREAK,
            Span::new(origin.file, at, next_line(text, at)),
            message,
        )
        .label("begins here")
        .help("put a space where the line breaks: one row is one line"),
        _ => Finding::new(
            &codes::STRAY_QUOTE,
            Span::new(
                origin.file,
                at,
                at + text[at..].chars().next().map_or(0, char::len_utf8),
            ),
            message,
        )
        .label("here")
        .help(match trouble {
            Trouble::Bare(_) => requoted(&text[opened..cell_end]),
            _ => QUOTING.to_owned(),
        }),
    };
    found.add(finding);
    next_line(text, record.end)
}

const QUOTING: &str =
    "put the whole cell in quotes and double the quotes inside: \"say \"\"hello\"\"\"";

/// How a cell with quotes is to be written.
fn requoted(cell: &str) -> String {
    if cell.chars().count() > 60 {
        return QUOTING.to_owned();
    }
    format!("write \"{}\"", cell.replace('"', "\"\""))
}
