//! Any bytes as a scheme, beside facts that another scheme would understand.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    grants_fuzz::walk(vec![
        ("schemes/s.toml".to_owned(), bytes.to_vec()),
        grants_fuzz::file("data/s/applications.csv", grants_fuzz::APPLICATIONS),
        grants_fuzz::file("data/s/awards.csv", grants_fuzz::AWARDS),
    ]);
});
