//! Holds applications against all the rules of their scheme.

use crate::model::{ApplicationIndex, Book, Elsewhere};

use super::answer::Tested;
use super::crowds::Crowds;
use super::late::CallEnd;
use super::waivers::Waivers;
use super::{Answer, Eligible, Outcome, Rule, Standing, Verdict, applicants, requirement};

/// The rules of a scheme, with what they need to know of the whole book.
#[derive(Debug, Clone)]
pub struct Eligibility<'b> {
    book: &'b Book<'b>,
    elsewhere: &'b Elsewhere,
    rules: Vec<Rule<'b>>,
    call_end: Option<CallEnd>,
    crowds: Crowds,
    waivers: Waivers<'b>,
}

impl<'b> Eligibility<'b> {
    /// Looks through the whole book once; `elsewhere` tells who was funded by
    /// the schemes that `not_funded_by` names.
    pub fn of(book: &'b Book<'_>, elsewhere: &'b Elsewhere) -> Self {
        Self {
            book,
            elsewhere,
            rules: Rule::all(book.scheme),
            call_end: CallEnd::of(book.scheme),
            crowds: Crowds::of(book),
            waivers: Waivers::of(book),
        }
    }

    /// What every rule says of an application.
    pub fn standing(&self, index: ApplicationIndex) -> Standing<'b> {
        Standing::new(index, self.answers(index).collect())
    }

    /// Only whether it may be funded: the verdict of its standing, made
    /// without keeping the answers.
    pub fn verdict(&self, index: ApplicationIndex) -> Verdict {
        let mut verdict = Verdict::Eligible;
        for answer in self.answers(index) {
            match Verdict::of(std::iter::once(&answer)) {
                Verdict::Eligible => {}
                Verdict::Ineligible => return Verdict::Ineligible,
                Verdict::Unknown => verdict = Verdict::Unknown,
            }
        }
        verdict
    }

    /// The proof that an application may be funded, where it may; tells which
    /// rules are met, and keeps no answer.
    pub fn eligible(
        &self,
        index: ApplicationIndex,
        mut met: impl FnMut(Rule<'b>),
    ) -> Option<Eligible> {
        for &rule in &self.rules {
            match self.test(rule, index).map(|tested| tested.outcome) {
                None => {}
                Some(Outcome::Met) => met(rule),
                Some(outcome) if self.waivers.lift(index, rule, outcome) => {}
                Some(_) => return None,
            }
        }
        Some(Eligible::new(index))
    }

    /// The facts that are judged.
    pub fn book(&self) -> &'b Book<'b> {
        self.book
    }

    fn answers(&self, index: ApplicationIndex) -> impl Iterator<Item = Answer<'b>> {
        self.rules.iter().filter_map(move |&rule| {
            let Tested { outcome, detail } = self.test(rule, index)?;
            Some(Answer {
                rule,
                outcome,
                detail: detail.map(|detail| *detail),
                waived: outcome != Outcome::Met && self.waivers.lift(index, rule, outcome),
            })
        })
    }

    /// `None` for a requirement whose `when` does not hold.
    fn test(&self, rule: Rule<'b>, index: ApplicationIndex) -> Option<Tested<'b>> {
        let application = self.book.application(index);
        match rule {
            Rule::Late => self.call_end.map(|end| end.test(application.received)),
            Rule::ApplicantType => Some(applicants::applicant_type(self.book, index)),
            Rule::MaxApplications => Some(self.crowds.test(index)),
            Rule::FundedBefore(reference) => Some(applicants::funded_before(
                application,
                &reference.id,
                self.elsewhere,
            )),
            Rule::Requirement(requirement) => requirement::test(self.book, index, requirement),
        }
    }
}
