//! A rule of a call changed after the call had opened.

use chrono::NaiveDate;

use crate::diagnostic::{Finding, Findings};
use crate::model::{Amendment, Clause, Rule, Scheme};
use crate::source::Place;

use super::codes::CHANGED_CALL;
use super::unread_revision::unread_revision;

/// A scheme as one version of its file has it.
#[derive(Debug)]
pub struct Version<'a> {
    /// What was understood.
    pub scheme: &'a Scheme,
    /// The rules, in the words of the file.
    pub rules: Vec<Rule>,
    /// What of the file could not be understood, where that may concern any rule.
    pub trouble: Option<String>,
}

/// Keys that explain a rule and decide nothing.
const WORDS: [&str; 3] = ["cite", "message", "name"];

/// Finds every rule that changed although the call had opened, unless an
/// amendment came with the change that names it. `has_applications` is of the
/// revision. Of what the revision has in a way that nobody understands, that is
/// said instead.
pub fn changed_call(
    before: &Version<'_>,
    after: &Version<'_>,
    revision: &str,
    has_applications: bool,
    today: NaiveDate,
    found: &mut Findings,
) {
    let why = opened(before.scheme, has_applications, today);
    let may_be_open = before.trouble.is_some() && after.scheme.call.is_some();
    if why.is_none() && !may_be_open {
        return;
    }
    let comparison = Comparison {
        after,
        revision,
        why: why.unwrap_or_default(),
        amendments: fresh(before.scheme, after.scheme),
    };
    let mut changes = Findings::new();
    comparison.rules(before, &mut changes);
    let file = Place::File(after.scheme.file);
    comparison.unless_in_doubt(&before.trouble, "this file", file, changes, found);
}

/// Why a call counts as open, if it does. Where no opening is known, a call
/// whose closing is announced is out, and so is one that somebody answered.
fn opened(scheme: &Scheme, has_applications: bool, today: NaiveDate) -> Option<String> {
    let call = scheme.call.as_ref()?;
    match (&call.opens, &call.closes) {
        (Some((opens, _)), _) if opens.day() <= today => {
            Some(format!("the call opened on {opens}"))
        }
        (Some(_), _) => None,
        (None, Some((closes, _))) => Some(format!("the call is out, with its closing on {closes}")),
        (None, None) => has_applications.then(|| "the call has applications already".to_owned()),
    }
}

/// The amendments that came with the change: an older one was for another.
fn fresh<'a>(before: &Scheme, after: &'a Scheme) -> Vec<&'a Amendment> {
    let said = |amendment: &Amendment| {
        (
            amendment.date,
            amendment.what.clone(),
            amendment.why.clone(),
        )
    };
    let known: Vec<_> = before.amendments.iter().map(said).collect();
    let amendments = after.amendments.iter();
    amendments
        .filter(|amendment| !known.contains(&said(amendment)))
        .collect()
}

struct Comparison<'a> {
    after: &'a Version<'a>,
    revision: &'a str,
    why: String,
    amendments: Vec<&'a Amendment>,
}

impl Comparison<'_> {
    fn rules(&self, before: &Version<'_>, found: &mut Findings) {
        let rules = &self.after.rules;
        for rule in &before.rules {
            let mut changes = Findings::new();
            let now = rules.iter().find(|other| other.name == rule.name);
            match now {
                Some(now) => self.clauses(rule, now, &mut changes),
                None => self.removed_rule(rule, &mut changes),
            }
            let place = now.map_or(Place::File(self.after.scheme.file), |now| now.span.into());
            let name = format!("[{}]", rule.name);
            self.unless_in_doubt(&rule.trouble, &name, place, changes, found);
        }
        for rule in rules {
            if before.rules.iter().all(|other| other.name != rule.name) {
                self.added_rule(rule, found);
            }
        }
    }

    /// Tells of changes; of one whose beginning was not understood, that it may
    /// be none.
    fn unless_in_doubt(
        &self,
        trouble: &Option<String>,
        what: &str,
        place: Place,
        changes: Findings,
        found: &mut Findings,
    ) {
        match trouble {
            None => found.extend(changes),
            Some(_) if changes.is_empty() => {}
            Some(why) => found.add(unread_revision(what, place, self.revision, why)),
        }
    }

    fn clauses(&self, before: &Rule, after: &Rule, found: &mut Findings) {
        let name = &before.name;
        for clause in clauses(before) {
            let is_changed = |now: &&Clause| now.value != clause.value;
            let was = format!("it said: {} = {}", clause.key, clause.value);
            match clauses(after).find(|now| now.key == clause.key) {
                Some(now) if is_changed(&now) => self.add(
                    name,
                    &clause.key,
                    now.span.into(),
                    format!("`{}` of [{name}] was changed", clause.key),
                    Some((format!("was {}", clause.value), was)),
                    found,
                ),
                Some(_) => {}
                None => self.add(
                    name,
                    &clause.key,
                    after.span.into(),
                    format!("`{}` of [{name}] was removed", clause.key),
                    Some((format!("lacks {}", clause.key), was)),
                    found,
                ),
            }
        }
        for clause in clauses(after) {
            let is_new = clauses(before).all(|was| was.key != clause.key);
            // The seed of a draw may come late; once there, it stands.
            if is_new && !(name == "allocation" && clause.key == "seed") {
                let message = format!("`{}` of [{name}] was added", clause.key);
                self.add(name, &clause.key, clause.span.into(), message, None, found);
            }
        }
    }

    fn removed_rule(&self, rule: &Rule, found: &mut Findings) {
        let said: Vec<String> = clauses(rule)
            .map(|clause| format!("{} = {}", clause.key, clause.value))
            .collect();
        let message = format!("[{}] was removed", rule.name);
        let was = (String::new(), format!("it said: {}", said.join(", ")));
        let file = Place::File(self.after.scheme.file);
        self.add(&rule.name, "", file, message, Some(was), found);
    }

    fn added_rule(&self, rule: &Rule, found: &mut Findings) {
        let message = format!("[{}] was added", rule.name);
        self.add(&rule.name, "", rule.span.into(), message, None, found);
    }

    fn add(
        &self,
        rule: &str,
        key: &str,
        place: Place,
        message: String,
        was: Option<(String, String)>,
        found: &mut Findings,
    ) {
        let clause = format!("{rule}.{key}");
        if self
            .amendments
            .iter()
            .any(|amendment| amendment.what == rule || amendment.what == clause)
        {
            return;
        }
        let message = format!("{message} after the call had opened");
        let mut finding = Finding::new(&CHANGED_CALL, place, message).help(format!(
            "undo the change, or make it known and add it to the file: [[amendment]] date = …, what = \"{rule}\", why = \"…\""
        ));
        if let Some((label, note)) = was {
            finding = finding.label(label).note(note);
        }
        found.add(finding.note(self.why.clone()));
    }
}

