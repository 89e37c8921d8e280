//! How far a long run has come: one line on a terminal, which goes again.

use std::io::IsTerminal;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::diagnostic::grouped;

use super::output;

/// Shorter runs say nothing.
const PATIENCE: Duration = Duration::from_secs(1);
/// The line changes no faster.
const PAUSE: Duration = Duration::from_millis(100);

/// So many schemes of so many are done.
pub(super) struct Progress {
    of: usize,
    done: AtomicUsize,
    started: Instant,
    /// When the line was last written; `None` where there is nobody to see it.
    shown: Option<Mutex<Option<Instant>>>,
}

impl Progress {
    /// Nothing is done yet. It is shown on a terminal, unless that is unwanted.
    pub(super) fn of(schemes: usize, quiet: bool) -> Self {
        let is_seen = !quiet && std::io::stderr().is_terminal();
        Self {
            of: schemes,
            done: AtomicUsize::new(0),
            started: Instant::now(),
            shown: is_seen.then(Mutex::default),
        }
    }

    /// One more is done.
    pub(super) fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        // Who cannot write at once need not: another one writes.
        let Some(Ok(mut last)) = self.shown.as_ref().map(Mutex::try_lock) else {
            return;
        };
        let elapsed = self.started.elapsed();
        if elapsed > PATIENCE && last.is_none_or(|last| last.elapsed() > PAUSE) {
            output::pass(&line(done, self.of, elapsed));
            *last = Some(Instant::now());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        let was_shown = self.shown.as_mut().and_then(|last| last.get_mut().ok());
        if was_shown.is_some_and(|last| last.is_some()) {
            output::pass("");
        }
    }
}

fn line(done: usize, of: usize, elapsed: Duration) -> String {
    let left = elapsed.as_millis() * (of - done) as u128 / done as u128;
    format!(
        "grants: {} of {} schemes, about {} s left",
        grouped(done),
        grouped(of),
        grouped(left.div_ceil(1000) as usize)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_left_follows_from_the_time_gone() {
        let elapsed = Duration::from_millis(2500);
        assert_eq!(
            line(500, 2000, elapsed),
            "grants: 500 of 2 000 schemes, about 8 s left"
        );
        assert!(line(7, 7, elapsed).ends_with("about 0 s left"));
    }
}
