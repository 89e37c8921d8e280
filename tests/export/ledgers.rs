//! `grants export hledger`: read by hledger, ledger and beancount, which come to
//! the same balances as `grants budget`, to the smallest unit.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::{FOLDERS, has_modules, is_installed, printed, python, repository};

/// What stands on each account itself: an amount in thousandths, a currency.
type Accounts = BTreeMap<String, (i128, String)>;

/// The days at which the folders are looked at.
const DAYS: [&str; 3] = ["2018-12-31", "2025-04-20", "2026-06-01"];

/// An amount in thousandths.
fn thousandths(amount: &str) -> i128 {
    let (whole, part) = amount.split_once('.').unwrap_or((amount, ""));
    assert!(part.len() <= 3, "{amount}");
    format!("{whole}{part:0<3}").parse().unwrap()
}

/// Amounts such as `12.50 NOK` by account, from lines with a tab between.
fn accounts(lines: &str) -> Accounts {
    let mut accounts = Accounts::new();
    for line in lines.lines() {
        let (account, amount) = line.split_once('\t').unwrap();
        let (number, currency) = amount.split_once(' ').unwrap_or((amount, ""));
        let amount = (thousandths(number), currency.to_owned());
        assert!(
            accounts.insert(account.to_lowercase(), amount).is_none(),
            "{account} twice"
        );
    }
    accounts
}

/// Where the accounts and `grants budget` tell two stories.
fn differences(accounts: &Accounts, budget: &str) -> Vec<String> {
    let rows: Vec<Value> = serde_json::from_str(budget).unwrap();
    assert!(!rows.is_empty());
    let mut found = Vec::new();
    for row in &rows {
        let scheme = row["scheme"].as_str().unwrap();
        let currency = row["currency"].as_str().unwrap();
        let sum = |kinds: &[&str]| -> i128 {
            let of_kind = |account: &str| {
                let path = kinds.iter().find_map(|kind| account.strip_prefix(*kind));
                path.is_some_and(|path| path.split(':').any(|part| part == scheme))
            };
            let own = accounts.iter().filter(|(account, _)| of_kind(account));
            own.map(|(account, (amount, of))| {
                assert!(
                    *amount == 0 || of == currency,
                    "{account}: {of}, not {currency}"
                );
                amount
            })
            .sum()
        };
        let committed = "liabilities:outstanding:committed:";
        let paid = "liabilities:outstanding:paid:";
        let repaid = "liabilities:outstanding:repaid:";
        for (column, is) in [
            ("budget", sum(&["assets:budget:"])),
            ("committed", -sum(&[committed])),
            ("paid", sum(&[paid])),
            ("repaid", -sum(&[repaid])),
            ("outstanding", -sum(&[committed, paid, repaid])),
            ("remaining", -sum(&["equity:remaining:"])),
        ] {
            // A sum that is not known has nothing to be held against.
            let Some(wanted) = row[column].as_str() else {
                assert!(row[column].is_null() && ["budget", "remaining"].contains(&column));
                continue;
            };
            if thousandths(wanted) != is {
                found.push(format!(
                    "{scheme}: {column} is {wanted}, and {is} thousandths there"
                ));
            }
        }
    }
    found
}

/// What a program makes of the journal of each folder on each day is what
/// `grants budget` says.
fn compare(arguments: &[&str], read: impl Fn(&Path) -> Accounts) {
    let place = tempfile::tempdir().unwrap();
    let journal = place.path().join("grants.journal");
    for folder in FOLDERS.map(Path::new) {
        for day in DAYS {
            let wanted = [arguments, &["--as-of", day]].concat();
            fs::write(&journal, printed(folder, &wanted)).unwrap();
            let budget = printed(folder, &["budget", "-O", "json", "--as-of", day]);
            let found = differences(&read(&journal), &budget);
            assert!(found.is_empty(), "{folder:?} on {day}: {found:#?}");
        }
    }
}