fn clauses(rule: &Rule) -> impl Iterator<Item = &Clause> {
    let clauses = rule.clauses.iter();
    clauses.filter(|clause| !WORDS.contains(&clause.key.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::day;
    use crate::reading::{Folder, rules};

    fn folder(text: &str) -> Folder {
        let head = "name = \"x\"\ncurrency = \"NOK\"\ntimezone = \"Europe/Oslo\"\n";
        let file = ("schemes/x.toml".to_owned(), format!("{head}{text}").into());
        let mut found = Findings::new();
        let folder = Folder::of_files([file], &mut found);
        assert!(!found.any_error(), "{:?}", found.as_slice());
        folder
    }

    /// The messages about a scheme of which the revision has applications, as
    /// it is on 1 May 2024.
    fn found(before: &str, after: &str) -> Vec<String> {
        let (before, after) = (folder(before), folder(after));
        let version = |folder: &'_ Folder| {
            let scheme = folder.scheme("x").unwrap().clone();
            let rules = rules(folder.sources().get(scheme.file));
            (scheme, rules)
        };
        let ((old, old_rules), (new, new_rules)) = (version(&before), version(&after));
        let before = Version {
            scheme: &old,
            rules: old_rules,
            trouble: None,
        };
        let after = Version {
            scheme: &new,
            rules: new_rules,
            trouble: None,
        };
        let mut found = Findings::new();
        changed_call(&before, &after, "main", true, day("2024-05-01"), &mut found);
        let found = found.into_iter();
        found.map(|finding| finding.message.into_owned()).collect()
    }

    const FLOOR: &str = "[requirement.floor]\nfield = \"requested\"\nmin = 100\n";

    #[test]
    fn a_call_may_change_until_it_opens() {
        let later = format!("[call]\nopens = 2024-05-02\ncloses = 2024-06-14\n{FLOOR}");
        assert!(found(&later, &later.replace("100", "200")).is_empty());
        assert!(
            found(FLOOR, &FLOOR.replace("100", "200")).is_empty(),
            "a programme"
        );
        let one = ["`min` of [requirement.floor] was changed after the call had opened"];
        for call in ["opens = 2024-05-01", "closes = 2024-04-01", ""] {
            let open = format!("[call]\n{call}\n{FLOOR}");
            assert_eq!(found(&open, &open.replace("100", "200")), one, "{call}");
        }
    }

    #[test]
    fn what_decides_nothing_may_change() {
        let open = format!("[call]\n{FLOOR}cite = \"at least 100\"\n");
        let other = "[call]\n[requirement.floor]\nmin=1_00 # kroner\nfield = 'requested'\n";
        assert!(found(&open, other).is_empty());
        assert_eq!(found(&open, "[call]\n").len(), 1);
        assert_eq!(found("[call]\n", &open).len(), 1);
    }

    #[test]
    fn an_amendment_answers_for_one_change() {
        let open = format!("[call]\n{FLOOR}[deadline]\naccept = 2024-09-01\npay = 2024-10-01\n");
        let moved = open
            .replace("2024-09", "2024-08")
            .replace("2024-10", "2024-11");
        let amendment = |what: &str| {
            format!("[[amendment]]\ndate = 2024-05-01\nwhat = \"{what}\"\nwhy = \"told\"\n")
        };
        assert_eq!(found(&open, &moved).len(), 2);
        let with = |what| format!("{moved}{}", amendment(what));
        assert_eq!(found(&open, &with("deadline")).len(), 0);
        assert_eq!(found(&open, &with("deadline.pay")).len(), 1);
        assert_eq!(found(&open, &with("requirement.floor")).len(), 2);
        let old = format!("{open}{}", amendment("deadline"));
        assert_eq!(
            found(&old, &with("deadline")).len(),
            2,
            "it was for another change"
        );
    }
}
