//! One scheme under audit: its facts, and what the ledger makes of them.

use std::sync::OnceLock;

use chrono::NaiveDate;

use crate::diagnostic::{Code, Finding, Findings};
use crate::eligibility::{Answer, Eligibility, Verdict};
use crate::ledger::{Account, Accounts, Dated, Journal, Summary, of_application};
use crate::model::{
    ApplicationIndex, AwardEntry, AwardKind, Balance, Book, Elsewhere, PaymentEntry, Report,
    Scheme, Waiver,
};
use crate::source::Origin;

use super::broken_rule;
use super::waivers::{self, Waivers};

/// What an audit needs to know beside the book.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// What counts as today. A fact dated later is not wrong for that.
    pub today: NaiveDate,
    /// Who was funded by other schemes.
    pub elsewhere: &'a Elsewhere,
}

/// A book with its sums, worked out once for all checks: each when the first
/// check asks for it, since the checks of scores, which may come in blocks, need
/// none.
pub(super) struct Case<'a> {
    pub(super) book: &'a Book<'a>,
    pub(super) scheme: &'a Scheme,
    /// What counts as today.
    pub(super) today: NaiveDate,
    elsewhere: &'a Elsewhere,
    accounts: OnceLock<Accounts>,
    decisions: OnceLock<Journal<'a, AwardEntry<'a>>>,
    payments: OnceLock<Journal<'a, PaymentEntry<'a>>>,
    reports: OnceLock<Journal<'a, Report>>,
    awarded: OnceLock<Vec<ApplicationIndex>>,
    rules: OnceLock<OfRules<'a>>,
    waivers: Waivers<'a>,
}

