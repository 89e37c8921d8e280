//! What is asked for on the command line, and the mapping beside the file.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::cli::writing::Consent;
use crate::diagnostic::{Findings, Format};
use crate::import::{self, Mapping, Reading, Table};
use crate::reading::Fact;
use crate::recording::replace;
use crate::source::Sources;

/// One import as it was asked for.
pub(in crate::cli) struct Task<'a> {
    pub(in crate::cli) fact: Fact,
    pub(in crate::cli) scheme: &'a str,
    pub(in crate::cli) file: &'a Path,
    /// Their column, ours.
    pub(in crate::cli) map: &'a [(String, String)],
    /// Our column, what each row has.
    pub(in crate::cli) set: &'a [(String, String)],
    pub(in crate::cli) mapping: Option<&'a Path>,
    pub(in crate::cli) write_mapping: bool,
    pub(in crate::cli) is_accepted: bool,
    pub(in crate::cli) add_columns: bool,
    pub(in crate::cli) id_prefix: Option<&'a str>,
    /// How the file is read, in words.
    pub(in crate::cli) read: BTreeMap<String, String>,
    pub(in crate::cli) format: Format,
    pub(in crate::cli) all: bool,
    pub(in crate::cli) consent: Consent,
}

/// The mapping that is given: of the file, with the command line before it.
pub(in crate::cli) struct Given {
    pub(in crate::cli) mapping: Mapping,
    pub(in crate::cli) reading: Reading,
    /// The same in words.
    pub(super) read: BTreeMap<String, String>,
    /// Where the mapping stands, or would stand.
    pub(super) path: PathBuf,
}

impl Given {
    pub(in crate::cli) fn of(task: &Task<'_>) -> anyhow::Result<Self> {
        let mut beside = task.file.as_os_str().to_owned();
        beside.push(".toml");
        let path = task
            .mapping
            .map_or_else(|| PathBuf::from(beside), Path::to_owned);
        let is_there = task.mapping.is_some() || path.is_file();
        let mut mapping = Mapping::default();
        if is_there {
            let text = std::fs::read_to_string(&path)
                .with_context(|| format!("cannot read {}", path.display()))?;
            mapping = Mapping::of_toml(&text)
                .map_err(|why| anyhow::anyhow!("{} is no mapping: {why}", path.display()))?;
        }
        for (their, our) in task.map {
            // What the command line says of a column counts, however it is spelled.
            mapping
                .columns
                .retain(|known, _| known.to_lowercase() != their.to_lowercase());
            mapping.columns.insert(their.clone(), our.clone());
        }
        mapping.set.extend(task.set.iter().cloned());
        let mut read = mapping.read.clone();
        read.extend(task.read.clone());
        let reading = match Reading::of_words(&read) {
            Ok(reading) => reading,
            Err(wrong) => bail!("{}", wrong.join("\n")),
        };
        Ok(Self {
            mapping,
            reading,
            read,
            path,
        })
    }

    /// Reads the table, or tells by the findings why there is none.
    pub(in crate::cli) fn table(
        &self,
        task: &Task<'_>,
    ) -> anyhow::Result<Result<Table, Box<(Sources, Findings)>>> {
        let name = task.file.display().to_string();
        let bytes = std::fs::read(task.file).with_context(|| format!("cannot read {name}"))?;
        let lacking = import::lacking(&bytes).iter();
        let said = lacking.filter(|(key, _)| self.read.contains_key(*key));
        let wrong: Vec<String> = said
            .map(|(key, why)| format!("{name} {why}: leave out {}", self.place(task, key)))
            .collect();
        if !wrong.is_empty() {
            bail!("{}", wrong.join("\n"));
        }
        Ok(import::read(&name, bytes, &self.reading))
    }

    /// Where it was said how the file is read.
    fn place(&self, task: &Task<'_>, key: &str) -> String {
        match task.read.contains_key(key) {
            true => format!("--{key}"),
            false => format!("`{key}` in [read] of {}", self.path.display()),
        }
    }

    /// Writes the mapping; never over one that is there.
    pub(super) fn write(&self, toml: &str) -> anyhow::Result<()> {
        let path = self.path.display();
        if self.path.exists() {
            bail!("{path} is there already: edit it, or move it away to have a new one written");
        }
        replace(&self.path, toml.as_bytes()).with_context(|| format!("cannot write {path}"))?;
        crate::cli::output::say(&format!("grants: the mapping was written to {path}"));
        Ok(())
    }

    /// How a mapping that is proposed is taken.
    pub(super) fn ways(&self) -> String {
        format!(
            "  take it as it is: --accept-mapping\n  write it to {}, to be edited: --write-mapping\n  say single columns: --map \"THEIRS=OURS\", or --map \"THEIRS=\" to leave one out",
            self.path.display()
        )
    }
}
