//! An editor, who knows nothing of locks, changes a file in between.

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::world::{HEADER, World, assert_one_line};

const OF_AN_EDITOR: &str = "2024-09-01,A8,award,100,,ola,,,\n";

#[test]
fn a_file_that_changed_under_the_lock_is_left_as_the_editor_saved_it() {
    let old = HEADER.to_owned() + "2024-09-01,A7,award,100,,ola,,,\n";
    let edited = old.clone() + OF_AN_EDITOR;
    let worlds = [
        (World::new(), Some(edited.as_str())),
        (World::with_awards(&old), Some(edited.as_str())),
        (World::with_awards(&old), None),
    ];
    for (world, after) in worlds {
        let (child, pipe) = world.award_that_waits("A1");
        match after {
            Some(text) => fs::write(world.awards(), text).unwrap(),
            None => fs::remove_file(world.awards()).unwrap(),
        }
        pipe.go_on();
        let output = child.wait_with_output().unwrap();
        assert_one_line(&output, 1, &["awards.csv: the file was changed meanwhile"]);
        assert_eq!(world.text(), after.unwrap_or_default());
        assert_eq!(world.leftovers(), [""; 0]);
    }
}

/// The program on a terminal of its own, asked at its prompt.
fn at_the_prompt(world: &World, meanwhile: impl FnOnce()) -> Option<(bool, String)> {
    let typescript = world.root().join("typescript");
    let line = format!(
        "'{}' award round --only A1 --set A1=100 --date 2024-09-02 --by kari",
        env!("CARGO_BIN_EXE_grants")
    );
    let mut script = Command::new("script")
        .args(["-q", "-e", "-f", "-c", &line])
        .arg(&typescript)
        .env("GRANTS_ROOT", world.root())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let shown = || fs::read_to_string(&typescript).unwrap_or_default();
    let began = Instant::now();
    while !shown().contains("[y/N]") {
        if script.try_wait().unwrap().is_some() {
            // Another program of this name, with other options.
            return None;
        }
        assert!(began.elapsed() < Duration::from_secs(60), "{}", shown());
        sleep(Duration::from_millis(5));
    }
    meanwhile();
    script.stdin.as_mut().unwrap().write_all(b"y\n").unwrap();
    let status = script.wait().unwrap();
    Some((status.success(), shown()))
}

#[test]
fn a_yes_to_what_was_shown_records_that_or_nothing() {
    let world = World::new();
    let Some((fine, shown)) = at_the_prompt(&world, || {}) else {
        eprintln!("skipped: no `script` of util-linux here");
        return;
    };
    assert!(fine && shown.contains("1 decision recorded in"), "{shown}");
    assert_eq!(world.text().lines().count(), 2);

    // The pot is another one now, so the decision is another one.
    let world = World::new();
    let edited = HEADER.to_owned() + OF_AN_EDITOR;
    let edit = || fs::write(world.awards(), &edited).unwrap();
    let (fine, shown) = at_the_prompt(&world, edit).unwrap();
    assert!(!fine, "{shown}");
    let sentence = "the folder changed meanwhile: nothing was recorded, look again";
    assert!(shown.contains(sentence), "{shown}");
    assert_eq!(world.text(), edited);

    // Nor is there a lock while the user thinks.
    let world = World::new();
    let other = || {
        assert!(
            world
                .award("A8", &["--wait", "0"])
                .output()
                .unwrap()
                .status
                .success()
        )
    };
    let (fine, shown) = at_the_prompt(&world, other).unwrap();
    assert!(!fine && shown.contains(sentence), "{shown}");
    assert_eq!(world.text().lines().count(), 2);
    world.assert_sound();
}
