//! What findings look like, format by format.

use super::{Code, Finding, Format, locate, render};
use crate::source::{FileId, Origin, Place, Sources, Span};

static OVER: Code = Code::error("over-requested", "# over-requested");
static ODD: Code = Code::warning("odd", "# odd");

/// A place given as the text that stands there, the first such in the file.
fn at(sources: &Sources, file: FileId, needle: &str) -> Span {
    let start = sources.get(file).text().find(needle).unwrap();
    Span::new(file, start, start + needle.len())
}

fn row(sources: &Sources, file: FileId, needle: &str) -> Origin {
    Origin::new(file, at(sources, file, needle).range().start)
}

fn full(sources: &Sources, width: usize, finding: Finding) -> String {
    render(&locate(sources, [finding]), Format::Full, false, width)
}

#[track_caller]
fn assert_full(sources: &Sources, width: usize, finding: Finding, expected: &[&str]) {
    let shown = full(sources, width, finding);
    assert_eq!(shown.lines().collect::<Vec<_>>(), expected, "\n{shown}");
}

fn one(path: &str, text: &str) -> (Sources, FileId) {
    let mut sources = Sources::new();
    let file = sources.add(path.into(), text.into());
    (sources, file)
}

fn two_files() -> (Sources, Finding) {
    let (mut sources, awards) = one(
        "data/a/awards.csv",
        "date,application,entry,amount,reason,by\n2024-09-02,D-017,award,275000,,kari\n",
    );
    let title = "Digital hverdag for ålle 世界 ".repeat(10);
    let applications = sources.add(
        "data/a/applications.csv".into(),
        format!("id,applicant,title,requested,note\nD-017,Modum kommune,{title},200000,…\n"),
    );
    let award = row(&sources, awards, "2024");
    let application = row(&sources, applications, "D-017");
    let finding = Finding::new(
        &OVER,
        award.cell("amount"),
        "the award is more than was asked for",
    )
    .label("75 000 NOK over the request")
    .because(application.cell("requested"), "asked for here")
    .note("the difference is 75 000 NOK")
    .help("lower the amount");
    (sources, finding)
}

#[test]
fn two_files_and_a_long_row() {
    let (sources, finding) = two_files();
    assert_full(
        &sources,
        80,
        finding,
        &[
            "error[over-requested]: the award is more than was asked for",
            " --> data/a/awards.csv:2:24",
            "  |",
            "2 | 2024-09-02,D-017,award,275000,,kari",
            "  |                        ^^^^^^ 75 000 NOK over the request",
            "  |",
            " ::: data/a/applications.csv:2:302",
            "  |",
            "2 | D-017,Modum kommune,Digital hverdag…ag for ålle 世界 ,200000,…",
            "  |                                                       ------ asked for here",
            "  |",
            "  = note: the difference is 75 000 NOK",
            "  = help: lower the amount",
        ],
    );
}

#[test]
fn a_very_long_row_does_not_flood_the_terminal() {
    let note = "0123456789,".repeat(500);
    let (sources, file) = one("a.csv", &format!("id,x\nA-1,{note}BAD,{note}\n"));
    for width in [40, 80, 200] {
        let finding = Finding::new(&ODD, at(&sources, file, "BAD"), "odd").label("here");
        let shown = full(&sources, width, finding);
        assert!(shown.contains("a.csv:2:5505\n"), "{shown}");
        let (line, carets) = (shown.lines().nth(3).unwrap(), shown.lines().nth(4).unwrap());
        assert!(line.starts_with("2 | A-1,0123456789,"), "{line}");
        assert!(line.ends_with('…'), "{line}");
        let caret = carets.find("^^^ here").unwrap();
        let before = line.chars().take(caret).collect::<String>();
        assert!(line[before.len()..].starts_with("BAD,"), "{shown}");
        for line in shown.lines() {
            assert!(line.chars().count() <= width, "{line}");
        }
    }
}

#[test]
fn a_long_cell_shows_its_two_ends() {
    let (sources, file) = one("a.csv", &format!("id,x\nA-1,<{}>,y\n", "z".repeat(900)));
    let cell = row(&sources, file, "A-1").cell("x");
    assert_full(
        &sources,
        60,
        Finding::new(&ODD, cell, "long").label("902 characters"),
        &[
            "warning[odd]: long",
            " --> a.csv:2:5",
            "  |",
            "2 | A-1,<zzzzzzzzzzzzzzzzzz…zzzzzzzz>,y",
            "  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 902 characters",
        ],
    );
}

