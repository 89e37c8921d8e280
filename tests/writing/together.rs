//! Eight processes award from one budget at once.

use std::collections::BTreeSet;

use crate::world::{HEADER, World, award, is_long, said};

#[test]
fn eight_at_once_spend_the_budget_and_not_a_krone_more() {
    let rounds = if is_long() { 100 } else { 6 };
    let (mut recorded, mut refused) = (0, 0);
    for _ in 0..rounds {
        let world = World::new();
        let ids: Vec<String> = (1..=8).map(|nth| format!("A{nth}")).collect();
        let children: Vec<_> = ids
            .iter()
            .map(|id| (id, world.award(id, &["--wait", "60"]).spawn().unwrap()))
            .collect();
        let mut winners = BTreeSet::new();
        for (id, child) in children {
            let output = child.wait_with_output().unwrap();
            let said = said(&output);
            match output.status.code() {
                Some(0) => {
                    assert!(said.contains("1 decision recorded in "), "{said}");
                    winners.insert(id.clone());
                }
                Some(1) => {
                    assert!(said.contains("and 0 NOK is left of the pot"), "{said}");
                    refused += 1;
                }
                other => panic!("{other:?}: {said}"),
            }
        }
        assert_eq!(winners.len(), 5);
        recorded += winners.len();
        let text = world.text();
        let rows = text.strip_prefix(HEADER).unwrap();
        assert!(rows.ends_with('\n'));
        let awarded: Vec<&str> = rows
            .lines()
            .map(|row| {
                let cells: Vec<&str> = row.split(',').collect();
                assert_eq!(cells.len(), 9, "{row}");
                assert_eq!((cells[2], cells[3]), ("award", "100"), "{row}");
                cells[1]
            })
            .collect();
        assert_eq!(awarded.len(), 5, "{text}");
        let awarded: BTreeSet<String> = awarded.into_iter().map(str::to_owned).collect();
        assert_eq!(awarded, winners, "{text}");
        assert_eq!(world.leftovers(), [""; 0]);
        world.assert_sound();
    }
    eprintln!("{rounds} rounds of 8: {recorded} recorded, {refused} refused");
}

#[test]
fn eight_that_decide_on_the_same_application_decide_once() {
    let world = World::new();
    let children: Vec<_> = (0..8)
        .map(|_| world.award("A1", &["--wait", "60"]).spawn().unwrap())
        .collect();
    let outputs = children
        .into_iter()
        .map(|child| child.wait_with_output().unwrap());
    let fine = outputs.filter(|output| output.status.code() == Some(0));
    assert_eq!(fine.count(), 1);
    assert_eq!(world.text().lines().count(), 2, "{}", world.text());
    world.assert_sound();
}

#[test]
fn what_only_shows_needs_no_lock() {
    let world = World::new();
    let mut arguments = award("A1");
    arguments.retain(|argument| *argument != "--yes");
    arguments.extend(["--set", "A1=100"]);
    let output = world.grants(&arguments).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        said(&output),
        "grants: nothing was recorded: add --yes to record 1 decision\n"
    );
    assert!(!world.awards().exists() && !world.lock_file().exists());
}
