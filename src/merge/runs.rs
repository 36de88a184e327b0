//! Sorting more than fits into memory: sorted runs on disk, merged when they are read back.
//!
//! Equal records melt into one, in memory, in a run and between runs, so the result does not depend on how much memory
//! there was.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufRead as _, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use rayon::slice::ParallelSliceMut as _;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Most runs that are open at a time.
const MAX_RUNS: usize = 64;

/// What can be sorted in runs.
pub trait Record: Serialize + DeserializeOwned + Send {
    /// The order records come out in.
    fn order(&self, other: &Self) -> Ordering;
    /// Takes in a record that compares equal. Has to be associative and commutative.
    fn absorb(&mut self, other: Self);
    /// Bytes of memory it takes, roughly.
    fn weight(&self) -> usize;
}

/// Takes records in any order and gives them back sorted.
pub struct Sorter<T> {
    buffer: Vec<T>,
    size: usize,
    budget: usize,
    folder: PathBuf,
    name: &'static str,
    runs: Vec<PathBuf>,
    written: usize,
}

impl<T: Record> Sorter<T> {
    /// A sorter that keeps `budget` bytes in memory and writes the rest to files called after `name` in `folder`.
    pub fn new(folder: &Path, name: &'static str, budget: usize) -> Self {
        Sorter { buffer: Vec::new(), size: 0, budget, folder: folder.to_owned(), name, runs: Vec::new(), written: 0 }
    }

    /// Adds a record.
    ///
    /// # Errors
    /// When a run cannot be written.
    pub fn push(&mut self, record: T) -> io::Result<()> {
        self.size += record.weight();
        self.buffer.push(record);
        if self.size > self.budget {
            self.sort();
            // Records that melt together (a country in every document) would go to disk once per document otherwise.
            if self.size > self.budget / 2 {
                self.spill()?;
            }
        }
        Ok(())
    }

    /// All records, sorted; equal ones melted together where they can be.
    ///
    /// # Errors
    /// When a run cannot be read or written.
    pub fn finish(self) -> io::Result<Sorted<T>> {
        self.settle().into_sorted()
    }

    /// All records, to be gone through more than once.
    pub fn settle(mut self) -> Settled<T> {
        self.sort();
        Settled { runs: self.runs, memory: self.buffer }
    }

    fn sort(&mut self) {
        self.buffer.par_sort_by(T::order);
        let mut melted: Vec<T> = Vec::with_capacity(self.buffer.len());
        for record in self.buffer.drain(..) {
            match melted.last_mut() {
                Some(last) if last.order(&record).is_eq() => last.absorb(record),
                _ => melted.push(record),
            }
        }
        self.size = melted.iter().map(T::weight).sum();
        self.buffer = melted;
    }

    fn spill(&mut self) -> io::Result<()> {
        let path = self.folder.join(format!("{}.{}.run", self.name, self.written));
        self.written += 1;
        write_run(&path, self.buffer.drain(..).map(Ok))?;
        self.buffer.shrink_to(0);
        self.size = 0;
        self.runs.push(path);
        if self.runs.len() == MAX_RUNS {
            let path = self.folder.join(format!("{}.{}.run", self.name, self.written));
            self.written += 1;
            write_run(&path, Sorted::<T>::new(&self.runs, Vec::new())?)?;
            for old in std::mem::replace(&mut self.runs, vec![path]) {
                std::fs::remove_file(old)?;
            }
        }
        Ok(())
    }
}

