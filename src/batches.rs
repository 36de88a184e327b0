//! Work spread over all threads, results handed back in input order, memory bounded.
//!
//! A thread of its own reads ahead; what it reads is collected into batches, the batch is worked on by the rayon pool the
//! caller is in, and its results go to the caller one after the other before the next batch begins.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::sync_channel;

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

/// Most items in a batch.
const ITEMS: usize = 512;
/// A batch ends when its items weigh this much together (bytes): enough that no thread waits long for the last item.
const WEIGHT: usize = 4 << 20;

/// What became of one item: the result of the work, or the message of the panic that stopped it.
pub type Outcome<R> = Result<R, String>;

/// Applies `work` to all items in parallel and `sink` to each item and its outcome in input order, until `sink` fails.
///
/// `weight` is the size of an item in bytes.
///
/// # Errors
/// What `sink` returned.
pub fn in_order<T, R, E>(
    items: impl Iterator<Item = T> + Send,
    weight: impl Fn(&T) -> usize + Send,
    work: impl Fn(&T) -> R + Sync,
    mut sink: impl FnMut(T, Outcome<R>) -> Result<(), E>,
) -> Result<(), E>
where
    T: Send + Sync,
    R: Send,
{
    std::thread::scope(|scope| {
        let (send, receive) = sync_channel::<Vec<T>>(1);
        scope.spawn(move || {
            let mut batch = Vec::new();
            let mut size = 0;
            for item in items {
                size += weight(&item);
                batch.push(item);
                if batch.len() >= ITEMS || size >= WEIGHT {
                    size = 0;
                    if send.send(std::mem::take(&mut batch)).is_err() {
                        return;
                    }
                }
            }
            // The receiver is gone when the sink failed: nothing is left to do then.
            let _ = send.send(batch);
        });
        for batch in receive {
            let done: Vec<Outcome<R>> = batch.par_iter().map(|item| guarded(&work, item)).collect();
            batch.into_iter().zip(done).try_for_each(|(item, outcome)| sink(item, outcome))?;
        }
        Ok(())
    })
}

/// A defect that one document brings out must not take its neighbours with it.
fn guarded<T, R>(work: &impl Fn(&T) -> R, item: &T) -> Outcome<R> {
    catch_unwind(AssertUnwindSafe(|| work(item))).map_err(|panic| {
        let text = panic.downcast_ref::<&str>().map(|s| (*s).to_owned());
        text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "unknown".to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_is_kept_and_a_panic_costs_one_item() {
        let mut seen = Vec::new();
        let work = |n: &u32| if *n == 7 { panic!("seven") } else { n * 2 };
        let end: Result<(), ()> = in_order(
            0..2000,
            |_| 1,
            work,
            |_, outcome| {
                seen.push(outcome);
                Ok(())
            },
        );
        assert_eq!(end, Ok(()));
        assert_eq!(seen.len(), 2000);
        assert_eq!(seen[7], Err("seven".to_owned()));
        assert!(seen.iter().enumerate().all(|(n, s)| n == 7 || *s == Ok(n as u32 * 2)));
    }

    #[test]
    fn a_failing_sink_ends_the_work() {
        let mut left = 10;
        let end = in_order(
            0..,
            |_| 1,
            |n: &u32| *n,
            |_, _| {
                left -= 1;
                if left == 0 { Err("full") } else { Ok(()) }
            },
        );
        assert_eq!(end, Err("full"));
    }
}
