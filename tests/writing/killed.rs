//! A writer is killed at any moment.

use std::fs;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::world::{HEADER, World, is_long};

/// The next number of a fixed row of numbers that look random.
fn next(seed: &mut u64) -> u64 {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    *seed
}

/// Many decisions on A8, which are never wrong: it goes to the reserve again
/// and again. A long file takes a while to write.
fn many_rows() -> String {
    let row = "2024-09-01,A8,reserve,,out-of-money,kari,,,a row that is there already\n";
    HEADER.to_owned() + &row.repeat(3000)
}

#[test]
fn a_kill_leaves_the_old_file_or_the_new_one() {
    let kills = if is_long() { 3000 } else { 120 };
    let old = many_rows();
    let world = World::with_awards(&old);
    let began = Instant::now();
    assert!(world.award("A1", &[]).output().unwrap().status.success());
    let whole_run = began.elapsed();
    let new = world.text();
    assert!(new.starts_with(&old) && new.lines().count() == old.lines().count() + 1);

    let mut seed = 0x9e37_79b9_7f4a_7c15;
    let (mut kept, mut replaced, mut mid_write) = (0, 0, 0);
    for nth in 0..kills {
        fs::write(world.awards(), &old).unwrap();
        let mut child = world.award("A1", &[]).spawn().unwrap();
        if nth % 2 == 0 {
            let share = u32::try_from(next(&mut seed) % 1100).unwrap();
            sleep(whole_run * share / 1000);
        } else {
            // In the middle of the write, or just after it.
            while world.leftovers().is_empty() && child.try_wait().unwrap().is_none() {}
            sleep(Duration::from_micros(next(&mut seed) % 3000));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let text = world.text();
        if text == old {
            kept += 1;
        } else {
            assert!(text == new, "neither the old file nor the new one");
            replaced += 1;
        }
        let leftovers = world.leftovers();
        if !leftovers.is_empty() {
            mid_write += 1;
            if mid_write % 10 == 1 {
                // What was left is no data.
                world.assert_sound();
            }
        }
        for leftover in leftovers {
            fs::remove_file(world.data(&leftover)).unwrap();
        }
    }
    eprintln!(
        "{kills} kills within {whole_run:?}: {kept} times the old file stood, {replaced} times \
         the new one; {mid_write} in the middle of the write"
    );
    fs::write(world.data(".grants-new-Ab3dE9"), &old[..old.len() / 2]).unwrap();
    fs::write(world.awards(), &old).unwrap();
    assert!(world.award("A1", &[]).output().unwrap().status.success());
    assert_eq!(world.text(), new);
    assert_eq!(world.leftovers(), [""; 0], "the next writer sweeps");
    world.assert_sound();
}

#[test]
fn a_killed_holder_leaves_no_lock() {
    let world = World::new();
    let (mut child, _pipe) = world.award_that_waits("A1");
    let held = fs::read_to_string(world.lock_file()).unwrap();
    assert!(held.starts_with("kari (process "), "{held}");
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(fs::read_to_string(world.lock_file()).unwrap(), held);
    let output = world.award("A2", &["--wait", "0"]).output().unwrap();
    assert!(output.status.success());
    assert_eq!(fs::read_to_string(world.lock_file()).unwrap(), "");
}
