//! What a session tells people: what was found, and how far it has come.

use crate::diagnostic::{Finding, Findings, Format, Located, Severity, grouped, locate, render};
use crate::model::counted;
use crate::source::Sources;

use super::output;
use super::progress::Progress;
use super::session::Session;

impl Session {
    /// Whether another file than the folder's has errors; says so, with all of them.
    pub(super) fn says_errors(&self, sources: &Sources, found: Findings) -> bool {
        self.show_errors(sources, found.into_iter().collect())
    }

    /// Says these findings, if an error is among them; whether one is.
    pub(super) fn show_errors(&self, sources: &Sources, found: Vec<Finding>) -> bool {
        let wrong = found
            .iter()
            .any(|finding| finding.severity == Severity::Error);
        if wrong {
            let located = locate(sources, found);
            output::say(
                render(
                    &located,
                    Format::Full,
                    self.color_of_talk(),
                    output::width(),
                )
                .trim_end(),
            );
        }
        wrong
    }

    /// Findings with their places, sorted.
    pub(super) fn locate(&self, findings: impl IntoIterator<Item = Finding>) -> Vec<Located<'_>> {
        locate(self.folder.sources(), findings)
    }

    /// Whether standard output is to be coloured.
    pub(super) fn color(&self) -> bool {
        output::colored(self.color, &std::io::stdout())
    }

    /// Whether standard error is to be coloured.
    pub(super) fn color_of_talk(&self) -> bool {
        output::colored(self.color, &std::io::stderr())
    }

    /// How far a walk over so many things has come, for people.
    pub(super) fn progress(&self, count: usize, what: &'static str) -> Progress {
        Progress::of(count, what, self.quiet)
    }

    /// Says a line to people, unless they asked for quiet.
    pub(super) fn say(&self, line: &str) {
        if !self.quiet {
            output::say(line);
        }
    }

    /// Says how many findings of each severity there are.
    pub(super) fn say_counts(&self, located: &[Located<'_>]) {
        let words = ["error", "warning", "note"];
        let mut counts = [0_usize; 3];
        for finding in located {
            counts[finding.severity as usize] += 1;
        }
        let counts = std::iter::zip(counts, words).filter(|(count, _)| *count > 0);
        let counts: Vec<String> = counts
            .map(|(count, word)| counted(grouped(count), word))
            .collect();
        if !counts.is_empty() {
            self.say(&format!("grants: {}", counts.join(", ")));
        }
    }
}