fn run(program: &str, arguments: &[&str], journal: &Path) -> String {
    let mut command = Command::new(program);
    command.arg("-f").arg(journal).args(arguments);
    let output = command.env("LEDGER_FILE", "/dev/null").output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    assert!(output.stderr.is_empty(), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn by_hledger(journal: &Path) -> Accounts {
    run("hledger", &["check", "--strict"], journal);
    let arguments = ["balance", "--flat", "--empty", "--no-total", "-O", "csv"];
    let rows = run("hledger", &arguments, journal);
    // No name and no amount has a comma or a quote in it.
    let rows = rows.replace("\",\"", "\t").replace('"', "");
    accounts(rows.split_once('\n').map_or("", |(_, rows)| rows))
}

#[test]
fn hledger_comes_to_the_balances_of_grants() {
    if is_installed("hledger") {
        compare(&["export", "hledger"], by_hledger);
    }
}

#[test]
fn ledger_comes_to_the_balances_of_grants() {
    if !is_installed("ledger") {
        return;
    }
    let form = "%(account)\t%(amount)\n";
    compare(&["export", "hledger"], |journal| {
        let arguments = [
            "--pedantic",
            "balance",
            "--flat",
            "--empty",
            "--no-total",
            "--format",
            form,
        ];
        accounts(&run("ledger", &arguments, journal))
    });
}

#[test]
fn beancount_comes_to_the_balances_of_grants() {
    if !has_modules("beancount.loader") {
        return;
    }
    compare(&["export", "hledger", "--beancount"], |journal| {
        let script = "
import collections, sys
from beancount import loader
from beancount.core.data import Transaction
entries, errors, _ = loader.load_file(sys.argv[1])
for error in errors:
    print(error.message, file=sys.stderr)
if errors:
    sys.exit(1)
sums = collections.Counter()
for entry in entries:
    if isinstance(entry, Transaction):
        for posting in entry.postings:
            sums[posting.account, posting.units.currency] += posting.units.number
for (account, currency), number in sums.items():
    print(f'{account}\\t{number:f} {currency}')
";
        accounts(&python(script, &[journal]).unwrap())
    });
}

#[test]
fn the_balances_of_another_day_are_not_the_same() {
    if !is_installed("hledger") {
        return;
    }
    let place = tempfile::tempdir().unwrap();
    let journal = place.path().join("grants.journal");
    let folder = Path::new("tests/folders/export");
    let early = ["export", "hledger", "--as-of", "2025-11-30"];
    fs::write(&journal, printed(folder, &early)).unwrap();
    let budget = printed(folder, &["budget", "-O", "json"]);
    let found = differences(&by_hledger(&journal), &budget);
    // A release of 0.25 on the first of December.
    let wanted = "arts-2025: committed is 460000.30, and 460000550 thousandths there";
    assert!(found.iter().any(|found| found == wanted), "{found:#?}");
}

#[test]
fn a_part_of_the_tree_stands_for_itself() {
    if !is_installed("hledger") {
        return;
    }
    let place = tempfile::tempdir().unwrap();
    let journal = place.path().join("grants.journal");
    for (folder, scheme) in [
        (".", "digital-participation-2018"),
        (".", "digihjelpen-2018"),
        ("tests/folders/export", "arts-young"),
    ] {
        let folder = Path::new(folder);
        fs::write(&journal, printed(folder, &["export", "hledger", scheme])).unwrap();
        let budget = printed(folder, &["budget", scheme, "-O", "json"]);
        let found = differences(&by_hledger(&journal), &budget);
        assert!(found.is_empty(), "{scheme}: {found:#?}");
    }
}

#[test]
fn a_claim_is_open_until_it_is_answered() {
    if !is_installed("hledger") {
        return;
    }
    let place = tempfile::tempdir().unwrap();
    let journal = place.path().join("grants.journal");
    let folder = repository().join("tests/folders/export");
    let mut open = Vec::new();
    for day in [
        "2025-11-14",
        "2025-11-15",
        "2025-11-20",
        "2025-11-25",
        "2025-11-30",
    ] {
        let text = printed(&folder, &["export", "hledger", "--as-of", day]);
        fs::write(&journal, text).unwrap();
        let accounts = by_hledger(&journal);
        let claims = accounts.get("assets:claims:culture:arts:arts-2025");
        open.push(claims.map_or(0, |(amount, _)| *amount));
    }
    // 30 000 claimed; 40 000 back; 5 000 and then 15 000.10 claimed; 3 000 given up.
    assert_eq!(open, [30_000_000, 0, 0, 10_000_100, 7_000_100]);
}
