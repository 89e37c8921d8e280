//! The form of the numbers and the dates of a column, told from all its cells.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::model::Currency;
use crate::reading::{DecimalMark, ForeignNumber, foreign_day, foreign_number};

use super::cell::{Cell, Content};

/// A column whose cells leave open what they mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Unclear {
    /// What is open, as a sentence.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// The cell that shows it best.
    pub cell: Cell,
}

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

    /// What stands before decimals; `None` where no cell has any.
    pub fn mark(&self) -> Option<DecimalMark> {
        self.mark
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
    Box::new(Unclear {
        message: format!(
            "`{}` has a decimal comma, and `{}` in row {} has a decimal point",
            comma.text(),
            point.text(),
            point.row
        ),
        help: "write the numbers of the column in one form; or say which one is meant: \
               --decimal comma, or --decimal point"
            .to_owned(),
        cell: comma.clone(),
    })
}

fn either(cell: &Cell, currency: Currency) -> Box<Unclear> {
    let text = cell.text();
    let meanings = match foreign_number(unsigned(&text).1, currency) {
        Ok(ForeignNumber::Unclear { comma, point }) => format!("{comma} or {point}"),
        _ => "one number or another".to_owned(),
    };
    Box::new(Unclear {
        message: format!("`{text}` may mean {meanings}, and no number of the column tells which"),
        help: "say what stands before decimals: --decimal comma, or --decimal point".to_owned(),
        cell: cell.clone(),
    })
}

/// The form of the dates of one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dates {
    day_first: bool,
}

impl Dates {
    /// Told from the cells of a column; what cannot be a date tells nothing.
    ///
    /// # Errors
    /// When each date is another with the month first, or when some have the
    /// day first and others the month.
    pub fn of<'c>(
        cells: impl Iterator<Item = &'c Cell>,
        asked: Option<bool>,
    ) -> Result<Self, Box<Unclear>> {
        if let Some(day_first) = asked {
            return Ok(Self { day_first });
        }
        let (mut day, mut month, mut unclear) = (None, None, None);
        for cell in cells {
            let Content::Text(text) = &cell.content else {
                continue;
            };
            match (foreign_day(text, true), foreign_day(text, false)) {
                (Ok(one), Ok(other)) if one == other => {}
                (Ok(_), Ok(_)) => unclear = unclear.or(Some(cell)),
                (Ok(_), Err(_)) => day = day.or(Some(cell)),
                (Err(_), Ok(_)) => month = month.or(Some(cell)),
                (Err(_), Err(_)) => {}
            }
        }
        let help = "say what stands first: --dates day-first, or --dates month-first";
        let said = |message: String, cell: &Cell| {
            let (help, cell) = (help.to_owned(), cell.clone());
            Err(Box::new(Unclear {
                message,
                help,
                cell,
            }))
        };
        match (day, month, unclear) {
            (Some(day), Some(month), _) => said(
                format!(
                    "`{}` has the day first, and `{}` in row {} the month",
                    day.text(),
                    month.text(),
                    month.row
                ),
                day,
            ),
            (None, None, Some(cell)) => said(
                format!(
                    "in `{}` the day or the month may stand first, and no date of the column tells",
                    cell.text()
                ),
                cell,
            ),
            (_, month, _) => Ok(Self {
                day_first: month.is_none(),
            }),
        }
    }

    /// Whether `03/04/2024` is in April.
    pub fn is_day_first(&self) -> bool {
        self.day_first
    }

    /// The day of a cell, with the time of it as it stands; `None` for a blank.
    ///
    /// # Errors
    /// Why it is none.
    pub fn read(&self, cell: &Cell) -> Result<Option<(NaiveDate, Option<String>)>, String> {
        match &cell.content {
            Content::Blank => Ok(None),
            Content::Day(day) => Ok(Some((*day, None))),
            Content::Time(time) => {
                let clock = time.format("%H:%M:%S").to_string();
                Ok(Some((time.date(), Some(clock))))
            }
            Content::Text(text) => {
                let (day, time) = foreign_day(text, self.day_first)?;
                Ok(Some((day, time.map(str::to_owned))))
            }
            Content::Number(number) if eight_digits(number) => {
                let (day, _) = foreign_day(&number.to_string(), self.day_first)?;
                Ok(Some((day, None)))
            }
            Content::Number(_) => Err(format!(
                "`{}` is a number, not a date: give the cell the form of a date in the sheet",
                cell.text()
            )),
            _ => Err(format!("`{}` is no date", cell.text())),
        }
    }
}

/// `20240614`, as a number.
fn eight_digits(number: &Decimal) -> bool {
    number.is_integer() && number.to_string().len() == 8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::cell::text;

    fn cells(texts: &[&str]) -> Vec<Cell> {
        let numbered = (1..).zip(texts);
        let cells = numbered.map(|(row, words)| Cell {
            content: text(words),
            row,
            column: 0,
            bytes: 0..0,
        });
        cells.collect()
    }

    fn numbers(texts: &[&str]) -> Result<Vec<String>, String> {
        let cells = cells(texts);
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

    #[test]
    fn a_column_tells_the_form_of_its_dates() {
        let days = |texts: &[&str]| {
            let cells = cells(texts);
            let form = Dates::of(cells.iter(), None).map_err(|why| why.message)?;
            let read = |cell| Ok::<_, String>(form.read(cell)?.unwrap().0.to_string());
            cells.iter().map(read).collect::<Result<Vec<_>, _>>()
        };
        let read = days(&[
            "14.06.2024",
            "14. juni 2024",
            "3/4-2024",
            "3/4/2024",
            "14/6/2024",
        ]);
        let expected = [
            "2024-06-14",
            "2024-06-14",
            "2024-04-03",
            "2024-04-03",
            "2024-06-14",
        ];
        assert_eq!(read.unwrap(), expected);
        assert_eq!(
            days(&["3/4/2024", "6/14/2024"]).unwrap(),
            ["2024-03-04", "2024-06-14"]
        );
        let times = days(&["14.06.2024 kl. 11:59", "2024-06-14T11:59:00Z", "20240614"]);
        assert_eq!(times.unwrap(), ["2024-06-14"; 3]);
        assert!(days(&["3/4/2024"]).is_err());
        assert!(days(&["14.6.24"]).is_err());
    }
}
