//! Any bytes as a scheme, beside facts that another scheme would understand.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| grants_fuzz::toml(bytes));
