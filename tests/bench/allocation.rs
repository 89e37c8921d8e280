//! How long each method takes for a thousand to a million candidates.
//!
//! `cargo bench --bench allocation` prints a table; the time is that of the
//! allocation alone, the best of three: on the processor where Linux tells it,
//! so that a busy machine does not count, and by the clock elsewhere.

#![allow(clippy::unwrap_used, reason = "a benchmark may fail")]
#![allow(clippy::print_stdout, reason = "it prints a table")]

use std::time::{Duration, Instant};

use grants::allocation::{Candidate, Terms, allocate};
use grants::eligibility::Eligibility;
use grants::model::{Balance, Book, Elsewhere, Method, Scheme, ShareBy};
use grants::ranking::Scores;
use grants::reading::{self, Folder};

/// A step of a simple generator: the same numbers every time.
fn next(state: &mut u64) -> u64 {
    *state = state
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    *state >> 33
}

/// How long something takes. Linux counts the time on the processor in steps
/// of a few milliseconds, so that short times are those of the clock.
fn clocked<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let on_processor = || {
        let told = std::fs::read_to_string("/proc/self/schedstat").ok()?;
        let nanoseconds = told.split(' ').next()?.parse().ok()?;
        Some(Duration::from_nanos(nanoseconds))
    };
    let (before, begin) = (on_processor(), Instant::now());
    let done = work();
    let (after, wall) = (on_processor(), begin.elapsed());
    match before.zip(after) {
        Some((before, after)) if wall > Duration::from_millis(20) => (done, after - before),
        _ => (done, wall),
    }
}

/// A folder of one scheme with so many applications, scored by three.
fn folder(count: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let scheme = "name = \"Bench\"\ncurrency = \"NOK\"\n[[budget]]\namount = 1\n[call]\n\
        [field.size]\ntype = \"choice\"\nchoices = [\"small\", \"large\"]\n\
        [field.inhabitants]\ntype = \"number\"\n\
        [criterion.need]\nmax = 5\n[criterion.plan]\nmax = 5\n\
        [allocation]\nmethod = \"ranked\"\ntie_break = [\"criterion:need\", \"draw\"]\nseed = \"1\"\n\
        [[allocation.band]]\nmin_score = 3\nshare = \"100%\"\n\
        [[allocation.band]]\nmin_score = 1\nshare = \"60%\"\n\
        [[allocation.set_aside]]\nwhere = { field = \"size\", equals = \"small\" }\n\
        at_least = \"50%\"\n\
        [[allocation.set_aside]]\nwhere = { field = \"size\", equals = \"large\" }\n\
        at_most = \"60%\"\n";
    let mut applications = "id,applicant,requested,size,inhabitants\n".to_owned();
    let mut assessments = "application,assessor,criterion,score\n".to_owned();
    let mut state = 1;
    for nth in 0..count {
        let requested = 10_000 + next(&mut state) % 990_000;
        let size = if requested < 300_000 {
            "small"
        } else {
            "large"
        };
        let inhabitants = 1 + next(&mut state) % 100_000;
        applications += &format!("A-{nth:07},Applicant,{requested},{size},{inhabitants}\n");
        for criterion in ["need", "plan"] {
            let score = next(&mut state) % 6;
            assessments += &format!("A-{nth:07},panel,{criterion},{score}\n");
        }
    }
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write("schemes/bench.toml", scheme);
    write("data/bench/applications.csv", &applications);
    write("data/bench/assessments.csv", &assessments);
    folder
}

fn cases(scheme: &Scheme) -> Vec<(&'static str, Terms)> {
    let of = |method, by, has_set_asides: bool| {
        let mut terms = Terms::of(scheme);
        terms.method = method;
        terms.by = by;
        if !has_set_asides {
            terms.set_asides.clear();
        }
        terms
    };
    let inhabitants = scheme.field("inhabitants").map(ShareBy::Field);
    let share = |by| of(Method::Share, by, false);
    let floor = |mut terms: Terms| {
        terms.min_award = grants::model::Money::from_minor(20_000_000);
        terms
    };
    vec![
        ("ranked", of(Method::Ranked, None, false)),
        ("lottery", of(Method::Lottery, None, false)),
        ("graded", of(Method::Graded, None, false)),
        ("ranked, two set-asides", of(Method::Ranked, None, true)),
        ("share by requested", share(Some(ShareBy::Requested))),
        ("share by equal", share(Some(ShareBy::Equal))),
        ("share by field", share(inhabitants)),
        (
            "share by requested, floor",
            floor(share(Some(ShareBy::Requested))),
        ),
        ("share by equal, floor", floor(share(Some(ShareBy::Equal)))),
        ("share by field, floor", floor(share(inhabitants))),
    ]
}

fn time(book: &Book<'_>, terms: &Terms) -> (Duration, usize) {
    let elsewhere = Elsewhere::default();
    let eligibility = Eligibility::of(book, &elsewhere);
    let scores = Scores::of(book);
    let candidates = book.indexes();
    let candidates: Vec<_> = candidates
        .filter_map(|index| Candidate::of(&eligibility, index))
        .collect();
    let asked: Balance = book.applications.iter().filter_map(|a| a.requested).sum();
    let pot = Balance::from_minor(asked.minor() / 200 * 100);
    let mut best = Duration::MAX;
    let mut awards = 0;
    for _ in 0..3 {
        let (proposal, took) = clocked(|| allocate(book, &scores, &candidates, pot, terms));
        let proposal = proposal.unwrap();
        best = best.min(took);
        awards = proposal.awards().count();
    }
    (best, awards)
}

fn main() {
    let most = std::env::var("MOST")
        .ok()
        .and_then(|most| most.parse().ok());
    println!(
        "{:>10}  {:26}  {:>10}  {:>9}",
        "candidates", "method", "ms", "awards"
    );
    for count in [1_000, 10_000, 100_000, 1_000_000] {
        if count > most.unwrap_or(1_000_000) {
            break;
        }
        let root = folder(count);
        let mut found = grants::diagnostic::Findings::new();
        let folder = Folder::open(root.path(), &mut found).unwrap();
        let id = folder.schemes()[0].id.clone();
        folder.load(&id, &mut found).unwrap();
        let scheme = folder.scheme(id.as_str()).unwrap();
        let book = reading::book(scheme, &folder.texts(&id), &[], &mut found).unwrap();
        for (name, terms) in cases(scheme) {
            let (best, awards) = time(&book, &terms);
            let micros = best.as_micros();
            let (whole, part) = (micros / 1_000, micros % 1_000 / 100);
            println!("{count:>10}  {name:26}  {whole:>8}.{part}  {awards:>9}");
        }
    }
}
