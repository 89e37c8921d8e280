//! A whole folder, scheme by scheme, and the totals that it must have.

use std::fs;
use std::io;
use std::path::Path;

use super::bytes::Pieces;
use super::chance::shuffled;
use super::facts::{Application, ROUNDS};
use super::mistakes::{self, Mistake};
use super::peers::Peers;
use super::plan::{Order, Plan};
use super::rows;
use super::scheme::{KILO, Scheme};

/// What a scheme comes to, in øre.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Totals {
    pub(crate) scheme: String,
    pub(crate) budget: u64,
    pub(crate) committed: u64,
    pub(crate) paid: u64,
    pub(crate) repaid: u64,
    pub(crate) awards: u64,
}

/// What was written.
#[derive(Debug, Default)]
pub(crate) struct Generated {
    /// In the order of the schemes.
    pub(crate) totals: Vec<Totals>,
    /// Without the headers.
    pub(crate) rows: u64,
    pub(crate) bytes: u64,
}

/// Writes `schemes/` and `data/` into a folder that is made where it is not
/// there, and `peers/` where the plan wants it.
pub(crate) fn generate(plan: &Plan, root: &Path) -> io::Result<Generated> {
    fs::create_dir_all(root.join("schemes"))?;
    let mut generated = Generated::default();
    let mut peers = plan.has_peers.then(|| Peers::create(root)).transpose()?;
    for number in 1..=plan.size.schemes {
        let scheme = Scheme::new(plan, number);
        let data = root.join("data").join(scheme.id());
        fs::create_dir_all(&data)?;
        let mut writing = Writing {
            plan,
            scheme,
            totals: Totals {
                scheme: scheme.id(),
                ..Totals::default()
            },
            generated: &mut generated,
            peers: peers.as_mut(),
        };
        writing.files(&data)?;
        let mut totals = writing.totals;
        totals.budget = (totals.committed / 2 * 3).div_ceil(KILO) * KILO + scheme.ceiling;
        if let Some(peers) = &mut peers {
            peers.scheme(&scheme, totals.budget);
        }
        let text = scheme.text(totals.budget);
        fs::write(
            root.join("schemes").join(format!("{}.toml", totals.scheme)),
            text,
        )?;
        generated.totals.push(totals);
    }
    if let Some(peers) = peers {
        peers.finish(root, &generated.totals)?;
    }
    Ok(generated)
}

/// One scheme, on its way into its files.
struct Writing<'p> {
    plan: &'p Plan,
    scheme: Scheme,
    totals: Totals,
    generated: &'p mut Generated,
    peers: Option<&'p mut Peers>,
}

impl Writing<'_> {
    fn files(&mut self, data: &Path) -> io::Result<()> {
        self.file(
            &data.join("applications.csv"),
            rows::APPLICATIONS,
            Self::applications,
        )?;
        self.file(
            &data.join("assessments.csv"),
            rows::ASSESSMENTS,
            Self::assessments,
        )?;
        self.file(&data.join("awards.csv"), rows::AWARDS, Self::awards)?;
        self.file(&data.join("payments.csv"), rows::PAYMENTS, Self::payments)
    }

    fn file(
        &mut self,
        path: &Path,
        header: &str,
        rows: impl FnOnce(&mut Self, &mut Pieces) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut pieces = Pieces::create(path)?;
        pieces.bytes.extend_from_slice(header.as_bytes());
        rows(self, &mut pieces)?;
        self.generated.bytes += pieces.finish()?;
        Ok(())
    }

    fn end_row(&mut self, out: &mut Pieces) -> io::Result<()> {
        self.generated.rows += 1;
        out.end_row()
    }

    fn applications(&mut self, out: &mut Pieces) -> io::Result<()> {
        for number in 1..=self.scheme.applications {
            let (application, mistake) = self.application(number);
            rows::application(&mut out.bytes, &self.scheme, &application, mistake);
            self.end_row(out)?;
        }
        Ok(())
    }

    fn assessments(&mut self, out: &mut Pieces) -> io::Result<()> {
        let count = self.scheme.applications * 10;
        match self.plan.order {
            Order::Sorted => self.assessments_in(0..count, out),
            Order::Scattered => {
                let seed = self.scheme.seed ^ self.scheme.number;
                self.assessments_in(shuffled(count, seed), out)
            }
        }
    }

    fn assessments_in(
        &mut self,
        order: impl IntoIterator<Item = u64>,
        out: &mut Pieces,
    ) -> io::Result<()> {
        let mut now = self.application(1);
        for place in order {
            let number = place / 10 + 1;
            if now.0.number != number {
                now = self.application(number);
            }
            rows::assessment(&mut out.bytes, &self.scheme, &now.0, place % 10, now.1);
            self.end_row(out)?;
        }
        Ok(())
    }

    fn awards(&mut self, out: &mut Pieces) -> io::Result<()> {
        for number in 1..=self.scheme.applications {
            let (application, mistake) = self.application(number);
            let Some(award) = &application.award else {
                continue;
            };
            let amount = match mistake {
                Some(Mistake::OverRequested) => application.requested + KILO / 2,
                _ => award.amount,
            };
            rows::award(&mut out.bytes, &self.scheme, &application, amount);
            self.end_row(out)?;
            if let Some(peers) = &mut self.peers {
                peers.entry(&self.scheme, &application, "award", 0, amount)?;
            }
            self.totals.committed += amount;
            self.totals.awards += 1;
        }
        Ok(())
    }

    /// Round by round; in the end some money comes back.
    fn payments(&mut self, out: &mut Pieces) -> io::Result<()> {
        for round in 0..=ROUNDS {
            for number in 1..=self.scheme.applications {
                let (application, mistake) = self.application(number);
                self.payment(out, &application, round, mistake)?;
            }
        }
        Ok(())
    }

    fn payment(
        &mut self,
        out: &mut Pieces,
        application: &Application,
        round: usize,
        mistake: Option<Mistake>,
    ) -> io::Result<()> {
        let Some(award) = &application.award else {
            return Ok(());
        };
        let (entry, mut amount) = match award.payments.get(round) {
            Some(amount) => ("payment", *amount),
            None => ("repayment", award.repaid),
        };
        if round == 0 && mistake == Some(Mistake::OverPaid) {
            amount = award.amount * 2;
        }
        if amount == 0 {
            return Ok(());
        }
        let place = (round as u64, entry);
        rows::payment(&mut out.bytes, &self.scheme, application, place, amount);
        if let Some(peers) = &mut self.peers {
            peers.entry(&self.scheme, application, entry, place.0, amount)?;
        }
        match entry {
            "payment" => self.totals.paid += amount,
            _ => self.totals.repaid += amount,
        }
        self.end_row(out)
    }

    fn application(&self, number: u64) -> (Application, Option<Mistake>) {
        let application = Application::new(&self.scheme, number);
        let nth = (self.scheme.number - 1) * self.scheme.applications + number - 1;
        let mistake = mistakes::at(self.plan, nth, application.award.is_some());
        (application, mistake)
    }
}
