//! What a grid looks like, format by format and width by width.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{Cell, Column, Document, Format, Grid};
use crate::model::{Balance, Currency, Language};

/// A grid in a format that is text.
pub(crate) fn render(grid: &Grid<'_>, format: Format, width: usize) -> String {
    let bytes = format.write(&Document::of(grid), width).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn kroner(amount: i128) -> Cell<'static> {
    ore(amount * 100)
}

fn ore(minor: i128) -> Cell<'static> {
    let currency = Currency::from_code("NOK").unwrap();
    Cell::amount(Balance::from_minor(minor), currency)
}

fn score(hundredths: i64) -> Cell<'static> {
    Cell::Decimal(Decimal::new(hundredths, 2), 2)
}

fn allocation() -> Grid<'static> {
    let mut grid = Grid::new(
        Language::Bokmal,
        [
            Column::new("rank", "Rank"),
            Column::new("application", "Application"),
            Column::new("applicant", "Applicant").elastic(),
            Column::new("score", "Score"),
            Column::new("requested", "Requested"),
            Column::new("proposed", "Proposed"),
            Column::new("decision", "Decision"),
            Column::new("reason", "Reason").elastic(),
            Column::new("note", "Note").elastic().optional(),
        ],
    );
    let mut row = |rank, id, applicant, points, requested, proposed, decision, reason| {
        grid.push([
            Cell::Count(rank),
            Cell::id(id),
            Cell::text(applicant),
            score(points),
            kroner(requested),
            kroner(proposed),
            Cell::text(decision),
            Cell::text(reason),
            Cell::Blank,
        ]);
    };
    let long = "Sør-Varanger kommune, avdeling for innbyggerdialog";
    row(1, "D24-017", "Modum", 475, 418_750, 418_750, "award", "");
    row(
        2,
        "D24-003",
        long,
        450,
        1_200_000,
        0,
        "reserve",
        "out-of-money",
    );
    row(
        3,
        "D24-021",
        "Ålesund 世界",
        200,
        500_000,
        0,
        "reject",
        "requirement:own-contribution",
    );
    let blank = || Cell::Blank;
    let total = [
        blank(),
        blank(),
        Cell::text("Total"),
        blank(),
        kroner(2_118_750),
        kroner(418_750),
        blank(),
        blank(),
        blank(),
    ];
    grid.push_total(total, &[]);
    grid
}

fn budget() -> Grid<'static> {
    let columns = [
        Column::new("scheme", "Scheme").elastic(),
        Column::new("budget", "Budget"),
        Column::new("committed", "Committed"),
        Column::new("remaining", "Remaining"),
    ];
    let mut grid = Grid::new(Language::Bokmal, columns);
    grid.push([
        Cell::tree(0, "digital-inclusion"),
        kroner(18_000_000),
        ore(900_000_050),
        ore(899_999_950),
    ]);
    grid.push([
        Cell::tree(1, "digihjelpen-2018"),
        kroner(8_000_000),
        kroner(9_000_000),
        kroner(-1_000_000),
    ]);
    grid
}

/// One cell of each type.
fn every_type() -> Grid<'static> {
    let cells = [
        ("blank", Cell::Blank),
        ("text", Cell::text("Bø, \"Telemark\"")),
        ("tree", Cell::tree(2, "below")),
        ("id", Cell::id("D24-017")),
        ("count", Cell::Count(12_345)),
        ("amount", ore(-123_450)),
        ("score", score(400)),
        (
            "date",
            Cell::Date(NaiveDate::from_ymd_opt(2024, 6, 14).unwrap()),
        ),
        ("yes", Cell::Bool(true)),
        (
            "partners",
            Cell::List(vec!["Røde Kors".into(), "Seniornett".into()]),
        ),
    ];
    let columns = cells.iter().map(|(key, _)| Column::new(*key, *key));
    let mut grid = Grid::new(Language::Bokmal, columns.collect::<Vec<_>>());
    grid.push(cells.map(|(_, cell)| cell));
    grid
}

#[track_caller]
fn assert_text(grid: &Grid<'_>, width: usize, expected: &[&str]) {
    let text = render(grid, Format::Table, width);
    assert_eq!(text.lines().collect::<Vec<_>>(), expected, "\n{text}");
    assert!(text.ends_with('\n') && !text.contains(" \n"));
}

