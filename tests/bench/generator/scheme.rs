//! A scheme and its rules, worked out from its number alone.

use super::chance::below;
use super::plan::Plan;

/// The criteria, each scored from 0 to 5.
pub(super) const CRITERIA: [&str; 5] = ["need", "reach", "plan", "cost", "after"];

/// Amounts are in øre, days are those of 2024, counted from zero.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scheme {
    pub(super) seed: u64,
    /// From one.
    pub(super) number: u64,
    pub(super) applications: u64,
    pub(super) opens: u64,
    pub(super) closes: u64,
    pub(super) floor: u64,
    pub(super) ceiling: u64,
    /// In percent of the total cost.
    pub(super) own_share: u64,
}

impl Scheme {
    /// The window is open for this many days.
    pub(super) const WINDOW: u64 = 60;

    pub(super) fn new(plan: &Plan, number: u64) -> Self {
        let chance = |limit, what| below(limit, [plan.seed, number, what, 1]);
        let opens = chance(50, 1);
        Self {
            seed: plan.seed,
            number,
            applications: plan.size.applications,
            opens,
            closes: opens + Self::WINDOW,
            floor: (20 + 10 * chance(5, 2)) * KILO,
            ceiling: (400 + 100 * chance(7, 3)) * KILO,
            own_share: 10 + 5 * chance(4, 4),
        }
    }

    /// The name of its file and of its folder.
    pub(super) fn id(&self) -> String {
        format!("t{:04}", self.number)
    }

    /// Its text, with a budget in whole kroner.
    pub(super) fn text(&self, budget: u64) -> String {
        let mut text = format!(
            "# Made up by tests/bench: there is no such scheme, and nobody has applied.\n\
             name     = \"Oppdiktet ordning {}\"\n\
             currency = \"NOK\"\nlanguage = \"nb\"\n\
             timezone = \"Europe/Oslo\"\nregister = \"NO-BRC\"\n\n\
             [[budget]]\namount = {}\n\n\
             [call]\nopens  = {}\ncloses = {}\n\n\
             [applicants]\ntypes = [\"municipality\", \"association\"]\n\n\
             [requirement.floor]\nfield = \"requested\"\nmin   = {}\n\n\
             [requirement.ceiling]\nfield = \"requested\"\nmax   = {}\n\n\
             [requirement.own-share]\nfield = \"own_contribution\"\n\
             min   = {{ share = \"{}%\", of = \"total_cost\" }}\n\n",
            self.number,
            budget / 100,
            day(self.opens),
            day(self.closes),
            self.floor / 100,
            self.ceiling / 100,
            self.own_share,
        );
        for (weight, criterion) in (1..).zip(CRITERIA) {
            text += &format!("[criterion.{criterion}]\nmax    = 5\nweight = {weight}\n\n");
        }
        text += &format!(
            "[allocation]\nmethod    = \"ranked\"\ncutoff    = \"stop\"\n\
             tie_break = [\"criterion:need\", \"received\", \"requested\", \"draw\"]\n\
             seed      = \"{}\"\nmin_award = {}\nmax_award = {}\n",
            self.number,
            self.floor / 100,
            self.ceiling / 100,
        );
        text
    }
}

/// A thousand kroner, in øre.
pub(super) const KILO: u64 = 100_000;

fn day(day: u64) -> String {
    let mut bytes = Vec::new();
    super::bytes::put_day(&mut bytes, day);
    String::from_utf8(bytes).expect("digits and hyphens")
}
