//! Details in plain words, with amounts as the scheme's language writes them.

use chrono_tz::Tz;

use crate::model::{Closing, Constant, Currency, Language, Received, Value};

use super::{Basis, Detail, Limit};

impl Detail<'_> {
    /// The detail as one sentence without a full stop.
    pub fn sentence(&self, currency: Currency, language: Language) -> String {
        let words = Words { currency, language };
        match self {
            Self::Missing { field } => format!("{field} is blank"),
            Self::Incomparable { field } => {
                format!("{field} cannot be compared with what is asked for")
            }
            Self::Below {
                field,
                found,
                limit,
            } => words.bound(field, found, limit, Side::BELOW, self.gap()),
            Self::Above {
                field,
                found,
                limit,
            } => words.bound(field, found, limit, Side::ABOVE, self.gap()),
            Self::NotAmong {
                field,
                found,
                allowed,
            } => {
                let allowed = words.list(allowed);
                format!("{field} is {}, asked for is {allowed}", words.value(found))
            }
            Self::Among { field, found, .. } => {
                format!("{field} is {}, which is ruled out", words.value(found))
            }
            Self::Differs {
                field,
                found,
                asked,
                by,
            } => {
                let (found, asked) = (words.value(found), words.value(asked));
                match by {
                    Some(other) => format!("{field} is {found}, but {other} is {asked}"),
                    None => format!("{field} is {found}, asked for is {asked}"),
                }
            }
            Self::Blank { field } => format!("{field} is blank and must be filled in"),
            Self::Filled { field, found } => {
                format!("{field} is {} and must be blank", words.value(found))
            }
            Self::Late {
                received,
                closes,
                zone,
            } => {
                format!(
                    "received {}, the call closed {closes}",
                    when(*received, *zone)
                )
            }
            Self::HourUnknown { received, closes } => hour_unknown(*received, *closes),
            Self::ApplicantType { found, funded } => {
                let funded = listed(funded.iter().map(|known| format!("`{known}`")));
                format!("the applicant is of type `{found}`, only {funded} may apply")
            }
            Self::TooMany { sent, allowed } => too_many(*sent, *allowed),
            Self::TooManyAtOnce { sent, allowed } => {
                let rule = too_many(*sent, *allowed);
                format!("{rule}, and which came first is not known")
            }
            Self::FundedBefore { scheme } => format!("the applicant was funded by {scheme}"),
        }
    }
}

/// The words that belong to a floor or a ceiling.
struct Side {
    limit: &'static str,
    day: &'static str,
    gap: &'static str,
}

impl Side {
    const BELOW: Self = Self {
        limit: "the floor is",
        day: "the first day is",
        gap: "too little",
    };
    const ABOVE: Self = Self {
        limit: "the ceiling is",
        day: "the last day is",
        gap: "too much",
    };
}

struct Words {
    currency: Currency,
    language: Language,
}

impl Words {
    fn bound(
        &self,
        field: &str,
        found: &Value<'_>,
        limit: &Limit<'_>,
        side: Side,
        gap: Option<Value<'_>>,
    ) -> String {
        let noun = match found {
            Value::Date(_) => side.day,
            _ => side.limit,
        };
        let found = self.value(found);
        let mut sentence = format!("{field} is {found}, {noun} {}", self.limit(limit));
        if let Some(gap) = gap {
            sentence += &format!(": {} {}", self.value(&gap), side.gap);
        }
        sentence
    }

    fn limit(&self, limit: &Limit<'_>) -> String {
        let value = self.value(&limit.value);
        match &limit.basis {
            Basis::Constant => value,
            Basis::Field(name) => format!("{value} ({name})"),
            Basis::Share { share, of, whole } => {
                format!("{value} ({share} of {of}, {})", self.value(whole))
            }
        }
    }

    fn list(&self, constants: &[Constant]) -> String {
        listed(constants.iter().map(|constant| self.value(&constant.value)))
    }

    fn value(&self, value: &Value<'_>) -> String {
        match value {
            Value::Blank => "blank".to_owned(),
            Value::Bool(answer) => answer.to_string(),
            Value::Text(text) => format!("`{text}`"),
            Value::Number(number) => self.language.format(*number),
            Value::Money(money) => {
                let amount = self.language.format(money.decimal(self.currency));
                format!("{amount} {}", self.currency)
            }
            Value::Date(date) => date.to_string(),
        }
    }
}

/// `a`, `a or b`, `a, b or c`.
fn listed(items: impl Iterator<Item = String>) -> String {
    let mut items: Vec<String> = items.collect();
    match items.pop() {
        Some(last) if !items.is_empty() => format!("{} or {last}", items.join(", ")),
        last => last.unwrap_or_default(),
    }
}

/// A day, or the local time at which the call's clock stood.
fn when(received: Received, zone: Tz) -> String {
    match received {
        Received::Day(day) => day.to_string(),
        Received::Instant(instant) => {
            let local = instant.with_timezone(&zone);
            format!("{} ({zone})", local.format("%Y-%m-%d %H:%M:%S"))
        }
    }
}

fn hour_unknown(received: Received, closes: Closing) -> String {
    let received = when(received, Tz::UTC);
    format!("received {received} at an hour that is not known, the call closed {closes}")
}

fn too_many(sent: usize, allowed: u32) -> String {
    let first = match allowed {
        1 => "the first counts".to_owned(),
        _ => format!("the first {allowed} count"),
    };
    format!("the applicant sent {sent} applications, only {first}")
}
