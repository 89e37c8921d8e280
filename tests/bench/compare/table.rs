//! The results as Markdown.

use std::fmt::Write;

use crate::race::Result;
use crate::tools::{Here, Work};

/// The table of `check` alone, and the start-up.
pub(crate) fn short(sizes: &[&str], results: &[Result]) -> String {
    table(Work::Check, "check", sizes, results) + &start(results)
}

/// A table for each work, and what took part.
pub(crate) fn tables(sizes: &[&str], results: &[Result], tools: &[Here]) -> String {
    let mut text = String::new();
    for (work, name) in [
        (Work::Check, "check"),
        (Work::Budget, "budget"),
        (Work::Award, "award"),
    ] {
        text += &table(work, name, sizes, results);
    }
    text += &start(results);
    let versions = tools.iter().skip(1).map(|here| here.version.as_str());
    let versions: Vec<&str> = versions.filter(|version| !version.is_empty()).collect();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let _ = writeln!(text, "On {cores} cores, beside {}.", versions.join(", "));
    text
}

fn table(work: Work, name: &str, sizes: &[&str], results: &[Result]) -> String {
    let rows: Vec<&Result> = results
        .iter()
        .filter(|result| result.work == work)
        .collect();
    let mut tools: Vec<&str> = Vec::new();
    for row in &rows {
        if !tools.contains(&row.tool) {
            tools.push(row.tool);
        }
    }
    let largest = sizes.last().copied().unwrap_or_default();
    let mut text = format!(
        "| {name}, CPU s | {} | peak, {largest} |\n",
        sizes.join(" | ")
    );
    text += &format!("|---|{}\n", "---:|".repeat(sizes.len() + 1));
    for tool in tools {
        let at = |size: &str| rows.iter().find(|row| row.tool == tool && row.size == size);
        let cells = sizes
            .iter()
            .map(|size| at(size).map_or_else(dash, |row| cell(row)));
        let peak = at(largest)
            .and_then(|row| row.cost)
            .map(|cost| mebibytes(cost.peak));
        let cells: Vec<String> = cells.chain([peak.unwrap_or_else(dash)]).collect();
        let _ = writeln!(text, "| {tool} | {} |", cells.join(" | "));
    }
    text + "\n"
}

fn start(results: &[Result]) -> String {
    let starts = results.iter().filter(|result| result.work == Work::Start);
    let starts = starts.filter_map(|result| {
        let micros = result.cost?.cpu;
        let (whole, part) = (micros / 1000, micros % 1000 / 100);
        Some(format!("{} {whole}.{part}", result.tool))
    });
    let starts: Vec<String> = starts.collect();
    format!(
        "Start-up, CPU ms, with a check of tiny: {}.\n\n",
        starts.join(", ")
    )
}

fn dash() -> String {
    "-".to_owned()
}

/// Seconds, and how many times ours that is: `12 (16x)`.
fn cell(result: &Result) -> String {
    let Some(cost) = result.cost else {
        return dash();
    };
    let seconds = two_digits(cost.cpu, 1_000_000);
    match result.times {
        Some(times) if result.tool != "grants" => {
            format!("{seconds} ({}x)", two_digits(times, 1000))
        }
        _ => seconds,
    }
}

fn mebibytes(kibibytes: u64) -> String {
    format!("{} MiB", kibibytes.div_ceil(1024))
}

/// A quotient with at least two digits that count.
pub(crate) fn two_digits(number: u64, unit: u64) -> String {
    let whole = number / unit;
    if whole >= 10 {
        return ((number + unit / 2) / unit).to_string();
    }
    let mut places = 1;
    let mut scale = 10;
    while number * scale / unit < 10 && places < 4 {
        places += 1;
        scale *= 10;
    }
    let scaled = (number * scale + unit / 2) / unit;
    format!("{}.{:0places$}", scaled / scale, scaled % scale)
}
