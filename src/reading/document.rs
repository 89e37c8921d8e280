//! A TOML document as a tree of spots: every key is asked for by name, and
//! what nobody asked for is unknown.
//!
//! Built on the parsed tree and not on serde, because a typed reader stops at
//! the first wrong shape, and all of them are to be said in one run.

use std::cell::RefCell;
use std::ops::Range;

use toml::Spanned;
use toml::de::DeTable;

use crate::diagnostic::{Finding, Findings, nearest, one_of};
use crate::source::{FileId, Source, Span};

use super::codes;
use super::item::Item;
use super::meant;

/// One table of the document: remembers which keys it was asked for, and what
/// is to be said of those that are missing.
pub(super) struct Keys<'d> {
    pub(super) file: FileId,
    table: &'d DeTable<'d>,
    span: Range<usize>,
    asked: RefCell<Vec<&'static str>>,
    missing: RefCell<Vec<(Vec<&'static str>, Finding)>>,
}

/// Parses a file; every syntax error is a finding, and then there is no document.
pub(super) fn parse<'d>(source: &'d Source, found: &mut Findings) -> Option<Spanned<DeTable<'d>>> {
    let text = source.text();
    let mark = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        return Some(table);
    }
    let mut spots: Vec<(Range<usize>, String)> = errors
        .iter()
        .map(|error| {
            let span = error.span().unwrap_or(mark..mark);
            (span, error.message().to_owned())
        })
        .collect();
    spots.sort_by_key(|(span, _)| (span.start, span.end));
    // One broken line makes the parser stumble several times; the first says why.
    let mut last_line = 0;
    for (span, message) in spots {
        let start = boundary(text, span.start);
        let line = source.position(start).line;
        if line <= last_line {
            continue;
        }
        last_line = line;
        let line = source.line(line);
        let end = boundary(text, span.end).max(start);
        let end = end.min(line.end.max(start));
        if message != "duplicate key"
            && let Some(value) = value(text, line.clone(), start)
            && let Some((what, help)) = meant::instead(&text[value.clone()])
        {
            let span = Span::new(source.id(), value.start, value.end);
            let finding = Finding::new(
                &codes::TOML_SYNTAX,
                span,
                format!("this is not TOML: {what}"),
            );
            found.add(finding.help(help));
            continue;
        }
        found.add(syntax(
            &text[start..end],
            Span::new(source.id(), start, end),
            &message,
        ));
    }
    None
}

/// The whole value, in a line, that a place is in or begins: one behind a `=`, and
/// not in a list or an inline table, where it would be a guess.
fn value(text: &str, line: Range<usize>, at: usize) -> Option<Range<usize>> {
    let words = &text[line.clone()];
    let (key, value) = words.split_once('=')?;
    let is_key = |letter: char| letter.is_alphanumeric() || "_-. \t".contains(letter);
    let value = value.split(['#', '\r', '\n']).next()?;
    let start = line.start + key.len() + 1 + (value.len() - value.trim_start().len());
    let value = value.trim();
    let is_one = key.chars().all(is_key) && !value.starts_with(['[', '{']) && !value.contains('=');
    let whole = start..start + value.len();
    (is_one && whole.start <= at && at <= whole.end).then_some(whole)
}

/// A syntax error in the parser's words, or in better ones.
fn syntax(text: &str, span: Span, message: &str) -> Finding {
    let said = |message: String| Finding::new(&codes::TOML_SYNTAX, span, message);
    if message == "duplicate key" {
        return said(format!("the key `{text}` is given twice")).help("keep one of the two");
    }
    let (message, expected) = message.split_once(", expected").unwrap_or((message, ""));
    let finding = said(format!("this is not TOML: {message}"));
    match (message, expected) {
        ("string values must be quoted", _) => finding.help("write texts in quotes: \"…\""),
        (_, "") => finding,
        _ => finding.label(format!("expected{expected}")),
    }
}

fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

impl<'d> Keys<'d> {
    /// The whole document.
    pub(super) fn root(file: FileId, document: &'d Spanned<DeTable<'d>>) -> Self {
        Self::of(file, document.get_ref(), 0..0)
    }

    /// A table, and where its header or the inline table stands.
    pub(super) fn of(file: FileId, table: &'d DeTable<'d>, span: Range<usize>) -> Self {
        Self {
            file,
            table,
            span,
            asked: RefCell::default(),
            missing: RefCell::default(),
        }
    }

