//! How one language's Excel writes and reads CSV.

use rust_decimal::Decimal;

use super::Cell;
use super::misread::{is_misread, is_run};
use super::number::{is_day_of_spreadsheets, significant_digits};
use crate::model::Language;
use crate::source::visible;

/// The form of CSV that Excel reads by a double click where the computer is set
/// to a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// Norwegian.
    ExcelNb,
    /// Danish.
    ExcelDa,
    /// Swedish.
    ExcelSv,
    /// German.
    ExcelDe,
    /// English.
    ExcelEn,
}

/// A formula holds no longer text.
const LONGEST_LITERAL: usize = 255;

impl Dialect {
    /// Every dialect with the name that users give it.
    pub const ALL: [(&'static str, Self); 5] = [
        ("excel-nb", Self::ExcelNb),
        ("excel-da", Self::ExcelDa),
        ("excel-sv", Self::ExcelSv),
        ("excel-de", Self::ExcelDe),
        ("excel-en", Self::ExcelEn),
    ];

    /// What stands between two cells.
    pub(super) fn separator(self) -> u8 {
        match self {
            Self::ExcelEn => b',',
            _ => b';',
        }
    }

    /// A cell, before it is quoted.
    pub(super) fn cell(self, cell: &Cell<'_>) -> String {
        match cell {
            Cell::Count(count) => self.number(Decimal::from(*count), &cell.plain()),
            Cell::Amount(amount, currency) => self.number(amount.decimal(*currency), &cell.plain()),
            Cell::Decimal(number, _) => self.number(*number, &cell.plain()),
            Cell::Date(date) if !is_day_of_spreadsheets(*date) => literal(&cell.plain()),
            Cell::Date(_) | Cell::Blank => cell.plain().into_owned(),
            Cell::Bool(truth) => self.truth(*truth).to_owned(),
            Cell::Text(_) | Cell::Tree { .. } | Cell::Id(_) | Cell::List(_) => {
                self.text(&cell.plain())
            }
        }
    }

    /// Text that stays what it is: not run, and not taken for a number.
    pub(super) fn text(self, text: &str) -> String {
        // Within a cell a spreadsheet ends lines with a line feed alone.
        let lines = text.replace("\r\n", "\n").replace('\r', "\n");
        let lines: Vec<_> = lines.split('\n').map(visible_but_tabs).collect();
        let shown = lines.join("\n");
        let fits = shown.len() <= LONGEST_LITERAL && !shown.contains(['\n', '\t']);
        if is_run(text) || is_run(&shown) || (is_misread(&shown) && !fits) {
            format!("'{shown}")
        } else if is_misread(&shown) {
            literal(&shown)
        } else {
            shown
        }
    }

    /// A number without groups, with the decimal mark of the language; as text
    /// where it has more digits than a spreadsheet's numbers.
    fn number(self, number: Decimal, plain: &str) -> String {
        let (_, point) = self.language().marks();
        let text = plain.replace('.', &point.to_string());
        if significant_digits(number) > super::number::MOST_DIGITS {
            literal(&text)
        } else {
            text
        }
    }

    fn truth(self, truth: bool) -> &'static str {
        let (yes, no) = match self {
            Self::ExcelNb => ("SANN", "USANN"),
            Self::ExcelDa => ("SAND", "FALSK"),
            Self::ExcelSv => ("SANT", "FALSKT"),
            Self::ExcelDe => ("WAHR", "FALSCH"),
            Self::ExcelEn => ("TRUE", "FALSE"),
        };
        if truth { yes } else { no }
    }

    fn language(self) -> Language {
        match self {
            Self::ExcelNb => Language::Bokmal,
            Self::ExcelDa => Language::Danish,
            Self::ExcelSv => Language::Swedish,
            Self::ExcelDe => Language::German,
            Self::ExcelEn => Language::English,
        }
    }
}

/// A formula that is a text and nothing else: the only form of which Excel does
/// not make a number or a day.
fn literal(text: &str) -> String {
    format!("=\"{}\"", text.replace('"', "\"\""))
}

fn visible_but_tabs(line: &str) -> String {
    let parts: Vec<_> = line.split('\t').map(visible).collect();
    parts.join("\t")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Balance, Currency};

    fn nb(cell: Cell) -> String {
        Dialect::ExcelNb.cell(&cell)
    }

    fn kroner(minor: i128) -> Cell<'static> {
        Cell::amount(
            Balance::from_minor(minor),
            Currency::from_code("NOK").unwrap(),
        )
    }

    #[test]
    fn numbers_have_the_mark_of_the_language() {
        assert_eq!(nb(kroner(-123_450)), "-1234,50");
        assert_eq!(nb(kroner(12_000_000)), "120000");
        assert_eq!(Dialect::ExcelEn.cell(&kroner(123_450)), "1234.50");
        assert_eq!(nb(Cell::Decimal(Decimal::new(475, 2), 2)), "4,75");
        assert_eq!(
            nb(kroner(99_999_999_999_999_999)),
            "=\"999999999999999,99\""
        );
        assert_eq!(nb(kroner(999_999_999_999_999)), "9999999999999,99");
    }

    #[test]
    fn text_that_would_run_is_defused() {
        for text in [
            "=HYPERLINK(\"http://x\")",
            "+47 90 00 00 00",
            "-1",
            "@SUM(A1)",
            " =1+1",
            "\u{a0}=1",
            "\u{ff1d}1+1",
        ] {
            assert_eq!(nb(Cell::text(text)), format!("'{text}"));
            assert_eq!(nb(Cell::id(text)), format!("'{text}"));
        }
        assert_eq!(nb(Cell::text("\t1")), "'\t1");
        assert_eq!(nb(Cell::text("\r=1")), "'\n=1");
    }

    #[test]
    fn text_that_would_become_a_number_or_a_day_is_held() {
        for text in [
            "00123",
            "939991034",
            "22.5",
            "1/2",
            "1-2",
            "3E5",
            "12:30",
            "10 %",
            "kr 200",
            "1. mai",
            "MAR1",
            "2024-06-14",
            "TRUE",
            "sann",
            "#N/A",
            "90 00 00 00",
        ] {
            assert_eq!(nb(Cell::text(text)), format!("=\"{text}\""));
        }
        for text in [
            "D18-001",
            "Bærum",
            "Askim kommune",
            "digdir-2024",
            "2 projects",
            "",
        ] {
            assert_eq!(nb(Cell::text(text)), text);
        }
        assert_eq!(nb(Cell::text("1 \"2\"")), "=\"1 \"\"2\"\"\"");
        let long = "1".repeat(256);
        assert_eq!(nb(Cell::text(&long)), format!("'{long}"));
    }
}
