//! The form of the numbers of a column, told from all its cells.

use rust_decimal::Decimal;

use crate::model::Currency;
use crate::reading::{DecimalMark, ForeignNumber, foreign_number};

use super::cell::{Cell, Content};
use super::unclear::Unclear;

/// The form of the numbers of one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbers {
    mark: Option<DecimalMark>,
    currency: Currency,
}

impl Numbers {
    /// Told from the cells of a column; what cannot be a number tells nothing.
    ///
    /// # Errors
    /// When each cell has a mark that may part thousands or decimals, or when
    /// some have a decimal comma and others a decimal point.
    pub fn of<'c>(
        cells: impl Iterator<Item = &'c Cell>,
        currency: Currency,
        asked: Option<DecimalMark>,
    ) -> Result<Self, Box<Unclear>> {
        if asked.is_some() {
            return Ok(Self {
                mark: asked,
                currency,
            });
        }
        let (mut comma, mut point, mut unclear) = (None, None, None);
        for cell in cells {
            let Content::Text(text) = &cell.content else {
                continue;
            };
            match foreign_number(unsigned(text).1, currency) {
                Ok(ForeignNumber::Comma(_)) => comma = comma.or(Some(cell)),
                Ok(ForeignNumber::Point(_)) => point = point.or(Some(cell)),
                Ok(ForeignNumber::Unclear { .. }) => unclear = unclear.or(Some(cell)),
                Ok(ForeignNumber::Either(_)) | Err(_) => {}
            }
        }
        let mark = match (comma, point, unclear) {
            (Some(comma), Some(point), _) => return Err(mixed(comma, point)),
            (None, None, Some(cell)) => return Err(either(cell, currency)),
            (Some(_), None, _) => Some(DecimalMark::Comma),
            (None, Some(_), _) => Some(DecimalMark::Point),
            (None, None, None) => None,
        };
        Ok(Self { mark, currency })
    }

    /// With a decimal comma, and with a decimal point.
    pub(super) fn both(currency: Currency) -> [Self; 2] {
        [DecimalMark::Comma, DecimalMark::Point].map(|mark| Self {
            mark: Some(mark),
            currency,
        })
    }

    /// How the column is read, where that is worth saying.
    pub(super) fn said(&self) -> Option<&'static str> {
        self.mark.map(|mark| match mark {
            DecimalMark::Comma => "decimal comma",
            DecimalMark::Point => "decimal point",
        })
    }

    /// The number of a cell, with its sign; `None` for a blank one.
    ///
    /// # Errors
    /// Why it is none.
    pub fn read(&self, cell: &Cell) -> Result<Option<Decimal>, String> {
        let text = match &cell.content {
            Content::Blank => return Ok(None),
            Content::Number(number) => return Ok(Some(*number)),
            Content::Text(text) => text,
            _ => return Err(format!("`{}` is not a number", cell.text())),
        };
        let (is_negative, bare) = unsigned(text);
        let read =
            foreign_number(bare, self.currency).map_err(|misread| misread.sentences(text).0)?;
        let number = match (read, self.mark) {
            (ForeignNumber::Either(number), _)
            | (ForeignNumber::Comma(number), Some(DecimalMark::Comma) | None)
            | (ForeignNumber::Point(number), Some(DecimalMark::Point) | None)
            | (ForeignNumber::Unclear { comma: number, .. }, Some(DecimalMark::Comma))
            | (ForeignNumber::Unclear { point: number, .. }, Some(DecimalMark::Point)) => number,
            (_, Some(DecimalMark::Comma)) => {
                return Err(format!("`{text}` is no number with a decimal comma"));
            }
            (_, Some(DecimalMark::Point)) => {
                return Err(format!("`{text}` is no number with a decimal point"));
            }
            (ForeignNumber::Unclear { comma, point }, None) => {
                return Err(format!("`{text}` may mean {comma} or {point}"));
            }
        };
        Ok(Some(if is_negative { -number } else { number }))
    }
}

