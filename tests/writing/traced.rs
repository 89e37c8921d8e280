//! The writer is killed at each of its system calls, and refused some of them,
//! with the help of strace.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::world::{HEADER, World, assert_one_line, award, said};

/// Runs an award to A1 under strace; `None` where strace may not look.
fn traced(world: &World, trace: &Path, inject: Option<&str>) -> Option<Output> {
    let mut arguments = award("A1");
    arguments.extend(["--set", "A1=100", "--wait", "0"]);
    let program = world.grants(&arguments);
    let mut command = Command::new("strace");
    command.arg("-o").arg(trace);
    if let Some(inject) = inject {
        command.args(["-e", &format!("inject={inject}")]);
    }
    command
        .arg(program.get_program())
        .args(program.get_args())
        .env("GRANTS_ROOT", world.root())
        .env("COLUMNS", "100")
        .output()
        .ok()
}

/// The system calls from the lock on, each with how often it was called before.
fn calls(trace: &Path) -> Vec<(String, usize)> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut calls = Vec::new();
    for line in fs::read_to_string(trace).unwrap_or_default().lines() {
        let Some((name, _)) = line.split_once('(') else {
            continue;
        };
        let count = counts.entry(name.to_owned()).or_default();
        *count += 1;
        if name == "flock" || !calls.is_empty() {
            calls.push((name.to_owned(), *count));
        }
    }
    calls.retain(|(name, _)| !name.starts_with("exit"));
    calls
}

#[test]
fn a_kill_at_any_system_call_leaves_the_old_file_or_the_new_one() {
    let world = World::with_awards(HEADER);
    let trace = world.root().join("trace");
    let whole = traced(&world, &trace, None).filter(|output| output.status.success());
    let calls = calls(&trace);
    if whole.is_none() || calls.is_empty() {
        eprintln!("skipped: no strace that may look here");
        return;
    }
    let new = world.text();
    let (mut kept, mut replaced, mut mid_write) = (0, 0, 0);
    for (name, nth) in &calls {
        fs::write(world.awards(), HEADER).unwrap();
        let inject = format!("{name}:signal=SIGKILL:when={nth}");
        let output = traced(&world, &trace, Some(&inject)).unwrap();
        assert!(!output.status.success(), "{inject}: not killed");
        let text = world.text();
        match text == HEADER {
            true => kept += 1,
            false => replaced += 1,
        }
        assert!(text == HEADER || text == new, "{inject}: {text}");
        mid_write += usize::from(!world.leftovers().is_empty());
    }
    eprintln!(
        "killed at each of {} system calls: {kept} times the old file stood, {replaced} times \
         the new one; {mid_write} times with a temporary file left",
        calls.len()
    );
    assert!(kept > 0 && replaced > 0 && mid_write > 0);
    fs::write(world.awards(), HEADER).unwrap();
    let output = world.award("A1", &["--wait", "0"]).output().unwrap();
    assert!(output.status.success());
    assert_eq!(world.text(), new);
    assert_eq!(world.leftovers(), [""; 0]);
    world.assert_sound();
}

#[test]
fn what_the_system_refuses_is_one_line() {
    let world = World::with_awards(HEADER);
    let trace = world.root().join("trace");
    let rename = "?rename,?renameat,?renameat2:error=EIO";
    let cases: &[(&str, &[&str], bool)] = &[
        ("flock:error=ENOLCK", &["cannot lock the folder"], false),
        ("fsync:error=EIO:when=1", &["Input/output error"], false),
        (rename, &["Input/output error"], false),
        (
            "fsync:error=EIO:when=2",
            &["the rows stand in it, but the system does not confirm"],
            true,
        ),
    ];
    for (inject, words, stands) in cases {
        fs::write(world.awards(), HEADER).unwrap();
        let output = traced(&world, &trace, Some(inject));
        let Some(output) = output.filter(|_| !calls(&trace).is_empty()) else {
            eprintln!("skipped: no strace that may look here");
            return;
        };
        assert_one_line(&output, 2, words);
        assert_eq!(world.text() != HEADER, *stands, "{inject}");
        assert_eq!(world.leftovers(), [""; 0], "{inject}");
    }
    // A lock that cannot be signed, a file that cannot be given away, a folder
    // that cannot be synced: all of them are no obstacle.
    for inject in [
        "ftruncate:error=ENOSPC",
        "fchown:error=EPERM",
        "fsync:error=EINVAL:when=2",
    ] {
        fs::write(world.awards(), HEADER).unwrap();
        let output = traced(&world, &trace, Some(inject)).unwrap();
        assert_eq!(output.status.code(), Some(0), "{inject}: {}", said(&output));
        assert_eq!(world.text().lines().count(), 2, "{inject}");
    }
}
