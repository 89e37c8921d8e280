//! What must survive when the folder is written: other writers, kills, full
//! disks, held locks, editors, and the bytes that stand there already.
//!
//! The real program runs in temporary folders. `GRANTS_TEST_LONG=1` repeats
//! what depends on chance many times more (some minutes instead of seconds).
//! What a machine does not allow is skipped and said:
//! `cargo test --test writing -- --nocapture` shows it, with the counts.

#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop here"
)]

mod bytes;
mod disk;
mod killed;
mod locked;
mod meanwhile;
mod refused;
mod together;
mod traced;
mod world;
