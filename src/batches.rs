//! Work spread over all threads, results handed back in input order, memory bounded.
//!
//! A thread of its own reads ahead into a queue. Whenever the workers are free they take what is in it, be it one document
//! that has just come down a pipe or a full batch; its results go to the caller before the next batch begins.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

/// Most items in the queue.
const ITEMS: usize = 512;
/// The queue is full when its items weigh this much together (bytes): enough that no thread waits long for the last item.
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
    weight: impl Fn(&T) -> usize + Sync,
    work: impl Fn(&T) -> R + Sync,
    mut sink: impl FnMut(T, Outcome<R>) -> Result<(), E>,
) -> Result<(), E>
where
    T: Send + Sync,
    R: Send,
{
    let queue = Queue::new();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let _end = OnDrop(|| queue.finish());
            for item in items {
                let weight = weight(&item);
                if !queue.put(item, weight) {
                    return;
                }
            }
        });
        let _end = OnDrop(|| queue.close());
        while let Some(batch) = queue.take() {
            let done: Vec<Outcome<R>> = batch.par_iter().map(|item| guarded(&work, item)).collect();
            batch.into_iter().zip(done).try_for_each(|(item, outcome)| sink(item, outcome))?;
        }
        Ok(())
    })
}

/// What the reading thread and the workers share.
struct Queue<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
}

struct State<T> {
    items: Vec<T>,
    weight: usize,
    /// No more items will come.
    finished: bool,
    /// No more items are wanted.
    closed: bool,
}

impl<T> Queue<T> {
    fn new() -> Self {
        let state = State { items: Vec::new(), weight: 0, finished: false, closed: false };
        Queue { state: Mutex::new(state), changed: Condvar::new() }
    }

    /// A panic elsewhere leaves the state as valid as it was.
    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State<T>>, on: fn(&mut State<T>) -> bool) -> MutexGuard<'a, State<T>> {
        self.changed.wait_while(state, on).unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for room; false when nothing more is wanted.
    fn put(&self, item: T, weight: usize) -> bool {
        let is_full = |state: &mut State<T>| !state.closed && (state.items.len() >= ITEMS || state.weight >= WEIGHT);
        let mut state = self.wait(self.lock(), is_full);
        state.items.push(item);
        state.weight += weight;
        self.changed.notify_all();
        !state.closed
    }

    /// Waits for items; `None` when all have been taken.
    fn take(&self) -> Option<Vec<T>> {
        let mut state = self.wait(self.lock(), |state| state.items.is_empty() && !state.finished);
        state.weight = 0;
        self.changed.notify_all();
        Some(std::mem::take(&mut state.items)).filter(|items| !items.is_empty())
    }

    fn finish(&self) {
        self.lock().finished = true;
        self.changed.notify_all();
    }

    fn close(&self) {
        self.lock().closed = true;
        self.changed.notify_all();
    }
}

/// Does something at the end of a scope, also when it ends by a panic: else the other side would wait for ever.
struct OnDrop<F: Fn()>(F);

impl<F: Fn()> Drop for OnDrop<F> {
    fn drop(&mut self) {
        (self.0)();
    }
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

    #[test]
    fn what_is_there_is_worked_on_while_more_is_awaited() {
        let (give, items) = std::sync::mpsc::channel();
        let (done, results) = std::sync::mpsc::channel();
        let worker = std::thread::spawn(move || {
            in_order(items.into_iter(), |_| 1, |n: &u32| n * 2, |_, outcome| done.send(outcome))
        });
        for n in 0..5 {
            give.send(n).expect("taken");
            assert_eq!(results.recv(), Ok(Ok(n * 2)));
        }
        drop(give);
        assert!(worker.join().expect("no panic").is_ok());
    }
}
