//! What would make the folder wrong is not recorded.

use std::fs;

use crate::world::{HEADER, World, said};

/// That an award to A1 is refused with this finding, and the file stays.
fn assert_refused(world: &World, more: &[&str], finding: &str) {
    let old = world.text();
    let output = world.award("A1", more).output().unwrap();
    let said = said(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains(finding), "{said}");
    assert!(
        said.ends_with("the folder would then be wrong: nothing was recorded\n"),
        "{said}"
    );
    assert_eq!(world.text(), old);
}

#[test]
fn an_award_dated_before_others_does_not_overdraw_the_budget_of_their_day() {
    let world = World::new();
    for id in ["A4", "A5", "A6", "A7", "A8"] {
        let later = world.award(id, &[]).output().unwrap();
        assert!(later.status.success());
    }
    let old = world.text().replace("2024-09-02", "2024-10-01");
    fs::write(world.awards(), old).unwrap();
    // On 2 September all 500 are there; on 1 October they are gone.
    assert_refused(&world, &[], "error[over-committed]");
}

#[test]
fn a_note_that_could_not_be_read_again_is_not_written() {
    let world = World::with_awards(HEADER);
    assert_refused(
        &world,
        &["--note", "two\nlines"],
        "error[line-break-in-cell]",
    );
    assert_refused(&world, &["--note", "\u{1b}[2J"], "error[control-character]");
    assert_refused(&world, &["--note", "15076500565"], "error[national-id]");
}

#[test]
fn an_error_that_was_there_before_stops_only_what_makes_it_worse() {
    let over = "2024-09-01,A8,award,150,,ola,,,\n";
    let world = World::with_awards(&format!("{HEADER}{over}"));
    let check = world.grants(&["check"]).output().unwrap();
    assert_eq!(check.status.code(), Some(1));
    let output = world.award("A1", &[]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));

    // October is overdrawn already. What is awarded in September, when all of
    // the money is there, overdraws October more.
    let over = "2024-10-01,A7,award,300,,ola,,,\n2024-10-01,A8,award,300,,ola,,,\n";
    let world = World::with_awards(&format!("{HEADER}{over}"));
    assert_refused(&world, &[], "200 NOK over");
}

#[test]
fn a_torn_last_row_is_said_and_nothing_is_added_to_it() {
    let old = format!("{HEADER}2024-09-01,A8,awa");
    let world = World::with_awards(&old);
    let output = world.award("A1", &[]).output().unwrap();
    let said = said(&output);
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("error[torn-row]"), "{said}");
    assert!(said.contains("complete the row, or delete it"), "{said}");
    assert!(output.stdout.is_empty());
    assert_eq!(world.text(), old);
}
