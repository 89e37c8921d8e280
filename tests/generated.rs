//! The generated folders of tests/bench: they are in order, their budgets are
//! what the generator added up by itself, and each mistake is one finding.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

#[path = "bench/generator/mod.rs"]
mod generator;

use std::path::Path;
use std::process::{Command, Output};

use generator::{Order, Plan, Size, generate};

fn grants(root: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_grants"))
        .arg("-C")
        .arg(root)
        .args(["--today", "2026-01-01", "--color", "never"])
        .args(arguments)
        .env_remove("GRANTS_ROOT")
        .output()
        .unwrap()
}

/// The cells of a view's rows, below its header.
fn rows(output: &Output, columns: &[&str]) -> Vec<Vec<String>> {
    assert!(output.status.success(), "{output:?}");
    let mut reader = csv::Reader::from_reader(output.stdout.as_slice());
    let header = reader.headers().unwrap().clone();
    let places = columns
        .iter()
        .map(|column| header.iter().position(|name| name == *column).unwrap());
    let places: Vec<usize> = places.collect();
    let cells = |row: csv::StringRecord| places.iter().map(|at| row[*at].to_owned()).collect();
    reader.records().map(|row| cells(row.unwrap())).collect()
}

/// An amount of øre as a view writes it.
fn kroner(minor: u64) -> String {
    match minor % 100 {
        0 => (minor / 100).to_string(),
        part => format!("{}.{part:02}", minor / 100),
    }
}

/// The øre of an amount that a view wrote.
fn minor(text: &str) -> u64 {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    whole.parse::<u64>().unwrap() * 100 + format!("{part:0<2}").parse::<u64>().unwrap()
}

fn plans() -> Vec<Plan> {
    let tiny = Size::from_text("tiny").unwrap();
    let mut plans = vec![Plan::of(tiny)];
    for size in [Size::new(5, 1), Size::new(3, 200), Size::new(1, 900)] {
        for order in [Order::Sorted, Order::Scattered] {
            plans.push(Plan {
                seed: 7,
                order,
                has_peers: order == Order::Sorted,
                ..Plan::of(size)
            });
        }
    }
    plans
}

#[test]
fn a_generated_folder_is_in_order_and_in_form() {
    for plan in plans() {
        let folder = tempfile::tempdir().unwrap();
        generate(&plan, folder.path()).unwrap();
        let checked = grants(folder.path(), &["check"]);
        assert!(checked.status.success(), "{plan:?}: {checked:?}");
        assert!(checked.stdout.is_empty(), "{plan:?}: {checked:?}");
        let formed = grants(folder.path(), &["fmt", "--check"]);
        assert!(formed.status.success(), "{plan:?}: {formed:?}");
    }
}

/// A large file of scores is read in blocks, on several threads, and not kept;
/// one behind a link is read as a whole.
#[cfg(unix)]
#[test]
fn large_files_say_the_same_read_in_blocks_and_as_a_whole() {
    const LARGE: u64 = 8 << 20;
    let folder = tempfile::tempdir().unwrap();
    generate(&Plan::of(Size::new(1, 25_000)), folder.path()).unwrap();
    let scores = folder.path().join("data/t0001/assessments.csv");
    assert!(scores.metadata().unwrap().len() > LARGE);
    let told = || {
        let views: [&[&str]; 3] = [
            &["check"],
            &["rank", "t0001", "-O", "csv"],
            &["award", "t0001", "--dry-run", "-O", "csv"],
        ];
        views.map(|view| {
            let output = grants(folder.path(), view);
            assert!(output.status.success(), "{view:?}: {output:?}");
            output.stdout
        })
    };
    let in_blocks = told();
    let hidden = scores.with_file_name(".assessments.csv");
    std::fs::rename(&scores, &hidden).unwrap();
    std::os::unix::fs::symlink(&hidden, &scores).unwrap();
    assert!(told() == in_blocks);
}

#[test]
fn the_budget_is_what_the_generator_added_up() {
    for plan in plans() {
        let folder = tempfile::tempdir().unwrap();
        let generated = generate(&plan, folder.path()).unwrap();
        let wanted = generated.totals.iter().map(|of| {
            let outstanding = of.committed - (of.paid - of.repaid);
            let remaining = of.budget - of.committed;
            let sums = [
                of.budget,
                of.committed,
                of.paid,
                of.repaid,
                outstanding,
                remaining,
            ];
            let ends = [of.awards.to_string()];
            let cells = sums.map(kroner).into_iter().chain(ends);
            [of.scheme.clone()].into_iter().chain(cells).collect()
        });
        let wanted: Vec<Vec<String>> = wanted.collect();
        let columns = [
            "scheme",
            "budget",
            "committed",
            "paid",
            "repaid",
            "outstanding",
            "remaining",
            "awards",
        ];
        let budget = grants(folder.path(), &["budget", "-O", "csv"]);
        assert_eq!(rows(&budget, &columns), wanted, "{plan:?}");
    }
}

#[test]
fn an_award_spends_what_is_left_and_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let generated = generate(&Plan::of(Size::new(1, 300)), folder.path()).unwrap();
    let award = grants(folder.path(), &["award", "t0001", "--dry-run", "-O", "csv"]);
    let rows = rows(&award, &["requested", "proposed"]);
    let of = &generated.totals[0];
    let candidates = 300 - usize::try_from(of.awards).unwrap();
    assert_eq!(rows.len(), candidates);
    let proposed: u64 = rows.iter().map(|row| minor(&row[1])).sum();
    let left = of.budget - of.committed - proposed;
    let first_without = rows.iter().find(|row| minor(&row[1]) == 0).unwrap();
    assert!(left < minor(&first_without[0]), "{left} is left");
}

#[test]
fn each_mistake_is_one_finding() {
    for is_of_cells in [true, false] {
        let folder = tempfile::tempdir().unwrap();
        let count = 120;
        let mut plan = Plan::of(Size::new(4, 50));
        if is_of_cells {
            plan.bad_cells = count;
        } else {
            plan.broken_rules = count;
        }
        generate(&plan, folder.path()).unwrap();
        let checked = grants(folder.path(), &["check", "--all", "-q", "-O", "jsonl"]);
        assert_eq!(checked.status.code(), Some(1));
        let text = String::from_utf8(checked.stdout).unwrap();
        assert_eq!(text.lines().count() as u64, count, "{text}");
    }
}

#[test]
fn the_same_plan_gives_the_same_bytes_and_another_seed_others() {
    let of = |seed| {
        let folder = tempfile::tempdir().unwrap();
        let plan = Plan {
            seed,
            ..Plan::of(Size::new(1, 40))
        };
        generate(&plan, folder.path()).unwrap();
        std::fs::read(folder.path().join("data/t0001/applications.csv")).unwrap()
    };
    assert_eq!(of(1), of(1));
    assert_ne!(of(1), of(2));
}
