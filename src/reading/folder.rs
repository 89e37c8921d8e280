//! The folder: which files there are, which scheme each belongs to, and their
//! texts.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::{self, FileType};
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Finding, Findings, nearest};
use crate::model::{Fact, Scheme, SchemeId};
use crate::source::{FileId, Place, Sources};

use super::facts::Home;
use super::text::{self, Opened};
use super::{codes, file_text, references};

/// A file or folder that the system did not give: no finding, but trouble.
#[derive(Debug)]
pub struct Trouble {
    path: PathBuf,
    error: io::Error,
}

impl Trouble {
    pub(super) fn at(path: &Path, error: io::Error) -> Self {
        let path = path.to_owned();
        Self { path, error }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot read {}", self.path.display())
    }
}

impl std::error::Error for Trouble {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.error)
    }
}

/// A grants folder: its schemes, and where the files of their facts are.
///
/// A scheme's facts are read with [`Folder::read`], used and dropped, so that
/// a folder takes no more memory than its largest scheme; or they are loaded
/// for good, and then have [`Folder::texts`].
#[derive(Debug)]
pub struct Folder {
    pub(super) root: PathBuf,
    /// `None` for a folder that is held in memory.
    pub(super) real_root: Option<PathBuf>,
    pub(super) sources: Sources,
    pub(super) schemes: Vec<Scheme>,
    pub(super) scheme_files: Vec<Loaded>,
    pub(super) homes: BTreeMap<SchemeId, Home>,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Loaded {
    pub(super) file: FileId,
    pub(super) readable: bool,
}

impl Folder {
    /// Reads every scheme of a folder, and looks for files that belong to none.
    ///
    /// # Errors
    /// When the system does not give a file or folder.
    pub fn open(root: &Path, found: &mut Findings) -> Result<Self, Trouble> {
        let mut folder = Self {
            real_root: Some(canonical(root)?),
            root: root.to_owned(),
            sources: Sources::new(),
            schemes: Vec::new(),
            scheme_files: Vec::new(),
            homes: BTreeMap::new(),
        };
        let names = folder.read_schemes(found)?;
        folder.schemes.sort_by(|a, b| a.id.cmp(&b.id));
        for scheme in &folder.schemes {
            let home = Home::new(&mut folder.sources);
            folder.homes.insert(scheme.id.clone(), home);
        }
        folder.look_for_strays(&names, found)?;
        references::between_schemes(&folder.schemes, &names, found);
        Ok(folder)
    }

    /// The folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Every text that was read.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// Every scheme that was understood, by id.
    pub fn schemes(&self) -> &[Scheme] {
        &self.schemes
    }

    /// The scheme of an id.
    pub fn scheme(&self, id: &str) -> Option<&Scheme> {
        let at = self.schemes.binary_search_by(|it| it.id.as_str().cmp(id));
        at.ok().map(|at| &self.schemes[at])
    }

    /// How many files are at hand.
    pub fn file_count(&self) -> usize {
        self.sources.iter().count()
    }

    /// Every file and folder below `data/` must be named by a scheme.
    fn look_for_strays(&mut self, names: &[String], found: &mut Findings) -> Result<(), Trouble> {
        let data = self.root.join("data");
        if !exists(&data)? {
            return Ok(());
        }
        if data.is_symlink() && self.leads_outside(&data, found) {
            for home in self.homes.values_mut() {
                home.is_outside = true;
            }
            return Ok(());
        }
        for folder in entries(&data)? {
            let leads_outside = folder.is_link && self.leads_outside(&folder.path, found);
            let id = SchemeId::new(&folder.name);
            if leads_outside {
                if let Some(home) = id.and_then(|id| self.homes.get_mut(&id)) {
                    home.is_outside = true;
                }
                continue;
            }
            if !folder.is_folder() || names.binary_search(&folder.name).is_err() {
                let near = nearest(&folder.name, names.iter().map(String::as_str));
                self.stray(&folder.path, "no scheme has this name", near, found);
                continue;
            }
            for entry in entries(&folder.path)? {
                let facts = Fact::ALL.into_iter();
                let mut facts = facts.filter(|fact| fact.file_name() == entry.name);
                match facts.next() {
                    // Where a link leads is seen when it is followed.
                    Some(fact) if entry.is_link || entry.is_file() => {
                        let home = id.as_ref().and_then(|id| self.homes.get_mut(id));
                        let facts = home.map(|home| &mut home.facts);
                        facts
                            .into_iter()
                            .for_each(|facts| facts.push((fact, entry.is_link)));
                    }
                    _ => {
                        let near = nearest(&entry.name, Fact::ALL.map(Fact::file_name));
                        // A folder may bear the name of a file.
                        let near = near.filter(|near| *near != entry.name);
                        let message = "no facts are kept in a file of this name";
                        self.stray(&entry.path, message, near, found);
                    }
                }
            }
        }
        Ok(())
    }

