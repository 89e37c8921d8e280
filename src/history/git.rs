//! The `git` program, asked for the files of one revision.

use std::fmt;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;

/// Why git did not give what it was asked for.
#[derive(Debug)]
pub enum GitTrouble {
    /// The program could not be started.
    NoProgram(io::Error),
    /// The folder is in no repository that git would open; with git's words.
    NoRepository(PathBuf, String),
    /// No commit has this name.
    UnknownRevision(String),
    /// The clone holds only the newest commits, and this is none of them.
    Shallow(String),
    /// Git failed at something else; with git's words.
    Failed(String),
}

impl fmt::Display for GitTrouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoProgram(error) if error.kind() == io::ErrorKind::NotFound => {
                f.write_str("the program `git` is not installed, or not on the PATH")
            }
            Self::NoProgram(error) => write!(f, "the program `git` cannot be run: {error}"),
            Self::NoRepository(root, said) if said.contains("not a git repository") => {
                write!(f, "{} is not in a git repository", root.display())
            }
            Self::NoRepository(root, said) => {
                write!(f, "git does not open {}: {said}", root.display())
            }
            Self::UnknownRevision(name) => write!(f, "git knows no revision `{name}`"),
            Self::Shallow(name) => write!(
                f,
                "this clone is shallow and does not hold `{name}`: fetch the whole history (git fetch --unshallow)"
            ),
            Self::Failed(said) => write!(f, "git failed: {said}"),
        }
    }
}

impl std::error::Error for GitTrouble {}

/// A commit of the repository that a folder stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    root: PathBuf,
    commit: String,
}

/// One file of a revision: its path below the folder, and its bytes.
pub type RevisionFile = (String, Vec<u8>);

impl Revision {
    /// The commit that a name means: a branch, a tag, a hash, `HEAD~1`.
    ///
    /// # Errors
    /// When there is no git, no repository, or no such commit.
    pub fn find(root: &Path, name: &str) -> Result<Self, GitTrouble> {
        let about = git(root, &["rev-parse", "--is-shallow-repository"])?;
        if !about.status.success() {
            return Err(GitTrouble::NoRepository(root.to_owned(), said(&about)));
        }
        let unknown = || GitTrouble::UnknownRevision(name.to_owned());
        // What begins with `-` would be an option to git, and names no commit.
        if name.is_empty() || name.starts_with('-') {
            return Err(unknown());
        }
        let commit = format!("{name}^{{commit}}");
        let found = git(root, &["rev-parse", "--verify", "--quiet", &commit])?;
        if found.status.success() {
            let commit = String::from_utf8_lossy(&found.stdout).trim().to_owned();
            return Ok(Self {
                root: root.to_owned(),
                commit,
            });
        }
        if about.stdout.starts_with(b"true") {
            return Err(GitTrouble::Shallow(name.to_owned()));
        }
        Err(unknown())
    }

    /// The commit's whole name, in hex.
    pub fn commit(&self) -> &str {
        &self.commit
    }

    /// Whether something in schemes/ or data/ now is not what the newest commit
    /// has: changed, taken away, or not known to git.
    ///
    /// # Errors
    /// When git fails.
    pub fn is_changed_since(root: &Path) -> Result<bool, GitTrouble> {
        let listed = git(root, &["status", "--porcelain", "--", "schemes", "data"])?;
        if !listed.status.success() {
            return Err(GitTrouble::Failed(said(&listed)));
        }
        Ok(!listed.stdout.is_empty())
    }

    /// The files of the folder as this revision has them. Links are left out:
    /// what they lead to is no fact of this revision.
    ///
    /// # Errors
    /// When git fails.
    pub fn files(&self) -> Result<Vec<RevisionFile>, GitTrouble> {
        let listed = git(
            &self.root,
            &["ls-tree", "-r", "-z", &self.commit, "--", "schemes", "data"],
        )?;
        if !listed.status.success() {
            return Err(GitTrouble::Failed(said(&listed)));
        }
        let blobs: Vec<(&str, String)> = listed
            .stdout
            .split(|&byte| byte == 0)
            .filter_map(blob)
            .collect();
        let contents = contents(&self.root, &blobs)?;
        Ok(blobs
            .into_iter()
            .map(|(_, path)| path)
            .zip(contents)
            .collect())
    }
}

