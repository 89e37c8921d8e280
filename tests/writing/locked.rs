//! Somebody else holds the lock.

use std::fs;
use std::os::unix::fs::symlink;
use std::thread::sleep;
use std::time::{Duration, Instant};

use grants::recording::Lock;

use crate::world::{World, assert_one_line, said};

fn hold(world: &World, holder: &str) -> Lock {
    Lock::take(world.root(), holder, Duration::ZERO, |_| {}).unwrap()
}

#[test]
fn a_held_lock_is_one_line_that_says_who_and_how_long() {
    let world = World::new();
    let _lock = hold(&world, "ola (process 7, since noon)");
    let output = world.award("A1", &["--wait", "0"]).output().unwrap();
    let words = [
        "ola (process 7, since noon) writes in it",
        "waited 0 seconds",
    ];
    assert_one_line(&output, 2, &words);
    assert!(output.stdout.is_empty() && !world.awards().exists());

    let began = Instant::now();
    let output = world.award("A1", &["--wait", "1"]).output().unwrap();
    assert!(began.elapsed() >= Duration::from_secs(1));
    assert_eq!(output.status.code(), Some(2));
    let said = said(&output);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), 2, "{said}");
    assert_eq!(
        lines[0],
        "grants: waiting: ola (process 7, since noon) writes in the folder"
    );
    assert!(lines[1].contains("waited 1 second,"), "{said}");
    assert!(!world.awards().exists());
}

#[test]
fn who_waits_comes_to_write() {
    let world = World::new();
    let lock = hold(&world, "ola");
    let child = world.award("A1", &["--wait", "60"]).spawn().unwrap();
    sleep(Duration::from_millis(900));
    assert!(!world.awards().exists());
    drop(lock);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(said(&output).starts_with("grants: waiting: ola writes in the folder\n"));
    assert_eq!(world.text().lines().count(), 2);
}

#[test]
fn the_program_itself_holds_the_lock_from_reading_to_writing() {
    let world = World::new();
    let (child, pipe) = world.award_that_waits("A1");
    let output = world.award("A2", &["--wait", "0"]).output().unwrap();
    let process = format!("kari (process {}, since 2", child.id());
    assert_one_line(&output, 2, &[&process, "waited 0 seconds"]);
    pipe.go_on();
    assert!(child.wait_with_output().unwrap().status.success());
    assert!(
        world
            .award("A2", &["--wait", "0"])
            .output()
            .unwrap()
            .status
            .success()
    );
    assert_eq!(world.text().lines().count(), 3);
}

#[test]
fn a_lock_file_that_nobody_holds_is_no_obstacle() {
    let world = World::new();
    fs::write(world.lock_file(), "ola (process 7, since noon)").unwrap();
    let output = world.award("A1", &["--wait", "0"]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}

#[test]
fn what_a_lock_file_says_cannot_act_on_a_terminal() {
    let world = World::new();
    let _lock = hold(&world, "\u{1b}[31mola\nand more");
    let output = world.award("A1", &["--wait", "0"]).output().unwrap();
    assert_one_line(&output, 2, &["\\u{1b}[31mola writes in it"]);
}

#[test]
fn a_lock_file_that_is_a_link_is_not_followed() {
    let world = World::new();
    let elsewhere = tempfile::NamedTempFile::new().unwrap();
    fs::write(elsewhere.path(), "precious").unwrap();
    symlink(elsewhere.path(), world.lock_file()).unwrap();
    let output = world.award("A1", &[]).output().unwrap();
    assert_one_line(&output, 2, &["the lock file is not a plain file"]);
    assert_eq!(fs::read_to_string(elsewhere.path()).unwrap(), "precious");
}

#[test]
fn a_lock_that_was_taken_away_stops_the_write() {
    let world = World::new();
    let (child, pipe) = world.award_that_waits("A1");
    fs::remove_file(world.lock_file()).unwrap();
    pipe.go_on();
    let output = child.wait_with_output().unwrap();
    assert_one_line(&output, 2, &["the lock file was taken away meanwhile"]);
    assert!(!world.awards().exists());
    assert_eq!(world.leftovers(), [""; 0]);
}
