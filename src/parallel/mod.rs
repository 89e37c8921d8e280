//! The same work for many things, on all processors.

use std::num::NonZero;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};
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

/// Hands on what the work makes of each thing, in the order of the things, while
/// so many threads make what follows: each is a few things ahead at most. `take`
/// says with `false` that it has enough; so does this.
pub fn in_turn<T: Sync, R: Send>(
    threads: usize,
    things: &[T],
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(R) -> bool,
) -> bool {
    let threads = threads.min(things.len());
    if threads <= 1 {
        return things.iter().map(work).all(take);
    }
    thread::scope(|scope| {
        let hands: Vec<Receiver<R>> = (0..threads)
            .map(|first| {
                let (give, receive) = sync_channel(1);
                let work = &work;
                scope.spawn(move || {
                    let mut own = things.iter().skip(first).step_by(threads);
                    // Nobody receives any more: enough was made.
                    own.all(|thing| give.send(work(thing)).is_ok())
                });
                receive
            })
            .collect();
        let mut turns = (0..things.len()).map(|nth| hands[nth % threads].recv());
        // One that cannot be received was not made: its thread has panicked, and
        // the scope will.
        turns.all(|made| made.is_ok_and(&mut take))
    })
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
    fn things_are_taken_in_turn_with_any_number_of_threads_until_it_is_enough() {
        let things: Vec<usize> = (0..1000).collect();
        for threads in [0, 1, 2, 3, 16] {
            for enough in [1, 500, 1000, 2000] {
                let mut taken = Vec::new();
                let all = in_turn(
                    threads,
                    &things,
                    |thing| thing * thing,
                    |square| {
                        taken.push(square);
                        taken.len() < enough
                    },
                );
                assert_eq!(all, enough > things.len());
                let squares = things.iter().map(|thing| thing * thing);
                assert!(squares.take(enough).eq(taken));
            }
        }
        assert!(in_turn(4, &[], |thing: &usize| *thing, |_| false));
    }

    #[test]
    fn two_works_are_both_done() {
        for threads in [1, 2] {
            assert_eq!(both(threads, || 1, || "two"), (1, "two"));
        }
    }
}
