//! Facts to double entries.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::export::recipient;
use crate::ledger::{self, Posting, Side, Tree, by_day};
use crate::model::{ApplicationIndex, Balance, Book, SchemeId};

use super::account::{Account, Kind, Path};
use super::entry::{Entry, What};
use super::first_day::first_day;

/// Every entry of an export, by day; those of one day in the order of schemes,
/// and of their files.
#[derive(Debug, Clone, Default)]
pub struct Entries {
    pub(super) list: Vec<Entry>,
}

impl Entries {
    /// Every account that an entry moves, in the order of their names.
    pub(super) fn accounts(&self) -> BTreeMap<&Account, &Entry> {
        let mut accounts = BTreeMap::new();
        for entry in &self.list {
            for (account, _) in &entry.postings {
                accounts.entry(account).or_insert(entry);
            }
        }
        accounts
    }
}

/// The entries of the schemes that are `chosen`, given as positions in the
/// tree. `books` are all that the tree was made of, at the end of `day`, in the
/// same order.
pub fn entries(tree: &Tree, books: &[Book], chosen: &[usize], day: NaiveDate) -> Entries {
    let nodes = tree.nodes();
    let book = |at: usize| &books[nodes[at].summary];
    let chosen: BTreeSet<usize> = chosen.iter().copied().collect();
    let paths = paths(tree);
    let known = first_day(books.iter(), day).unwrap_or(day);
    let mut list = Vec::new();
    for root in (0..nodes.len()).filter(|&at| nodes[at].depth == 0) {
        let below = tree.with_descendants(root);
        let first = first_day(below.clone().map(book), day).unwrap_or(known);
        // The programmes above that are exported, with a budget of their own.
        let mut above: Vec<usize> = Vec::new();
        for at in below.filter(|at| chosen.contains(at)) {
            above.retain(|&programme| tree.with_descendants(programme).contains(&at));
            let source = Source {
                book: book(at),
                path: &paths[at],
                day,
                first,
            };
            source.budget(above.last().map(|&programme| &paths[programme]), &mut list);
            source.opening(&mut list);
            source.facts(&mut list);
            if !book(at).scheme.budget.is_empty() {
                above.push(at);
            }
        }
    }
    // A demand for what has come back already moves nothing.
    list.retain(|entry| entry.postings.iter().any(|(_, amount)| !amount.is_zero()));
    list.sort_by_key(|entry| entry.date);
    Entries { list }
}

/// Where each node stands: the programmes from the top, then itself.
fn paths(tree: &Tree) -> Vec<Path> {
    let mut path: Vec<SchemeId> = Vec::new();
    let step = |node: &ledger::Node| {
        path.truncate(node.depth);
        path.push(node.id.clone());
        Path::from(path.as_slice())
    };
    tree.nodes().iter().map(step).collect()
}

/// One scheme's facts, and where it stands.
struct Source<'b> {
    book: &'b Book<'b>,
    path: &'b Path,
    day: NaiveDate,
    /// The day of what has none.
    first: NaiveDate,
}

impl Source<'_> {
    /// What it may commit, entry by entry, and out of whose budget that comes.
    fn budget(&self, from: Option<&Path>, list: &mut Vec<Entry>) {
        let of = |kind, path: &Path| Account {
            kind,
            path: Path::clone(path),
        };
        for entry in &self.book.scheme.budget {
            let date = entry.date.unwrap_or(self.first);
            if date > self.day {
                continue;
            }
            let amount = entry.amount;
            let mut postings = vec![
                (self.account(Kind::Budget), amount),
                (self.account(Kind::Remaining), -amount),
            ];
            if let Some(from) = from {
                postings.push((of(Kind::Budget, from), -amount));
                postings.push((of(Kind::Remaining, from), amount));
            }
            list.push(self.entry(date, What::Budget, None, postings));
        }
    }

    /// What was committed and paid before the ledger began.
    fn opening(&self, list: &mut Vec<Entry>) {
        let Some(opening) = &self.book.scheme.opening else {
            return;
        };
        let mut postings = self.pair(Kind::Remaining, Kind::Committed, opening.amount.into());
        if let Some(paid) = opening.paid {
            postings.extend(self.pair(Kind::Paid, Kind::Opening, paid.into()));
        }
        list.push(self.entry(self.first, What::Opening, None, postings));
    }

    fn facts(&self, list: &mut Vec<Entry>) {
        for entry in &self.book.awards {
            let Some(posting) = Posting::of_award(entry.kind) else {
                continue;
            };
            let (what, postings) = self.moved(posting, Balance::ZERO);
            let made = self.entry(entry.date, what, Some(entry.application), postings);
            list.push(Entry {
                reason: entry.reason.as_ref().map(ToString::to_string),
                ..made
            });
        }
        let mut accounts = vec![ledger::Account::default(); self.book.applications.len()];
        for index in by_day(&self.book.payments) {
            let entry = &self.book.payments[index.position()];
            let account = &mut accounts[entry.application.position()];
            let before = account.open_claims().max(Balance::ZERO);
            account.pay(entry);
            let closed = before - account.open_claims().max(Balance::ZERO);
            let (what, postings) =
                self.moved(Posting::of_payment(entry.kind, entry.amount), closed);
            let made = self.entry(entry.date, what, Some(entry.application), postings);
            list.push(Entry {
                reference: entry.reference.map(String::from),
                ..made
            });
        }
    }

    /// Between which accounts a posting moves; `closed` is how much less is
    /// demanded back after it.
    fn moved(&self, posting: Posting, closed: Balance) -> (What, Vec<(Account, Balance)>) {
        let amount = Balance::from(posting.amount);
        let pair = |to, from| self.pair(to, from, amount);
        let answered = self.pair(Kind::Claimed, Kind::Claims, closed);
        match posting.side {
            Side::Awarded => (What::Award, pair(Kind::Remaining, Kind::Committed)),
            Side::Released => (What::Release, pair(Kind::Committed, Kind::Remaining)),
            Side::Paid => (What::Payment, pair(Kind::Paid, Kind::Bank)),
            Side::Repaid => {
                let mut postings = pair(Kind::Bank, Kind::Repaid);
                if !closed.is_zero() {
                    postings.extend(answered);
                }
                (What::Repayment, postings)
            }
            Side::Claimed => (What::Claim, self.pair(Kind::Claims, Kind::Claimed, -closed)),
            Side::WrittenOff => (What::WriteOff, answered),
        }
    }

    fn account(&self, kind: Kind) -> Account {
        Account {
            kind,
            path: Path::clone(self.path),
        }
    }

    fn pair(&self, to: Kind, from: Kind, amount: Balance) -> Vec<(Account, Balance)> {
        vec![(self.account(to), amount), (self.account(from), -amount)]
    }

    fn entry(
        &self,
        date: NaiveDate,
        what: What,
        application: Option<ApplicationIndex>,
        postings: Vec<(Account, Balance)>,
    ) -> Entry {
        let scheme = self.book.scheme;
        let application = application.map(|index| self.book.application(index));
        Entry {
            date,
            what,
            about: match application {
                Some(application) => format!("{}/{}", scheme.id, application.id),
                None => scheme.id.to_string(),
            },
            payee: application
                .map_or(scheme.name.as_str().into(), recipient::name)
                .into_owned(),
            reference: None,
            reason: None,
            currency: scheme.currency,
            postings,
        }
    }
}
