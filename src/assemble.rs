//! Stages 7 and 8 composed: contributions of documents, in any order, into the files of a graph.
//!
//! First all documents are sorted by id, which shows those given twice. Two passes over them decide what is one entity in
//! all of them. Then each adds its rows, its nodes and its evidence
//! (in parallel), nodes and evidence are sorted, and what belongs together is added up while it is written. Whatever does
//! not fit into memory waits on disk, beside the output.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use crate::Error;
use crate::batches;
use crate::merge::{Conflicts, EdgeSum, Judge, NodeCount, Record as _, Settled, Sorted, Sorter, Verdicts};
use crate::types::{Contribution, EvidenceRow, Skip};
use crate::write::{
    Counts, Format, GraphWriter, OUTPUT_VERSION, OutputFolder, RowFiles, Rows, Run, document_rows, write_conflicts,
    write_decisions, write_run, write_skipped,
};

/// Bytes of documents, of nodes and of evidence that are kept in memory before they go to disk.
const BUDGETS: [usize; 3] = [96 << 20, 32 << 20, 64 << 20];

/// What is noted in `run.json` beside the counts.
#[derive(Clone, Debug, Default)]
pub struct Provenance {
    /// Hash of all gazetteers and word lists.
    pub gazetteers: String,
    /// Hash of all rule files.
    pub rules: String,
    /// Options that change the output.
    pub options: BTreeMap<String, String>,
}

/// Collects what documents contribute, and writes the graph when all are in.
pub struct Assembler {
    contributions: Sorter<Contribution>,
    skips: Sorter<(Skip, u64)>,
    counts: Counts,
    output: OutputFolder,
}

impl Assembler {
    /// Prepares an output folder; nothing in it changes before [`Assembler::finish`].
    ///
    /// # Errors
    /// When the folder cannot be made or written to.
    pub fn new(folder: &Path) -> Result<Self, Error> {
        let output = OutputFolder::create(folder)?;
        Ok(Assembler {
            contributions: Sorter::new(output.spill(), "documents", BUDGETS[0]),
            skips: Sorter::new(output.spill(), "skipped", BUDGETS[1]),
            counts: Counts::default(),
            output,
        })
    }

    /// A folder for what does not fit into memory.
    pub fn spill(&self) -> &Path {
        self.output.spill()
    }

    /// Adds a document.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn add(&mut self, contribution: Contribution) -> Result<(), Error> {
        self.contributions.push(contribution).map_err(|e| self.output.error(e))
    }

    /// Adds something that was skipped.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn skip(&mut self, skip: Skip) -> Result<(), Error> {
        self.counts.skipped += 1;
        self.skips.push((skip, 1)).map_err(|e| self.output.error(e))
    }

    /// Judges what is one entity, writes the graph in the given formats and moves all files to their places.
    ///
    /// # Errors
    /// When a file cannot be written; what was in the folder before is then untouched.
    pub fn finish(
        self,
        judge: &Judge<'_>,
        formats: &[&'static Format],
        provenance: Provenance,
    ) -> Result<Counts, Error> {
        let Assembler { contributions, mut skips, mut counts, output } = self;
        let write = || -> io::Result<Counts> {
            let mut writers = formats.iter().map(|f| (f.open)(output.files())).collect::<io::Result<Vec<_>>>()?;
            let mut rows =
                formats.iter().any(|f| f.name == "csv").then(|| RowFiles::create(output.files())).transpose()?;
            let mut nodes = Sorter::new(output.spill(), "nodes", BUDGETS[1]);
            let mut evidence = Sorter::new(output.spill(), "evidence", BUDGETS[2]);
            let with_rows = rows.is_some();
            let contributions = contributions.settle();
            let verdicts = judged(judge, &contributions, output.spill())?;
            batches::in_order(
                Unique { sorted: contributions.into_sorted()?, last: None, verdicts: &verdicts },
                |item| item.as_ref().map_or(1, |(contribution, _)| contribution.weight()),
                |item| match item {
                    Ok((contribution, true)) => Parts::of(contribution, with_rows),
                    _ => Ok(Parts::default()),
                },
                |item, outcome| {
                    let (contribution, is_first) = item?;
                    let parts = outcome.map_err(io::Error::other)??;
                    let document = contribution.document;
                    let extra = document.copies - u64::from(is_first);
                    if extra > 0 {
                        let reason = "another document has the same id: the longest is kept";
                        let skip = Skip { input: String::new(), record: 0, id: document.id, reason: reason.to_owned() };
                        skips.push((skip, extra))?;
                        counts.skipped += extra;
                    }
                    if !is_first {
                        return Ok(());
                    }
                    counts.documents += 1;
                    counts.characters += document.characters;
                    counts.mentions += contribution.mentions.len() as u64;
                    if let Some(rows) = &mut rows {
                        rows.add(&parts.rows)?;
                    }
                    parts.nodes.into_iter().try_for_each(|node| nodes.push(node))?;
                    contribution.evidence.into_iter().try_for_each(|row| evidence.push(row))
                },
            )?;
            if let Some(rows) = rows {
                rows.finish()?;
                write_decisions(output.files(), verdicts.decisions())?;
            }
            for node in nodes.finish()? {
                let node = node?.node();
                counts.nodes += 1;
                writers.iter_mut().try_for_each(|writer| writer.node(&node))?;
            }
            let mut conflicts = judge.conflicts(output.spill());
            write_edges(evidence.finish()?, &mut writers, &mut conflicts, &mut counts)?;
            if with_rows {
                write_conflicts(output.files(), conflicts.finish()?)?;
            }
            writers.into_iter().try_for_each(GraphWriter::finish)?;
            write_skipped(output.files(), skips.finish()?)?;
            let run = Run {
                newsgraph: env!("CARGO_PKG_VERSION").to_owned(),
                format: OUTPUT_VERSION,
                gazetteers: provenance.gazetteers,
                rules: provenance.rules,
                options: provenance.options,
                counts,
            };
            write_run(output.files(), &run)?;
            Ok(counts)
        };
        let counts = write().map_err(|e| output.error(e))?;
        output.publish()?;
        Ok(counts)
    }
}

