//! Findings for people: the user's own lines with carets, in rustc's manner.
//!
//! The crate annotate-snippets draws; what it is given is small and safe: only
//! the lines that are needed, each cut to the width (`window`), and no
//! character that a terminal would obey.

use annotate_snippets::{Group, Level, Origin, Padding, Renderer};

use super::snippet::{Scene, scenes};
use super::{Located, LocatedPlace, Severity};
use crate::source::visible;

/// The crate would cut lines too, but drops the head of a row.
const UNCUT: usize = 1 << 30;

pub(super) fn render(findings: &[&Located<'_>], color: bool, width: usize) -> String {
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.term_width(UNCUT);
    let mut out = String::new();
    for finding in findings {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&renderer.render(&[report(finding, width)]));
        out.push('\n');
    }
    out
}

fn report<'f>(finding: &'f Located<'_>, width: usize) -> Group<'f> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level
        .primary_title(visible(&finding.message))
        .id(finding.code.name);
    let mut group = Group::with_title(title);
    let (scenes, digits) = scenes(finding);
    let mut below_lines = false;
    for scene in scenes {
        match scene {
            Scene::File(path) => {
                if below_lines {
                    group = group.element(Padding);
                }
                group = group.element(Origin::path(path));
                below_lines = false;
            }
            Scene::Lines(lines) => {
                group = group.element(lines.snippet(width, digits));
                below_lines = true;
            }
        }
    }
    for note in about_files(finding) {
        group = group.element(Level::NOTE.message(note));
    }
    for note in &finding.notes {
        group = group.element(Level::NOTE.message(visible_lines(note)));
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(visible_lines(help)));
    }
    group
}

/// What is said at a file as a whole, where there are no carets to say it at.
fn about_files(finding: &Located<'_>) -> impl Iterator<Item = String> {
    let named = |place: &LocatedPlace<'_>| {
        let text = format!("{}: {}", place.source.path(), place.label);
        visible(&text).into_owned()
    };
    let said = |place: &&LocatedPlace<'_>| {
        let undrawn = place.is_whole_file() || place.is_beyond_drawing();
        undrawn && !place.label.is_empty()
    };
    let primary = Some(&finding.primary).filter(said);
    primary
        .map(|place| visible(&place.label).into_owned())
        .into_iter()
        .chain(finding.because.iter().filter(said).map(named))
}

/// Notes and help may be of several lines; they stay indented under their word.
fn visible_lines(text: &str) -> String {
    text.split('\n').map(visible).collect::<Vec<_>>().join("\n")
}
