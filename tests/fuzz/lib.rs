//! The way of a folder through every room: read, audited, summed, ranked,
//! proposed, and all of it printed. Whatever the bytes are, nothing panics.

use chrono::NaiveDate;
use grants::allocation::{Candidate, Terms, allocate, basis};
use grants::audit::{self, Context};
use grants::diagnostic::{Findings, Format, Printing, locate};
use grants::ledger::{Summary, Tree, of_application};
use grants::model::{Balance, Book, Elsewhere, Language, Method};
use grants::reading::{Folder, book};
use grants::table::{self, Grid};
use grants::view::{self, Situation};

/// A scheme with every kind of column in its facts.
pub const SCHEME: &str = include_str!("seeds/toml/whole.toml");

/// Applications that this scheme understands.
pub const APPLICATIONS: &str =
    "id,applicant,applicant_type,place,received,requested,total_cost,existing_offer
A-1,Askim kommune,municipality,Askim,2024-05-02,12000,30000,yes
A-2,Bø kommune,municipality,Bø,2024-05-03,45000,90000,no
A-3,Foreningen,,,2024-06-30,500,,
";

/// Awards of these applications.
pub const AWARDS: &str = include_str!("seeds/csv/awards.csv");

/// A file of a folder in memory.
pub fn file(path: &str, text: &str) -> (String, Vec<u8>) {
    (path.to_owned(), text.as_bytes().to_vec())
}

/// Reads a folder, judges it, asks every question of it, and prints all.
pub fn walk(files: Vec<(String, Vec<u8>)>) {
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
        let past = book.clone().as_of(NaiveDate::from_ymd_opt(2024, 7, 1).expect("a day"));
        propose(&Situation::of(&past, &elsewhere, today));
    }
    show(&folder, found);
}

/// Ranks, and proposes by every method.
fn propose(situation: &Situation<'_>) {
    let book = situation.book;
    print(&view::rank(situation));
    view::ties(situation, &situation.ranking());
    let open: Vec<_> = book
        .indexes()
        .filter(|&index| situation.is_open(index))
        .map(|index| situation.eligibility.standing(index))
        .collect();
    let candidates: Vec<_> = open
        .iter()
        .filter_map(|standing| Candidate::of(book, standing))
        .collect();
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
                let rows = view::rows(situation, &proposal, &open);
                print(&view::allocation(situation, &rows));
                view::explanation(situation, &proposal, &rows, "the pot");
                basis(book, &situation.scores, &candidates, pot, &terms);
            }
            Err(refusal) => drop(view::refusal(situation, &refusal)),
        }
    }
    print(&view::recorded(situation));
}

fn print(grid: &Grid) {
    for format in [
        table::Format::Table,
        table::Format::Csv,
        table::Format::Json,
    ] {
        table::render(grid, format, 80);
    }
}

/// Prints what was found in every form.
fn show(folder: &Folder, found: Findings) {
    let located = locate(folder.sources(), found);
    for format in [
        Format::Full,
        Format::Concise,
        Format::Json,
        Format::Jsonl,
        Format::Github,
        Format::Gitlab,
        Format::Sarif,
        Format::Junit,
        Format::Rdjsonl,
    ] {
        let printing = Printing {
            format,
            width: 80,
            ..Printing::default()
        };
        printing.print(&located);
    }
}
