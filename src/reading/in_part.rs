//! A scheme file in which something was not understood: what of it was, and which
//! of its rules are in doubt.

use std::collections::BTreeMap;

use crate::diagnostic::{Finding, Findings, Severity};
use crate::model::{Rule, Scheme, SchemeId};
use crate::source::{Place, Source, Span};

use super::amendments::{RULES, is_of_many, rules};
use super::document::{Keys, parse};
use super::item::Item;
use super::schemes;

/// A scheme file as far as it was understood.
#[derive(Debug)]
pub struct InPart {
    /// What was understood; the rest is as if it were left out.
    pub scheme: Scheme,
    /// The rules in the words of the file. One of which something was not
    /// understood has a `trouble`.
    pub rules: Vec<Rule>,
    /// What was not understood and may concern any of the rules.
    pub trouble: Option<String>,
}

/// Reads a scheme file of which it is known that it was not understood.
///
/// # Errors
/// When it is not TOML; says where.
pub fn in_part(id: &SchemeId, source: &Source) -> Result<InPart, String> {
    let mut found = Findings::new();
    let scheme = schemes::in_part(id.clone(), source, &mut found);
    let errors = found.into_iter();
    let mut errors = errors.filter(|finding| finding.severity == Severity::Error);
    let Some(scheme) = scheme else {
        let first = errors.next().expect("what is no TOML has an error");
        return Err(said(&first, source));
    };
    let mut in_part = InPart {
        scheme,
        rules: rules(source),
        trouble: None,
    };
    let parts = parts(source);
    for error in errors {
        let said = said(&error, source);
        let trouble = match part(&error, &parts) {
            Part::NoRule => continue,
            Part::Rule(name) if name != "call" => {
                let mut rules = in_part.rules.iter_mut();
                let rule = rules.find(|rule| rule.name == *name);
                rule.map_or(&mut in_part.trouble, |rule| &mut rule.trouble)
            }
            Part::Rule(_) | Part::AnyRule => &mut in_part.trouble,
        };
        trouble.get_or_insert(said);
    }
    Ok(in_part)
}

/// `schemes/round.toml:12: there is no key …`
fn said(error: &Finding, source: &Source) -> String {
    let (path, message) = (source.path(), &error.message);
    match error.place {
        Place::Span(span) => {
            let line = source.position(span.range().start).line;
            format!("{path}:{line}: {message}")
        }
        _ => format!("{path}: {message}"),
    }
}

/// What a part of a scheme file lays down.
#[derive(Clone)]
enum Part {
    /// Something that no rule is, such as the budget.
    NoRule,
    /// The rule of this name.
    Rule(String),
    /// Nobody knows: a table that is not known, or no table where one should be.
    AnyRule,
}

fn part<'p>(error: &Finding, parts: &'p BTreeMap<usize, Part>) -> &'p Part {
    // What is missing from the file has no place in it.
    let Place::Span(span) = error.place else {
        return &Part::NoRule;
    };
    let before = parts.range(..=span.range().start).next_back();
    match before {
        Some((_, part)) if !span.range().is_empty() => part,
        _ => &Part::NoRule,
    }
}

/// What each key and each value of a scheme file is part of, by its first byte.
fn parts(source: &Source) -> BTreeMap<usize, Part> {
    let mut parts = BTreeMap::new();
    let Some(document) = parse(source, &mut Findings::new()) else {
        return parts;
    };
    let begin = |span: Span| span.range().start;
    for (name, span, item) in Keys::root(source.id(), &document).entries() {
        let known = match name {
            _ if is_of_many(name) => Part::AnyRule,
            _ if RULES.contains(&name) => Part::Rule(name.to_owned()),
            _ => Part::NoRule,
        };
        mark(item, &known, &mut parts);
        if item.holds_tables() {
            // Only where nobody knows the table itself is something wrong here.
            parts.insert(begin(span), Part::AnyRule);
        }
        if is_of_many(name) {
            for (id, span, item) in item.as_keys().iter().flat_map(Keys::entries) {
                let rule = Part::Rule(format!("{name}.{id}"));
                mark(item, &rule, &mut parts);
                parts.insert(begin(span), rule);
            }
        }
    }
    parts
}

