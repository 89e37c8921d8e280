//! What can be recorded instead of what was refused.

use crate::ledger::{Step, steps};
use crate::model::ApplicationIndex;
use crate::view::Situation;

/// A line for each command that can follow; the first begins with `next: `.
pub(super) fn lines(situation: &Situation<'_>, index: ApplicationIndex) -> Vec<String> {
    let scheme = situation.book.scheme;
    let id = format!("{}/{}", scheme.id, situation.book.application(index).id);
    let state = situation.state(index);
    let steps = steps(scheme, situation.account(index), state);
    if steps.is_empty() {
        return vec![format!("next: nothing: {id} is {state}")];
    }
    let lead = std::iter::once("next: ").chain(std::iter::repeat("      "));
    let commands = steps
        .into_iter()
        .map(|step| command(step, scheme.id.as_str(), &id));
    let lines = lead.zip(commands);
    lines
        .map(|(lead, command)| format!("{lead}{command}"))
        .collect()
}

fn command(step: Step, scheme: &str, id: &str) -> String {
    let word = step.command();
    match step {
        Step::Award => format!("grants award {scheme}"),
        Step::Reject | Step::Release => format!("grants {word} {id} --reason CODE"),
        Step::Repay => format!("grants {word} {id} AMOUNT"),
        _ => format!("grants {word} {id}"),
    }
}
