//! One thread beside as many as there are cores: the same bytes, sooner.

use std::path::Path;

use crate::folders;
use crate::run::{Call, median};
use crate::table::two_digits;
use crate::tools::grants;

/// How many threads, by the environment; by itself; and held to one core.
const WAYS: [(&str, Option<&str>); 4] = [
    ("GRANTS_THREADS=1", Some("1")),
    ("GRANTS_THREADS=2", Some("2")),
    ("as it likes", None),
    ("on one core", None),
];

/// Prints the times of each way and compares what is printed byte for byte.
pub(crate) fn threads() -> Option<()> {
    let works: [&[&str]; 3] = [&["check"], &["check", "--all", "-O", "jsonl"], &["budget"]];
    for (size, options) in [
        ("tiny", &["--peers"] as &[&str]),
        ("medium", &["--peers"]),
        ("large", &["--peers"]),
        ("giant", &["--peers"]),
        ("1x100000", &[]),
        ("1x100000", &["--scattered"]),
        ("medium", &["--mistakes", "5000"]),
        ("medium", &["--broken-rules", "5000"]),
        ("1x100000", &["--mistakes", "5000"]),
        ("1x100000", &["--broken-rules", "5000"]),
    ] {
        let folder = folders::of(size, options);
        for work in works {
            println!("\n{} of {size} {}", work.join(" "), options.join(" "));
            ways(work, &folder);
        }
    }
    Some(())
}

fn ways(work: &[&str], folder: &Path) {
    let mut first = None;
    for (way, jobs) in WAYS {
        let call = call(work, way, jobs);
        let Some(output) = call.output(folder) else {
            println!("{way:>14}: cannot be had here");
            continue;
        };
        let said = (output.status.code(), output.stdout, output.stderr);
        let is_same = *first.get_or_insert_with(|| said.clone()) == said;
        assert!(is_same, "{way}: other bytes than with one thread");
        let costs: Vec<_> = (0..5).filter_map(|_| call.cost(folder, &[0, 1])).collect();
        let seconds = |part: Vec<u64>| two_digits(median(part), 1_000_000);
        println!(
            "{way:>14}: CPU {} s, wall {} s, the same {} bytes",
            seconds(costs.iter().map(|cost| cost.cpu).collect()),
            seconds(costs.iter().map(|cost| cost.wall).collect()),
            said.1.len(),
        );
    }
}

fn call(work: &[&str], way: &str, jobs: Option<&str>) -> Call {
    let grants = grants();
    let held: &[&str] = match way {
        "on one core" => &["taskset", "-c", "0"],
        _ => &[],
    };
    let mut call = Call::of([held, &[&grants], work].concat());
    call.environment = jobs
        .map(|jobs| ("GRANTS_THREADS", jobs.to_owned()))
        .into_iter()
        .collect();
    call
}