/// One line of `git ls-tree`: the object and the path of a plain file.
fn blob(line: &[u8]) -> Option<(&str, String)> {
    let tab = line.iter().position(|&byte| byte == b'\t')?;
    let about = std::str::from_utf8(&line[..tab]).ok()?;
    let [mode, "blob", object] = *about.split(' ').collect::<Vec<_>>() else {
        return None;
    };
    let path = String::from_utf8_lossy(&line[tab + 1..]).into_owned();
    mode.starts_with("100").then_some((object, path))
}

/// The bytes of many objects, from one run of git.
fn contents(root: &Path, blobs: &[(&str, String)]) -> Result<Vec<Vec<u8>>, GitTrouble> {
    let mut child = command(root, &["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(GitTrouble::NoProgram)?;
    let failed = |why: io::Error| GitTrouble::Failed(why.to_string());
    let names: String = blobs
        .iter()
        .map(|(object, _)| format!("{object}\n"))
        .collect();
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let mut answer = Vec::new();
    // Written beside the reading: either pipe may be full.
    thread::scope(|scope| {
        let writer = scope.spawn(move || match stdin {
            Some(mut stdin) => stdin.write_all(names.as_bytes()),
            None => Ok(()),
        });
        if let Some(mut stdout) = stdout {
            stdout.read_to_end(&mut answer)?;
        }
        writer.join().unwrap_or(Ok(()))
    })
    .map_err(failed)?;
    child.wait().map_err(failed)?;
    unpacked(&answer, blobs)
}

/// The objects of an answer, each after a line `<object> blob <size>`.
fn unpacked(answer: &[u8], blobs: &[(&str, String)]) -> Result<Vec<Vec<u8>>, GitTrouble> {
    let mut rest = answer;
    let mut contents = Vec::with_capacity(blobs.len());
    for (_, path) in blobs {
        let bytes = object(&mut rest)
            .ok_or_else(|| GitTrouble::Failed(format!("it does not hold the content of {path}")))?;
        contents.push(bytes.to_vec());
    }
    Ok(contents)
}

fn object<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let line = rest.iter().position(|&byte| byte == b'\n')?;
    let about = std::str::from_utf8(&rest[..line]).ok()?;
    let size: usize = about
        .strip_prefix(about.split(' ').next()?)?
        .strip_prefix(" blob ")?
        .parse()
        .ok()?;
    let bytes = rest.get(line + 1..line + 1 + size)?;
    *rest = rest.get(line + 1 + size + 1..)?;
    Some(bytes)
}

fn git(root: &Path, arguments: &[&str]) -> Result<Output, GitTrouble> {
    command(root, arguments)
        .stdin(Stdio::null())
        .output()
        .map_err(GitTrouble::NoProgram)
}

/// Git in a folder: in English, without prompts, and without the variables by
/// which a hook tells git of another place.
fn command(root: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    command
        .arg("-C")
        .arg(root)
        .args(arguments)
        .env("LC_ALL", "C")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env_remove("GIT_DIR")
        .env_remove("GIT_WORK_TREE")
        .env_remove("GIT_INDEX_FILE")
        .env_remove("GIT_PREFIX");
    command
}

/// The first line of git's complaint, without its `fatal: `.
fn said(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    let line = text.lines().next().unwrap_or("it does not say why");
    line.trim_start_matches("fatal: ").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listing_keeps_plain_files_alone() {
        let line = "100644 blob 0123\tdata/x y/awards.csv".as_bytes();
        assert_eq!(blob(line), Some(("0123", "data/x y/awards.csv".to_owned())));
        assert_eq!(blob(b"120000 blob 0123\tdata/link"), None);
        assert_eq!(blob(b"160000 commit 0123\tdata/module"), None);
        assert_eq!(blob(b""), None);
    }

    #[test]
    fn objects_are_told_apart_by_their_size() {
        let blobs = [("aa", "one".to_owned()), ("bb", "two".to_owned())];
        let answer = b"aa blob 4\n\nb \xff\nbb blob 0\n\n";
        let contents = unpacked(answer, &blobs).unwrap();
        assert_eq!(contents, [b"\nb \xff".to_vec(), Vec::new()]);
        assert!(unpacked(b"aa missing\n", &blobs).is_err());
    }
}
