//! How the cost grows: with rows, with schemes, with findings.

use crate::folders;
use crate::generator::Size;
use crate::run::{Call, Cost, median};
use crate::table::two_digits;
use crate::tools::grants;

const ROWS: [&str; 4] = ["1x1000", "1x10000", "1x100000", "1x1000000"];
const SCHEMES: [&str; 5] = ["1x10", "10x10", "100x10", "1000x10", "10000x10"];
const FINDINGS: [&str; 6] = ["10", "100", "1000", "10000", "30000", "100000"];

/// Prints each curve.
pub(crate) fn growth(options: &[&str]) -> Option<()> {
    let most = match options {
        [] => 1_000_000,
        ["--most", most] => most.parse().ok()?,
        _ => return None,
    };
    let fits =
        |size: &&&str| Size::from_text(size).is_some_and(|size| size.all_applications() <= most);
    let sizes = |sizes: &'static [&'static str]| sizes.iter().filter(fits);
    for work in ["check", "budget"] {
        println!("\n{work}: with applications, in one scheme");
        curve(work, sizes(&ROWS).map(|size| Point::of(size, &[])));
        println!("\n{work}: with applications, in one scheme, scattered assessments");
        curve(
            work,
            sizes(&ROWS).map(|size| Point::of(size, &["--scattered"])),
        );
        println!("\n{work}: with schemes of ten applications");
        curve(work, sizes(&SCHEMES).map(|size| Point::of(size, &[])));
    }
    for kind in ["--mistakes", "--broken-rules"] {
        println!("\ncheck: with findings ({kind}), in 100x1000");
        let clean = std::iter::once(Point::of("100x1000", &[]));
        let bad = FINDINGS.map(|count| Point::of("100x1000", &[kind, count]));
        findings(clean.chain(bad));
    }
    Some(())
}

struct Point {
    name: String,
    applications: u64,
    folder: std::path::PathBuf,
}

impl Point {
    fn of(size: &str, options: &[&str]) -> Self {
        let applications = Size::from_text(size).expect("a size of ours");
        Self {
            name: [&[size], options].concat().join(" "),
            applications: applications.all_applications(),
            folder: folders::of(size, options),
        }
    }
}

/// The last column is the cost of a row against that of the point before:
/// 1.0 is linear, and below it are fixed costs.
fn curve(work: &str, points: impl Iterator<Item = Point>) {
    println!(
        "{:>24} {:>10} {:>12} {:>9} {:>9}",
        "folder", "CPU s", "ns an appl.", "peak MiB", "a row to"
    );
    let mut before: Option<u64> = None;
    for point in points {
        let cost = cost(work, &point);
        let each = cost.cpu * 1000 / point.applications;
        let against = before.map_or_else(String::new, |before| two_digits(each, before.max(1)));
        println!(
            "{:>24} {:>10} {each:>12} {:>9} {against:>9}",
            point.name,
            two_digits(cost.cpu, 1_000_000),
            cost.peak.div_ceil(1024),
        );
        before = Some(each);
    }
}

/// The first folder is without findings. All take turns; the last column is the
/// median of the costs against that of the first within a round.
fn findings(points: impl Iterator<Item = Point>) {
    const ROUNDS: usize = 11;
    println!(
        "{:>30} {:>10} {:>9} {:>9}",
        "folder", "CPU s", "peak MiB", "to clean"
    );
    let points: Vec<Point> = points.collect();
    let call = Call::of([grants().as_str(), "check"]);
    let cost = |point: &Point| call.cost(&point.folder, &[0, 1]).expect("grants ends");
    let round = |_| points.iter().map(cost).collect::<Vec<Cost>>();
    let rounds: Vec<Vec<Cost>> = (0..ROUNDS).map(round).collect();
    for (nth, point) in points.iter().enumerate() {
        let of = |part: fn(&Cost, &Cost) -> u64| {
            median(
                rounds
                    .iter()
                    .map(|costs| part(&costs[nth], &costs[0]))
                    .collect(),
            )
        };
        println!(
            "{:>30} {:>10} {:>9} {:>9}",
            point.name,
            two_digits(of(|cost, _| cost.cpu), 1_000_000),
            of(|cost, _| cost.peak).div_ceil(1024),
            two_digits(of(|cost, clean| cost.cpu * 1000 / clean.cpu.max(1)), 1000),
        );
    }
}

fn cost(work: &str, point: &Point) -> Cost {
    let call = Call::of([grants().as_str(), work]);
    let runs = if point.applications <= 10_000 { 11 } else { 3 };
    let costs = (0..runs).map(|_| call.cost(&point.folder, &[0, 1]));
    let costs: Vec<Cost> = costs.map(|cost| cost.expect("grants ends")).collect();
    let of = |part: fn(&Cost) -> u64| median(costs.iter().map(part).collect());
    Cost {
        cpu: of(|cost| cost.cpu),
        wall: of(|cost| cost.wall),
        peak: of(|cost| cost.peak),
    }
}
