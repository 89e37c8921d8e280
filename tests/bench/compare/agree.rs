//! Before anything is timed: all come to the same results.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::folders;
use crate::run::Call;
use crate::tools::{Here, Work, grants};

/// Checks of folders with mistakes count the same findings, and none where
/// there are none.
pub(crate) fn on_mistakes(tools: &[Here]) {
    for here in tools.iter().filter(|here| here.tool.is_whole) {
        let text = says(here, Work::Check, &folders::clean("small"));
        assert!(text.is_empty(), "{}: {text}", here.tool.name);
    }
    for options in [
        ["--mistakes", "1000", "--peers"],
        ["--broken-rules", "1000", "--peers"],
    ] {
        let folder = folders::of("small", &options);
        let ours = findings(&folder);
        assert_eq!(ours.values().sum::<u64>(), 1000, "{ours:?}");
        for here in tools.iter().filter(|here| here.tool.is_whole) {
            let text = says(here, Work::Check, &folder);
            for (check, count) in &ours {
                let line = format!("{check},{count}");
                let is_said = text.lines().any(|said| said.trim_end() == line);
                assert!(is_said, "{} does not say {line}:\n{text}", here.tool.name);
            }
            // A cell that cannot be understood may break rules besides.
            let is_all = options[0] == "--mistakes" || text.lines().count() == ours.len();
            assert!(is_all, "{} says more:\n{text}", here.tool.name);
        }
    }
    println!("agreed: 1000 unreadable cells and 1000 broken rules are found by all");
}

/// How often each check found something.
fn findings(folder: &Path) -> BTreeMap<String, u64> {
    let call = Call::of([grants().as_str(), "check", "--all", "-q", "-O", "jsonl"]);
    let output = call.output(folder).expect("grants starts");
    assert_eq!(output.status.code(), Some(1));
    let mut counts = BTreeMap::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let (_, rest) = line
            .split_once("\"code\":\"")
            .expect("a finding has a code");
        let (code, _) = rest.split_once('"').expect("a text ends");
        *counts.entry(code.to_owned()).or_default() += 1;
    }
    counts
}

/// The check is silent, and budgets and awards are the generator's or alike.
pub(crate) fn on_totals(folder: &Path, tools: &[Here]) {
    let check = Call::of([grants().as_str(), "check"]);
    let output = check.output(folder).expect("grants starts");
    let is_silent = output.status.success() && output.stdout.is_empty();
    assert!(is_silent, "{} is not in order", folder.display());
    let (by_scheme, whole) = expected(folder);
    let mut award = None;
    for here in tools {
        if here.call(Work::Budget, folder).is_some() {
            let said = numbers(&says(here, Work::Budget, folder));
            // Both add up floats, so that they are held to the krone.
            let is_whole = ["mawk", "xan"]
                .iter()
                .any(|name| here.tool.name.starts_with(name));
            let (wanted, off) = match is_whole {
                true => (&whole, 100),
                false => (&by_scheme, 0),
            };
            let is_lost = |sum: &&u64| {
                said.range(sum.saturating_sub(off)..=*sum + off)
                    .next()
                    .is_none()
            };
            let lost: Vec<&u64> = wanted.iter().filter(is_lost).collect();
            assert!(lost.is_empty(), "{}: budget lacks {lost:?}", here.tool.name);
        }
        if here.tool.name != "grants" && here.call(Work::Award, folder).is_some() {
            let text = says(here, Work::Award, folder);
            let first = numbers(text.lines().next().expect("a line a scheme"));
            let ours = award.get_or_insert_with(|| proposed(folder));
            assert!(
                first.is_superset(ours),
                "{}: {ours:?}, not {first:?}",
                here.tool.name
            );
        }
    }
    println!("agreed: {}: silence, budgets and awards", folder.display());
}

/// What is committed and paid, of each scheme and of all, in øre.
fn expected(folder: &Path) -> (BTreeSet<u64>, BTreeSet<u64>) {
    let path = folder.join("peers/totals.csv");
    let text = std::fs::read_to_string(path).expect("the generator wrote its totals");
    let (mut by_scheme, mut whole) = (BTreeSet::new(), [0, 0]);
    for row in text.lines().skip(1) {
        let mut cells = row.split(',').skip(2);
        for sum in &mut whole {
            let amount = cells.next().and_then(minor).expect("an amount");
            *sum += amount;
            by_scheme.insert(amount);
        }
    }
    (by_scheme, whole.into())
}

/// How many awards are proposed in the first scheme, and their sum.
fn proposed(folder: &Path) -> BTreeSet<u64> {
    let grants = grants();
    let call = Call::of([&grants, "award", "t0001", "--dry-run", "-q", "-O", "csv"]);
    let output = call.output(folder).expect("grants starts");
    let mut reader = csv::Reader::from_reader(output.stdout.as_slice());
    let header = reader.headers().expect("a header").clone();
    let place = header.iter().position(|name| name == "proposed");
    let place = place.expect("a column of proposals");
    let rows = reader.records().map(|row| row.expect("sound CSV"));
    let amounts = rows.filter_map(|row| minor(row.get(place)?));
    let (mut count, mut sum) = (0, 0);
    for amount in amounts.filter(|amount| *amount > 0) {
        count += 1;
        sum += amount;
    }
    [count * 100, sum].into()
}

fn says(here: &Here, work: Work, folder: &Path) -> String {
    let mut call = here.call(work, folder).expect("it can do this work");
    if here.tool.name == "grants" {
        call.arguments.extend(["-O", "csv"].map(str::to_owned));
    }
    let output = call.output(folder).expect("it was started before");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{}: {output:?}", here.tool.name);
    text
}

/// Every number of a text, in hundredths.
fn numbers(text: &str) -> BTreeSet<u64> {
    let is_part = |letter: char| letter.is_ascii_digit() || letter == '.';
    text.split(|letter| !is_part(letter))
        .filter_map(minor)
        .collect()
}

fn minor(text: &str) -> Option<u64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let part = format!("{part:0<2}");
    let part: u64 = part.get(..2)?.parse().ok()?;
    Some(whole.parse::<u64>().ok()? * 100 + part)
}
