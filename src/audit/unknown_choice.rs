//! A rule names a word that its field does not offer.

use crate::diagnostic::{Code, Finding, Findings, nearest, one_of};
use crate::model::{Constant, Field, FieldKind, FieldRef, Scheme, TestKind, Value};

use super::case::Case;
use super::checks::Check;

const CODE: Code = Code::error("unknown-choice", include_str!("unknown_choice.md"));

pub(super) const CHECK: Check = Check::of_rules(&CODE, find);

/// Of more choices a help line names only the nearest.
const MOST_LISTED: usize = 25;

fn find(case: &Case<'_>, found: &mut Findings) {
    let scheme = case.scheme;
    for (field, test) in tests(scheme) {
        let FieldRef::Declared(nth) = field else {
            continue;
        };
        let field = &scheme.fields[nth];
        if field.kind == FieldKind::Choice {
            let unknown = asked(test).iter().filter_map(|asked| unknown(asked, field));
            unknown.for_each(|finding| found.add(finding));
        }
    }
}

/// Every test of the scheme with the field that it looks at: of requirements, of
/// their conditions, and of set-asides.
fn tests(scheme: &Scheme) -> impl Iterator<Item = (FieldRef, &TestKind)> {
    let requirements = scheme.requirements.iter();
    let own = requirements.clone().flat_map(|requirement| {
        let tests = requirement.tests.iter();
        tests.map(|test| (requirement.field, test))
    });
    let when = requirements.filter_map(|requirement| requirement.when.as_ref());
    let set_asides = scheme.allocation.iter().flat_map(|rules| &rules.set_asides);
    let conditions = when.chain(set_asides.map(|set_aside| &set_aside.condition));
    own.chain(conditions.map(|condition| (condition.field, &condition.test)))
}

/// The values that a test asks for. A form often leaves out what the call rules out.
fn asked(test: &TestKind) -> &[Constant] {
    match test {
        TestKind::Equals(asked) => std::slice::from_ref(asked),
        TestKind::OneOf(asked) => asked,
        _ => &[],
    }
}

fn unknown(asked: &Constant, field: &Field) -> Option<Finding> {
    let Value::Text(word) = &asked.value else {
        return None;
    };
    let choices = field.choices.iter().map(String::as_str);
    if choices.clone().any(|choice| choice == word) {
        return None;
    }
    let help = match nearest(word, choices.clone()) {
        Some(near) if choices.len() <= MOST_LISTED => {
            let all = field.choices.join(", ");
            format!("did you mean `{near}`? it is one of: {all}")
        }
        _ => one_of(word, choices),
    };
    let message = format!("`{word}` is none of the choices of {}", field.name);
    Some(
        Finding::new(&CODE, asked.span, message)
            .label("no application can say so")
            .because(field.span, "its choices are declared here")
            .help(help),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::testing::findings;
    use crate::eligibility::testing::{requirement, standard, text};
    use crate::model::testing::{scheme, span};
    use crate::model::{Allocation, Book, Condition, Method, SetAside, StandardField, Unfilled};

    const REGION: FieldRef = FieldRef::Declared(0);

    fn with_regions(choices: &[&str]) -> Scheme {
        let mut scheme = scheme("digital");
        scheme.fields = vec![Field {
            name: "region".to_owned(),
            kind: FieldKind::Choice,
            choices: choices.iter().map(|&choice| choice.to_owned()).collect(),
            required: false,
            label: None,
            personal: false,
            span: span(),
        }];
        scheme
    }

    /// The words of which something is said, with what would help.
    fn unknown(scheme: &Scheme) -> Vec<(String, String)> {
        let findings = findings(&Book::empty(scheme)).into_iter();
        let findings = findings.filter(|finding| finding.code == &CODE);
        let said = findings.map(|finding| {
            let word = finding.message.split('`').nth(1).unwrap_or_default();
            (
                word.to_owned(),
                finding.help.unwrap_or_default().into_owned(),
            )
        });
        said.collect()
    }

    #[test]
    fn every_word_that_a_rule_asks_for_is_looked_at() {
        let mut scheme = with_regions(&["north", "south"]);
        let tests = vec![
            TestKind::Equals(text("est")),
            TestKind::OneOf(["north", "North", "a"].map(text).into()),
            TestKind::NotOneOf(vec![text("b")]),
            TestKind::Present(true),
        ];
        let place = standard(StandardField::Place);
        let condition = |field, word| Condition {
            field,
            test: TestKind::Equals(text(word)),
        };
        let mut floor = requirement("floor", place, vec![TestKind::Equals(text("c"))]);
        floor.when = Some(condition(REGION, "d"));
        scheme.requirements = vec![requirement("region", REGION, tests), floor];
        let set_aside = |field, word| SetAside {
            name: None,
            condition: condition(field, word),
            at_least: None,
            at_most: None,
            unfilled: Unfilled::default(),
            span: span(),
        };
        scheme.allocation = Some(Allocation {
            set_asides: vec![set_aside(place, "e"), set_aside(REGION, "f")],
            ..Allocation::new(Method::Ranked, span())
        });
        let words: Vec<String> = unknown(&scheme).into_iter().map(|(word, _)| word).collect();
        assert_eq!(words, ["est", "North", "a", "d", "f"]);
    }

    #[test]
    fn the_nearest_is_named_and_the_others_where_they_are_few() {
        let help = |choices: &[&str], word| {
            let mut scheme = with_regions(choices);
            let test = TestKind::Equals(text(word));
            scheme.requirements = vec![requirement("region", REGION, vec![test])];
            let [(_, help)] = unknown(&scheme).try_into().expect("one finding");
            help
        };
        let two = ["north", "south"];
        let near = "did you mean `south`? it is one of: north, south";
        assert_eq!(help(&two, "souht"), near);
        assert_eq!(help(&two, "x"), "it is one of: north, south");
        let names: Vec<String> = (0..30).map(|nth| format!("region {nth}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        assert_eq!(help(&names, "regio 29"), "did you mean `region 29`?");
        assert_eq!(help(&names, "x"), "it is one of 30 others");
    }
}
