//! What a person who looks at a spreadsheet does not see as it is, as far as the
//! file tells: rows that are hidden by hand or by a filter, and the merged cells
//! of an ods file, which calamine does not tell. They are read all the same, and
//! the reader had better know.

use std::collections::BTreeSet;
use std::io::{BufReader, Cursor};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::sheet::Area;

type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// What is not shown as it is.
#[derive(Default)]
pub(super) struct Unshown {
    /// The numbers, from 1, of the rows that are not shown.
    pub(super) hidden: BTreeSet<usize>,
    /// Areas of which only the first cell is shown.
    pub(super) merged: Vec<Area>,
}

/// What a sheet does not show. Nothing where that cannot be told.
pub(super) fn unshown(bytes: &[u8], sheet: &str) -> Unshown {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return Unshown::default();
    };
    match of_workbook(&mut archive, sheet) {
        Some(path) => Unshown {
            hidden: of_xlsx(&mut archive, &path),
            merged: Vec::new(),
        },
        None => of_ods(&mut archive, sheet),
    }
}

/// Where an xlsx file keeps a sheet.
fn of_workbook(archive: &mut Archive<'_>, sheet: &str) -> Option<String> {
    let mut id = None;
    elements(archive, "xl/workbook.xml", |element| {
        let is_it = element.local_name().as_ref() == "sheet"
            && value(element, "name").as_deref() == Some(sheet);
        if is_it {
            id = value(element, "id");
        }
    });
    let id = id?;
    let mut target = None;
    elements(archive, "xl/_rels/workbook.xml.rels", |element| {
        if value(element, "Id").as_ref() == Some(&id) {
            target = value(element, "Target");
        }
    });
    let target = target?;
    Some(match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("xl/{target}"),
    })
}

fn of_xlsx(archive: &mut Archive<'_>, path: &str) -> BTreeSet<usize> {
    let mut hidden = BTreeSet::new();
    let mut last = 0;
    elements(archive, path, |element| {
        if element.local_name().as_ref() != "row" {
            return;
        }
        let number = value(element, "r").and_then(|number| number.parse().ok());
        last = number.unwrap_or(last + 1);
        if matches!(value(element, "hidden").as_deref(), Some("1" | "true")) {
            hidden.insert(last);
        }
    });
    hidden
}

fn of_ods(archive: &mut Archive<'_>, sheet: &str) -> Unshown {
    let mut unshown = Unshown::default();
    // The row that is looked at, from 1; the next row, and the next column.
    let (mut is_in_sheet, mut row, mut next, mut column) = (false, 0, 1_usize, 0_usize);
    elements(archive, "content.xml", |element| {
        let count = |name| {
            // Most cells say nothing of it.
            let says = element.attributes_raw().contains(name);
            let count = says.then(|| value(element, name)).flatten();
            count
                .and_then(|count| count.parse().ok())
                .unwrap_or(1_usize)
        };
        match element.name().as_ref() {
            "table:table" => {
                is_in_sheet = value(element, "name").as_deref() == Some(sheet);
                next = 1;
            }
            "table:table-row" if is_in_sheet => {
                let repeated = count("number-rows-repeated");
                (row, column) = (next, 0);
                next = row.saturating_add(repeated);
                let is_shown = value(element, "visibility").is_none_or(|shown| shown == "visible");
                // A million rows below the last are not worth remembering.
                if !is_shown && repeated < 100_000 {
                    unshown.hidden.extend(row..next);
                }
            }
            "table:table-cell" | "table:covered-table-cell" if is_in_sheet => {
                let rows = count("number-rows-spanned");
                let columns = count("number-columns-spanned");
                if rows > 1 || columns > 1 {
                    let rows = row..row.saturating_add(rows);
                    let columns = column..column.saturating_add(columns);
                    unshown.merged.push((rows, columns));
                }
                column = column.saturating_add(count("number-columns-repeated"));
            }
            _ => {}
        }
    });
    unshown
}

/// Looks at each element of a part that can be read.
fn elements(archive: &mut Archive<'_>, path: &str, mut each: impl FnMut(&BytesStart<'_>)) {
    let Ok(part) = archive.by_name(path) else {
        return;
    };
    let mut reader = Reader::from_reader(BufReader::new(part));
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element) | Event::Empty(element)) => each(&element),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
        buffer.clear();
    }
}

/// An attribute by its name without a prefix.
fn value(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes().flatten();
    let attribute = attributes.find(|attribute| attribute.key.local_name().as_ref() == name)?;
    let value = quick_xml::escape::unescape(&attribute.value).ok()?;
    Some(value.into_owned())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use crate::import::{Reading, Table, read};

    /// A sheet of an ods file with these rows.
    fn ods(rows: &str) -> Table {
        let content = format!(
            r#"<office:document-content
                xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
                xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
                xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
                <office:body><office:spreadsheet><table:table table:name="Ark">{rows}</table:table>
                </office:spreadsheet></office:body></office:document-content>"#
        );
        let mimetype = "application/vnd.oasis.opendocument.spreadsheet";
        let manifest = r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"#;
        let mut archive = ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, text) in [
            ("mimetype", mimetype),
            ("META-INF/manifest.xml", manifest),
            ("content.xml", &content),
        ] {
            let stored =
                SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
            archive.start_file(name, stored).unwrap();
            archive.write_all(text.as_bytes()).unwrap();
        }
        let bytes = archive.finish().unwrap().into_inner();
        read("a.ods", bytes, &Reading::default()).unwrap()
    }

    /// A row: a cell may span so many rows (`Vik/2`), and is covered where it is
    /// blank.
    fn row(cells: &[&str], is_shown: bool) -> String {
        let cell = |text: &&str| {
            let (text, rows) = text.split_once('/').unwrap_or((text, "1"));
            match text {
                "" => "<table:covered-table-cell/>".to_owned(),
                text => format!(
                    r#"<table:table-cell office:value-type="string"
                    table:number-rows-spanned="{rows}"><text:p>{text}</text:p></table:table-cell>"#
                ),
            }
        };
        let cells: String = cells.iter().map(cell).collect();
        let visibility = if is_shown { "visible" } else { "filter" };
        format!(r#"<table:table-row table:visibility="{visibility}">{cells}</table:table-row>"#)
    }

    /// A header, two blank rows, and two rows.
    fn table(first: &[&str], second: &[&str], is_second_shown: bool) -> Table {
        let blank = "<table:table-row table:number-rows-repeated='2'>\
                     <table:table-cell table:number-columns-repeated='9'/></table:table-row>";
        let header = row(&["Søker", "Sted", "Beløp"], true);
        let (first, second) = (row(first, true), row(second, is_second_shown));
        ods(&[&header, blank, &first, &second].concat())
    }

    #[test]
    fn merged_cells_of_an_ods_file_are_found() {
        let table = table(&["A", "Vik/2", "1"], &["B", "", "2"], true);
        let found = table.found_in(|_| true);
        let message = "Ark!B5: the cells B4:B5 are merged: only the first has the value";
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].message, message);
    }

    #[test]
    fn a_covered_cell_that_has_a_value_is_not_called_blank() {
        let table = table(&["A", "Vik/2", "1"], &["B", "Dal", "2"], true);
        assert!(table.found_in(|_| true).is_empty());
    }

    #[test]
    fn hidden_rows_of_an_ods_file_are_told() {
        let table = table(&["A", "Vik", "1"], &["B", "Dal", "2"], false);
        let said = "row 5 is hidden in the sheet, and read all the same";
        assert!(table.said().contains(&said.to_owned()));
    }
}