#[test]
fn letters_of_every_width_in_a_file_with_a_mark_and_crlf() {
    let (sources, file) = one(
        "a.csv",
        "\u{feff}id,name,x\r\nÆ,\"Ærø, \"\"世界\"\" å\u{30a}\",\r\n",
    );
    let cell = |name: &'static str| row(&sources, file, "Æ,").cell(name);
    assert_full(
        &sources,
        80,
        Finding::new(&ODD, cell("name"), "a quoted cell").label("this"),
        &[
            "warning[odd]: a quoted cell",
            " --> a.csv:2:3",
            "  |",
            "2 | Æ,\"Ærø, \"\"世界\"\" å\u{30a}\",",
            "  |   ^^^^^^^^^^^^^^^^^ this",
        ],
    );
    assert_full(
        &sources,
        80,
        Finding::new(&ODD, cell("x"), "a blank cell").label("a date goes here"),
        &[
            "warning[odd]: a blank cell",
            " --> a.csv:2:20",
            "  |",
            "2 | Æ,\"Ærø, \"\"世界\"\" å\u{30a}\",",
            "  |                     ^ a date goes here",
        ],
    );
    assert_full(
        &sources,
        80,
        Finding::new(&ODD, at(&sources, file, "id"), "first cell"),
        &[
            "warning[odd]: first cell",
            " --> a.csv:1:1",
            "  |",
            "1 | id,name,x",
            "  | ^^",
        ],
    );
    assert_full(
        &sources,
        80,
        Finding::new(&ODD, Span::new(file, 0, 3), "a byte order mark").help("take it out"),
        &[
            "warning[odd]: a byte order mark",
            " --> a.csv:1:1",
            "  |",
            "1 | id,name,x",
            "  | ^",
            "  |",
            "  = help: take it out",
        ],
    );
}

#[test]
fn near_lines_share_a_snippet_and_far_ones_do_not() {
    let (sources, file) = one("a.csv", &format!("id\nA\nB\nA\n{}C\n", "D\n".repeat(95)));
    let second = Span::new(file, 7, 8);
    let near = Finding::new(&OVER, second, "given twice").because(at(&sources, file, "A"), "first");
    assert_full(
        &sources,
        80,
        near,
        &[
            "error[over-requested]: given twice",
            " --> a.csv:4:1",
            "  |",
            "2 | A",
            "  | - first",
            "3 | B",
            "4 | A",
            "  | ^",
        ],
    );
    let far = at(&sources, file, "C");
    let far = Finding::new(&OVER, far, "far").because(at(&sources, file, "B"), "from");
    assert_full(
        &sources,
        80,
        far,
        &[
            "error[over-requested]: far",
            "   --> a.csv:100:1",
            "    |",
            "100 | C",
            "    | ^",
            "    |",
            "   ::: a.csv:3:1",
            "    |",
            "  3 | B",
            "    | - from",
        ],
    );
}

#[test]
fn a_place_of_many_lines_is_marked_where_it_begins() {
    let (sources, file) = one("a.csv", &format!("id,x\nA,\"y\n{}", "B,z\n".repeat(40)));
    let text = sources.get(file).text();
    let open = text.find('"').unwrap();
    assert_full(
        &sources,
        80,
        Finding::new(&OVER, Span::new(file, open, text.len()), "unclosed").label("opened here"),
        &[
            "error[over-requested]: unclosed",
            " --> a.csv:2:3",
            "  |",
            "2 | A,\"y",
            "  |   ^^ opened here (to line 42)",
        ],
    );
    assert_full(
        &sources,
        80,
        Finding::new(&OVER, Span::new(file, open, open + 6), "a few lines").label("these"),
        &[
            "error[over-requested]: a few lines",
            " --> a.csv:2:3",
            "  |",
            "2 |   A,\"y",
            "  |  ___^",
            "3 | | B,z",
            "  | |___^ these",
        ],
    );
}

#[test]
fn a_file_as_a_whole_has_no_excerpt() {
    let (mut sources, file) = one("data/a/awards.csv", "date\n");
    let scheme = sources.add("schemes/a.toml".into(), "name = \"A\"\n".into());
    let finding = Finding::new(&OVER, Place::File(file), "no scheme has this name")
        .because(Place::File(scheme), "is this the one?")
        .help("rename it");
    assert_full(
        &sources,
        80,
        finding,
        &[
            "error[over-requested]: no scheme has this name",
            "--> data/a/awards.csv",
            "::: schemes/a.toml",
            " = note: schemes/a.toml: is this the one?",
            " = help: rename it",
        ],
    );
}