    /// Where the table's header, or the inline table, stands.
    pub(super) fn span(&self) -> Span {
        Span::new(self.file, self.span.start, self.span.end)
    }

    /// The value of a key, if it is there.
    pub(super) fn get(&self, key: &'static str) -> Option<Item<'d>> {
        self.asked.borrow_mut().push(key);
        self.table.get(key).map(|value| Item {
            file: self.file,
            value,
        })
    }

    /// The value of a key that must be there; `finish` says so where it is not.
    pub(super) fn need(&self, key: &'static str) -> Option<Item<'d>> {
        let item = self.get(key);
        if item.is_none() {
            let finding = Finding::new(
                &codes::MISSING_KEY,
                self.span(),
                format!("the key `{key}` is missing"),
            );
            self.lacks(&[key], finding.help(format!("add it: {key} = …")));
        }
        item
    }

    /// What `finish` is to say where none of `keys` is there: nothing, if one
    /// of them stands there misspelled.
    pub(super) fn lacks(&self, keys: &[&'static str], finding: Finding) {
        self.missing.borrow_mut().push((keys.to_vec(), finding));
    }

    /// Whether some key of the table was meant to be this one; known only once
    /// every key was asked for.
    pub(super) fn misspells(&self, key: &str) -> bool {
        self.strays()
            .any(|(stray, _, item)| nearest(stray, self.candidates(item)) == Some(key))
    }

    /// The keys that nobody asked for.
    fn strays(&self) -> impl Iterator<Item = (&'d str, Span, Item<'d>)> {
        let asked = self.asked.borrow().clone();
        let entries = self.entries().into_iter();
        entries.filter(move |(key, _, _)| !asked.contains(key))
    }

    /// The keys that a stray one may have been meant to be: those that are not
    /// there, and for a table also those that are, because `[table.one]` and
    /// `[tabel.two]` are parts of one.
    fn candidates(&self, stray: Item<'_>) -> Vec<&'static str> {
        let mut candidates = Vec::new();
        for key in self.asked.borrow().iter() {
            let free = !self.table.contains_key(*key) || stray.holds_tables();
            if free && !candidates.contains(key) {
                candidates.push(*key);
            }
        }
        candidates
    }

    /// Every key with its place and value, in the order of the file: for
    /// tables whose keys are names of the user's own.
    pub(super) fn entries(&self) -> Vec<(&'d str, Span, Item<'d>)> {
        let mut entries: Vec<_> = self
            .table
            .iter()
            .map(|(key, value)| {
                let span = key.span();
                (
                    key.get_ref().as_ref(),
                    Span::new(self.file, span.start, span.end),
                    Item {
                        file: self.file,
                        value,
                    },
                )
            })
            .collect();
        entries.sort_by_key(|(_, span, _)| span.range().start);
        entries
    }

    /// Says which keys nobody asked for, and which are missing.
    pub(super) fn finish(&self, found: &mut Findings) {
        #[cfg(test)]
        self.remember();
        let mut meant = Vec::new();
        let mut strays = 0;
        for (key, span, item) in self.strays() {
            let candidates = self.candidates(item);
            strays += 1;
            meant.extend(nearest(key, candidates.iter().copied()));
            let help = if candidates.is_empty() {
                "delete it, or make it a comment: # …".to_owned()
            } else {
                one_of(key, candidates)
            };
            let message = format!("there is no key `{key}` here");
            found.add(Finding::new(&codes::UNKNOWN_KEY, span, message).help(help));
        }
        for (keys, finding) in self.missing.take() {
            // One of several may have been meant by any stray.
            let explained = keys.iter().any(|key| meant.contains(key));
            if !explained && (keys.len() == 1 || strays == 0) {
                found.add(finding);
            }
        }
    }
}

#[cfg(test)]
thread_local! {
    /// Of each finished table the keys that it has and those it was asked for.
    pub(super) static ASKED: RefCell<Vec<(Vec<String>, Vec<&'static str>)>> = RefCell::default();
}

#[cfg(test)]
impl Keys<'_> {
    fn remember(&self) {
        let there = self.table.keys().map(|key| key.get_ref().to_string());
        let both = (there.collect(), self.asked.borrow().clone());
        ASKED.with_borrow_mut(|asked| asked.push(both));
    }
}
