//! What holds of all forms: how much people get, and what nobody gets.

use super::testing::{LOOK, ODD, PERSON, amount, file, print};
use super::{Finding, Format, Printing, locate};
use crate::source::{Sources, Span};

#[test]
fn people_get_a_hundred_of_a_check_and_the_count_of_the_others() {
    let mut sources = Sources::new();
    let file = file(&mut sources);
    let findings: Vec<Finding> = (0..5000)
        .map(|nth| Finding::new(&ODD, amount(&sources, file, 0), format!("the {nth}th")))
        .chain([Finding::new(&LOOK, amount(&sources, file, 1), "look")])
        .collect();
    let text = print(&sources, findings.clone(), Format::Concise);
    assert_eq!(text.lines().count(), 102);
    let last = "note: 4 900 more of odd-amount in data/a, b:c%/Ærø <1>.csv";
    assert_eq!(text.lines().last(), Some(last));
    assert!(text.contains("warning[look-here]: look\n"));
    let full = print(&sources, findings.clone(), Format::Full);
    assert_eq!(full.matches("error[odd-amount]").count(), 100);
    assert!(full.ends_with(&format!("\n\n{last}\n")));
    let lines = print(&sources, findings.clone(), Format::Jsonl);
    assert_eq!(lines.lines().count(), 5001);
    let printing = Printing {
        format: Format::Concise,
        all: true,
        ..Printing::default()
    };
    let all = printing.print(&locate(&sources, findings));
    assert_eq!(all.lines().count(), 5001);
}

#[test]
fn people_get_their_lines_with_the_first_thousand() {
    let mut sources = Sources::new();
    let path = |nth| format!("data/{nth:02}.csv");
    let files: Vec<_> = (0..11)
        .map(|nth| sources.add(path(nth), "id,amount\nA,5000\n".into()))
        .collect();
    let finding = |file, nth| Finding::new(&ODD, Span::new(file, 12, 16), format!("the {nth}th"));
    let findings = files
        .iter()
        .flat_map(|file| (0..100).map(|nth| finding(*file, nth)));
    let located = locate(&sources, findings.collect::<Vec<_>>());
    let printed = |all, count: usize| {
        let printing = Printing {
            format: Format::Full,
            width: 80,
            all,
            ..Printing::default()
        };
        printing.print(&located[..count])
    };
    let excerpts = |text: &str| text.matches(" --> ").count();
    let brief = |text: &str| text.matches(": error[odd-amount]: the ").count();
    let text = printed(false, 1100);
    assert_eq!((excerpts(&text), brief(&text)), (1000, 100));
    let note = "note: the last 100 are a line each: grants check --all says more\n";
    assert!(text.ends_with(note), "{text}");
    let all = printed(true, 1100);
    assert_eq!((excerpts(&all), brief(&all)), (1100, 0));
    let thousand = printed(false, 1000);
    assert_eq!((excerpts(&thousand), brief(&thousand)), (1000, 0));
    assert!(text.starts_with(&format!("{thousand}\n")), "a line is free");
    assert!(all.starts_with(&thousand));
}

const EVERY: [Format; 9] = [
    Format::Full,
    Format::Concise,
    Format::Json,
    Format::Jsonl,
    Format::Github,
    Format::Gitlab,
    Format::Sarif,
    Format::Junit,
    Format::Rdjsonl,
];

#[test]
fn no_format_shows_a_secret_again_whichever_check_speaks() {
    let mut sources = Sources::new();
    let text = "id,note\nA,010160-5001 å 5000\n";
    let file = sources.add("data/a.csv".into(), text.into());
    let secret = Span::new(file, 10, 21);
    let findings = vec![
        Finding::new(&PERSON, secret, "a person"),
        Finding::new(&ODD, amount(&sources, file, 0), "`010160-5001` is odd")
            .label("0101605001")
            .because(secret, "write 101605001")
            .note("10 1605001")
            .help("or 101 605 001"),
    ];
    for format in EVERY {
        let text = print(&sources, findings.clone(), format);
        let digits: String = text
            .chars()
            .filter(|character| !matches!(character, ' ' | '-'))
            .collect();
        assert!(!digits.contains("101605001"), "{format:?}: {text}");
    }
    let full = print(&sources, findings, Format::Full);
    assert!(full.contains("\n2 | A,******-**** å 5000\n"), "{full}");
}
