//! Sorting more records than may be in memory: sorted runs in a scratch folder, merged when they are gone through.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};

/// Bytes of records that are kept in memory by each sorter.
const BUDGET: usize = 6 << 20;
/// Bytes of a run that are read at a time.
const WINDOW: usize = 1 << 15;

/// Takes records in any order; equal ones count once.
pub(crate) struct Sorter<T> {
    buffer: Vec<T>,
    most: usize,
    scratch: PathBuf,
    name: &'static str,
    runs: Vec<PathBuf>,
    /// Records in all runs.
    count: usize,
}

impl<T: bytemuck::Pod + Ord> Sorter<T> {
    /// A sorter that writes files called after `name` into `scratch`, which the caller removes.
    pub(crate) fn new(scratch: &Path, name: &'static str) -> Self {
        Self::with_most(scratch, name, BUDGET / size_of::<T>())
    }

    fn with_most(scratch: &Path, name: &'static str, most: usize) -> Self {
        Sorter { buffer: Vec::new(), most, scratch: scratch.to_owned(), name, runs: Vec::new(), count: 0 }
    }

    pub(crate) fn push(&mut self, record: T) -> io::Result<()> {
        if self.buffer.len() == self.most {
            self.spill()?;
        }
        self.buffer.push(record);
        Ok(())
    }

    fn sort(&mut self) {
        self.buffer.sort_unstable();
        self.buffer.dedup();
        self.count += self.buffer.len();
    }

    fn spill(&mut self) -> io::Result<()> {
        self.sort();
        let path = self.scratch.join(format!("{}.{}.run", self.name, self.runs.len()));
        File::create_new(&path)?.write_all(bytemuck::cast_slice(&self.buffer))?;
        self.runs.push(path);
        self.buffer.clear();
        Ok(())
    }

    /// No more records come.
    pub(crate) fn settle(mut self) -> io::Result<Settled<T>> {
        if self.runs.is_empty() {
            self.sort();
        } else {
            self.spill()?;
            self.buffer = Vec::new();
        }
        Ok(Settled { memory: self.buffer, runs: self.runs, count: self.count })
    }
}

/// Records that are all in, to be gone through in their order.
pub(crate) struct Settled<T> {
    /// Everything, when there are no runs.
    memory: Vec<T>,
    runs: Vec<PathBuf>,
    count: usize,
}

impl<T: bytemuck::Pod + Ord> Settled<T> {
    /// Number of records; those that stand in several runs count in each.
    pub(crate) fn most(&self) -> usize {
        self.count
    }

    /// All records in their order.
    pub(crate) fn merge(&self) -> io::Result<Merge<'_, T>> {
        let runs = self.runs.iter().map(|path| Ok(BufReader::with_capacity(WINDOW, File::open(path)?)));
        let mut merge = Merge {
            memory: self.memory.iter(),
            runs: runs.collect::<io::Result<_>>()?,
            heads: BinaryHeap::new(),
            next: None,
        };
        for run in 0..merge.runs.len() {
            if let Some(record) = merge.read(run)? {
                merge.heads.push(Reverse((record, run)));
            }
        }
        merge.advance()?;
        Ok(merge)
    }
}

/// Goes through sorted records, with one known ahead.
pub(crate) struct Merge<'a, T> {
    memory: std::slice::Iter<'a, T>,
    runs: Vec<BufReader<File>>,
    heads: BinaryHeap<Reverse<(T, usize)>>,
    next: Option<T>,
}

impl<T: bytemuck::Pod + Ord> Merge<'_, T> {
    /// The record that comes next.
    pub(crate) const fn peek(&self) -> Option<T> {
        self.next
    }

    /// Takes the next record.
    pub(crate) fn take(&mut self) -> io::Result<Option<T>> {
        let taken = self.next;
        self.advance()?;
        Ok(taken)
    }

    fn advance(&mut self) -> io::Result<()> {
        if self.runs.is_empty() {
            self.next = self.memory.next().copied();
            return Ok(());
        }
        loop {
            let Some(mut head) = self.heads.peek_mut() else {
                self.next = None;
                return Ok(());
            };
            let Reverse((record, run)) = *head;
            match read(&mut self.runs[run])? {
                Some(following) => head.0.0 = following,
                None => {
                    std::collections::binary_heap::PeekMut::pop(head);
                }
            }
            if self.next != Some(record) {
                self.next = Some(record);
                return Ok(());
            }
        }
    }

    fn read(&mut self, run: usize) -> io::Result<Option<T>> {
        read(&mut self.runs[run])
    }
}

/// The next record of a run, `None` at its end.
fn read<T: bytemuck::Pod>(run: &mut BufReader<File>) -> io::Result<Option<T>> {
    let mut record = T::zeroed();
    match run.read_exact(bytemuck::bytes_of_mut(&mut record)) {
        Ok(()) => Ok(Some(record)),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_does_not_depend_on_how_much_fits_into_memory() {
        let scratch = std::env::temp_dir().join(format!("newsgraph-sorted-{}", std::process::id()));
        for most in [3, 7, 1000] {
            std::fs::create_dir_all(&scratch).unwrap();
            let mut sorter = Sorter::with_most(&scratch, "numbers", most);
            for n in 0..100u64 {
                sorter.push(n * 37 % 50).unwrap();
            }
            let settled = sorter.settle().unwrap();
            for _ in 0..2 {
                let mut merge = settled.merge().unwrap();
                for n in 0..50 {
                    assert_eq!(merge.peek(), Some(n), "{most}");
                    assert_eq!(merge.take().unwrap(), Some(n), "{most}");
                }
                assert_eq!(merge.take().unwrap(), None);
            }
            std::fs::remove_dir_all(&scratch).unwrap();
        }
    }
}
