//! Rows that a spreadsheet does not show: hidden by hand or by a filter. They
//! are read all the same, and the reader had better know.

use std::collections::BTreeSet;
use std::io::{BufReader, Cursor};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// The numbers, from 1, of the rows of a sheet that are not shown. None where
/// that cannot be told.
pub(super) fn rows(bytes: &[u8], sheet: &str) -> BTreeSet<usize> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return BTreeSet::new();
    };
    match of_workbook(&mut archive, sheet) {
        Some(path) => of_xlsx(&mut archive, &path),
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

fn of_ods(archive: &mut Archive<'_>, sheet: &str) -> BTreeSet<usize> {
    let mut hidden = BTreeSet::new();
    let (mut is_in_sheet, mut last) = (false, 0_usize);
    elements(archive, "content.xml", |element| {
        match element.name().as_ref() {
            "table:table" => {
                is_in_sheet = value(element, "name").as_deref() == Some(sheet);
                last = 0;
            }
            "table:table-row" if is_in_sheet => {
                let count = value(element, "number-rows-repeated");
                let count: usize = count.and_then(|count| count.parse().ok()).unwrap_or(1);
                let next = last.saturating_add(count);
                let is_shown = value(element, "visibility").is_none_or(|shown| shown == "visible");
                // A million rows below the last are not worth remembering.
                if !is_shown && count < 100_000 {
                    hidden.extend(last + 1..=next);
                }
                last = next;
            }
            _ => {}
        }
    });
    hidden
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
