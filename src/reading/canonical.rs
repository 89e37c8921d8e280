//! A whole file in its one form, with nothing that it says changed.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::source::{Record, record_at};

use super::form::Form;

/// A CSV text in its one form: no byte order mark, lines that end in `\n`, no
/// empty line, quotes only where they are needed, and each cell as `form` has
/// it. `None` where the rows cannot be told for certain: then it is left alone.
pub fn canonical_csv(text: &str, form: &Form<'_>) -> Option<String> {
    let records = records(text)?;
    let (header, rows) = records.split_first()?;
    let columns: Vec<String> = header
        .cells
        .iter()
        .map(|cell| cell.value(text).nfc().collect())
        .collect();
    let mut out = String::with_capacity(text.len());
    write_row(
        &mut out,
        columns.iter().map(|name| Cow::Borrowed(name.as_str())),
    );
    for row in rows {
        let cells = columns.iter().zip(&row.cells);
        write_row(
            &mut out,
            cells.map(|(column, cell)| Cow::Owned(form.cell(column, &cell.value(text)))),
        );
    }
    Some(out)
}

/// A text with its bytes in order, and nothing else touched: no byte order
/// mark, lines that end in `\n`, a last line that ends, letters composed.
pub fn tidy(text: &str) -> String {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let mut text: String = text.nfc().collect();
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

/// A CSV text with some of its cells replaced, and tidied, but not quoted
/// anew. `None` where its rows cannot be told for certain.
pub fn mended_csv(text: &str, replacements: &[(Range<usize>, String)]) -> Option<String> {
    records(text)?;
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, replacement) in replacements {
        out.push_str(text.get(at..range.start)?);
        push_cell(&mut out, replacement);
        at = range.end;
    }
    out.push_str(text.get(at..)?);
    Some(tidy(&out))
}

/// Every record, where each is sound and as long as the header.
fn records(text: &str) -> Option<Vec<Record>> {
    let mut records: Vec<Record> = Vec::new();
    let mut at = after_line_ends(text, 0);
    while at < text.len() {
        let record = record_at(text, at);
        let width = records
            .first()
            .map_or(record.cells.len(), |header| header.cells.len());
        if record.trouble.is_some() || record.cells.len() != width {
            return None;
        }
        at = after_line_ends(text, record.end);
        records.push(record);
    }
    (!records.is_empty()).then_some(records)
}

fn after_line_ends(text: &str, at: usize) -> usize {
    let marks: &[char] = if at == 0 {
        &['\u{feff}', '\r', '\n']
    } else {
        &['\r', '\n']
    };
    text.len() - text[at..].trim_start_matches(marks).len()
}

fn write_row<'c>(out: &mut String, cells: impl ExactSizeIterator<Item = Cow<'c, str>>) {
    let is_alone = cells.len() == 1;
    for (nth, cell) in cells.enumerate() {
        if nth > 0 {
            out.push(',');
        }
        if is_alone && cell.is_empty() {
            out.push_str("\"\"");
        } else {
            push_cell(out, &cell);
        }
    }
    out.push('\n');
}

/// A cell, in quotes where it would not be read back without them.
fn push_cell(out: &mut String, cell: &str) {
    let special = |letter| matches!(letter, ',' | '"' | '\n' | '\r');
    if cell.contains(special) || cell.starts_with('\u{feff}') {
        out.push('"');
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(cell);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::testing::scheme;
    use crate::reading::Fact;

    fn formed(text: &str) -> Option<String> {
        let scheme = scheme("digital");
        canonical_csv(text, &Form::of(Fact::Awards, Some(&scheme)))
    }

    #[test]
    fn the_one_form() {
        let one = |text: &str| formed(text).unwrap();
        assert_eq!(
            one(
                "\u{feff}date,amount,note\r\n14.06.2024,\"120 000\",\"plain\"\r\n\r\n2024-06-15,120000.00,a\u{30a}"
            ),
            "date,amount,note\n2024-06-14,120000,plain\n2024-06-15,120000,å\n"
        );
        assert_eq!(
            one("amount\n\"1 234,5\"\n\"\"\n"),
            "amount\n1234.50\n\"\"\n"
        );
        assert_eq!(one("note\n\"a, \"\"b\"\"\"\n"), "note\n\"a, \"\"b\"\"\"\n");
    }

    #[test]
    fn what_is_not_understood_stays() {
        let same = "date,amount\n03/04/2024,\"3,300\"\n24-1-2,-5\n";
        assert_eq!(formed(same).as_deref(), Some(same));
        for unsound in [
            "",
            "\n",
            "a,b\n1\n",
            "a\n\"x\n",
            "a\nx\"y\n",
            "a\n\"x\ny\"\n",
        ] {
            assert_eq!(formed(unsound), None, "{unsound:?}");
        }
    }

    #[test]
    fn mending_touches_the_named_cells_alone() {
        let text = "date,note\r\n14.06.2024,\"x\"";
        let mended = mended_csv(text, &[(11..21, "2024-06-14".to_owned())]);
        assert_eq!(mended.as_deref(), Some("date,note\n2024-06-14,\"x\"\n"));
    }

    fn values(text: &str) -> Vec<Vec<String>> {
        let records = records(text).unwrap();
        let cells = |record: &Record| {
            let cells = record.cells.iter();
            cells.map(|cell| cell.value(text).nfc().collect()).collect()
        };
        records.iter().map(cells).collect()
    }

    proptest! {
        #[test]
        fn forming_twice_is_forming_once_and_text_stays(
            rows in (1..5_usize).prop_flat_map(|width| prop::collection::vec(
                prop::collection::vec("[ -~æa\u{30a}\u{feff}\u{37e};,\"]{0,8}", width), 1..6)),
            quotes in any::<bool>(),
            ends in prop::sample::select(vec!["\n", "\r\n", "\n\n"]),
            mark in any::<bool>(),
        ) {
            let mut text = String::from(if mark { "\u{feff}" } else { "" });
            for row in &rows {
                for (nth, cell) in row.iter().enumerate() {
                    text += if nth > 0 { "," } else { "" };
                    if quotes || row.len() == 1 {
                        text += &format!("\"{}\"", cell.replace('"', "\"\""));
                    } else {
                        push_cell(&mut text, cell);
                    }
                }
                text += ends;
            }
            let once = formed(&text).unwrap();
            let twice = formed(&once);
            prop_assert_eq!(twice.as_deref(), Some(once.as_str()));
            prop_assert_eq!(values(&once), values(&text));
        }

        #[test]
        fn cells_of_amounts_and_days_settle_at_once(
            amounts in prop::collection::vec("[0-9 .,kr-]{0,10}", 1..6),
            days in prop::collection::vec("[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4}", 1..6),
        ) {
            let mut text = String::from("date,amount\n");
            for (day, amount) in days.iter().zip(&amounts) {
                text += &format!("{day},\"{amount}\"\n");
            }
            let once = formed(&text).unwrap();
            let twice = formed(&once);
            prop_assert_eq!(twice.as_deref(), Some(once.as_str()));
        }

        #[test]
        fn tidying_twice_is_tidying_once(text in "(\r\n|[a\u{30a}\u{feff}\n ,\"]){0,12}") {
            let once = tidy(&text);
            prop_assert_eq!(tidy(&once), once);
        }
    }
}
