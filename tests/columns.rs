//! `grants help columns` has the columns of every view, as the views print them.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// Each view of the page with a run of it.
const VIEWS: &[(&str, &str)] = &[
    ("list SCHEME", "-C examples/digdir-2024 list digdir-2024"),
    ("show SCHEME/ID", "show digihjelpen-2018/D18-009"),
    ("rank SCHEME", "-C examples/digdir-2024 rank digdir-2024"),
    (
        "award SCHEME",
        "-C examples/digdir-2024 award digdir-2024 --method ranked --dry-run",
    ),
    (
        "compare SCHEME",
        "-C examples/digdir-2024 compare digdir-2024 --method ranked --cutoff stop --cutoff skip",
    ),
    (
        "compare SCHEME --summary",
        "-C examples/digdir-2024 compare digdir-2024 --method ranked --cutoff stop --cutoff skip \
         --summary",
    ),
    ("due", "due"),
    ("budget", "budget"),
    ("budget --by year", "budget --by year"),
    ("recipients", "recipients"),
    (
        "recipients ORG",
        "-C tests/folders/ledger recipients 106608229",
    ),
    ("diff REV", "diff HEAD"),
    ("diff REV --entries", "diff HEAD --entries"),
    ("explain SCHEME", "explain kdd-2022"),
    ("explain CHECK", "explain over-committed"),
    ("explain --list", "explain --list"),
];

fn grants(arguments: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_grants"))
        .args(arguments.split_whitespace())
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("GRANTS_ROOT")
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The columns of each view as the page has them.
fn described(page: &str) -> BTreeMap<&str, Vec<&str>> {
    let mut views: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut view = None;
    for line in page.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            view = Some(title);
        }
        let column = line
            .strip_prefix("    ")
            .filter(|line| !line.starts_with(' '));
        if let (Some(view), Some(column)) = (view, column) {
            let name = column.split_whitespace().next().unwrap();
            views.entry(view).or_default().push(name);
        }
    }
    views
}

/// Whether a column has that name; what stands between `<` and `>` is anything.
fn is_called(column: &str, name: &str) -> bool {
    match name.split_once('<') {
        Some((start, rest)) => {
            let end = rest.split_once('>').unwrap().1;
            column.starts_with(start) && column.ends_with(end)
        }
        None => column == name,
    }
}

#[test]
fn the_page_of_the_columns_has_those_that_the_views_print() {
    let page = grants("help columns");
    let described = described(&page);
    let views: Vec<&str> = VIEWS.iter().map(|(view, _)| *view).collect();
    let mut titles: Vec<&str> = page
        .lines()
        .filter_map(|line| line.strip_prefix("## "))
        .collect();
    titles.retain(|title| !views.contains(title));
    assert!(
        titles.is_empty(),
        "no run holds these to what they say: {titles:?}"
    );
    for (view, run) in VIEWS {
        if run.starts_with("diff") && !Path::new(env!("CARGO_MANIFEST_DIR")).join(".git").exists() {
            // A copy without its history cannot be held against a revision.
            continue;
        }
        let csv = grants(&format!("{run} -O csv"));
        let printed: Vec<&str> = csv.lines().next().unwrap().split(',').collect();
        let names = described
            .get(view)
            .unwrap_or_else(|| panic!("no page has `{view}`"));
        let mut expected = Vec::new();
        let mut columns = printed.iter().copied().peekable();
        for name in names {
            let mut found = false;
            while let Some(column) = columns.next_if(|column| is_called(column, name)) {
                expected.push(column);
                found = true;
                if !name.contains('<') {
                    break;
                }
            }
            assert!(
                found,
                "{view}: grants help columns has `{name}` where the view has `{}`",
                columns.peek().unwrap_or(&"no more")
            );
        }
        assert_eq!(printed, expected, "{view}: grants help columns lacks some");
    }
}

#[test]
fn the_page_of_the_formats_has_each_by_name() {
    let page = grants("help formats");
    let help = grants("help list");
    let start = help.split_once("The form: ").unwrap().1;
    let names = start
        .split_once(" (default")
        .unwrap()
        .0
        .replace(" or ", ", ");
    let names: Vec<&str> = names
        .split([',', '\n'])
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .collect();
    assert_eq!(names.len(), 8, "{names:?}");
    for name in names {
        assert!(page.contains(&format!("\n    {name} ")), "{name}");
        let is_text = name != "xlsx";
        assert!(!is_text || !grants(&format!("budget -O {name}")).is_empty());
    }
    for dialect in ["excel-nb", "excel-da", "excel-sv", "excel-de", "excel-en"] {
        assert!(
            page.contains(dialect) && help.contains(dialect),
            "{dialect}"
        );
        grants(&format!("budget --csv-dialect {dialect}"));
    }
}
