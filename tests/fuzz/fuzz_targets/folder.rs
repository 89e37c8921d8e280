//! Any bytes, cut at every 0xff into the files of a folder.

#![no_main]

use libfuzzer_sys::fuzz_target;

const PATHS: [&str; 10] = [
    "schemes/s.toml",
    "data/s/applications.csv",
    "data/s/awards.csv",
    "data/s/assessments.csv",
    "data/s/payments.csv",
    "data/s/reports.csv",
    "data/s/waivers.csv",
    "data/s/recusals.csv",
    "schemes/t.toml",
    "data/t/applications.csv",
];

fuzz_target!(|bytes: &[u8]| {
    let parts = bytes.split(|&byte| byte == 0xff);
    let files = PATHS.iter().zip(parts);
    let there = files.filter(|(_, part)| !part.is_empty());
    grants_fuzz::walk(
        there
            .map(|(path, part)| ((*path).to_owned(), part.to_vec()))
            .collect(),
    );
});
