//! Any bytes as awards.csv, beside a scheme and applications that are right.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| grants_fuzz::csv(bytes));
