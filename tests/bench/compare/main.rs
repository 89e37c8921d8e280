//! `grants` beside other tools on the same made-up facts: `tests/bench/README.md`.

#![allow(clippy::print_stdout, reason = "it prints tables")]

#[path = "../generator/mod.rs"]
mod generator;

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use generator::{Order, Plan, Size};

const USAGE: &str = "\
cargo bench --bench compare -- --generate SIZE DIR [OPTIONS]

SIZE: tiny, small, medium, large, giant, or SCHEMESxAPPLICATIONS

  --seed N           another folder of the same kind
  --mistakes N       cells that cannot be understood, at most one an application
  --broken-rules N   facts that are wrong, at most one an application
  --scattered        the rows of assessments.csv shuffled
  --peers            peers/ too: journals, a data package, the rules as CSV
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["--generate", size, folder, options @ ..] => generate(size, folder, options),
        _ => None,
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
