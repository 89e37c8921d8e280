//! The form of the dates of a column, told from all its cells.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::reading::foreign_day;

use super::cell::{Cell, Content};
use super::unclear::Unclear;

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
        let said = |message, cell| Err(Unclear::new(message, help, cell));
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

    /// With the day first, and with the month first.
    pub(super) fn both() -> [Self; 2] {
        [true, false].map(|day_first| Self { day_first })
    }

    /// How the column is read, where that is worth saying.
    pub(super) fn said(&self) -> Option<&'static str> {
        (!self.day_first).then_some("month first")
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
    use crate::import::cell::column;

    #[test]
    fn a_column_tells_the_form_of_its_dates() {
        let days = |texts: &[&str]| {
            let cells = column(texts);
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
