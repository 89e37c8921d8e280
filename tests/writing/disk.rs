//! The disk is full, the folder may not be written, the folder is not there.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use crate::world::{HEADER, World, assert_one_line, award};

/// A journal of more than 100 kilobytes.
fn long_journal() -> String {
    let row = "2024-09-01,A8,reserve,,out-of-money,kari,,,a row that is there already\n";
    HEADER.to_owned() + &row.repeat(2000)
}

#[test]
fn a_write_that_breaks_off_leaves_the_old_file() {
    let old = long_journal();
    let world = World::with_awards(&old);
    let mut arguments = award("A1");
    arguments.extend(["--set", "A1=100"]);
    // Files of at most 16 or 32 kilobytes; the signal for it is ignored, so
    // that the write fails as on a full disk.
    let script = "trap '' XFSZ; ulimit -f 32 || exit 77; exec \"$0\" \"$@\"";
    let output = world.shell(script, &arguments).output().unwrap();
    if output.status.code() == Some(77) {
        eprintln!("skipped: no limit on the size of files here");
        return;
    }
    assert_one_line(
        &output,
        2,
        &["cannot record in", "awards.csv", "(os error "],
    );
    assert_eq!(world.text(), old);
    assert_eq!(world.leftovers(), [""; 0]);
    assert!(world.award("A1", &[]).output().unwrap().status.success());
    world.assert_sound();
}

#[test]
fn a_full_disk_leaves_the_old_file() {
    // A name space of our own, with a disk of 256 kilobytes in it.
    let world = World::with_awards(&long_journal());
    let mut arguments = award("A1");
    arguments.extend(["--set", "A1=100", "--wait", "0"]);
    let small = tempfile::tempdir().unwrap();
    let script = format!(
        "mount -t tmpfs -o size=256k small '{small}' 2> /dev/null || exit 77
         cp -r \"$GRANTS_ROOT\"/. '{small}' && GRANTS_ROOT='{small}'
         cp '{small}/data/round/awards.csv' \"$HOME/before\"
         \"$0\" \"$@\"; status=$?
         cmp '{small}/data/round/awards.csv' \"$HOME/before\" >&2 || exit 70
         test -z \"$(find '{small}' -name '.grants-*')\" || exit 71
         exit $status",
        small = small.path().display()
    );
    let home = tempfile::tempdir().unwrap();
    let program = world.shell(&script, &arguments);
    let mut command = Command::new("unshare");
    command
        .args(["--user", "--map-root-user", "--mount"])
        .arg(program.get_program())
        .args(program.get_args())
        .env("GRANTS_ROOT", world.root())
        .env("HOME", home.path());
    match command.output() {
        Ok(output) if ![Some(77), Some(1)].contains(&output.status.code()) => {
            assert_one_line(&output, 2, &["cannot record in", "No space left on device"]);
        }
        _ => eprintln!("skipped: no disk of our own can be mounted here"),
    }
}

#[test]
fn a_folder_that_may_not_be_written_is_one_line() {
    let world = World::with_awards(HEADER);
    let data = world.root().join("data/round");
    let mode = |folder: &std::path::Path, mode| {
        fs::set_permissions(folder, fs::Permissions::from_mode(mode)).unwrap();
    };
    let mut arguments = award("A1");
    arguments.extend(["--set", "A1=100"]);
    // To the superuser modes mean nothing: be nobody then.
    let script = "if test \"$(id -u)\" = 0
        then setpriv --reuid=65534 --regid=65534 --clear-groups \"$0\" --version > /dev/null \
                 2>&1 || exit 77
             exec setpriv --reuid=65534 --regid=65534 --clear-groups \"$0\" \"$@\"
        else exec \"$0\" \"$@\"
        fi";
    mode(world.root(), 0o555);
    let no_lock = world.shell(script, &arguments).output().unwrap();
    mode(world.root(), 0o777);
    mode(&data, 0o555);
    let no_file = world.shell(script, &arguments).output().unwrap();
    mode(&data, 0o755);
    if no_lock.status.code() == Some(77) {
        eprintln!("skipped: the superuser may write everywhere, and cannot be another here");
        return;
    }
    assert_one_line(
        &no_lock,
        2,
        &["cannot lock the folder", "Permission denied"],
    );
    assert_one_line(&no_file, 2, &["cannot record in", "Permission denied"]);
    assert_eq!(world.text(), HEADER);
}

#[test]
fn a_file_that_is_read_only_is_not_replaced() {
    let world = World::with_awards(HEADER);
    fs::set_permissions(world.awards(), fs::Permissions::from_mode(0o444)).unwrap();
    let output = world.award("A1", &[]).output().unwrap();
    assert_one_line(&output, 2, &["awards.csv: the file is read-only"]);
    assert_eq!(world.text(), HEADER);
}

#[test]
fn a_folder_that_is_not_there_is_one_line() {
    let world = World::new();
    let mut command = world.award("A1", &["-C", "nowhere"]);
    let output = command.output().unwrap();
    assert_one_line(&output, 2, &["nowhere holds no folder schemes/"]);
}
