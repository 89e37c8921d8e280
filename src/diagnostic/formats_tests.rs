//! The formats for CI, held against what their specifications say.

use serde_json::Value;

use super::testing::{LOOK, ODD, SMALL, amount, file, print, print_below};
use super::{Finding, Format, github_summary, locate};
use crate::source::{FileId, Place, Sources, Span};

fn finding(sources: &Sources, file: FileId) -> Finding {
    Finding::new(
        &ODD,
        amount(sources, file, 0),
        "100 % odd: a,\u{1b}[31m <b>\"&",
    )
    .label("here")
    .because(amount(sources, file, 1), "the other")
    .note("one\ntwo")
    .help("mend it")
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn github_commands_decode_to_what_was_said() {
    let mut sources = Sources::new();
    let file = file(&mut sources);
    let text = print_below(
        &sources,
        vec![finding(&sources, file)],
        Format::Github,
        "sub",
    );
    // actions/toolkit, packages/core/src/command.ts: escapeData and escapeProperty.
    assert_eq!(
        text,
        "::error file=sub/data/a%2C b%3Ac%25/Ærø <1>.csv,line=2,endLine=2,col=9,endColumn=13,\
         title=odd-amount::100 %25 odd: a,\\u{1b}[31m <b>\"&%0Ahere%0Asub/data/a, b:c%25/Ærø \
         <1>.csv:4:9: the other%0Anote: one%0Atwo%0Ahelp: mend it\n"
    );
}

#[test]
fn github_gets_ten_of_a_level_and_no_column_over_lines() {
    let mut sources = Sources::new();
    let file = file(&mut sources);
    let mut findings: Vec<Finding> = (0..13)
        .map(|nth| Finding::new(&ODD, amount(&sources, file, 0), format!("the {nth}th")))
        .collect();
    findings.push(Finding::new(&LOOK, Span::new(file, 9, 40), "over lines"));
    findings.push(Finding::new(&SMALL, Place::File(file), "the whole file"));
    let text = print(&sources, findings, Format::Github);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 12, "{text}");
    assert!(lines[9].ends_with("%0Aand 3 more errors: see the summary, or grants check"));
    assert!(!lines[8].contains("more error"));
    assert!(lines[10].starts_with("::warning file="), "{}", lines[10]);
    assert!(
        lines[10].contains(",line=2,endLine=4,title="),
        "{}",
        lines[10]
    );
    assert!(lines[11].starts_with("::notice file="), "{}", lines[11]);
    assert!(
        lines[11].contains(".csv,title=small-thing::"),
        "{}",
        lines[11]
    );
}

#[test]
fn a_summary_is_one_table_without_markup_from_the_data() {
    let mut sources = Sources::new();
    let file = file(&mut sources);
    let mut findings: Vec<Finding> = (0..250)
        .map(|nth| {
            Finding::new(
                &LOOK,
                amount(&sources, file, 1),
                format!("@team {nth} | `x`"),
            )
        })
        .collect();
    findings.push(finding(&sources, file));
    let summary = github_summary(&locate(&sources, findings), "");
    assert!(summary.contains("\n1 error, 250 warnings.\n"), "{summary}");
    assert!(summary.contains("| error | odd-amount | data/a, b:c%/Ærø &lt;1&gt;.csv:2:9 | 100 % odd: a,\\\\u{1b}\\[31m &lt;b&gt;\"&amp; |"), "{summary}");
    assert!(summary.contains("| &#64;team 0 \\| \\`x\\` |"), "{summary}");
    assert!(summary.ends_with("\nand 51 more.\n"), "{summary}");
    assert!(github_summary(&[], "").contains("Nothing is wrong."));
}

#[test]
fn gitlab_has_the_keys_that_are_required() {
    let mut sources = Sources::new();
    let file = file(&mut sources);
    let whole = Finding::new(&LOOK, Place::File(file), "all of it");
    let findings = vec![finding(&sources, file), whole];
    let report = json(&print_below(&sources, findings, Format::Gitlab, "../led"));
    let issues = report.as_array().unwrap();
    assert_eq!(issues.len(), 2);
    for issue in issues {
        // docs.gitlab.com, "Code Quality report format": these five, and this severity.
        for key in ["description", "check_name", "fingerprint"] {
            assert!(
                issue[key].as_str().is_some_and(|text| !text.is_empty()),
                "{key}"
            );
        }
        let severity = issue["severity"].as_str().unwrap();
        assert!(["info", "minor", "major", "critical", "blocker"].contains(&severity));
        let path = issue["location"]["path"].as_str().unwrap();
        assert_eq!(path, "../led/data/a, b:c%/Ærø <1>.csv");
        assert!(issue["location"]["lines"]["begin"].as_u64().unwrap() >= 1);
    }
}

