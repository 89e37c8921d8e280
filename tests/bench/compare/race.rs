//! Run after run, everybody in turn.

use std::path::Path;

use crate::generator::Size;
use crate::run::{Call, Cost, median};
use crate::table::two_digits;
use crate::tools::{Here, Work};

/// What a tool took for a work at a size.
#[derive(Debug)]
pub(crate) struct Result {
    pub(crate) tool: &'static str,
    pub(crate) work: Work,
    pub(crate) size: String,
    /// Medians; none where it failed or was stopped.
    pub(crate) cost: Option<Cost>,
    /// How many times the time of `grants` on the processor, in thousandths:
    /// the median over the rounds.
    pub(crate) times: Option<u64>,
}

/// A tool that took this long is not run again, in microseconds.
const LONG: u64 = 20_000_000;

/// Every work at one size.
pub(crate) fn race(
    name: &str,
    size: Size,
    folder: &Path,
    tools: &[Here],
    runs: Option<usize>,
) -> Vec<Result> {
    let runs = runs.unwrap_or(match size.all_applications() {
        ..=1_000 => 21,
        1_001..=10_000 => 11,
        10_001..=100_000 => 5,
        _ => 3,
    });
    let mut results = Vec::new();
    for work in [Work::Check, Work::Budget, Work::Award] {
        results.extend(rounds(name, work, folder, tools, runs));
    }
    results
}

/// Start-up: a check of the smallest folder.
pub(crate) fn start(folder: &Path, tools: &[Here], runs: Option<usize>) -> Vec<Result> {
    rounds("start", Work::Start, folder, tools, runs.unwrap_or(41))
}

fn rounds(size: &str, work: Work, folder: &Path, tools: &[Here], runs: usize) -> Vec<Result> {
    let mut racers: Vec<Racer> = tools
        .iter()
        .filter_map(|here| Some(Racer::new(here, here.call(work, folder)?)))
        .collect();
    let count = racers.len();
    for round in 0..runs {
        for turn in 0..count {
            racers[(turn + round) % count].run(folder);
        }
    }
    let ours = racers.first().map(|racer| racer.costs.clone());
    let ours = ours.unwrap_or_default();
    let results = racers
        .into_iter()
        .map(|racer| racer.result(size, work, &ours));
    let results: Vec<Result> = results.collect();
    for result in &results {
        println!("{size} {work:?} {}: {}", result.tool, told(result.cost));
    }
    results
}

fn told(cost: Option<Cost>) -> String {
    let seconds = |micros| two_digits(micros, 1_000_000);
    cost.map_or_else(
        || "failed or was stopped".to_owned(),
        |cost| {
            let (cpu, wall) = (seconds(cost.cpu), seconds(cost.wall));
            format!("CPU {cpu} s, wall {wall} s, peak {} KiB", cost.peak)
        },
    )
}

struct Racer {
    tool: &'static str,
    call: Call,
    /// One a round; none where it failed.
    costs: Vec<Option<Cost>>,
}

impl Racer {
    fn new(here: &Here, call: Call) -> Self {
        Self {
            tool: here.tool.name,
            call,
            costs: Vec::new(),
        }
    }

    fn run(&mut self, folder: &Path) {
        let is_over = match self.costs.first() {
            Some(Some(cost)) => cost.cpu > LONG,
            Some(None) => true,
            None => false,
        };
        let cost = if is_over {
            None
        } else {
            self.call.cost(folder, &[0])
        };
        self.costs.push(cost);
    }

    fn result(self, size: &str, work: Work, ours: &[Option<Cost>]) -> Result {
        let costs: Vec<Cost> = self.costs.iter().copied().flatten().collect();
        let of = |part: fn(&Cost) -> u64| median(costs.iter().map(part).collect());
        let pairs = self.costs.iter().zip(ours);
        let times: Vec<u64> = pairs
            .filter_map(|(theirs, ours)| Some((*theirs)?.cpu * 1000 / (*ours)?.cpu.max(1)))
            .collect();
        Result {
            tool: self.tool,
            work,
            size: size.to_owned(),
            times: (!times.is_empty()).then(|| median(times)),
            cost: (!costs.is_empty()).then(|| Cost {
                cpu: of(|cost| cost.cpu),
                wall: of(|cost| cost.wall),
                peak: of(|cost| cost.peak),
            }),
        }
    }
}