fn write_run<T: Record>(path: &Path, records: impl Iterator<Item = io::Result<T>>) -> io::Result<()> {
    let mut out = BufWriter::new(File::create_new(path)?);
    for record in records {
        serde_json::to_writer(&mut out, &record?)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}

/// Records that are all in.
pub struct Settled<T> {
    runs: Vec<PathBuf>,
    memory: Vec<T>,
}

impl<T: Record> Settled<T> {
    /// Shows all records in their order.
    ///
    /// # Errors
    /// When a run cannot be read, or what `each` returned.
    pub fn visit(&self, mut each: impl FnMut(&T) -> io::Result<()>) -> io::Result<()>
    where
        T: Clone,
    {
        if self.runs.is_empty() {
            return self.memory.iter().try_for_each(each);
        }
        Sorted::new(&self.runs, self.memory.clone())?.try_for_each(|record| each(&record?))
    }

    /// Hands all records out in their order.
    ///
    /// # Errors
    /// When a run cannot be read.
    pub fn into_sorted(self) -> io::Result<Sorted<T>> {
        Sorted::new(&self.runs, self.memory)
    }
}

/// Sorted records, read back from all runs.
pub struct Sorted<T> {
    memory: std::vec::IntoIter<T>,
    files: Vec<BufReader<File>>,
    heads: BinaryHeap<Head<T>>,
    line: String,
}

/// The next record of a run; memory is the last run.
struct Head<T> {
    record: T,
    run: usize,
}

impl<T: Record> Sorted<T> {
    fn new(runs: &[PathBuf], memory: Vec<T>) -> io::Result<Self> {
        let files = runs.iter().map(|path| File::open(path).map(BufReader::new)).collect::<io::Result<Vec<_>>>()?;
        let mut sorted = Sorted { memory: memory.into_iter(), files, heads: BinaryHeap::new(), line: String::new() };
        for run in 0..=sorted.files.len() {
            sorted.refill(run)?;
        }
        Ok(sorted)
    }

    fn refill(&mut self, run: usize) -> io::Result<()> {
        let record = match self.files.get_mut(run) {
            None => self.memory.next(),
            Some(file) => {
                self.line.clear();
                if file.read_line(&mut self.line)? == 0 { None } else { Some(serde_json::from_str(&self.line)?) }
            }
        };
        self.heads.extend(record.map(|record| Head { record, run }));
        Ok(())
    }

    fn take(&mut self) -> io::Result<Option<T>> {
        let Some(Head { record, run }) = self.heads.pop() else { return Ok(None) };
        self.refill(run)?;
        Ok(Some(record))
    }

    fn melted(&mut self) -> io::Result<Option<T>> {
        let Some(mut first) = self.take()? else { return Ok(None) };
        while self.heads.peek().is_some_and(|head| head.record.order(&first).is_eq()) {
            if let Some(next) = self.take()? {
                first.absorb(next);
            }
        }
        Ok(Some(first))
    }
}

impl<T: Record> Iterator for Sorted<T> {
    type Item = io::Result<T>;

    fn next(&mut self) -> Option<Self::Item> {
        self.melted().transpose()
    }
}

// Turned round: a `BinaryHeap` gives its greatest first.
impl<T: Record> Ord for Head<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        other.record.order(&self.record)
    }
}

impl<T: Record> PartialOrd for Head<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T: Record> PartialEq for Head<T> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl<T: Record> Eq for Head<T> {}

#[cfg(test)]
mod tests {
    use super::*;

    /// A word and how often it was seen.
    #[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
    struct Count(String, u32);

    impl Record for Count {
        fn order(&self, other: &Self) -> Ordering {
            self.0.cmp(&other.0)
        }
        fn absorb(&mut self, other: Self) {
            self.1 += other.1;
        }
        fn weight(&self) -> usize {
            8
        }
    }

    #[test]
    fn any_budget_gives_the_same_records() {
        let sorted = |budget: usize| {
            let folder = tempfile::tempdir().expect("a folder");
            let mut sorter = Sorter::new(folder.path(), "counts", budget);
            for n in 0..5000u32 {
                sorter.push(Count(format!("w{}", n * 7919 % 1700), 1)).expect("written");
            }
            sorter.finish().expect("read").collect::<io::Result<Vec<_>>>().expect("read")
        };
        let all = sorted(usize::MAX);
        assert_eq!(all.len(), 1700);
        assert_eq!(all.iter().map(|c| c.1).sum::<u32>(), 5000);
        assert_eq!(all, sorted(8 * 300));
        // More runs than can be open together.
        assert_eq!(all, sorted(8 * 30));
    }
}