    pub(super) fn stray(
        &mut self,
        path: &Path,
        message: &'static str,
        near: Option<&str>,
        found: &mut Findings,
    ) {
        let file = self.sources.add(self.relative(path), String::new());
        let finding = Finding::new(&codes::UNKNOWN_FILE, Place::File(file), message);
        found.add(match near {
            Some(near) => finding.help(format!("did you mean `{near}`?")),
            None => finding.help("move it out of here, or rename it"),
        });
    }

    /// Whether a link leads out of the folder; says so.
    pub(super) fn leads_outside(&mut self, link: &Path, found: &mut Findings) -> bool {
        let leads_outside = !self.is_inside(link);
        if leads_outside {
            let file = self.sources.add(self.relative(link), String::new());
            found.add(outside_link(file));
        }
        leads_outside
    }

    pub(super) fn is_inside(&self, path: &Path) -> bool {
        let Some(root) = &self.real_root else {
            return true;
        };
        fs::canonicalize(path).is_ok_and(|real| real.starts_with(root))
    }

    pub(super) fn take(
        &self,
        file: FileId,
        path: &Path,
        found: &mut Findings,
    ) -> Result<Opened, Trouble> {
        let text = file_text::read(path).map_err(|error| Trouble::at(path, error))?;
        Ok(text::look_at(file, self.relative(path), text, found))
    }

    pub(super) fn relative(&self, path: &Path) -> String {
        let below = path.strip_prefix(&self.root).unwrap_or(path);
        let parts: Vec<_> = below
            .components()
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        parts.join("/")
    }
}

pub(super) fn outside_link(file: FileId) -> Finding {
    let message = "this link leads out of the folder, or nowhere";
    Finding::new(&codes::OUTSIDE_LINK, Place::File(file), message).help("put the file itself here")
}

fn exists(path: &Path) -> Result<bool, Trouble> {
    match path.symlink_metadata() {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(Trouble {
            path: path.to_owned(),
            error,
        }),
    }
}

fn canonical(path: &Path) -> Result<PathBuf, Trouble> {
    fs::canonicalize(path).map_err(|error| Trouble {
        path: path.to_owned(),
        error,
    })
}

/// A file, a folder or a link in a folder.
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) path: PathBuf,
    kind: FileType,
    pub(super) is_link: bool,
}

impl Entry {
    pub(super) fn is_file(&self) -> bool {
        self.kind.is_file() || (self.is_link && self.path.is_file())
    }

    fn is_folder(&self) -> bool {
        self.kind.is_dir() || (self.is_link && self.path.is_dir())
    }
}

/// Whether a file holds no facts and is not meant to: a dot file, README.md, which
/// says what a folder holds, Excel's `~$awards.csv`, which says that the file is
/// open, and an editor's copy of what stood there before, `awards.csv~`.
fn is_aside(name: &str) -> bool {
    name.starts_with('.') || name == "README.md" || name.starts_with("~$") || name.ends_with('~')
}

/// What a folder holds, by name, without what stands aside.
pub(super) fn entries(folder: &Path) -> Result<Vec<Entry>, Trouble> {
    let trouble = |error| Trouble {
        path: folder.to_owned(),
        error,
    };
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).map_err(trouble)? {
        let entry = entry.map_err(trouble)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !is_aside(&name) {
            let kind = entry.file_type().map_err(trouble)?;
            entries.push(Entry {
                path: entry.path(),
                is_link: kind.is_symlink(),
                name,
                kind,
            });
        }
    }
    entries.sort_unstable_by(|a, b| a.name.cmp(&b.name));
    Ok(entries)
}
