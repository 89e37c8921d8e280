//! A glance at the folder for who is still typing: names, and no facts.
//!
//! Nothing is judged and nothing said: what cannot be read offers no word.

use std::fs;
use std::path::Path;

use crate::model::Fact;
use crate::source::visible;

/// The ids of the folder's schemes, sorted.
pub fn scheme_ids(root: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(root.join("schemes")) else {
        return Vec::new();
    };
    let names = entries.flatten().filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        name.strip_suffix(".toml").map(str::to_owned)
    });
    let mut ids: Vec<String> = names.filter(|id| is_plain(id)).collect();
    ids.sort();
    ids
}

/// The ids of a scheme's applications in the order of the file, each with its
/// applicant where that may be shown.
pub fn application_ids(root: &Path, scheme: &str) -> Vec<(String, Option<String>)> {
    if !is_plain(scheme) {
        return Vec::new();
    }
    let path = root
        .join("data")
        .join(scheme)
        .join(Fact::Applications.file_name());
    // A link that leads out of the folder is not followed.
    let inside = match (root.canonicalize(), path.canonicalize()) {
        (Ok(root), Ok(path)) => path.starts_with(root),
        _ => false,
    };
    let text = if inside {
        fs::read(path)
    } else {
        Ok(Vec::new())
    };
    of_text(&text.unwrap_or_default())
}

fn of_text(text: &[u8]) -> Vec<(String, Option<String>)> {
    let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(text);
    let mut rows = ::csv::ReaderBuilder::new().flexible(true).from_reader(text);
    let Ok(header) = rows.byte_headers().cloned() else {
        return Vec::new();
    };
    let column = |name: &[u8]| header.iter().position(|cell| cell == name);
    let Some(id) = column(b"id") else {
        return Vec::new();
    };
    let applicant = column(b"applicant");
    let cell = |row: &::csv::ByteRecord, at: usize| {
        let cell = std::str::from_utf8(row.get(at)?).ok()?;
        Some(cell.to_owned())
    };
    let ids = rows.byte_records().flatten().filter_map(|row| {
        let id = cell(&row, id).filter(|id| is_plain(id))?;
        let applicant = applicant.and_then(|at| cell(&row, at));
        Some((id, applicant.filter(|name| is_name(name))))
    });
    ids.collect()
}

/// Whether a word can be an id; only such are offered to a shell.
fn is_plain(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_alphanumeric())
        && word
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || ".-_".contains(letter))
}

/// Whether a text is safe beside a word: a number may be that of a person.
fn is_name(text: &str) -> bool {
    !text.is_empty() && visible(text) == text && !text.chars().any(|letter| letter.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_an_id_is_not_offered() {
        let text = "applicant,id\nAskim kommune,A-1\nx,$(rm)\n\u{1b}[31m,A-2\nOla 1,A-3\nAl\n";
        let ids = of_text(text.as_bytes());
        let expected = [("A-1", Some("Askim kommune")), ("A-2", None), ("A-3", None)];
        let expected = expected.map(|(id, name)| (id.to_owned(), name.map(str::to_owned)));
        assert_eq!(ids, expected);
    }

    #[test]
    fn a_file_that_cannot_be_read_offers_nothing() {
        assert_eq!(of_text(b""), []);
        assert_eq!(of_text(b"name\nA\n"), []);
        assert_eq!(application_ids(Path::new("/nowhere"), "../etc"), []);
    }
}
