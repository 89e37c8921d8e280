//! The folder: which files there are, which scheme each belongs to, and their
//! texts.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Finding, Findings, nearest};
use crate::model::{Scheme, SchemeId};
use crate::source::{FileId, Place, Source, Sources};

use super::text::{self, Opened};
use super::{codes, references, schemes};

/// The kinds of facts, each with a file of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// applications.csv
    Applications,
    /// assessments.csv
    Assessments,
    /// recusals.csv
    Recusals,
    /// awards.csv
    Awards,
    /// payments.csv
    Payments,
    /// reports.csv
    Reports,
    /// waivers.csv
    Waivers,
}

impl Fact {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Applications,
        Self::Assessments,
        Self::Recusals,
        Self::Awards,
        Self::Payments,
        Self::Reports,
        Self::Waivers,
    ];

    /// The file's name.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Applications => "applications.csv",
            Self::Assessments => "assessments.csv",
            Self::Recusals => "recusals.csv",
            Self::Awards => "awards.csv",
            Self::Payments => "payments.csv",
            Self::Reports => "reports.csv",
            Self::Waivers => "waivers.csv",
        }
    }
}

/// A file or folder that the system did not give: no finding, but trouble.
#[derive(Debug)]
pub struct Trouble {
    path: PathBuf,
    error: io::Error,
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

/// A grants folder: its schemes, and the files of their facts.
#[derive(Debug)]
pub struct Folder {
    pub(super) root: PathBuf,
    /// `None` for a folder that is held in memory, whose facts are all loaded.
    pub(super) real_root: Option<PathBuf>,
    pub(super) sources: Sources,
    pub(super) schemes: Vec<Scheme>,
    pub(super) scheme_files: Vec<Loaded>,
    pub(super) files: BTreeMap<(SchemeId, Fact), Loaded>,
    /// The schemes of which a file could not be read, or is not there.
    pub(super) unread: BTreeSet<SchemeId>,
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
            files: BTreeMap::new(),
            unread: BTreeSet::new(),
        };
        let names = folder.read_schemes(found)?;
        folder.schemes.sort_by(|a, b| a.id.cmp(&b.id));
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
        self.schemes.iter().find(|scheme| scheme.id.as_str() == id)
    }

    /// How many files were read.
    pub fn file_count(&self) -> usize {
        self.sources.iter().count()
    }

    /// Where the file of a scheme's facts stands, or would stand.
    pub fn path(&self, scheme: &SchemeId, fact: Fact) -> PathBuf {
        self.root
            .join("data")
            .join(scheme.as_str())
            .join(fact.file_name())
    }

    /// Takes in the texts of a scheme's facts; a second time it does nothing.
    ///
    /// # Errors
    /// When the system does not give a file.
    pub fn load(&mut self, scheme: &SchemeId, found: &mut Findings) -> Result<(), Trouble> {
        if self.real_root.is_none() {
            return Ok(());
        }
        let home = self.root.join("data").join(scheme.as_str());
        if exists(&home)? && !self.is_inside(&home) {
            // That was said when the folder was opened.
            self.unread.insert(scheme.clone());
            return Ok(());
        }
        for fact in Fact::ALL {
            let key = (scheme.clone(), fact);
            let path = self.path(scheme, fact);
            if self.files.contains_key(&key) || !exists(&path)? {
                continue;
            }
            if self.leads_outside(&path, found)? {
                self.unread.insert(scheme.clone());
                continue;
            }
            let Opened {
                file,
                readable,
                sound,
            } = self.take(&path, found)?;
            self.files.insert(key, Loaded { file, readable });
            if !sound {
                self.unread.insert(scheme.clone());
            }
        }
        let has = |fact| self.files.get(&(scheme.clone(), fact));
        if !exists(&self.path(scheme, Fact::Applications))?
            && let Some(loaded) = Fact::ALL.into_iter().find_map(has)
        {
            self.unread.insert(scheme.clone());
            found.add(
                Finding::new(
                    &codes::MISSING_FILE,
                    Place::File(loaded.file),
                    format!("data/{scheme} has facts about applications, but no applications.csv"),
                )
                .help("add it; its columns are at least id and applicant"),
            );
        }
        Ok(())
    }

    /// Goes on as if the file of a scheme's facts held this text (`None`: as if
    /// there were no such file).
    pub fn suppose(
        &mut self,
        scheme: &SchemeId,
        fact: Fact,
        text: Option<String>,
        found: &mut Findings,
    ) {
        let key = (scheme.clone(), fact);
        let Some(text) = text else {
            self.files.remove(&key);
            return;
        };
        let path = self.relative(&self.path(scheme, fact));
        let Opened {
            file,
            readable,
            sound,
        } = text::open(&mut self.sources, path, text.into_bytes(), found);
        self.files.insert(key, Loaded { file, readable });
        if !sound {
            self.unread.insert(scheme.clone());
        }
    }

    /// The texts of a scheme's facts, as far as they were loaded.
    pub fn texts(&self, scheme: &SchemeId) -> Texts<'_> {
        let mut texts = Texts {
            whole: !self.unread.contains(scheme),
            ..Texts::default()
        };
        for fact in Fact::ALL {
            let loaded = self.files.get(&(scheme.clone(), fact));
            if let Some(loaded) = loaded.filter(|loaded| loaded.readable) {
                texts.files.push((fact, self.sources.get(loaded.file)));
            }
        }
        texts
    }

    /// Reads `schemes/*.toml`; returns every scheme's name, understood or not.
    fn read_schemes(&mut self, found: &mut Findings) -> Result<Vec<String>, Trouble> {
        let mut names = Vec::new();
        let schemes = self.root.join("schemes");
        if self.leads_outside(&schemes, found)? {
            return Ok(names);
        }
        for path in entries(&schemes)? {
            if self.leads_outside(&path, found)? {
                continue;
            }
            let stem = match path.extension() {
                Some(extension) if extension == "toml" && path.is_file() => {
                    path.file_stem().unwrap_or_default().to_string_lossy()
                }
                _ => {
                    self.stray(
                        &path,
                        "only scheme files (*.toml) belong in schemes/",
                        None,
                        found,
                    );
                    continue;
                }
            };
            names.push(stem.clone().into_owned());
            let Some(id) = SchemeId::new(&stem) else {
                let file = self.sources.add(self.relative(&path), String::new());
                found.add(
                    Finding::new(
                        &codes::SCHEME_ID,
                        Place::File(file),
                        format!("`{stem}` cannot be the id of a scheme"),
                    )
                    .help("name the file with a-z, 0-9 and `-` only"),
                );
                continue;
            };
            let Opened { file, readable, .. } = self.take(&path, found)?;
            self.scheme_files.push(Loaded { file, readable });
            if readable {
                let scheme = schemes::read(id, self.sources.get(file), found);
                self.schemes.extend(scheme);
            }
        }
        Ok(names)
    }

    /// Every file and folder below `data/` must be named by a scheme.
    fn look_for_strays(&mut self, names: &[String], found: &mut Findings) -> Result<(), Trouble> {
        let data = self.root.join("data");
        if !exists(&data)? || self.leads_outside(&data, found)? {
            return Ok(());
        }
        for folder in entries(&data)? {
            let name = file_name(&folder);
            if self.leads_outside(&folder, found)? {
                continue;
            }
            if !folder.is_dir() || !names.contains(&name) {
                let near = nearest(&name, names.iter().map(String::as_str));
                self.stray(&folder, "no scheme has this name", near, found);
                continue;
            }
            for file in entries(&folder)? {
                let name = file_name(&file);
                let known = Fact::ALL.map(Fact::file_name);
                // Where a link leads is seen when it is followed.
                let is_file = file.is_file() || file.is_symlink();
                if !known.contains(&name.as_str()) || !is_file {
                    let near = nearest(&name, known);
                    self.stray(
                        &file,
                        "no facts are kept in a file of this name",
                        near,
                        found,
                    );
                }
            }
        }
        Ok(())
    }

    fn stray(&mut self, path: &Path, message: &str, near: Option<&str>, found: &mut Findings) {
        let file = self.sources.add(self.relative(path), String::new());
        let finding = Finding::new(&codes::UNKNOWN_FILE, Place::File(file), message);
        found.add(match near {
            Some(near) => finding.help(format!("did you mean `{near}`?")),
            None => finding.help("move it out of here, or rename it"),
        });
    }

    fn leads_outside(&mut self, path: &Path, found: &mut Findings) -> Result<bool, Trouble> {
        if !path.is_symlink() {
            return Ok(false);
        }
        let inside = self.is_inside(path);
        if !inside {
            let file = self.sources.add(self.relative(path), String::new());
            found.add(
                Finding::new(
                    &codes::OUTSIDE_LINK,
                    Place::File(file),
                    "this link leads out of the folder, or nowhere",
                )
                .help("put the file itself here"),
            );
        }
        Ok(!inside)
    }

    fn is_inside(&self, path: &Path) -> bool {
        let Some(root) = &self.real_root else {
            return true;
        };
        fs::canonicalize(path).is_ok_and(|real| real.starts_with(root))
    }

    fn take(&mut self, path: &Path, found: &mut Findings) -> Result<Opened, Trouble> {
        let trouble = |error| Trouble {
            path: path.to_owned(),
            error,
        };
        let bytes = fs::read(path).map_err(trouble)?;
        if u32::try_from(bytes.len()).is_err() {
            return Err(trouble(io::Error::other("the file has 4 GiB or more")));
        }
        let path = self.relative(path);
        Ok(text::open(&mut self.sources, path, bytes, found))
    }

    fn relative(&self, path: &Path) -> String {
        let below = path.strip_prefix(&self.root).unwrap_or(path);
        let parts: Vec<_> = below
            .components()
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        parts.join("/")
    }
}

/// The texts of one scheme's facts.
#[derive(Debug, Default)]
pub struct Texts<'t> {
    files: Vec<(Fact, &'t Source)>,
    /// Whether every file of the scheme is among them.
    pub(super) whole: bool,
}

impl<'t> Texts<'t> {
    /// The text of a kind of facts; `None` when there is no such file.
    pub fn get(&self, fact: Fact) -> Option<&'t Source> {
        self.files
            .iter()
            .find_map(|(known, source)| (*known == fact).then_some(*source))
    }
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

/// What a folder holds, by name, without dot files and README.md.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, Trouble> {
    let trouble = |error| Trouble {
        path: folder.to_owned(),
        error,
    };
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(trouble)? {
        let entry = entry.map_err(trouble)?;
        let name = entry.file_name();
        // A folder may say what it holds.
        if !name.to_string_lossy().starts_with('.') && name != "README.md" {
            paths.push(entry.path());
        }
    }
    paths.sort();
    Ok(paths)
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
