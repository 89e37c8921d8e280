//! The folder held against git, in real repositories.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop here"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const SCHEME: &str = r#"name     = "Digital hjelp (made up)"
currency = "NOK"

[[budget]]
amount = 500_000

[call]
"#;

const APPLICATIONS: &str = "id,applicant,requested
A,Modum kommune,300000
B,Sigdal kommune,200000
C,Hol kommune,200000
";

const AWARDS: &str = "date,application,entry,amount
2024-09-02,A,award,300000
";

/// A repository with a grants folder in it, or below it.
struct Repository {
    top: tempfile::TempDir,
    root: PathBuf,
}

impl Repository {
    fn new(below: &str) -> Self {
        let top = tempfile::tempdir().unwrap();
        let root = top.path().join(below);
        let repository = Self { top, root };
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        fs::write(
            repository.top.path().join(".gitattributes"),
            "*.csv merge=union\n",
        )
        .unwrap();
        repository.write("schemes/digital.toml", SCHEME);
        repository.write("data/digital/applications.csv", APPLICATIONS);
        repository.write("data/digital/awards.csv", AWARDS);
        repository.commit("base");
        repository
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn append(&self, path: &str, row: &str) {
        let text = fs::read_to_string(self.root.join(path)).unwrap();
        self.write(path, text + row + "\n");
    }

    fn git(&self, arguments: &[&str]) {
        let output = git(self.top.path(), arguments);
        assert!(
            output.status.success(),
            "git {arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }

    fn commit(&self, message: &str) {
        self.git(&["add", "."]);
        self.git(&["commit", "--quiet", "-m", message]);
    }

    fn against(&self, revision: &str) -> (String, i32) {
        grants(
            &self.root,
            &["check", "-O", "concise", "--against", revision],
        )
    }
}

/// Git with a fixed name and a fixed day, and no settings of this machine.
fn git(folder: &Path, arguments: &[&str]) -> Output {
    Command::new("git")
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .envs(["AUTHOR", "COMMITTER"].iter().flat_map(|who| {
            [
                (format!("GIT_{who}_NAME"), "Kari"),
                (format!("GIT_{who}_EMAIL"), "kari@example.no"),
                (format!("GIT_{who}_DATE"), "2024-09-01T12:00:00+02:00"),
            ]
        }))
        .output()
        .unwrap()
}

/// Everything that `grants` says, and its exit status.
fn grants(root: &Path, arguments: &[&str]) -> (String, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_grants"))
        .arg("-C")
        .arg(root)
        .args(["--today", "2024-12-01", "--color", "never"])
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .env_remove("GRANTS_ROOT")
        .output()
        .unwrap();
    let mut said = String::from_utf8(output.stdout).unwrap();
    said += &String::from_utf8(output.stderr).unwrap();
    (said, output.status.code().unwrap())
}

#[test]
fn two_awards_of_the_last_money_pass_alone_and_fail_together() {
    let repository = Repository::new("");
    let awards = "data/digital/awards.csv";
    for (branch, id) in [("to-b", "B"), ("to-c", "C")] {
        repository.git(&["checkout", "--quiet", "-b", branch, "main"]);
        repository.append(awards, &format!("2024-10-01,{id},award,200000"));
        repository.commit(branch);
        assert_eq!(repository.against("main"), (String::new(), 0), "{branch}");
    }
    repository.git(&["checkout", "--quiet", "main"]);
    repository.git(&["merge", "--quiet", "--no-edit", "to-b"]);
    let base = repository.against("HEAD");
    assert_eq!(base, (String::new(), 0));
    repository.git(&["merge", "--quiet", "--no-edit", "to-c"]);
    let (said, status) = repository.against("HEAD^1");
    assert_eq!(status, 1);
    assert!(said.contains("error[over-committed]"), "{said}");
    assert!(!said.contains("changed-history"), "{said}");
    let (said, _) = grants(
        &repository.root,
        &["diff", "HEAD^1", "--entries", "-O", "csv"],
    );
    assert!(said.contains("new,digital/"), "{said}");
}

#[test]
fn a_folder_below_the_top_of_a_repository_is_found() {
    let repository = Repository::new("år 2024/grants");
    assert_eq!(repository.against("HEAD"), (String::new(), 0));
    repository.write(
        "data/digital/awards.csv",
        AWARDS.replace("300000", "250000"),
    );
    let (said, status) = repository.against("HEAD");
    assert_eq!(status, 1);
    assert_eq!(
        said.lines().next().unwrap(),
        "data/digital/awards.csv:2:20: error[changed-history]: the award of A on 2024-09-02 was altered"
    );
}

#[test]
fn a_hook_that_points_git_elsewhere_changes_nothing() {
    let repository = Repository::new("grants");
    let output = Command::new(env!("CARGO_BIN_EXE_grants"))
        .arg("-C")
        .arg(&repository.root)
        .args(["check", "--against", "HEAD"])
        .env("GIT_DIR", ".git")
        .env("GIT_INDEX_FILE", "nowhere")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn files_of_a_revision_are_bytes() {
    let repository = Repository::new("");
    let latin1 = b"date,application,entry,amount,note\n2024-09-02,A,award,300000,\xe5r 1\n";
    repository.write("data/digital/awards.csv", latin1);
    repository.commit("as a spreadsheet saved it");
    let utf8 = "date,application,entry,amount,note\n2024-09-02,A,award,300000,år 1\n";
    repository.write("data/digital/awards.csv", utf8);
    assert_eq!(repository.against("HEAD"), (String::new(), 0));
    let (said, status) = grants(&repository.root, &["diff", "HEAD"]);
    assert_eq!(status, 1);
    assert!(said.contains("error[not-utf8]"), "{said}");
    assert!(said.contains("HEAD cannot be read"), "{said}");
}

#[test]
fn what_fmt_writes_is_no_change_of_history() {
    let repository = Repository::new("");
    let rough = "\u{feff}date,application,entry,amount\r\n\"2024-09-02\",A,award,300000.00\r\n";
    repository.write("data/digital/awards.csv", rough);
    repository.commit("rough");
    assert_eq!(grants(&repository.root, &["fmt", "-q"]), (String::new(), 0));
    let text = fs::read_to_string(repository.root.join("data/digital/awards.csv")).unwrap();
    assert_eq!(text, AWARDS);
    assert_eq!(repository.against("HEAD"), (String::new(), 0));
}

#[test]
fn a_shallow_clone_says_what_it_lacks() {
    let repository = Repository::new("");
    repository.append("data/digital/awards.csv", "2024-10-01,B,award,200000");
    repository.commit("second");
    let base = git(repository.top.path(), &["rev-parse", "HEAD~1"]).stdout;
    let base = String::from_utf8(base).unwrap().trim().to_owned();
    let clone = tempfile::tempdir().unwrap();
    let from = format!("file://{}", repository.top.path().display());
    let cloned = git(
        clone.path(),
        &["clone", "--quiet", "--depth=1", &from, "clone"],
    );
    assert!(cloned.status.success());
    let root = clone.path().join("clone");
    for revision in [base.as_str(), "HEAD~1"] {
        let (said, status) = grants(&root, &["check", "--against", revision]);
        assert_eq!(status, 2);
        assert_eq!(
            said,
            format!(
                "grants: this clone is shallow and does not hold `{revision}`: fetch the whole history (git fetch --unshallow)\n"
            )
        );
    }
}

#[test]
fn trouble_with_git_is_one_line() {
    let repository = Repository::new("");
    for revision in ["nowhere", "-h", "", "HEAD:data"] {
        let option = format!("--against={revision}");
        let (said, status) = grants(&repository.root, &["check", &option]);
        assert_eq!(status, 2);
        assert_eq!(
            said,
            format!("grants: git knows no revision `{revision}`\n")
        );
    }
    fs::remove_dir_all(repository.top.path().join(".git")).unwrap();
    let (said, status) = grants(&repository.root, &["diff", "HEAD"]);
    assert_eq!(status, 2);
    assert!(said.ends_with(" is not in a git repository\n"), "{said}");
    let output = Command::new(env!("CARGO_BIN_EXE_grants"))
        .arg("-C")
        .arg(&repository.root)
        .args(["check", "--against", "HEAD"])
        .env("PATH", "/nowhere")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "grants: the program `git` is not installed, or not on the PATH\n"
    );
}

/// A call that is open, with a field, a requirement and a least award.
const OPEN: &str = r#"name     = "Digital hjelp (made up)"
currency = "NOK"
timezone = "Europe/Oslo"

[[budget]]
amount = 500_000

[call]
closes = 2024-06-14

[field.region]
type    = "choice"
choices = ["north"]

[requirement.floor]
field = "requested"
min   = 100_000

[allocation]
method    = "discretionary"
min_award = 100_000
"#;

#[test]
fn what_is_understood_of_a_broken_revision_is_held_against_it() {
    let scheme = "schemes/digital.toml";
    let against = |before: &str, after: &str| {
        let repository = Repository::new("");
        let applications =
            "id,received,applicant,requested,region\nA,2024-06-01,Modum kommune,300000,north\n";
        repository.write("data/digital/applications.csv", applications);
        repository.write(scheme, before);
        repository.commit("broken");
        repository.write(scheme, after);
        let (said, status) = repository.against("main");
        let findings = said.lines().filter(|line| !line.starts_with("grants: "));
        let findings = findings.map(|line| line.trim_start_matches(scheme).to_owned());
        (findings.collect::<Vec<_>>(), status)
    };
    let lower = OPEN.replace("min   = 100_000", "min   = 50_000");
    let changed = ":17:9: error[changed-call]: `min` of [requirement.floor] was changed after the call had opened";
    assert_eq!(against(OPEN, &lower), (vec![changed.to_owned()], 1));

    // The mistake is in no rule: all rules are held against it.
    let no_choice = OPEN.replace("[\"north\"]", "[]");
    assert_eq!(against(&no_choice, OPEN), (vec![], 0));
    assert_eq!(against(&no_choice, &lower), (vec![changed.to_owned()], 1));

    // What the rule was to say nobody knows; the others are held against it.
    let misspelled = OPEN.replace("min   =", "minn  =");
    let of_rule = ":15:1: warning[unread-revision]: what changed of [requirement.floor] since main is not checked";
    assert_eq!(against(&misspelled, OPEN), (vec![of_rule.to_owned()], 0));
    let higher = OPEN.replace("min_award = 100", "min_award = 200");
    let award = ":21:13: error[changed-call]: `min_award` of [allocation] was changed after the call had opened";
    let both = vec![of_rule.to_owned(), award.to_owned()];
    assert_eq!(against(&misspelled, &higher), (both, 1));
    let amendment =
        "[[amendment]]\ndate = 2024-06-01\nwhat = \"requirement.floor\"\nwhy = \"a slip\"\n";
    let told = format!("{OPEN}{amendment}");
    assert_eq!(against(&misspelled, &told), (vec![], 0));

    // Nobody knows whether the call was open, or anything at all.
    let of_file =
        ":1:1: warning[unread-revision]: what changed of this file since main is not checked";
    for unread in ["closes = \"soon\"", "closes = soon"] {
        let before = OPEN.replace("closes = 2024-06-14", unread);
        assert_eq!(
            against(&before, &lower),
            (vec![of_file.to_owned()], 0),
            "{unread}"
        );
    }
}

#[test]
fn a_file_of_the_revision_that_nobody_understood_may_be_mended() {
    let said = |path: &str, before: &[u8], after: &str| {
        let repository = Repository::new("");
        repository.write(path, before);
        repository.commit("broken");
        repository.write(path, after);
        let (said, status) = grants(&repository.root, &["check", "--against", "HEAD"]);
        assert!(said.ends_with("grants: 1 warning\n"), "{said}");
        assert_eq!(status, 0);
        let note = said.lines().find(|line| line.contains("= note")).unwrap();
        let about = said.lines().next().unwrap().split(" of ").nth(1).unwrap();
        let why = note.split("HEAD:").nth(1).unwrap();
        format!("{about}: {why}")
    };
    let awards = "data/digital/awards.csv";
    let utf16: Vec<u8> = AWARDS.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(
        said(awards, &[&[0xff, 0xfe], utf16.as_slice()].concat(), AWARDS),
        "this file since HEAD is not checked: data/digital/awards.csv: the file is UTF-16, not UTF-8"
    );
    let header = "there is no column";
    assert_eq!(
        said(awards, AWARDS.replace(',', ";").as_bytes(), AWARDS),
        format!("this file since HEAD is not checked: {awards}: {header} `application`")
    );
    let applications = "data/digital/applications.csv";
    assert_eq!(
        said(
            applications,
            APPLICATIONS.replace(',', "\t").as_bytes(),
            APPLICATIONS
        ),
        format!("this file since HEAD is not checked: {applications}: {header} `id`")
    );
    let unmerged = format!("{AWARDS}<<<<<<< HEAD\n=======\n2024-10-01,B,award,200000\n>>>>>>> b\n");
    let merged = format!("{AWARDS}2024-10-01,B,award,200000\n");
    assert_eq!(
        said(awards, unmerged.as_bytes(), &merged),
        format!("3 rows since HEAD is not checked: {awards}:3: the row names no application")
    );
    let unmerged = format!("{APPLICATIONS}<<<<<<< HEAD\n=======\nD,Flå kommune,1\n>>>>>>> b\n");
    let merged = format!("{APPLICATIONS}D,Flå kommune,1\n");
    assert_eq!(
        said(applications, unmerged.as_bytes(), &merged),
        format!("3 rows since HEAD is not checked: {applications}: what stands for the id is none")
    );
}

#[test]
fn what_else_a_broken_file_of_the_revision_says_still_counts() {
    let repository = Repository::new("");
    let awards = "data/digital/awards.csv";
    repository.write(awards, format!("{AWARDS}>>>>>>> b\n"));
    repository.commit("broken");
    repository.write(awards, AWARDS.replace("300000", "250000"));
    let (said, status) = repository.against("HEAD");
    assert_eq!(status, 1);
    let altered = "error[changed-history]: the award of A on 2024-09-02 was altered";
    assert!(said.contains(altered), "{said}");
}
