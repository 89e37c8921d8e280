//! The files of a run, each by its id.

use std::sync::OnceLock;

use super::{FileId, Place, Source, Span, cell_at, record_at};

/// The files of a run. Most are read, judged and forgotten: an id may be set
/// aside for a file of which the text is kept only if there is something to say.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<OnceLock<Box<Source>>>,
}

impl Sources {
    /// No files yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in one file's text and gives it an id.
    pub fn add(&mut self, path: String, text: String) -> FileId {
        let id = self.set_aside(1);
        self.keep(Source::new(id, path, text));
        id
    }

    /// Sets ids aside for so many files: this one and those that follow it.
    pub fn set_aside(&mut self, count: usize) -> FileId {
        let first = self.files.len();
        self.files.resize_with(first + count, OnceLock::new);
        FileId(u32::try_from(first).expect("fewer than 2^32 files"))
    }

    /// Keeps a file under the id that was set aside for it. The first text
    /// that is kept stays.
    pub fn keep(&self, source: Source) {
        // A second text of one id is dropped.
        let _ = self.files[source.id().0 as usize].set(Box::new(source));
    }

    /// The file that bears the id, which was kept.
    pub fn get(&self, id: FileId) -> &Source {
        let file = self.files[id.0 as usize].get();
        file.expect("whoever speaks of a file keeps it")
    }

    /// Every file that is kept, in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.files
            .iter()
            .filter_map(|file| file.get().map(Box::as_ref))
    }

    /// Where exactly a place is: a cell is looked for in its record only now,
    /// when there is something to say about it.
    ///
    /// A cell whose column the file lacks falls back to the whole record.
    pub fn locate(&self, place: &Place) -> Span {
        match place {
            Place::File(file) => Span::new(*file, 0, 0),
            Place::Span(span) => *span,
            Place::Record(origin) => {
                let record = record_at(self.get(origin.file).text(), origin.start());
                Span::new(origin.file, origin.start(), record.end)
            }
            Place::Cell(origin, column) => {
                let source = self.get(origin.file);
                let nth = source.column(column);
                match nth.and_then(|nth| cell_at(source.text(), origin.start(), nth)) {
                    Some(cell) => Span::new(origin.file, cell.start, cell.end),
                    None => self.locate(&Place::Record(*origin)),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Origin;

    #[test]
    fn a_cell_is_found_by_its_column() {
        let mut sources = Sources::new();
        let id = sources.add(
            "a.csv".into(),
            "\u{feff}id,name\nA,\"x, \"\"y\"\"\"\n".into(),
        );
        let record = Origin::new(id, 11);
        let span = sources.locate(&Place::Cell(record, "name".into()));
        assert_eq!(&sources.get(id).text()[span.range()], "\"x, \"\"y\"\"\"");
        let source = sources.get(id);
        assert_eq!(source.cell(record, "name").as_deref(), Some("x, \"y\""));
        assert_eq!(source.cell(record, "place"), None);
        assert_eq!(Source::nowhere().cell(record, "name"), None);
    }
}
