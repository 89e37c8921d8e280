//! Any bytes as awards.csv, beside a scheme and applications that are right.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    grants_fuzz::walk(vec![
        grants_fuzz::file("schemes/s.toml", grants_fuzz::SCHEME),
        grants_fuzz::file("data/s/applications.csv", grants_fuzz::APPLICATIONS),
        ("data/s/awards.csv".to_owned(), bytes.to_vec()),
    ]);
});