/// All that an item holds is part of the same.
fn mark(item: Item<'_>, part: &Part, parts: &mut BTreeMap<usize, Part>) {
    parts.insert(item.span().range().start, part.clone());
    for (_, span, item) in item.as_keys().iter().flat_map(Keys::entries) {
        parts.insert(span.range().start, part.clone());
        mark(item, part, parts);
    }
    let items = item.list(&mut Findings::new());
    for item in items.unwrap_or_default() {
        mark(item, part, parts);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::source::Sources;

    proptest! {
        /// Whatever is broken in a scheme with every key, something is in doubt or
        /// all the rules are read.
        #[test]
        fn no_rule_is_lost_in_silence(at: prop::sample::Index, stray in "[a-z=\\[\\]\"{}. \n]{0,4}") {
            let text = include_str!("schema/every_key.toml");
            let whole = read(text).expect("TOML").rules.len();
            let line = at.index(text.lines().count());
            let lines = text.lines().enumerate();
            let broken = lines.map(|(nth, text)| if nth == line { stray.as_str() } else { text });
            let broken: String = broken.map(|line| format!("{line}\n")).collect();
            if let Ok(in_part) = read(&broken) && in_part.trouble.is_none() {
                let header = text.lines().nth(line).is_some_and(|line| line.starts_with('['));
                prop_assert!(header || in_part.rules.len() == whole, "{}", broken);
            }
        }
    }

    const HEAD: &str = "name = \"A\"\ncurrency = \"NOK\"\n";

    fn read(text: &str) -> Result<InPart, String> {
        let mut sources = Sources::new();
        let file = sources.add("a.toml".to_owned(), text.to_owned());
        in_part(&SchemeId::new("a").expect("an id"), sources.get(file))
    }

    /// What is in doubt: the rules by name, and the lines that say why.
    fn in_doubt(text: &str) -> Vec<(String, String)> {
        let in_part = read(&format!("{HEAD}{text}")).expect("TOML");
        let of_all = in_part.trouble.map(|why| ("all".to_owned(), why));
        let rules = in_part.rules.into_iter();
        let rules = rules.filter_map(|rule| Some((rule.name, rule.trouble?)));
        let all = of_all.into_iter().chain(rules);
        all.map(|(name, why)| (name, why.split(": ").next().unwrap_or_default().to_owned()))
            .collect()
    }

    fn one(name: &str, line: usize) -> Vec<(String, String)> {
        vec![(name.to_owned(), format!("a.toml:{line}"))]
    }

    #[test]
    fn a_mistake_is_laid_to_the_rule_in_which_it_stands() {
        let rules = "[requirement.a]\nfield = \"place\"\npresent = true\n\
                     [requirement.b]\nfield = \"requested\"\nmin = 1\n\
                     [allocation]\nmethod = \"ranked\"\n\
                     [deadline]\npay = 2024-06-14\n\
                     [[allocation.set_aside]]\nwhere = { field = \"place\", equals = \"Voss\" }\nat_least = 1\n";
        assert_eq!(in_doubt(rules), []);
        let with = |old: &str, new: &str| in_doubt(&rules.replacen(old, new, 1));
        assert_eq!(with("present = true", ""), one("requirement.a", 3));
        assert_eq!(with("present", "presnt"), one("requirement.a", 5));
        assert_eq!(with("min = 1", "min = 1.5"), one("requirement.b", 8));
        assert_eq!(with("\"ranked\"", "\"rank\""), one("allocation", 10));
        assert_eq!(with("2024-06-14", "\"soon\""), one("deadline", 12));
        assert_eq!(with("\"Voss\"", "5"), one("allocation", 14));
        assert_eq!(with("at_least", "atleast"), one("allocation", 15));
        assert_eq!(with("[deadline]", "[dedline]"), one("all", 11));
        assert_eq!(with("[requirement.b]", "[requirment.b]"), one("all", 6));
    }

    #[test]
    fn a_mistake_elsewhere_leaves_the_rules_alone() {
        let field = "[field.region]\ntype = \"choice\"\nchoices = []\n[call]\n";
        assert_eq!(in_doubt(field), []);
        assert_eq!(in_doubt("langage = \"nb\"\n[call]\n"), []);
        assert!(read("[call]\n").expect("TOML").trouble.is_none());
    }

    #[test]
    fn what_may_concern_any_rule_is_of_all() {
        assert_eq!(in_doubt("[call]\ncloses = \"soon\"\n"), one("all", 4));
        assert_eq!(in_doubt("requirement = 5\n"), one("all", 3));
        assert_eq!(in_doubt("requirement.a = 5\n"), one("all", 3));
        assert_eq!(in_doubt("call = true\n"), one("all", 3));
        let no_toml = read("name = A\n").expect_err("no TOML");
        assert!(
            no_toml.starts_with("a.toml:1: this is not TOML"),
            "{no_toml}"
        );
    }
}