/// What the rules of the scheme say, where an audit has something to say of it.
struct OfRules<'a> {
    unsettled: Vec<(ApplicationIndex, Answer<'a>)>,
    lifted: Vec<(ApplicationIndex, Answer<'a>)>,
}

impl<'a> Case<'a> {
    pub(super) fn of(book: &'a Book<'a>, context: &Context<'a>) -> Self {
        Self {
            book,
            scheme: book.scheme,
            today: context.today,
            elsewhere: context.elsewhere,
            accounts: OnceLock::new(),
            decisions: OnceLock::new(),
            payments: OnceLock::new(),
            reports: OnceLock::new(),
            awarded: OnceLock::new(),
            rules: OnceLock::new(),
            waivers: Waivers::of(book),
        }
    }

    fn accounts(&self) -> &Accounts {
        self.accounts.get_or_init(|| of_application(self.book))
    }

    fn journal<E: Dated>(&self, entries: &'a [E]) -> Journal<'a, E> {
        Journal::new(entries, self.book.applications.len())
    }

    fn decision_journal(&self) -> &Journal<'a, AwardEntry<'a>> {
        let make = || self.journal(&self.book.awards);
        self.decisions.get_or_init(make)
    }

    fn payment_journal(&self) -> &Journal<'a, PaymentEntry<'a>> {
        let make = || self.journal(&self.book.payments);
        self.payments.get_or_init(make)
    }

    fn report_journal(&self) -> &Journal<'a, Report> {
        let make = || self.journal(&self.book.reports);
        self.reports.get_or_init(make)
    }

    fn rules(&self) -> &OfRules<'a> {
        self.rules.get_or_init(|| {
            let eligibility = Eligibility::of(self.book, self.elsewhere);
            OfRules {
                unsettled: unsettled(&eligibility, self.awarded()),
                lifted: lifted(&eligibility, &self.waivers),
            }
        })
    }

    /// The scheme as the others see it.
    pub(super) fn summary(&self) -> Summary {
        Summary::of(self.book, self.accounts(), self.today)
    }

    /// The sums of an application.
    pub(super) fn account(&self, index: ApplicationIndex) -> &Account {
        &self.accounts()[index]
    }

    /// The applications to which money is committed.
    pub(super) fn awarded(&self) -> impl Iterator<Item = ApplicationIndex> {
        let awarded = self.awarded.get_or_init(|| {
            let accounts = self.accounts();
            let indexes = self.book.indexes();
            indexes
                .filter(|index| accounts[*index].is_awarded())
                .collect()
        });
        awarded.iter().copied()
    }

    /// The rules that an application with money committed to it does not meet,
    /// or of which that is not known, unless they are waived.
    pub(super) fn unsettled(&self) -> impl Iterator<Item = (ApplicationIndex, &Answer<'a>)> {
        self.rules()
            .unsettled
            .iter()
            .map(|(index, answer)| (*index, answer))
    }

    /// The applications on which something is decided.
    pub(super) fn decided(&self) -> impl Iterator<Item = ApplicationIndex> {
        self.decision_journal().applications()
    }

    /// The applications for which money, or a demand for it, moved.
    pub(super) fn paid(&self) -> impl Iterator<Item = ApplicationIndex> {
        self.payment_journal().applications()
    }

    /// The applications of which somebody reported.
    pub(super) fn reported(&self) -> impl Iterator<Item = ApplicationIndex> {
        self.report_journal().applications()
    }

    /// The decisions on an application, in the order of their days.
    pub(super) fn decisions(
        &self,
        index: ApplicationIndex,
    ) -> impl DoubleEndedIterator<Item = &'a AwardEntry<'a>> + Clone {
        self.decision_journal().of(index)
    }

    /// The payments of an application, in the order of their days.
    pub(super) fn payments(
        &self,
        index: ApplicationIndex,
    ) -> impl DoubleEndedIterator<Item = &'a PaymentEntry<'a>> + Clone {
        self.payment_journal().of(index)
    }

    /// The reports of an application, in the order of their days.
    pub(super) fn reports(
        &self,
        index: ApplicationIndex,
    ) -> impl DoubleEndedIterator<Item = &'a Report> + Clone {
        self.report_journal().of(index)
    }

    /// Entries of every journal dated after a day: the order within one is not known.
    pub(super) fn entries_after(
        &self,
        index: ApplicationIndex,
        day: NaiveDate,
    ) -> impl Iterator<Item = (NaiveDate, Origin)> {
        let decisions = self.decisions(index);
        let payments = self.payments(index);
        let reports = self.reports(index);
        decisions
            .map(|entry| (entry.date, entry.origin))
            .chain(payments.map(|entry| (entry.date, entry.origin)))
            .chain(reports.map(|entry| (entry.date, entry.origin)))
            .filter(move |(date, _)| *date > day)
    }

    /// The first award to an application.
    pub(super) fn first_award(&self, index: ApplicationIndex) -> Option<&'a AwardEntry<'a>> {
        let mut decisions = self.decisions(index);
        decisions.find(|entry| matches!(entry.kind, AwardKind::Award(_)))
    }

    /// Adds a finding about an application, unless its check is waived for it.
    /// The help gets what to write for such a waiver.
    pub(super) fn add(&self, found: &mut Findings, index: ApplicationIndex, finding: Finding) {
        if let Some(mut finding) = self.unless_waived(index, finding) {
            let help = self.or_waive(finding.help.as_deref(), index, finding.code.name);
            finding.help = Some(help.into());
            found.add(finding);
        }
    }

    /// The finding again; `None` when its check is waived for the application.
    /// A finding that is waived is kept for those who ask for such.
    pub(super) fn unless_waived(
        &self,
        index: ApplicationIndex,
        finding: Finding,
    ) -> Option<Finding> {
        match self.waivers.find(index, finding.code.name) {
            Some(waiver) => {
                self.waivers.excuse(waiver, finding);
                None
            }
            None => Some(finding),
        }
    }

    /// Whether a check is waived for an application.
    pub(super) fn is_waived(&self, index: ApplicationIndex, code: &Code) -> bool {
        self.waivers.find(index, code.name).is_some()
    }

    /// Every waiver that changed nothing so far.
    pub(super) fn unused_waivers(&self) -> impl Iterator<Item = &'a Waiver<'a>> {
        let waivers = self.waivers.all().iter().copied();
        waivers.filter(|waiver| {
            let mut lifted = self.lifted(waiver.application);
            !self.waivers.is_used(waiver)
                && !lifted.any(|answer| answer.is_lifted_by(&waiver.check))
        })
    }

    /// The rules that waivers lift for an application.
    fn lifted(&self, index: ApplicationIndex) -> impl Iterator<Item = &Answer<'a>> {
        let first = self
            .rules()
            .lifted
            .partition_point(|(other, _)| *other < index);
        let rest = self.rules().lifted[first..].iter();
        rest.take_while(move |(other, _)| *other == index)
            .map(|(_, answer)| answer)
    }

    /// All that waivers kept silent, as notes.
    pub(super) fn into_waived(self) -> Vec<Finding> {
        let mut notes = Vec::new();
        for (index, answer) in &self.rules().lifted {
            let mut waivers = self.waivers.of_application(*index).iter();
            if let Some(waiver) = waivers.find(|waiver| answer.is_lifted_by(&waiver.check)) {
                let finding = broken_rule::lifted(self.scheme, waiver, answer);
                notes.push(waivers::note(waiver, finding));
            }
        }
        notes.extend(self.waivers.into_notes());
        notes
    }

    /// What to do, or else which waiver of the check to record.
    pub(super) fn or_waive(
        &self,
        help: Option<&str>,
        index: ApplicationIndex,
        check: &str,
    ) -> String {
        let (scheme, application) = (&self.scheme.id, self.book.application(index).id);
        let (help, or) = help.map_or(("", ""), |help| (help, ", or "));
        let (scheme, application) = (scheme.as_str(), application.as_str());
        let waive = "record a waiver: grants waive ";
        [help, or, waive, scheme, "/", application, " ", check].concat()
    }

    /// An amount as people write it.
    pub(super) fn amount(&self, amount: impl Into<Balance>) -> String {
        self.scheme.written(amount)
    }
}

/// The rules that waivers lift for an application.
fn lifted<'a>(
    eligibility: &Eligibility<'a>,
    waivers: &Waivers<'a>,
) -> Vec<(ApplicationIndex, Answer<'a>)> {
    let mut indexes: Vec<_> = waivers.all().iter().map(|each| each.application).collect();
    indexes.dedup();
    let mut lifted = Vec::new();
    for index in indexes {
        let standing = eligibility.standing(index);
        let answers = standing.answers().iter().filter(|answer| answer.waived);
        lifted.extend(answers.map(|answer| (index, answer.clone())));
    }
    lifted
}

fn unsettled<'a>(
    eligibility: &Eligibility<'a>,
    awarded: impl Iterator<Item = ApplicationIndex>,
) -> Vec<(ApplicationIndex, Answer<'a>)> {
    let mut unsettled = Vec::new();
    for index in awarded {
        if eligibility.verdict(index) == Verdict::Eligible {
            continue;
        }
        let standing = eligibility.standing(index);
        let answers = standing.not_met().chain(standing.unknown());
        unsettled.extend(answers.map(|answer| (index, answer.clone())));
    }
    unsettled
}