#[test]
fn a_wide_terminal_shows_a_row_on_a_line() {
    assert_text(
        &allocation(),
        200,
        &[
            "Rank  Application  Applicant                                           Score  Requested  Proposed  Decision  Reason",
            "----  -----------  --------------------------------------------------  -----  ---------  --------  --------  ----------------------------",
            "   1  D24-017      Modum                                                4,75    418 750   418 750  award",
            "   2  D24-003      Sør-Varanger kommune, avdeling for innbyggerdialog   4,50  1 200 000         0  reserve   out-of-money",
            "   3  D24-021      Ålesund 世界                                         2,00    500 000         0  reject    requirement:own-contribution",
            "----  -----------  --------------------------------------------------  -----  ---------  --------  --------  ----------------------------",
            "                   Total                                                      2 118 750   418 750",
        ],
    );
}

#[test]
fn elastic_columns_wrap_at_words() {
    assert_text(
        &allocation(),
        90,
        &[
            "Rank  Application  Applicant         Score  Requested  Proposed  Decision  Reason",
            "----  -----------  ----------------  -----  ---------  --------  --------  ---------------",
            "   1  D24-017      Modum              4,75    418 750   418 750  award",
            "   2  D24-003      Sør-Varanger       4,50  1 200 000         0  reserve   out-of-money",
            "                   kommune,",
            "                   avdeling for",
            "                   innbyggerdialog",
            "   3  D24-021      Ålesund 世界       2,00    500 000         0  reject    requirement:",
            "                                                                           own-",
            "                                                                           contribution",
            "----  -----------  ----------------  -----  ---------  --------  --------  ---------------",
            "                   Total                    2 118 750   418 750",
        ],
    );
}

#[test]
fn at_eighty_columns_the_last_free_text_goes_below_its_row() {
    assert_text(
        &allocation(),
        80,
        &[
            "Rank  Application  Applicant                Score  Requested  Proposed  Decision",
            "----  -----------  -----------------------  -----  ---------  --------  --------",
            "   1  D24-017      Modum                     4,75    418 750   418 750  award",
            "   2  D24-003      Sør-Varanger kommune,     4,50  1 200 000         0  reserve",
            "                   avdeling for",
            "                   innbyggerdialog",
            "    Reason: out-of-money",
            "   3  D24-021      Ålesund 世界              2,00    500 000         0  reject",
            "    Reason: requirement:own-contribution",
            "----  -----------  -----------------------  -----  ---------  --------  --------",
            "                   Total                           2 118 750   418 750",
        ],
    );
}

#[test]
fn at_forty_columns_each_row_is_a_list() {
    assert_text(
        &allocation(),
        40,
        &[
            "Rank: 1",
            "Application: D24-017",
            "Applicant: Modum",
            "Score: 4,75",
            "Requested: 418 750",
            "Proposed: 418 750",
            "Decision: award",
            "",
            "Rank: 2",
            "Application: D24-003",
            "Applicant: Sør-Varanger kommune,",
            "  avdeling for innbyggerdialog",
            "Score: 4,50",
            "Requested: 1 200 000",
            "Proposed: 0",
            "Decision: reserve",
            "Reason: out-of-money",
            "",
            "Rank: 3",
            "Application: D24-021",
            "Applicant: Ålesund 世界",
            "Score: 2,00",
            "Requested: 500 000",
            "Proposed: 0",
            "Decision: reject",
            "Reason: requirement:own-contribution",
            "",
            "Total",
            "Requested: 2 118 750",
            "Proposed: 418 750",
        ],
    );
}

#[test]
fn a_tree_is_indented_and_a_column_keeps_its_decimals() {
    assert_text(
        &budget(),
        80,
        &[
            "Scheme                  Budget     Committed      Remaining",
            "------------------  ----------  ------------  -------------",
            "digital-inclusion   18 000 000  9 000 000,50   8 999 999,50",
            "  digihjelpen-2018   8 000 000  9 000 000,00  -1 000 000,00",
        ],
    );
}

#[test]
fn where_numbers_leave_no_room_the_first_column_is_a_heading() {
    assert_text(
        &budget(),
        48,
        &[
            "Scheme",
            "        Budget     Committed      Remaining",
            "    ----------  ------------  -------------",
            "digital-inclusion",
            "    18 000 000  9 000 000,50   8 999 999,50",
            "  digihjelpen-2018",
            "     8 000 000  9 000 000,00  -1 000 000,00",
        ],
    );
}

