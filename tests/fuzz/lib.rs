//! The way of a folder through every room: read, audited, summed, ranked,
//! proposed, and all of it printed. Whatever the bytes are, nothing panics.

use chrono::NaiveDate;
use grants::allocation::{Candidate, Terms, allocate, basis};
use grants::audit::{self, Context};
use grants::diagnostic::{self, Findings, Printing, locate};
use grants::ledger::{Summary, Tree, of_application};
use grants::model::{Balance, Book, Elsewhere, Language, Method};
use grants::reading::{Folder, book};
use grants::table::{Document, Format, Grid, Shows};
use grants::view::{self, Situation};

/// A scheme with every kind of column in its facts.
const SCHEME: &str = include_str!("seeds/toml/whole.toml");

/// Applications that this scheme understands.
const APPLICATIONS: &str =
    "id,applicant,applicant_type,place,received,requested,total_cost,existing_offer
A-1,Askim kommune,municipality,Askim,2024-05-02,12000,30000,yes
A-2,Bø kommune,municipality,Bø,2024-05-03,45000,90000,no
A-3,Foreningen,,,2024-06-30,500,,
";

/// Awards of these applications.
const AWARDS: &str = include_str!("seeds/csv/awards.csv");

/// Any bytes as awards.csv, beside a scheme and applications that are right.
pub fn csv(bytes: &[u8]) {
    walk(vec![
        file("schemes/s.toml", SCHEME.as_bytes()),
        file("data/s/applications.csv", APPLICATIONS.as_bytes()),
        file("data/s/awards.csv", bytes),
    ]);
}

/// Any bytes as a scheme, beside facts that another scheme would understand.
pub fn toml(bytes: &[u8]) {
    walk(vec![
        file("schemes/s.toml", bytes),
        file("data/s/applications.csv", APPLICATIONS.as_bytes()),
        file("data/s/awards.csv", AWARDS.as_bytes()),
    ]);
}

/// Any bytes, cut at every 0xff into the files of a folder.
pub fn folder(bytes: &[u8]) {
    const PATHS: [&str; 10] = [
        "schemes/s.toml",
        "data/s/applications.csv",
        "data/s/awards.csv",
        "data/s/assessments.csv",
        "data/s/payments.csv",
        "data/s/reports.csv",
        "data/s/waivers.csv",
        "data/s/recusals.csv",
        "schemes/t.toml",
        "data/t/applications.csv",
    ];
    let parts = bytes.split(|&byte| byte == 0xff);
    let files = PATHS.iter().zip(parts);
    let there = files.filter(|(_, part)| !part.is_empty());
    walk(there.map(|(path, part)| file(path, part)).collect());
}

/// A file of a folder in memory.
fn file(path: &str, bytes: &[u8]) -> (String, Vec<u8>) {
    (path.to_owned(), bytes.to_vec())
}

/// Reads a folder, judges it, asks every question of it, and prints all.
fn walk(files: Vec<(String, Vec<u8>)>) {
    let mut found = Findings::new();
    let folder = Folder::of_files(files, &mut found);
    let today = NaiveDate::from_ymd_opt(2025, 1, 31).expect("a day of the calendar");
    let checks = audit::waivable();
    let books: Vec<Book<'_>> = folder
        .schemes()
        .iter()
        .filter_map(|scheme| book(scheme, &folder.texts(&scheme.id), &checks, &mut found))
        .collect();
    let summaries: Vec<Summary> = books
        .iter()
        .map(|book| {
            let accounts = of_application(book);
            Summary::of(book, &accounts, today).with_recipients(book, &accounts)
        })
        .collect();
    let mut elsewhere = Elsewhere::default();
    for summary in &summaries {
        elsewhere.insert(summary.id.clone(), summary.recipients.clone());
    }
    let context = Context {
        today,
        elsewhere: &elsewhere,
    };
    for book in &books {
        audit::scheme(book, &context, &mut found);
        found.extend(audit::waived(book, &context));
    }
    audit::folder(folder.schemes(), &summaries, &mut found);
    let tree = Tree::of(&summaries);
    print(&view::budget(
        &tree,
        folder.schemes(),
        &[],
        Language::default(),
    ));
    view::budget_notes(&tree, &[]);
    for book in &books {
        view::scheme_words(book.scheme, folder.schemes(), today);
        propose(&Situation::of(book, &elsewhere, today));
        let past = book
            .clone()
            .as_of(NaiveDate::from_ymd_opt(2024, 7, 1).expect("a day"));
        propose(&Situation::of(&past, &elsewhere, today));
    }
    show(&folder, found);
}

/// Ranks, and proposes by every method.
fn propose(situation: &Situation<'_>) {
    let book = situation.book;
    print(&view::rank(situation));
    view::ties(situation, &situation.ranking());
    let (mut candidates, mut others) = (Vec::new(), Vec::new());
    for index in book.indexes().filter(|&index| situation.is_open(index)) {
        match Candidate::of(&situation.eligibility, index) {
            Some(candidate) => candidates.push(candidate),
            None => others.push(situation.eligibility.standing(index)),
        }
    }
    for index in book.indexes() {
        print(&view::show(situation, index));
    }
    if book.scheme.is_programme() {
        return;
    }
    let pot = book
        .scheme
        .budget_on(situation.day)
        .unwrap_or(Balance::ZERO);
    let own = Terms::of(book.scheme).method;
    for method in [own, Method::Ranked, Method::Share, Method::Lottery] {
        let mut terms = Terms::of(book.scheme);
        terms.method = method;
        terms.budget = book.scheme.budget_on(situation.day);
        match allocate(book, &situation.scores, &candidates, pot, &terms) {
            Ok(proposal) => {
                let rows = view::rows(&proposal, &others);
                print(&view::allocation(situation, &rows, &Shows::ALL));
                view::explanation(situation, &proposal, &rows, "the pot", method);
                basis(book, &situation.scores, &candidates, pot, &terms);
            }
            Err(refusal) => drop(view::refusal(situation, &refusal)),
        }
    }
    print(&view::recorded(situation));
}

fn print(grid: &Grid) {
    let document = Document::of(grid);
    for format in [Format::Table, Format::Csv, Format::Json, Format::Html] {
        format.write(&document, 80).expect("a text for any cells");
    }
}

/// Prints what was found in every form.
fn show(folder: &Folder, found: Findings) {
    let located = locate(folder.sources(), found);
    for format in [
        diagnostic::Format::Full,
        diagnostic::Format::Concise,
        diagnostic::Format::Json,
        diagnostic::Format::Jsonl,
        diagnostic::Format::Github,
        diagnostic::Format::Gitlab,
        diagnostic::Format::Sarif,
        diagnostic::Format::Junit,
        diagnostic::Format::Rdjsonl,
    ] {
        let printing = Printing {
            format,
            width: 80,
            ..Printing::default()
        };
        printing.print(&located);
    }
}
