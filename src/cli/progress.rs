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

/// So many schemes, or applications of one scheme, of so many are done.
pub(super) struct Progress {
    of: usize,
    what: &'static str,
    done: AtomicUsize,
    started: Instant,
    /// When the line was last written; `None` where there is nobody to see it.
    shown: Option<Mutex<Option<Instant>>>,
}

impl Progress {
    /// Nothing is done yet. It is shown on a terminal, unless that is unwanted.
    pub(super) fn of(count: usize, what: &'static str, quiet: bool) -> Self {
        let is_seen = !quiet && std::io::stderr().is_terminal();
        Self {
            of: count,
            what,
            done: AtomicUsize::new(0),
            started: Instant::now(),
            shown: is_seen.then(Mutex::default),
        }
    }

    /// Whether there is anybody to see it.
    pub(super) fn is_seen(&self) -> bool {
        self.shown.is_some()
    }

    /// So many more are done.
    pub(super) fn step(&self, more: usize) {
        let done = self.done.fetch_add(more, Ordering::Relaxed) + more;
        // Who cannot write at once need not: another one writes.
        let Some(Ok(mut last)) = self.shown.as_ref().map(Mutex::try_lock) else {
            return;
        };
        let elapsed = self.started.elapsed();
        if elapsed > PATIENCE && last.is_none_or(|last| last.elapsed() > PAUSE) {
            output::pass(&line(done, self.of, self.what, elapsed));
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

fn line(done: usize, of: usize, what: &str, elapsed: Duration) -> String {
    let to_do = of.saturating_sub(done);
    let left = elapsed.as_millis() * to_do as u128 / done.max(1) as u128;
    format!(
        "grants: {} of {} {what}, about {} s left",
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
            line(500, 2000, "schemes", elapsed),
            "grants: 500 of 2 000 schemes, about 8 s left"
        );
        assert!(line(7, 7, "schemes", elapsed).ends_with("about 0 s left"));
    }
}