/// The fingerprints that a format gives to findings at both amounts.
fn fingerprints(text: &str) -> Vec<String> {
    let mut sources = Sources::new();
    let file = sources.add("data/a.csv".into(), text.into());
    let findings = (0..2)
        .map(|nth| Finding::new(&ODD, amount(&sources, file, nth), "odd"))
        .collect();
    let report = json(&print(&sources, findings, Format::Gitlab));
    let issues = report.as_array().unwrap().iter();
    issues
        .map(|issue| issue["fingerprint"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn fingerprints_stay_when_lines_move_and_are_never_the_same() {
    let first = fingerprints("id\nA,5000\nB,5000\n");
    let moved = fingerprints("id\nC,1\n\nA,5000\nD\nB,5000\n");
    assert_eq!(first, moved);
    assert_ne!(first[0], first[1]);
    let alike = fingerprints("id\nA,5000\nA,5000\n");
    assert_eq!(alike[0], first[0]);
    assert_ne!(alike[0], alike[1]);
}

#[test]
fn sarif_keeps_to_the_clauses_of_2_1_0() {
    let mut sources = Sources::new();
    let file = file(&mut sources);
    let whole = Finding::new(&SMALL, Place::File(file), "all of it");
    let findings = vec![finding(&sources, file), whole];
    let log = json(&print_below(&sources, findings, Format::Sarif, "a b"));
    assert_eq!(log["version"], "2.1.0"); // 3.13.2
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints"); // 3.14.17
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap(); // 3.19.23
    let [whole, odd] = [0, 1].map(|nth| &run["results"][nth]);
    for result in [whole, odd] {
        // 3.27.6: the index names the rule whose id is ruleId.
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        // 3.4.3: a URI reference, relative to what 3.14.14 declares.
        let uri = "a%20b/data/a%2C%20b%3Ac%25/%C3%86r%C3%B8%20%3C1%3E.csv";
        assert_eq!(place["artifactLocation"]["uri"], uri);
        let id = place["artifactLocation"]["uriBaseId"].as_str().unwrap();
        assert!(run["originalUriBaseIds"][id].is_object());
        // 3.27.17, 3.52.3: names with a version, texts as values.
        let prints = result["partialFingerprints"].as_object().unwrap();
        assert!(
            prints
                .iter()
                .all(|(key, value)| key.ends_with("/v1") && value.is_string())
        );
    }
    assert_eq!(odd["level"], "error"); // 3.27.10
    assert_eq!(whole["level"], "note");
    assert!(whole["locations"][0]["physicalLocation"]["region"].is_null());
    let region = &odd["locations"][0]["physicalLocation"]["region"]; // 3.30.5 to 3.30.8
    assert_eq!(
        (&region["startLine"], &region["startColumn"]),
        (&2.into(), &9.into())
    );
    assert_eq!(
        (&region["endLine"], &region["endColumn"]),
        (&2.into(), &13.into())
    );
    assert_eq!(odd["relatedLocations"][0]["message"]["text"], "the other"); // 3.27.22
    let help = &rules[usize::try_from(odd["ruleIndex"].as_u64().unwrap()).unwrap()];
    assert_eq!(help["shortDescription"]["text"], "An amount is odd."); // 3.49.9
    assert_eq!(help["help"]["text"], "An amount is odd.\n\n## Why"); // 3.49.13
}

#[test]
fn junit_is_well_formed_and_counts_what_it_has() {
    let mut sources = Sources::new();
    let file = file(&mut sources);
    let look = Finding::new(&LOOK, amount(&sources, file, 1), "look\u{ffff}");
    let text = print(&sources, vec![finding(&sources, file), look], Format::Junit);
    let expected = r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="grants check" tests="2" failures="1" errors="0" time="0">
  <testsuite name="data/a, b:c%/Ærø &lt;1&gt;.csv" tests="2" failures="1" errors="0" skipped="0" time="0">
    <testcase name="odd-amount at 2:9" classname="data/a, b:c%/Ærø &lt;1&gt;.csv" time="0">
      <failure type="odd-amount" message="100 % odd: a,\u{1b}[31m &lt;b&gt;&quot;&amp;">data/a, b:c%/Ærø &lt;1&gt;.csv:2:9: error: 100 % odd: a,\u{1b}[31m &lt;b&gt;&quot;&amp;
here
data/a, b:c%/Ærø &lt;1&gt;.csv:4:9: the other
note: one
two
help: mend it</failure>
    </testcase>
    <testcase name="look-here at 4:9" classname="data/a, b:c%/Ærø &lt;1&gt;.csv" time="0">
      <system-out>data/a, b:c%/Ærø &lt;1&gt;.csv:4:9: warning: look�</system-out>
    </testcase>
  </testsuite>
</testsuites>
"#;
    assert_eq!(text, expected);
    let empty = print(&sources, Vec::new(), Format::Junit);
    assert_eq!(empty.matches("<testcase ").count(), 1);
    assert!(empty.contains("tests=\"1\" failures=\"0\""));
}

#[test]
fn lines_of_json_are_the_objects_of_the_array() {
    let mut sources = Sources::new();
    let file = file(&mut sources);
    let whole = Finding::new(&LOOK, Place::File(file), "all of it");
    let findings = vec![finding(&sources, file), whole];
    let lines = print_below(&sources, findings.clone(), Format::Jsonl, "sub");
    let objects: Vec<Value> = lines.lines().map(json).collect();
    assert_eq!(
        json(&print(&sources, findings, Format::Json)),
        Value::from(objects)
    );
}

#[test]
fn rdjsonl_counts_columns_in_bytes() {
    let mut sources = Sources::new();
    let file = file(&mut sources);
    let whole = Finding::new(&SMALL, Place::File(file), "all of it");
    let text = print_below(
        &sources,
        vec![finding(&sources, file), whole],
        Format::Rdjsonl,
        "l",
    );
    let lines: Vec<Value> = text.lines().map(json).collect();
    // reviewdog.proto: severity, Position (a column is a byte from 1), Range
    // (optional, its end left out), Code; protojson refuses keys it does not know.
    assert!(lines[0]["location"]["range"].is_null());
    assert_eq!(lines[0]["severity"], "INFO");
    assert_eq!(lines[1]["severity"], "ERROR");
    assert_eq!(lines[1]["code"]["value"], "odd-amount");
    assert_eq!(lines[1]["location"]["path"], "l/data/a, b:c%/Ærø <1>.csv");
    let range = &lines[1]["location"]["range"];
    // A , Æ r ø and a space are eight bytes; the smiling face four; a space.
    assert_eq!(
        (&range["start"]["line"], &range["start"]["column"]),
        (&2.into(), &14.into())
    );
    assert_eq!(
        (&range["end"]["line"], &range["end"]["column"]),
        (&2.into(), &18.into())
    );
    let keys = ["code", "location", "message", "severity", "source"];
    assert!(lines[1].as_object().unwrap().keys().eq(keys));
    let message = lines[1]["message"].as_str().unwrap();
    assert!(message.contains(".csv:4:9: the other\n"), "{message}");
}

#[test]
fn an_exact_replacement_is_a_suggestion_and_a_fix() {
    let mut sources = Sources::new();
    let file = file(&mut sources);
    let mended = Finding::new(&ODD, amount(&sources, file, 0), "odd").replacement("5001");
    let findings = || vec![mended.clone(), finding(&sources, file)];

    let rdjsonl = print(&sources, findings(), Format::Rdjsonl);
    let lines: Vec<Value> = rdjsonl.lines().map(json).collect();
    let with = |key: &str, all: &[Value]| -> Vec<Value> {
        let some = all.iter().filter(|value| !value[key].is_null());
        some.map(|value| value[key].clone()).collect()
    };
    // Columns of rdjsonl count bytes, those of SARIF code points.
    assert_eq!(
        with("suggestions", &lines),
        [serde_json::json!([{
            "range": { "start": { "line": 2, "column": 14 }, "end": { "line": 2, "column": 18 } },
            "text": "5001",
        }])]
    );

    let sarif = json(&print_below(&sources, findings(), Format::Sarif, "sub"));
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let fixes = with("fixes", results);
    assert_eq!(fixes.len(), 1, "{sarif}");
    let change = &fixes[0][0]["artifactChanges"][0];
    let place = &results[0]["locations"][0]["physicalLocation"];
    assert_eq!(change["artifactLocation"], place["artifactLocation"]);
    let replacement = &change["replacements"][0];
    assert_eq!(replacement["deletedRegion"]["startColumn"], 9);
    assert_eq!(replacement["deletedRegion"]["endColumn"], 13);
    assert_eq!(replacement["insertedContent"]["text"], "5001");
}
