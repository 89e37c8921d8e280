//! `grants` beside other tools on the same made-up facts: `tests/bench/README.md`.

#![allow(clippy::print_stdout, reason = "it prints tables")]

mod agree;
mod folders;
mod growth;
mod plain;
mod race;
mod readme;
mod run;
mod table;
mod threads;
mod tools;

#[path = "../generator/mod.rs"]
mod generator;

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use generator::{Order, Plan, Size};

const USAGE: &str = "\
cargo bench --bench compare -- SIZE... [--runs N] [--only TOOL] [--readme]
cargo bench --bench compare -- growth [--most N]
cargo bench --bench compare -- threads
cargo bench --bench compare -- --generate SIZE DIR [OPTIONS]

SIZE: tiny, small, medium, large, giant, or SCHEMESxAPPLICATIONS

  --runs N           so many rounds instead of what suits the size
  --only TOOL        grants and this tool only; may be given again
  --without TOOL     all but this tool; may be given again
  --readme           write the tables between the marks in both READMEs

  --most N           no folder of more applications (default 1000000)

  --seed N           another folder of the same kind
  --mistakes N       cells that cannot be understood, at most one an application
  --broken-rules N   facts that are wrong, at most one an application
  --scattered        the rows of assessments.csv shuffled
  --peers            peers/ too: journals, a data package, the rules as CSV

GRANTS names another program than the one just built, PEERS_PYTHON the Python
that has the others, BENCH_FOLDERS where the folders are kept.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["--generate", size, folder, options @ ..] => generate(size, folder, options),
        ["--read", files @ ..] => plain::read(files),
        ["growth", options @ ..] => growth::growth(options),
        ["threads"] => threads::threads(),
        sizes_and_options => compare(sizes_and_options),
    };
    match done {
        Some(()) => ExitCode::SUCCESS,
        None => {
            print!("{USAGE}");
            ExitCode::from(2)
        }
    }
}

fn generate(size: &str, folder: &str, options: &[&str]) -> Option<()> {
    let plan = plan(size, options)?;
    let begin = Instant::now();
    let generated = generator::generate(&plan, Path::new(folder)).expect("the folder is written");
    println!(
        "{folder}: {} schemes, {} rows, {} bytes in {} ms",
        generated.totals.len(),
        generated.rows,
        generated.bytes,
        begin.elapsed().as_millis()
    );
    Some(())
}

fn plan(size: &str, options: &[&str]) -> Option<Plan> {
    let mut plan = Plan::of(Size::from_text(size)?);
    let mut options = options.iter();
    while let Some(option) = options.next() {
        match *option {
            "--peers" => plan.has_peers = true,
            "--scattered" => plan.order = Order::Scattered,
            "--seed" => plan.seed = options.next()?.parse().ok()?,
            "--mistakes" => plan.bad_cells = options.next()?.parse().ok()?,
            "--broken-rules" => plan.broken_rules = options.next()?.parse().ok()?,
            _ => return None,
        }
    }
    Some(plan)
}

/// Agrees on the results first, then races at each size, then prints.
fn compare(arguments: &[&str]) -> Option<()> {
    let mut sizes = Vec::new();
    let (mut only, mut without) = (Vec::new(), Vec::new());
    let (mut runs, mut is_for_readme) = (None, false);
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match *argument {
            "--runs" => runs = Some(arguments.next()?.parse().ok()?),
            "--only" => only.push(*arguments.next()?),
            "--without" => without.push(*arguments.next()?),
            "--readme" => is_for_readme = true,
            size => sizes.push((size, Size::from_text(size)?)),
        }
    }
    sizes.first()?;
    let tools = tools::here(&only, &without);
    agree::on_mistakes(&tools);
    let mut results = Vec::new();
    for (name, size) in &sizes {
        let folder = folders::clean(name);
        agree::on_totals(&folder, &tools);
        results.extend(race::race(name, *size, &folder, &tools, runs));
    }
    results.extend(race::start(&folders::clean("tiny"), &tools, runs));
    let names: Vec<&str> = sizes.iter().map(|(name, _)| *name).collect();
    println!("\n{}", table::tables(&names, &results, &tools));
    if is_for_readme {
        readme::write("README.md", &table::short(&names, &results));
        let all = table::tables(&names, &results, &tools);
        readme::write("tests/bench/README.md", &all);
    }
    Some(())
}
