//! Any bytes, cut at every 0xff into the files of a folder.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| grants_fuzz::folder(bytes));
