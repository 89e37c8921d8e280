//! Why a rule is not met, or not known: data, not yet words.

use chrono_tz::Tz;

use crate::model::{Closing, Constant, Received, SchemeId, Share, Text, Value};

/// What stands between an application and a rule. Fields go by their names.
#[derive(Debug, Clone, PartialEq)]
pub enum Detail<'b> {
    /// A cell that the rule looks at is blank.
    Missing {
        /// The blank field.
        field: &'b str,
    },
    /// The rule compares what cannot be compared, such as a text with a number.
    Incomparable {
        /// The field.
        field: &'b str,
    },
    /// Less than, or before, the least that is asked for.
    Below {
        /// The field.
        field: &'b str,
        /// What it says.
        found: Value<'b>,
        /// The least that would do.
        limit: Limit<'b>,
    },
    /// More than, or after, the most that is allowed.
    Above {
        /// The field.
        field: &'b str,
        /// What it says.
        found: Value<'b>,
        /// The most that would do.
        limit: Limit<'b>,
    },
    /// None of the allowed values.
    NotAmong {
        /// The field.
        field: &'b str,
        /// What it says; of a list the first item that is not allowed.
        found: Value<'b>,
        /// What would do.
        allowed: &'b [Constant],
    },
    /// One of the values that are ruled out.
    Among {
        /// The field.
        field: &'b str,
        /// What it says; of a list the first item that is ruled out.
        found: Value<'b>,
        /// What is ruled out.
        refused: &'b [Constant],
    },
    /// Another value than the one asked for.
    Differs {
        /// The field.
        field: &'b str,
        /// What it says; of a list the first item that differs.
        found: Value<'b>,
        /// What it should say.
        asked: Value<'b>,
        /// The field that says so; without one the scheme does.
        by: Option<&'b str>,
    },
    /// Blank, and must not be.
    Blank {
        /// The field.
        field: &'b str,
    },
    /// Filled in, and must not be.
    Filled {
        /// The field.
        field: &'b str,
        /// What it says.
        found: Value<'b>,
    },
    /// Received after the call closed.
    Late {
        /// When.
        received: Received,
        /// When the call closed.
        closes: Closing,
        /// Whose clock decides.
        zone: Tz,
    },
    /// Received on the day on which the call closed at an exact time, at a
    /// time that is not known.
    HourUnknown {
        /// The day.
        received: Received,
        /// When the call closed.
        closes: Closing,
    },
    /// Of a type that is not funded.
    ApplicantType {
        /// The type.
        found: Text<'b>,
        /// The types that are.
        funded: &'b [String],
    },
    /// More applications than allowed, and enough of them came before this one.
    TooMany {
        /// How many the applicant has sent, withdrawn ones left out.
        sent: usize,
        /// How many count.
        allowed: u32,
    },
    /// More applications than allowed, and it is not known which came first.
    TooManyAtOnce {
        /// How many the applicant has sent, withdrawn ones left out.
        sent: usize,
        /// How many count.
        allowed: u32,
    },
    /// The applicant has an award under a scheme that rules this one out.
    FundedBefore {
        /// That scheme.
        scheme: &'b SchemeId,
    },
}

/// The value that a bound comes to for one application.
#[derive(Debug, Clone, PartialEq)]
pub struct Limit<'b> {
    /// In the kind of the field. A share of an amount is rounded to a whole
    /// minor unit: up for a floor, down for a ceiling, so no verdict changes.
    pub value: Value<'b>,
    /// From where it comes.
    pub basis: Basis<'b>,
}

/// From where a bound comes.
#[derive(Debug, Clone, PartialEq)]
pub enum Basis<'b> {
    /// The scheme names it.
    Constant,
    /// It is a share of another field.
    Share {
        /// Which part.
        share: Share,
        /// Of which field.
        of: &'b str,
        /// What that field says.
        whole: Value<'b>,
    },
    /// It is what another field says.
    Field(&'b str),
}

impl Detail<'_> {
    /// How much too little or too much, where the field holds amounts or
    /// numbers; more than zero.
    pub fn gap(&self) -> Option<Value<'static>> {
        match self {
            Self::Below { found, limit, .. } => difference(&limit.value, found),
            Self::Above { found, limit, .. } => difference(found, &limit.value),
            _ => None,
        }
    }
}

fn difference(more: &Value<'_>, less: &Value<'_>) -> Option<Value<'static>> {
    match (more, less) {
        (Value::Money(more), Value::Money(less)) => (*more - *less).money().map(Value::Money),
        (Value::Number(more), Value::Number(less)) => more
            .checked_sub(*less)
            .map(|gap| gap.normalize())
            .map(Value::Number),
        _ => None,
    }
}
