//! The same work for many things, on all processors.

use std::num::NonZero;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What the work makes of each thing, in the order of the things, on so many
/// threads at most.
pub fn in_parallel<T: Sync, R: Send>(
    threads: usize,
    things: &[T],
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let threads = threads.min(things.len());
    if threads <= 1 {
        return things.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let take_turns = || {
        let mut made = Vec::new();
        while let nth = next.fetch_add(1, Ordering::Relaxed)
            && let Some(thing) = things.get(nth)
        {
            made.push((nth, work(thing)));
        }
        made
    };
    let mut made = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(take_turns)).collect();
        let mut made = take_turns();
        for other in others {
            match other.join() {
                Ok(more) => made.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        made
    });
    made.sort_unstable_by_key(|(nth, _)| *nth);
    made.into_iter().map(|(_, made)| made).collect()
}

/// What two works make: the first is begun first, on a thread of its own where
/// there may be several.
pub fn both<A: Send, B: Send>(
    threads: usize,
    first: impl FnOnce() -> A + Send,
    second: impl FnOnce() -> B + Send,
) -> (A, B) {
    if threads <= 1 {
        return (first(), second());
    }
    thread::scope(|scope| {
        let first = scope.spawn(first);
        let second = second();
        match first.join() {
            Ok(first) => (first, second),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

static MOST: OnceLock<NonZero<usize>> = OnceLock::new();

/// Sets how many threads share a work at most, once and for all. A work within
/// another shares its own.
pub fn at_most(threads: NonZero<usize>) {
    // The first who says it is right.
    let _ = MOST.set(threads);
}

/// As many threads as there are processors, or as were said to be the most.
pub fn threads() -> usize {
    let most = MOST.get().copied();
    most.or_else(|| thread::available_parallelism().ok())
        .map_or(1, NonZero::get)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_that_of_the_things_with_any_number_of_threads() {
        let things: Vec<usize> = (0..1000).collect();
        let squares: Vec<usize> = things.iter().map(|thing| thing * thing).collect();
        for threads in [1, 2, 3, 16] {
            assert_eq!(
                in_parallel(threads, &things, |thing| thing * thing),
                squares
            );
        }
        assert!(in_parallel(4, &[], |thing: &usize| *thing).is_empty());
    }

    #[test]
    fn two_works_are_both_done() {
        for threads in [1, 2] {
            assert_eq!(both(threads, || 1, || "two"), (1, "two"));
        }
    }
}
