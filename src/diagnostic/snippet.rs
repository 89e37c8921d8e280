//! Which lines an excerpt shows, and where in them the marks go.

use std::borrow::Cow;
use std::ops::{Range, RangeInclusive};

use annotate_snippets::{Annotation, AnnotationKind, Snippet};
use unicode_width::UnicodeWidthStr;

use super::window::window;
use super::{Located, LocatedPlace};
use crate::source::visible;

/// Places in one file that are at most so many lines apart share a snippet.
const NEAR: usize = 20;

/// Of a place that is longer than so many lines only the first is marked.
const TALL: usize = 8;

/// Text keeps at least this many columns, however narrow the terminal.
const NARROWEST: usize = 24;

/// One of the things that an excerpt shows, from top to bottom.
pub(super) enum Scene<'f> {
    /// A file as a whole.
    File(Cow<'f, str>),
    /// Lines of a file.
    Lines(Lines<'f>),
}

/// Some lines of a file with their marks.
pub(super) struct Lines<'f> {
    marks: Vec<Mark<'f>>,
}

/// A place cut to what is shown of it.
struct Mark<'f> {
    place: &'f LocatedPlace<'f>,
    kind: AnnotationKind,
    lines: RangeInclusive<usize>,
    /// The bytes in the whole text.
    range: Range<usize>,
    label: Cow<'f, str>,
}

/// What to show of a finding, the primary place first, and how many digits the
/// longest line number has.
pub(super) fn scenes<'f>(finding: &'f Located<'_>) -> (Vec<Scene<'f>>, usize) {
    let mut scenes: Vec<Scene<'f>> = Vec::new();
    let primary = (&finding.primary, AnnotationKind::Primary);
    let because = finding
        .because
        .iter()
        .map(|place| (place, AnnotationKind::Context));
    let mut last = 0;
    for (place, kind) in std::iter::once(primary).chain(because) {
        if place.is_whole_file() {
            scenes.push(Scene::File(visible(place.source.path())));
            continue;
        }
        if place.is_beyond_drawing() {
            let (path, at) = (visible(place.source.path()), place.start());
            let spot = format!("{path}:{}:{}", at.line, at.column);
            scenes.push(Scene::File(spot.into()));
            continue;
        }
        let mark = Mark::new(place, kind);
        last = last.max(*mark.lines.end());
        let near = scenes.iter_mut().find_map(|scene| match scene {
            Scene::Lines(lines) if lines.are_near(&mark) => Some(lines),
            _ => None,
        });
        match near {
            Some(lines) => lines.marks.push(mark),
            None => scenes.push(Scene::Lines(Lines { marks: vec![mark] })),
        }
    }
    (scenes, last.to_string().len())
}

impl<'f> Mark<'f> {
    fn new(place: &'f LocatedPlace<'f>, kind: AnnotationKind) -> Self {
        let source = place.source;
        let (start, end) = place.ends();
        let first = start.line;
        let mut last = end.line.max(first);
        if last > first && end.column == 1 {
            last -= 1;
        }
        let mut label = visible(&place.label);
        if last - first >= TALL {
            let so_far = format!("(to line {last})");
            label = [&label, so_far.as_str()]
                .join(" ")
                .trim_start()
                .to_owned()
                .into();
            last = first;
        }
        let bytes = place.range();
        let start = bytes.start.max(shown(place, first).start);
        let end = bytes.end.min(source.line(last).end);
        Self {
            place,
            kind,
            lines: first..=last,
            range: start..end.max(start),
            label,
        }
    }

    /// The part of a line that is marked; `None` when no end of it is there.
    fn on(&self, line: usize, bytes: &Range<usize>) -> Option<Range<usize>> {
        let starts = line == *self.lines.start();
        let ends = line == *self.lines.end();
        let start = if starts {
            self.range.start
        } else {
            bytes.start
        };
        let end = if ends { self.range.end } else { bytes.end };
        (starts || ends).then(|| start.min(bytes.end)..end.min(bytes.end))
    }
}

impl<'f> Lines<'f> {
    fn are_near(&self, mark: &Mark<'_>) -> bool {
        let same = self.marks[0].place.source.id() == mark.place.source.id();
        same && *mark.lines.start() <= self.last() + NEAR
            && self.first() <= *mark.lines.end() + NEAR
    }

    fn first(&self) -> usize {
        let starts = self.marks.iter().map(|mark| *mark.lines.start());
        starts.min().unwrap_or(1)
    }

    fn last(&self) -> usize {
        let ends = self.marks.iter().map(|mark| *mark.lines.end());
        ends.max().unwrap_or(1)
    }

    /// The lines as the drawing crate takes them, each at most `width` wide
    /// with the line number before it.
    pub(super) fn snippet(&self, width: usize, digits: usize) -> Snippet<'f, Annotation<'f>> {
        let width = width.saturating_sub(digits + 3).max(NARROWEST);
        let mut text = String::new();
        let mut spans = vec![0..0; self.marks.len()];
        let mut last_line = 0;
        for line in self.first()..=self.last() {
            last_line = text.len();
            self.write_line(line, width, &mut text, &mut spans);
            text.push('\n');
        }
        let annotations = self.marks.iter().zip(&spans).map(|(mark, span)| {
            let label = Some(mark.label.clone()).filter(|label| !label.is_empty());
            mark.kind.span(span.clone()).label(label)
        });
        let annotations: Vec<_> = annotations.collect();
        // The width of the line numbers follows from where the last span ends.
        let is_reached = spans.iter().any(|span| span.end > last_line);
        let whole = AnnotationKind::Visible.span(last_line..text.len());
        let path = visible(self.marks[0].place.source.path());
        Snippet::source(text)
            .path(path)
            .line_start(self.first())
            .annotations(annotations)
            .annotations((!is_reached).then_some(whole))
    }

    /// Appends one line and notes where in it each mark begins or ends.
    fn write_line(&self, line: usize, width: usize, text: &mut String, spans: &mut [Range<usize>]) {
        if !self.is_drawn(line) {
            return;
        }
        let place = self.marks[0].place;
        let bytes = shown(place, line);
        let here: Vec<(usize, Range<usize>)> = self
            .marks
            .iter()
            .enumerate()
            .filter_map(|(index, mark)| Some((index, mark.on(line, &bytes)?)))
            .collect();
        let ranges: Vec<Range<usize>> = here
            .iter()
            .map(|(_, range)| range.start - bytes.start..range.end - bytes.start)
            .collect();
        let label = here
            .iter()
            .map(|&(index, _)| self.marks[index].label.width());
        let label = label.max().unwrap_or(0);
        let window = window(&place.shown(bytes), &ranges, width, label);
        for ((index, _), range) in here.iter().zip(window.marks) {
            if line == *self.marks[*index].lines.start() {
                spans[*index].start = text.len() + range.start;
            }
            spans[*index].end = text.len() + range.end;
        }
        text.push_str(&window.text);
    }

    /// Lines that are neither marked nor beside a marked one are folded away.
    fn is_drawn(&self, line: usize) -> bool {
        self.marks
            .iter()
            .any(|mark| (mark.lines.start() - 1..=mark.lines.end() + 1).contains(&line))
    }
}

/// The bytes of a line without its end and without a byte order mark.
fn shown(place: &LocatedPlace<'_>, line: usize) -> Range<usize> {
    let range = place.source.line(line);
    let text = &place.source.text()[range.clone()];
    let mark = text.len() - text.trim_start_matches('\u{feff}').len();
    let mark = if line == 1 { mark.min(3) } else { 0 };
    range.start + mark..range.end
}
