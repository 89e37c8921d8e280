//! One scheme's facts, read once and never changed.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::{
    Application, ApplicationId, Assessment, AwardEntry, FieldRef, Money, PaymentEntry, Recusal,
    Report, Scheme, StandardField, Text, Value, Waiver,
};

/// Which application of a [`Book`]: the nth row of applications.csv.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ApplicationIndex(u32);

impl ApplicationIndex {
    /// The nth.
    pub fn new(index: usize) -> Self {
        Self(u32::try_from(index).expect("a file of 4 GiB has fewer than 2^32 rows"))
    }

    /// As a position in a list that runs beside the applications.
    pub fn position(self) -> usize {
        self.0 as usize
    }
}

/// All that is known of one scheme. Made only by `reading`, and only when
/// every cell was understood and every reference found.
#[derive(Debug, Clone)]
pub struct Book<'t> {
    /// Its rules.
    pub scheme: &'t Scheme,
    /// Its applications, in the order of the file.
    pub applications: Vec<Application<'t>>,
    /// The scheme's own fields, application by application.
    pub field_values: Vec<Value<'t>>,
    /// The names of those who assess or are recused.
    pub assessors: Vec<Cow<'t, str>>,
    /// Its scores.
    pub assessments: Vec<Assessment>,
    /// Who may not assess what.
    pub recusals: Vec<Recusal<'t>>,
    /// What was decided, in the order of the file.
    pub awards: Vec<AwardEntry<'t>>,
    /// What was paid and came back, in the order of the file.
    pub payments: Vec<PaymentEntry<'t>>,
    /// What recipients reported.
    pub reports: Vec<Report>,
    /// Recorded exceptions.
    pub waivers: Vec<Waiver<'t>>,
}

impl<'t> Book<'t> {
    /// A scheme without a fact.
    pub fn empty(scheme: &'t Scheme) -> Self {
        Self {
            scheme,
            applications: Vec::new(),
            field_values: Vec::new(),
            assessors: Vec::new(),
            assessments: Vec::new(),
            recusals: Vec::new(),
            awards: Vec::new(),
            payments: Vec::new(),
            reports: Vec::new(),
            waivers: Vec::new(),
        }
    }

    /// Every index, in the order of the file.
    pub fn indexes(&self) -> impl ExactSizeIterator<Item = ApplicationIndex> + use<> {
        (0..self.applications.len()).map(ApplicationIndex::new)
    }

    /// One application.
    pub fn application(&self, index: ApplicationIndex) -> &Application<'t> {
        &self.applications[index.position()]
    }

    /// The application of an id.
    pub fn find(&self, id: &str) -> Option<ApplicationIndex> {
        let id = ApplicationId::new(id)?;
        self.applications
            .iter()
            .position(|application| application.id == id)
            .map(ApplicationIndex::new)
    }

    /// What a field of an application says.
    pub fn value(&self, index: ApplicationIndex, field: FieldRef) -> Value<'_> {
        let application = self.application(index);
        match field {
            FieldRef::Declared(nth) => {
                self.field_values[index.position() * self.scheme.fields.len() + nth].clone()
            }
            FieldRef::Standard(field) => match field {
                StandardField::Id => Value::Text(Cow::Borrowed(application.id.as_str())),
                StandardField::Applicant => Value::Text(application.applicant.read()),
                StandardField::Received => application.received.map_or(Value::Blank, |received| {
                    Value::Date(received.day(self.scheme.timezone))
                }),
                StandardField::OrgNumber => application.org_number.map_or(Value::Blank, |number| {
                    Value::Text(Cow::Borrowed(number.as_str()))
                }),
                StandardField::ApplicantType => text(application.applicant_type),
                StandardField::Place => text(application.place),
                StandardField::Partners => read(application.partners()),
                StandardField::Title => read(application.title()),
                StandardField::Requested => money(application.requested),
                StandardField::TotalCost => money(application.total_cost),
                StandardField::OwnContribution => money(application.own_contribution),
            },
        }
    }

    /// The waiver of a check for an application, where one is recorded.
    pub fn waiver(&self, index: ApplicationIndex, check: &str) -> Option<&Waiver<'t>> {
        self.waivers
            .iter()
            .find(|waiver| waiver.application == index && waiver.check == check)
    }

    /// The book as it was at the end of a day: facts dated later do not exist,
    /// and an application is there from the day on which it came in, or from
    /// that of its first entry in a journal if that is earlier, as where the
    /// money stands is what the journals say. Assessments and recusals without a
    /// date count from the beginning.
    pub fn as_of(mut self, day: NaiveDate) -> Self {
        let by = |date: Option<NaiveDate>| date.is_none_or(|date| date <= day);
        self.assessments.retain(|fact| by(fact.date));
        self.recusals.retain(|fact| by(fact.date));
        self.awards.retain(|fact| fact.date <= day);
        self.payments.retain(|fact| fact.date <= day);
        self.reports.retain(|fact| fact.date <= day);
        self.waivers.retain(|fact| fact.date <= day);
        let zone = self.scheme.timezone;
        let received = self.applications.iter().map(|it| it.received);
        let had_come_in = received.map(|received| by(received.map(|it| it.day(zone))));
        let mut is_there: Vec<bool> = had_come_in.collect();
        if is_there.contains(&false) {
            let awarded = self.awards.iter().map(|entry| entry.application);
            let paid = self.payments.iter().map(|entry| entry.application);
            awarded
                .chain(paid)
                .for_each(|index| is_there[index.position()] = true);
            self.retain_applications(&is_there);
        }
        self
    }

    /// Takes out the other applications, with all facts about them.
    fn retain_applications(&mut self, stays: &[bool]) {
        let width = self.scheme.fields.len();
        let mut place = vec![None; self.applications.len()];
        let (mut applications, mut field_values) = (Vec::new(), Vec::new());
        for index in self.indexes().filter(|index| stays[index.position()]) {
            place[index.position()] = Some(ApplicationIndex::new(applications.len()));
            applications.push(*self.application(index));
            let from = index.position() * width;
            field_values.extend_from_slice(&self.field_values[from..from + width]);
        }
        self.applications = applications;
        self.field_values = field_values;
        let moved = |index: &mut ApplicationIndex| match place[index.position()] {
            Some(new) => {
                *index = new;
                true
            }
            None => false,
        };
        self.assessments
            .retain_mut(|fact| moved(&mut fact.application));
        self.recusals
            .retain_mut(|fact| moved(&mut fact.application));
        self.awards.retain_mut(|fact| moved(&mut fact.application));
        self.payments
            .retain_mut(|fact| moved(&mut fact.application));
        self.reports.retain_mut(|fact| moved(&mut fact.application));
        self.waivers.retain_mut(|fact| moved(&mut fact.application));
    }
}

fn text(cell: Option<Text<'_>>) -> Value<'_> {
    read(cell.map(Text::read))
}

fn read(cell: Option<Cow<'_, str>>) -> Value<'_> {
    cell.map_or(Value::Blank, Value::Text)
}

fn money(amount: Option<Money>) -> Value<'static> {
    amount.map_or(Value::Blank, Value::Money)
}
