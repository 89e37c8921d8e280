//! What becomes of lines, case by case.

use super::properties::movement;
use super::{Basis, Movement, reconcile};

/// `date amount reference applications` a line; `-` for what is not known.
fn lines(text: &str) -> Vec<Movement> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(movement)
        .collect()
}

/// What became of the lines, `status basis here/there`, of which `days` is 5.
#[track_caller]
fn becomes(here: &str, there: &str, expected: &[&str]) {
    let list = |positions: &[usize]| {
        let words: Vec<String> = positions.iter().map(usize::to_string).collect();
        words.join(",")
    };
    let matches = reconcile(&lines(here), &lines(there), 5);
    let seen: Vec<String> = matches
        .iter()
        .map(|each| {
            let by = each.by.map_or("-", Basis::word);
            format!(
                "{} {by} {}/{}",
                each.status.word(),
                list(&each.here),
                list(&each.there)
            )
        })
        .collect();
    assert_eq!(seen, expected);
}

#[test]
fn a_reference_goes_before_all_else() {
    becomes(
        "2024-06-05 100 8801 0
         2024-06-06 100 8802 1",
        "2024-06-06 100 08801 -
         2024-09-30 100 8802 -",
        &["matched reference 0/0", "matched reference 1/1"],
    );
}

#[test]
fn one_reference_with_two_amounts_differs() {
    becomes(
        "2024-06-05 100 8801 0",
        "2024-06-05 90 8801 -",
        &["differs reference 0/0"],
    );
}

#[test]
fn one_reference_with_two_applications_differs() {
    becomes(
        "2024-06-05 100 8801 0",
        "2024-06-05 100 8801 1",
        &["differs reference 0/0"],
    );
}

#[test]
fn a_payment_that_was_booked_twice_differs_by_the_second() {
    becomes(
        "2024-06-05 100 8801 0",
        "2024-06-05 100 8801 -
         2024-06-05 100 8801 -",
        &["differs reference 0/0,1"],
    );
}

#[test]
fn a_run_under_one_reference_is_its_payments() {
    becomes(
        "2024-06-05 100 8801 0
         2024-06-05 50 8801 1",
        "2024-06-07 150 8801 -",
        &["matched reference 0,1/0"],
    );
}

#[test]
fn a_run_under_one_reference_with_a_line_of_another_application_differs() {
    let here = "2024-06-05 100 8801 0
                2024-06-05 50 8801 1";
    becomes(
        here,
        "2024-06-07 90 8801 1
         2024-06-07 60 8801 0,2",
        &["matched reference 0,1/0,1"],
    );
    becomes(
        here,
        "2024-06-07 90 8801 1
         2024-06-07 60 8801 2",
        &["differs reference 0,1/0,1"],
    );
}

#[test]
fn a_case_number_on_two_instalments_leaves_the_second_open() {
    becomes(
        "2024-06-05 100 24/17 0
         2024-12-05 50 24/17 0",
        "2024-06-07 100 24/17 -",
        &["matched reference 0/0", "missing-there - 1/"],
    );
}

#[test]
fn without_a_reference_amount_and_days_decide() {
    becomes(
        "2024-06-05 100 - 0
         2024-06-05 200 8802 1
         2024-06-05 300 - 2",
        "2024-06-10 100 x -
         2024-06-04 200 - -
         2024-06-11 300 - -",
        &[
            "matched amount 0/0",
            "matched amount 1/1",
            "missing-here - /2",
            "missing-there - 2/",
        ],
    );
}

#[test]
fn two_that_could_be_the_same_are_not_chosen_between() {
    becomes(
        "2024-06-05 100 - 0
         2024-06-05 100 - 1",
        "2024-06-06 100 - -",
        &["ambiguous amount 0,1/0"],
    );
}

#[test]
fn the_recipient_tells_them_apart() {
    becomes(
        "2024-06-05 100 - 0
         2024-06-05 100 - 1",
        "2024-06-06 100 - 1
         2024-06-06 100 - -",
        &["matched amount 1/0", "matched amount 0/1"],
    );
}

#[test]
fn two_payments_to_one_application_are_paired_by_their_days() {
    becomes(
        "2024-06-05 100 - 0
         2024-06-08 100 - 0",
        "2024-06-09 100 - 0
         2024-06-05 100 - -",
        &["matched amount 0/1", "matched amount 1/0"],
    );
}

#[test]
fn another_recipient_is_no_match() {
    becomes(
        "2024-06-05 100 - 0",
        "2024-06-05 100 - 1",
        &["missing-here - /0", "missing-there - 0/"],
    );
}

#[test]
fn what_one_of_them_split_is_joined() {
    becomes(
        "2024-06-05 100 - 0
         2024-06-05 50 - 0",
        "2024-06-07 150 - 0",
        &["matched sum 1,0/0"],
    );
}

#[test]
fn a_run_of_nobody_in_particular_is_a_day_of_payments() {
    becomes(
        "2024-06-05 100 - 0
         2024-06-05 50 - 1
         2024-06-20 70 - 1",
        "2024-06-07 150 - -",
        &["matched sum 0,1/0", "missing-there - 2/"],
    );
}

#[test]
fn two_runs_of_one_sum_are_nobodys() {
    becomes(
        "2024-06-05 100 - 0
         2024-06-05 50 - 1",
        "2024-06-07 150 - -
         2024-06-08 150 - -",
        &[
            "missing-here - /0",
            "missing-here - /1",
            "missing-there - 0/",
            "missing-there - 1/",
        ],
    );
}

#[test]
fn the_only_ones_of_an_application_belong_together() {
    becomes(
        "2024-06-05 100 - 0
         2024-06-05 200 - 1",
        "2024-09-05 100 - 0
         2024-06-05 20 - 1",
        &["matched recipient 0/0", "differs recipient 1/1"],
    );
}

#[test]
fn money_back_is_no_payment() {
    becomes(
        "2024-06-05 100 - 0",
        "2024-06-05 -100 - 0",
        &["missing-here - /0", "missing-there - 0/"],
    );
}