/// What one document adds, made on any thread.
#[derive(Default)]
struct Parts {
    rows: Rows,
    nodes: Vec<NodeCount>,
}

impl Parts {
    fn of(contribution: &Contribution, with_rows: bool) -> io::Result<Self> {
        let rows = if with_rows { document_rows(contribution)? } else { Rows::default() };
        Ok(Parts { rows, nodes: NodeCount::of_document(contribution) })
    }
}

/// The verdicts of a judge who has heard every document twice. Of documents with one id only the first counts.
fn judged(judge: &Judge<'_>, contributions: &Settled<Contribution>, spill: &Path) -> io::Result<Verdicts> {
    let unique = |each: &mut dyn FnMut(&Contribution) -> io::Result<()>| {
        let mut last: Option<String> = None;
        contributions.visit(|contribution| {
            if last.as_ref() == Some(&contribution.document.id) {
                return Ok(());
            }
            last = Some(contribution.document.id.clone());
            each(contribution)
        })
    };
    let mut hearing = judge.hearing(spill);
    unique(&mut |contribution| hearing.hear(contribution))?;
    let mut examination = hearing.examine(spill)?;
    unique(&mut |contribution| {
        examination.look(contribution);
        Ok(())
    })?;
    Ok(examination.decide())
}

/// Documents in order of id, their ids those of the graph, with whether they are the first of theirs.
struct Unique<'a> {
    sorted: Sorted<Contribution>,
    last: Option<String>,
    verdicts: &'a Verdicts,
}

impl Iterator for Unique<'_> {
    type Item = io::Result<(Contribution, bool)>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.sorted.next()?.map(|mut contribution| {
            self.verdicts.apply(&mut contribution);
            let id = &contribution.document.id;
            let is_first = self.last.as_ref() != Some(id);
            if is_first {
                self.last = Some(id.clone());
            }
            (contribution, is_first)
        }))
    }
}

fn write_edges(
    evidence: Sorted<EvidenceRow>,
    writers: &mut [Box<dyn GraphWriter>],
    conflicts: &mut Conflicts,
    counts: &mut Counts,
) -> io::Result<()> {
    let mut close = |sum: Option<EdgeSum>, writers: &mut [Box<dyn GraphWriter>]| {
        let Some(sum) = sum else { return Ok(()) };
        let counted = sum.object_text().to_owned();
        let edge = sum.edge();
        conflicts.add(&edge, &counted)?;
        counts.edges += 1;
        counts.evidence += edge.mentions;
        writers.iter_mut().try_for_each(|writer| writer.edge(&edge))
    };
    let mut open: Option<EdgeSum> = None;
    for row in evidence {
        let row = row?;
        if open.as_ref().is_none_or(|sum| *sum.key() != row.key) {
            close(open.take(), writers)?;
        }
        let id = open.as_ref().map_or_else(|| row.key.id(), |sum| sum.id().to_owned());
        writers.iter_mut().try_for_each(|writer| writer.evidence(&id, &row))?;
        match &mut open {
            Some(sum) => sum.add(row),
            None => open = Some(EdgeSum::new(row)),
        }
    }
    close(open, writers)
}
