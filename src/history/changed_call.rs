//! A rule of a call changed after the call had opened.

use chrono::NaiveDate;

use crate::diagnostic::{Finding, Findings};
use crate::model::{Amendment, Clause, Rule, Scheme};
use crate::source::Place;

use super::codes::CHANGED_CALL;

/// A scheme as one version of its file has it.
#[derive(Debug)]
pub struct Version<'a> {
    /// What was understood.
    pub scheme: &'a Scheme,
    /// The rules, in the words of the file.
    pub rules: Vec<Rule>,
}

/// Keys that explain a rule and decide nothing.
const WORDS: [&str; 3] = ["cite", "message", "name"];

/// Finds every rule that changed although the call had opened, unless an
/// amendment came with the change that names it. `has_applications` is of the
/// revision.
pub fn changed_call(
    before: &Version<'_>,
    after: &Version<'_>,
    has_applications: bool,
    today: NaiveDate,
    found: &mut Findings,
) {
    let Some(why) = opened(before.scheme, has_applications, today) else {
        return;
    };
    let comparison = Comparison {
        after,
        why,
        amendments: fresh(before.scheme, after.scheme),
    };
    for rule in &before.rules {
        match after.rules.iter().find(|other| other.name == rule.name) {
            Some(now) => comparison.clauses(rule, now, found),
            None => comparison.removed_rule(rule, found),
        }
    }
    for rule in &after.rules {
        if before.rules.iter().all(|other| other.name != rule.name) {
            comparison.added_rule(rule, found);
        }
    }
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
    why: String,
    amendments: Vec<&'a Amendment>,
}

impl Comparison<'_> {
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
