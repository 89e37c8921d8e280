//! The same work for many things, on all processors.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// For fewer things than this, threads cost more than they bring.
const FEW: usize = 8;

/// What the work makes of each thing, in the order of the things.
pub(super) fn in_parallel<T: Sync, R: Send>(things: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    in_threads(threads(things.len()), things, work)
}

/// As many threads as there are processors, or as GRANTS_THREADS says.
fn threads(things: usize) -> usize {
    let asked = std::env::var("GRANTS_THREADS").ok();
    let asked = asked.and_then(|text| text.parse::<NonZero<usize>>().ok());
    match asked {
        Some(asked) => asked.get().min(things),
        None if things < FEW => 1,
        None => thread::available_parallelism().map_or(1, NonZero::get),
    }
}

fn in_threads<T: Sync, R: Send>(
    threads: usize,
    things: &[T],
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_that_of_the_things_with_any_number_of_threads() {
        let things: Vec<usize> = (0..1000).collect();
        let squares: Vec<usize> = things.iter().map(|thing| thing * thing).collect();
        for threads in [1, 2, 3, 16] {
            assert_eq!(in_threads(threads, &things, |thing| thing * thing), squares);
        }
        assert!(in_threads(4, &[], |thing: &usize| *thing).is_empty());
    }
}