#[test]
fn csv_has_plain_values() {
    assert_eq!(
        render(&allocation(), Format::Csv, 0),
        "rank,application,applicant,score,requested,proposed,decision,reason,note\n\
         1,D24-017,Modum,4.75,418750,418750,award,,\n\
         2,D24-003,\"Sør-Varanger kommune, avdeling for innbyggerdialog\",4.50,1200000,0,reserve,out-of-money,\n\
         3,D24-021,Ålesund 世界,2.00,500000,0,reject,requirement:own-contribution,\n"
    );
    assert_eq!(
        render(&every_type(), Format::Csv, 0),
        "blank,text,tree,id,count,amount,score,date,yes,partners\n\
         ,\"Bø, \"\"Telemark\"\"\",below,D24-017,12345,-1234.50,4.00,2024-06-14,true,Røde Kors;Seniornett\n"
    );
}

#[test]
fn json_has_typed_values_in_the_order_of_the_columns() {
    let expected = r#"[
  {
    "blank": null,
    "text": "Bø, \"Telemark\"",
    "tree": "below",
    "id": "D24-017",
    "count": 12345,
    "amount": "-1234.50",
    "score": "4.00",
    "date": "2024-06-14",
    "yes": true,
    "partners": [
      "Røde Kors",
      "Seniornett"
    ]
  }
]
"#;
    assert_eq!(render(&every_type(), Format::Json, 0), expected);
}

#[test]
fn text_writes_every_type_for_people() {
    assert_text(
        &every_type(),
        200,
        &[
            "blank  text            tree       id        count     amount  score  date        yes  partners",
            "-----  --------------  ---------  -------  ------  ---------  -----  ----------  ---  ---------------------",
            "       Bø, \"Telemark\"      below  D24-017  12 345  -1 234,50   4,00  2024-06-14  yes  Røde Kors; Seniornett",
        ],
    );
}

#[test]
fn an_optional_column_shows_when_one_cell_has_something() {
    let columns = [
        Column::new("id", "Id"),
        Column::new("note", "Note").optional(),
    ];
    let mut grid = Grid::new(Language::English, columns);
    grid.push([Cell::id("A"), Cell::Blank]);
    assert_text(&grid, 80, &["Id", "--", "A"]);
    assert_eq!(render(&grid, Format::Csv, 0), "id,note\nA,\n");
    grid.push([Cell::id("B"), Cell::text("late")]);
    assert_text(&grid, 80, &["Id  Note", "--  ----", "A", "B   late"]);
}

#[test]
fn a_grid_without_rows_has_a_header() {
    let grid = Grid::new(
        Language::English,
        [Column::new("id", "Id"), Column::new("x", "X")],
    );
    assert_text(&grid, 1, &["Id  X", "--  -"]);
    assert_eq!(render(&grid, Format::Csv, 0), "id,x\n");
    assert_eq!(render(&grid, Format::Json, 0), "[]\n");
}

#[test]
fn no_escape_sequence_reaches_the_terminal() {
    let mut grid = Grid::new(Language::English, [Column::new("x", "\u{9b}2J")]);
    grid.push([Cell::text("a\u{1b}]0;t\u{7}\r\n\u{202e}b")]);
    assert_text(
        &grid,
        80,
        &[
            "\\u{9b}2J",
            "-----------------------------",
            "a\\u{1b}]0;t\\u{7}\\r\\n\\u{202e}b",
        ],
    );
    let json = render(&grid, Format::Json, 0);
    assert!(!json.contains(['\u{1b}', '\u{9b}', '\u{202e}']), "{json}");
}

proptest::proptest! {
    #[test]
    fn an_amount_is_never_broken_and_no_row_is_lost(
        amounts in proptest::collection::vec((-10_000_000_000_i128..10_000_000_000, "[a-zø -]{0,40}"), 1..6),
        width in 0_usize..120,
    ) {
        let columns = [
            Column::new("name", "A long title").elastic(),
            Column::new("why", "Why").elastic(),
            Column::new("amount", "Amount granted").elastic(),
            Column::new("more", "More"),
        ];
        let mut grid = Grid::new(Language::Bokmal, columns);
        for (amount, words) in &amounts {
            grid.push([Cell::tree(1, words), Cell::text(words), ore(*amount), ore(-amount)]);
        }
        let text = render(&grid, Format::Table, width);
        for (amount, _) in &amounts {
            let number = Language::Bokmal.format(Decimal::from_i128_with_scale(*amount, 2));
            proptest::prop_assert!(text.contains(&number), "{number}\n{text}");
        }
        proptest::prop_assert!(!text.contains(" \n"));
    }
}
