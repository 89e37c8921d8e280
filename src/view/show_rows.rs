//! What there is to tell of one application, row by row.

use crate::eligibility::{Answer, Outcome, Rule};
use crate::model::{ApplicationIndex, FieldRef, StandardField};
use crate::table::Cell;

use super::Situation;
use super::allocation::with_message;
use super::list_fields::cell;
use super::outlook::{self, Line};
use super::story::{self, Told};

/// The parts of what is told of an application, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Application,
    Requirement,
    Score,
    Entry,
    Waiver,
    Settlement,
    Instalment,
    Due,
}

impl Part {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Application => "application",
            Self::Requirement => "requirement",
            Self::Score => "score",
            Self::Entry => "entry",
            Self::Waiver => "waiver",
            Self::Settlement => "settlement",
            Self::Instalment => "instalment",
            Self::Due => "due",
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Application => "Application",
            Self::Requirement => "Requirements",
            Self::Score => "Scores",
            Self::Entry => "Entries",
            Self::Waiver => "Waivers",
            Self::Settlement => "Settlement",
            Self::Instalment => "Instalments",
            Self::Due => "Due",
        }
    }

    /// What stands above its first columns.
    pub(super) fn titles(self) -> [&'static str; 3] {
        match self {
            Self::Application => ["Application", "", ""],
            Self::Requirement => ["Requirement", "Outcome", "Why"],
            Self::Score => ["Criterion", "Score", "Name"],
            Self::Entry => ["Entry", "Amount", "Detail"],
            Self::Waiver => ["Waiver", "By", "Reason"],
            Self::Settlement => ["Settlement", "Amount", "Why"],
            Self::Instalment => ["Instalment", "Amount", "Detail"],
            Self::Due => ["Due", "Day", "Detail"],
        }
    }
}

