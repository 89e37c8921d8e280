//! A folder with one scheme, and the program run in it.

use std::fs;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// The columns of awards.csv, as the program writes them.
pub(crate) const HEADER: &str = "date,application,entry,amount,reason,by,account,basis,note\n";

const SCHEME: &str = r#"
name     = "A round"
funder   = { name = "A funder" }
currency = "NOK"
language = "nb"
timezone = "Europe/Oslo"

[[budget]]
amount = 500

[call]
closes = 2024-06-14

[allocation]
method = "discretionary"
"#;

/// A grants folder that goes when it is dropped: eight applications A1 to A8
/// of 100 each, and a budget of 500.
pub(crate) struct World {
    folder: tempfile::TempDir,
}

impl World {
    pub(crate) fn new() -> Self {
        Self::within(&std::env::temp_dir())
    }

    /// In a folder of ours, such as one on a small disk.
    pub(crate) fn within(parent: &Path) -> Self {
        let folder = tempfile::tempdir_in(parent).unwrap();
        fs::create_dir_all(folder.path().join("schemes")).unwrap();
        fs::create_dir_all(folder.path().join("data/round")).unwrap();
        fs::write(folder.path().join("schemes/round.toml"), SCHEME).unwrap();
        let rows: String = (1..=8)
            .map(|nth| format!("A{nth},2024-06-01,Applicant {nth},100\n"))
            .collect();
        let world = Self { folder };
        let applications = format!("id,received,applicant,requested\n{rows}");
        fs::write(world.data("applications.csv"), applications).unwrap();
        world
    }

    pub(crate) fn with_awards(text: &str) -> Self {
        let world = Self::new();
        fs::write(world.awards(), text).unwrap();
        world
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn data(&self, name: &str) -> PathBuf {
        self.root().join("data/round").join(name)
    }

    pub(crate) fn awards(&self) -> PathBuf {
        self.data("awards.csv")
    }

    pub(crate) fn text(&self) -> String {
        fs::read_to_string(self.awards()).unwrap_or_default()
    }

    pub(crate) fn lock_file(&self) -> PathBuf {
        self.root().join(".grants.lock")
    }

    /// Temporary files in the folder of the data.
    pub(crate) fn leftovers(&self) -> Vec<String> {
        fs::read_dir(self.root().join("data/round"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.starts_with('.'))
            .collect()
    }

    /// The program with arguments, its streams kept for us.
    pub(crate) fn grants(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_grants"));
        command.args(arguments);
        self.prepare(command)
    }

    /// A shell that runs the program as `"$0" "$@"` with arguments.
    pub(crate) fn shell(&self, script: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script, env!("CARGO_BIN_EXE_grants")]);
        command.args(arguments);
        self.prepare(command)
    }

    fn prepare(&self, mut command: Command) -> Command {
        command
            .env("GRANTS_ROOT", self.root())
            .env("NO_COLOR", "1")
            .env("COLUMNS", "100")
            .env_remove("CLICOLOR_FORCE")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Awards 100 to an application of ours.
    pub(crate) fn award(&self, id: &str, more: &[&str]) -> Command {
        let mut arguments = award(id);
        let set = format!("{id}=100");
        arguments.extend(["--set", &set]);
        arguments.extend(more);
        self.grants(&arguments)
    }

    /// The same with amounts from a pipe that nobody has written to yet: the
    /// program has the lock, has read the folder, and waits for us.
    pub(crate) fn award_that_waits(&self, id: &str) -> (Child, Pipe) {
        let path = self.root().join("amounts.fifo");
        assert!(
            Command::new("mkfifo")
                .arg(&path)
                .status()
                .unwrap()
                .success()
        );
        let mut arguments = award(id);
        arguments.extend(["--from", path.to_str().unwrap()]);
        let child = self.grants(&arguments).spawn().unwrap();
        (child, Pipe::open(path, id))
    }

    /// That the folder is as it should be.
    pub(crate) fn assert_sound(&self) {
        let output = self.grants(&["check"]).output().unwrap();
        assert_eq!(said(&output), "", "{}", self.text());
        assert_eq!(output.status.code(), Some(0));
    }
}

/// Arguments that award to one application without a question.
pub(crate) fn award(id: &str) -> Vec<&str> {
    vec![
        "award",
        "round",
        "--only",
        id,
        "--date",
        "2024-09-02",
        "--by",
        "kari",
        "--yes",
    ]
}

/// A pipe that the program reads amounts from.
pub(crate) struct Pipe {
    file: fs::File,
    id: String,
}

/// O_NONBLOCK: to open a pipe that nobody reads is then an error, not a wait.
#[cfg(target_os = "linux")]
const AT_ONCE: i32 = 0o4000;
#[cfg(not(target_os = "linux"))]
const AT_ONCE: i32 = 0x4;

impl Pipe {
    /// Waits until somebody reads.
    fn open(path: PathBuf, id: &str) -> Self {
        let began = Instant::now();
        loop {
            let file = fs::File::options()
                .write(true)
                .custom_flags(AT_ONCE)
                .open(&path);
            match file {
                Ok(file) => {
                    fs::remove_file(path).unwrap();
                    return Self {
                        file,
                        id: id.to_owned(),
                    };
                }
                Err(error) => assert!(began.elapsed() < Duration::from_secs(60), "{error}"),
            }
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Gives the amounts that the program waits for.
    pub(crate) fn go_on(mut self) {
        let text = format!("application,amount\n{},100\n", self.id);
        std::io::Write::write_all(&mut self.file, text.as_bytes()).unwrap();
    }
}

/// What a run said to people.
pub(crate) fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// That a run ended with a status, after one line that holds these words.
pub(crate) fn assert_one_line(output: &Output, status: i32, words: &[&str]) {
    let said = said(output);
    assert_eq!(output.status.code(), Some(status), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.starts_with("grants: "), "{said}");
    for word in words {
        assert!(said.contains(word), "no `{word}` in: {said}");
    }
}

/// Whether to repeat what depends on chance many times more.
pub(crate) fn is_long() -> bool {
    std::env::var_os("GRANTS_TEST_LONG").is_some()
}