/// A text without the sign that stands before the words of money, or behind the
/// cents as accounting systems print it, or the brackets of bookkeepers, and
/// whether it is below zero.
fn unsigned(text: &str) -> (bool, &str) {
    let in_brackets = text
        .strip_prefix('(')
        .and_then(|text| text.strip_suffix(')'));
    let signed = || text.strip_prefix(['-', '\u{2212}', '\u{2013}']);
    // `5.000,-` has no sign, and so `5.000-` may have none.
    let signed_behind = || text.strip_suffix('-').filter(|bare| has_cents(bare));
    match in_brackets.or_else(signed).or_else(signed_behind) {
        Some(bare) => (true, bare.trim()),
        None => (false, text),
    }
}

/// Whether a text ends with a decimal mark and two digits.
fn has_cents(text: &str) -> bool {
    let [.., b'0'..=b'9', b',' | b'.', one, two] = text.as_bytes() else {
        return false;
    };
    one.is_ascii_digit() && two.is_ascii_digit()
}

fn mixed(comma: &Cell, point: &Cell) -> Box<Unclear> {
    let message = format!(
        "`{}` has a decimal comma, and `{}` in row {} has a decimal point",
        comma.text(),
        point.text(),
        point.row
    );
    let help = "write the numbers of the column in one form; or say which one is meant: \
                --decimal comma, or --decimal point";
    Unclear::new(message, help, comma)
}

fn either(cell: &Cell, currency: Currency) -> Box<Unclear> {
    let text = cell.text();
    let meanings = match foreign_number(unsigned(&text).1, currency) {
        Ok(ForeignNumber::Unclear { comma, point }) => format!("{comma} or {point}"),
        _ => "one number or another".to_owned(),
    };
    let message = format!("`{text}` may mean {meanings}, and no number of the column tells which");
    let help = "say what stands before decimals: --decimal comma, or --decimal point";
    Unclear::new(message, help, cell)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::cell::column;

    fn numbers(texts: &[&str]) -> Result<Vec<String>, String> {
        let cells = column(texts);
        let currency = Currency::from_code("NOK").unwrap();
        let form = Numbers::of(cells.iter(), currency, None).map_err(|why| why.message)?;
        let read = |cell| {
            Ok(form
                .read(cell)?
                .map_or("".into(), |number| number.to_string()))
        };
        cells.iter().map(read).collect()
    }

    #[test]
    fn a_column_tells_the_form_of_its_numbers() {
        let read = numbers(&[
            "120 000",
            "120\u{a0}000",
            "1.234",
            "3.300.000,-",
            "22,5",
            "",
        ]);
        let expected = ["120000", "120000", "1234", "3300000", "22.5", ""];
        assert_eq!(read.unwrap(), expected);
        let read = numbers(&["1,234", "1,234.50", "-1'000"]);
        assert_eq!(read.unwrap(), ["1234", "1234.50", "-1000"]);
        let read = numbers(&["kr 418 750", "2.011.854,50 kr", "(12)", "\u{2212}kr 5,00"]);
        assert_eq!(read.unwrap(), ["418750", "2011854.50", "-12", "-5.00"]);
    }

    #[test]
    fn a_minus_behind_the_cents_is_one_and_behind_a_comma_is_none() {
        let read = numbers(&["5 000,00-", "1.234,50-", "5.000,-"]);
        assert_eq!(read.unwrap(), ["-5000.00", "-1234.50", "5000"]);
        assert!(numbers(&["5000-"]).is_err());
        assert!(numbers(&["-5 000,00-"]).is_err());
    }

    #[test]
    fn a_column_that_does_not_tell_is_asked_about() {
        assert!(
            numbers(&["1.234", "120"])
                .unwrap_err()
                .contains("1234 or 1.234")
        );
        assert!(numbers(&["1,5", "1.5"]).unwrap_err().contains("row 2"));
        assert!(
            numbers(&["1,5", "4.111.8000"])
                .unwrap_err()
                .contains("4.111.8000")
        );
    }
}
