//! Whatever the bytes of a folder are, nothing panics: what is found by fuzzing is
//! looked for here for a moment, from the same seeds by the same ways.

#[path = "fuzz/lib.rs"]
#[expect(unreachable_pub, reason = "it is a crate by itself where it is fuzzed")]
mod fuzz;

use proptest::prelude::*;

/// A way of bytes through the program, and bytes that go far on it.
type Seed = (fn(&[u8]), &'static [u8]);

const SEEDS: [Seed; 4] = [
    (fuzz::csv, include_bytes!("fuzz/seeds/csv/awards.csv")),
    (fuzz::toml, include_bytes!("fuzz/seeds/toml/whole.toml")),
    (fuzz::folder, include_bytes!("fuzz/seeds/folder/small")),
    (fuzz::folder, include_bytes!("fuzz/seeds/folder/whole")),
];

#[test]
fn the_seeds_go_the_whole_way() {
    SEEDS.iter().for_each(|(walk, seed)| walk(seed));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]
    #[test]
    fn a_seed_with_other_bytes_in_it_goes_as_far_as_it_can(
        nth in 0..SEEDS.len(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..9_usize, any::<Vec<u8>>()), 1..4),
    ) {
        let (walk, seed) = SEEDS[nth];
        let mut bytes = seed.to_vec();
        for (at, gone, more) in changes {
            let at = at.index(bytes.len() + 1);
            let end = bytes.len().min(at + gone);
            bytes.splice(at..end, more);
        }
        walk(&bytes);
    }
}