/// What it is, its value, the balance after it, a detail, and the clause.
pub(super) type Row = [Cell<'static>; 5];

/// All that is known of an application, part by part.
pub(super) fn rows(situation: &Situation<'_>, index: ApplicationIndex) -> Vec<(Part, Row)> {
    let mut page = Page {
        situation,
        index,
        rows: Vec::new(),
        part: Part::Application,
    };
    page.application();
    page.rules();
    page.scores();
    page.entries();
    page.waivers();
    page.outlook();
    page.rows
}

struct Page<'s, 'b> {
    situation: &'s Situation<'b>,
    index: ApplicationIndex,
    rows: Vec<(Part, Row)>,
    part: Part,
}

impl Page<'_, '_> {
    fn add(
        &mut self,
        item: impl Into<String>,
        value: Cell<'static>,
        detail: Cell<'static>,
        cite: Cell<'static>,
    ) {
        let row = [Cell::text(item), value, Cell::Blank, detail, cite];
        self.rows.push((self.part, row));
    }

    fn plain(&mut self, item: impl Into<String>, value: Cell<'static>) {
        self.add(item, value, Cell::Blank, Cell::Blank);
    }

    fn application(&mut self) {
        let situation = self.situation;
        let (book, scheme) = (situation.book, situation.book.scheme);
        self.part = Part::Application;
        let standard = StandardField::ALL.into_iter().map(FieldRef::Standard);
        let declared = (0..scheme.fields.len()).map(FieldRef::Declared);
        for field in standard.chain(declared) {
            let value = match (field, book.application(self.index).received) {
                (FieldRef::Standard(StandardField::Received), Some(received)) => {
                    super::list::received(received)
                }
                _ => cell(book.value(self.index, field), scheme.currency),
            };
            // A blank that a rule asks about says so below, with its clause;
            // that nobody knows what was asked for is worth a line.
            let is_request = field == FieldRef::Standard(StandardField::Requested);
            if !value.is_blank() || is_request {
                self.plain(scheme.field_name(field), value);
            }
        }
        let account = situation.account(self.index);
        self.plain("state", Cell::text(situation.state(self.index).word()));
        if account.first_award.is_some() {
            let currency = scheme.currency;
            self.plain("committed", Cell::Amount(account.committed(), currency));
            self.plain("paid", Cell::Amount(account.paid, currency));
            if !account.repaid.is_zero() {
                self.plain("repaid", Cell::Amount(account.repaid, currency));
            }
            self.plain("outstanding", Cell::Amount(account.outstanding(), currency));
        }
    }

    fn rules(&mut self) {
        self.part = Part::Requirement;
        let standing = self.situation.eligibility.standing(self.index);
        for answer in standing.answers() {
            self.rule(answer);
        }
    }

    fn rule(&mut self, answer: &Answer<'_>) {
        let scheme = self.situation.book.scheme;
        let item = match answer.rule {
            Rule::Requirement(requirement) => requirement.id.clone(),
            rule => rule.check_name().into_owned(),
        };
        let outcome = match answer.outcome {
            Outcome::Met => "met",
            Outcome::NotMet => "not met",
            Outcome::Unknown => "unknown",
        };
        let outcome = if answer.waived {
            format!("{outcome}, waived")
        } else {
            outcome.to_owned()
        };
        let detail = answer
            .detail
            .as_ref()
            .map(|detail| detail.sentence(scheme.currency, scheme.language))
            .map(|detail| Cell::text(with_message(answer, detail)));
        // Who meets a rule need not be told its clause.
        let cite = answer
            .rule
            .cite()
            .filter(|_| answer.outcome != Outcome::Met);
        self.add(
            item,
            Cell::text(outcome),
            detail.into(),
            cite.map(Cell::text).into(),
        );
    }

    fn scores(&mut self) {
        self.part = Part::Score;
        let situation = self.situation;
        let scheme = situation.book.scheme;
        for (nth, criterion) in scheme.criteria.iter().enumerate() {
            let mean = situation.scores.mean(self.index, nth);
            let value = mean.map(|mean| Cell::Decimal(mean.rounded(2), 2));
            let name = Cell::text(criterion.name.as_str());
            self.add(criterion.id.as_str(), value.into(), name, Cell::Blank);
        }
        if !scheme.criteria.is_empty() {
            let total = situation.scores.total(self.index);
            let value = total
                .score()
                .map(|score| Cell::Decimal(score.rounded(2), 2));
            self.add(
                "total",
                value.into(),
                Cell::text(total.sentence(scheme)),
                Cell::Blank,
            );
        }
        if let Some(below) = situation.scores.below_score(self.index) {
            self.plain("below-score", Cell::text(below.sentence(scheme)));
        }
    }

    /// Every dated fact in the order of its day, and what is outstanding after
    /// each that moves money.
    fn entries(&mut self) {
        self.part = Part::Entry;
        let currency = self.situation.book.scheme.currency;
        for Told {
            date,
            entry,
            balance,
        } in story::of(self.situation.book, self.index)
        {
            let balance = balance.map(|balance| Cell::Amount(balance, currency));
            let amount = entry.amount().map(|amount| Cell::amount(amount, currency));
            let item = Cell::text(format!("{date} {}", entry.word()));
            let detail = entry.detail().map(Cell::text);
            let row = [
                item,
                amount.into(),
                balance.into(),
                detail.into(),
                Cell::Blank,
            ];
            self.rows.push((self.part, row));
        }
    }

    fn waivers(&mut self) {
        let book = self.situation.book;
        let index = self.index;
        self.part = Part::Waiver;
        let waivers = book
            .waivers
            .iter()
            .filter(|waiver| waiver.application == index);
        for waiver in waivers {
            self.add(
                format!("{} {}", waiver.date, waiver.check),
                waiver.by.as_deref().map(Cell::text).into(),
                Cell::text(waiver.reason.as_ref()),
                Cell::Blank,
            );
        }
    }

    /// What is settled, how it is paid, and what is still to be done.
    fn outlook(&mut self) {
        let scheme = self.situation.book.scheme;
        let account = self.situation.account(self.index);
        let day = self.situation.day;
        for (part, lines) in [
            (Part::Settlement, outlook::settlement(scheme, account)),
            (Part::Instalment, outlook::payment(scheme, account)),
            (Part::Due, outlook::due(scheme, account, day)),
        ] {
            self.part = part;
            for Line {
                item,
                value,
                detail,
            } in lines
            {
                self.add(item, value, Cell::text(detail), Cell::Blank);
            }
        }
    }
}