#[test]
fn no_escape_sequence_reaches_the_terminal() {
    let (sources, file) = one(
        "a\u{1b}[2J.csv",
        "id,x\nA,\u{1b}[31m\tred\u{9b}1m\u{202e},y\n",
    );
    let cell = at(&sources, file, "red");
    let finding = || {
        Finding::new(&OVER, cell, "\u{1b}[0mmessage\nline")
            .label("\u{1b}label")
            .note("\u{9b}note\nsecond line")
            .help("\u{202e}help")
    };
    assert_full(
        &sources,
        80,
        finding(),
        &[
            "error[over-requested]: \\u{1b}[0mmessage\\nline",
            " --> a\\u{1b}[2J.csv:2:9",
            "  |",
            "2 | A,␛[31m    red�1m�,y",
            "  |            ^^^ \\u{1b}label",
            "  |",
            "  = note: \\u{9b}note",
            "          second line",
            "  = help: \\u{202e}help",
        ],
    );
    let located = locate(&sources, [finding()]);
    assert_eq!(
        render(&located, Format::Concise, false, 80),
        "a\\u{1b}[2J.csv:2:9: error[over-requested]: \\u{1b}[0mmessage\\nline\n"
    );
    let json = render(&located, Format::Json, false, 80);
    assert!(!json.contains(['\u{1b}', '\u{9b}', '\u{202e}']), "{json}");
    let back: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(back[0]["help"], "\u{202e}help");
}

#[test]
fn colour_adds_nothing_but_colour() {
    let (sources, finding) = two_files();
    let located = locate(&sources, [finding]);
    let plain = render(&located, Format::Full, false, 80);
    let styled = render(&located, Format::Full, true, 80);
    assert!(styled.contains("\u{1b}["));
    let mut bare = String::new();
    for (index, part) in styled.split("\u{1b}[").enumerate() {
        bare.push_str(if index == 0 {
            part
        } else {
            part.split_once('m').unwrap().1
        });
    }
    assert_eq!(bare, plain);
}

#[test]
fn one_blank_line_between_findings_and_one_line_each_when_concise() {
    let (mut sources, first) = two_files();
    let other = sources.add("b.csv".into(), "å,b\n".into());
    let second = Finding::new(&ODD, at(&sources, other, "b"), "odd");
    let third = Finding::new(&ODD, Place::File(other), "empty");
    let located = locate(&sources, [first, second, third]);
    let full = render(&located, Format::Full, false, 80);
    assert_eq!(full.matches("\n\n").count(), 2);
    assert!(full.ends_with("= help: lower the amount\n"));
    assert_eq!(
        render(&located, Format::Concise, false, 80),
        "b.csv:1:1: warning[odd]: empty\n\
         b.csv:1:3: warning[odd]: odd\n\
         data/a/awards.csv:2:24: error[over-requested]: the award is more than was asked for\n"
            .lines()
            .map(|line| format!("{line}\n"))
            .collect::<String>()
    );
    assert_eq!(render(&[], Format::Full, false, 80), "");
    assert_eq!(render(&[], Format::Json, false, 80), "[]\n");
}

#[test]
fn json_holds_every_place() {
    let (sources, finding) = two_files();
    let json = render(&locate(&sources, [finding]), Format::Json, false, 80);
    let expected = r#"[
  {
    "code": "over-requested",
    "severity": "error",
    "file": "data/a/awards.csv",
    "line": 2,
    "column": 24,
    "end_line": 2,
    "end_column": 30,
    "message": "the award is more than was asked for",
    "label": "75 000 NOK over the request",
    "because": [
      {
        "file": "data/a/applications.csv",
        "line": 2,
        "column": 302,
        "end_line": 2,
        "end_column": 308,
        "label": "asked for here"
      }
    ],
    "notes": [
      "the difference is 75 000 NOK"
    ],
    "help": "lower the amount"
  }
]
"#;
    assert_eq!(json, expected);
}

proptest::proptest! {
    #[test]
    fn any_place_in_any_text_can_be_shown(
        text in "(\u{feff})?([a-zæ世\u{1b}\u{9b}\t\u{30a}\u{200d}, ]{0,60}(\n|\r\n|\r)?){0,12}",
        picks in proptest::collection::vec((0_usize..900, 0_usize..90), 1..4),
        width in 0_usize..100,
    ) {
        let (sources, file) = one("a.csv", &text);
        let mut bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        bounds.push(text.len());
        let mut spans = picks.iter().map(|&(start, length)| {
            let start = start % bounds.len();
            let end = (start + length).min(bounds.len() - 1);
            Span::new(file, bounds[start], bounds[end])
        });
        let first = spans.next().unwrap();
        let finding = spans.fold(Finding::new(&ODD, first, "odd").label("here"), |finding, span| {
            finding.because(span, "there")
        });
        let shown = full(&sources, width, finding);
        let start = sources.get(file).position(first.range().start);
        let in_line_end = first.range().start > sources.get(file).line(start.line).end;
        if first.range().end > 0 && !in_line_end {
            let arrow = format!("--> a.csv:{}:{}\n", start.line, start.column);
            proptest::prop_assert!(shown.contains(&arrow), "{arrow}{shown}");
        }
        let unsafe_control = |c: char| c.is_control() && c != '\n';
        proptest::prop_assert!(!shown.contains(unsafe_control), "{shown}");
    }
}
